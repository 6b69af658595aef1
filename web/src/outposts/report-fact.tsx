import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  factContract as contract,
  type EvidenceFile,
  type FactsOutline,
} from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { EvidenceDoor } from './evidence-door.tsx';
import { useNames } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';

type Body = BodyOf<typeof contract.reportFact>;

/** One fact, for the party that the person speaks for. */
export function ReportFact({
  open,
  onClose,
  agreementId,
  outline,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly agreementId: string;
  readonly outline: FactsOutline;
}) {
  const t = useWords(factWords);
  const notice = useNotice();
  const names = useNames(outline);
  const [files, setFiles] = useState<readonly EvidenceFile[]>([]);
  const report = useWrite(contract.reportFact, {
    onDone: () => {
      notice.done(t('reported'));
      setFiles([]);
      onClose();
    },
  });
  const { parties, measures, columns, hasSource, actsFor } = outline;
  const choices = (ids: readonly string[], nameOf: (id: string) => string) =>
    ids.map((value) => ({ value, label: nameOf(value) }));
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('report')}>
      <Form<Body>
        schema={contract.reportFact.body}
        initial={{ speaksFor: actsFor[0]!, party: actsFor[0]! }}
        problem={report.error}
        busy={report.isPending}
        submit={t('report')}
        onSubmit={(body) =>
          report.mutate({ ...body, fileIds: files.map(({ id }) => id), agreementId })
        }
      >
        {actsFor.length < 2 ? null : (
          <Field name="speaksFor" label={t('speaksFor')}>
            <Select aria-label={t('speaksFor')} options={choices(actsFor, names.party)} />
          </Field>
        )}
        <Field name="measure" label={t('measure')}>
          <Select
            aria-label={t('measure')}
            options={measures.map(({ id, unit }) => ({
              value: id,
              label: `${names.measure(id)} · ${unit}`,
            }))}
          />
        </Field>
        <Field name="party" label={t('party')}>
          <Select
            aria-label={t('party')}
            options={choices(
              parties.map(({ id }) => id),
              names.party,
            )}
          />
        </Field>
        <div className="form-pair">
          <Field name="period" label={t('period')} hint={t('periodHint')}>
            <Input autoComplete="off" />
          </Field>
          <Field name="amount" label={t('amount')} hint={t('amountHint')}>
            <Input inputMode="decimal" autoComplete="off" />
          </Field>
        </div>
        {hasSource ? (
          <Field name="source" label={t('source')}>
            <Input />
          </Field>
        ) : null}
        {columns
          .filter(({ name }) => name !== 'source')
          .map(({ name }) => (
            <Field key={name} name={['columns', name]} label={name}>
              <Input />
            </Field>
          ))}
        <Field name="evidence" label={t('evidence')}>
          <Input />
        </Field>
        <Field name="evidenceUrl" label={t('evidenceUrl')}>
          <Input type="url" placeholder="https://" />
        </Field>
        <EvidenceDoor agreementId={agreementId} files={files} onChange={setFiles} />
      </Form>
    </Modal>
  );
}
