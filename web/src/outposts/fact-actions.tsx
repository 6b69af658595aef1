import { useNavigate } from '@tanstack/react-router';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  factContract as contract,
  type EvidenceFile,
  type ReportedFact,
} from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { EvidenceDoor } from './evidence-door.tsx';
import type { Names } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';

export const grounds = [
  'amount_differs',
  'wrong_period',
  'wrong_place',
  'not_covered',
  'evidence_missing',
  'counted_twice',
  'clause_read_differently',
] as const;

interface About {
  readonly fact: ReportedFact;
  readonly names: Names;
  readonly actsFor: readonly string[];
}

/** What one may do with a fact now: the server says what, these are the ways. */
export function FactActions(about: About) {
  const t = useWords(factWords);
  const [doing, setDoing] = useState<'correct' | 'reverse' | 'dispute' | null>(null);
  const { may } = about.fact;
  const onClose = () => setDoing(null);
  return (
    <>
      {(['reverse', 'correct', 'dispute'] as const).map((action) =>
        may[action] ? (
          <Button key={action} onClick={() => setDoing(action)}>
            {t(action)}
          </Button>
        ) : null,
      )}
      {may.confirm ? <Confirm {...about} /> : null}
      <Modal
        open={doing !== null}
        onCancel={onClose}
        footer={null}
        destroyOnHidden
        title={doing === null ? '' : t(doing)}
      >
        {doing === 'correct' ? <Correct {...about} onDone={onClose} /> : null}
        {doing === 'reverse' ? <Reverse {...about} onDone={onClose} /> : null}
        {doing === 'dispute' ? <Dispute {...about} onDone={onClose} /> : null}
      </Modal>
    </>
  );
}

function Confirm({ fact }: About) {
  const t = useWords(factWords);
  const ask = useConfirm();
  const notice = useNotice();
  const confirm = useWrite(contract.confirmFacts, { onDone: () => notice.done(t('confirmed')) });
  const start = async () => {
    if (!(await ask({ title: t('confirmAsk'), yes: t('confirm') }))) return;
    const { agreementId, id } = fact;
    confirm.mutate({ agreementId, factIds: [id] }, { onError: notice.failed });
  };
  return (
    <Button type="primary" loading={confirm.isPending} onClick={() => void start()}>
      {t('confirm')}
    </Button>
  );
}

/** Asked only of those who speak for several parties. */
export function SpeaksFor({ names, actsFor }: Pick<About, 'names' | 'actsFor'>) {
  const t = useWords(factWords);
  if (actsFor.length < 2) return null;
  return (
    <Field name="speaksFor" label={t('speaksFor')} needed>
      <Select
        aria-label={t('speaksFor')}
        options={actsFor.map((value) => ({ value, label: names.party(value) }))}
      />
    </Field>
  );
}

type Doing = About & { readonly onDone: () => void };

function Correct({ fact, names, actsFor, onDone }: Doing) {
  const t = useWords(factWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const [files, setFiles] = useState<readonly EvidenceFile[]>([]);
  const correct = useWrite(contract.correctFact, {
    onDone: ({ id }) => {
      notice.done(t('corrected'));
      onDone();
      void navigate({ to: '/outposts/facts/$factId', params: { factId: id } });
    },
  });
  const { amount, evidence, evidenceUrl, period, unit } = fact;
  return (
    <>
      <p>{t('correctHint')}</p>
      <Form<BodyOf<typeof contract.correctFact>>
        schema={contract.correctFact.body}
        initial={{ amount, evidence, evidenceUrl, ...(unit === 'event' ? { period } : {}) }}
        problem={correct.error}
        busy={correct.isPending}
        submit={t('correct')}
        onSubmit={(body) =>
          correct.mutate({
            ...body,
            amount: body.amount ?? amount,
            factId: fact.id,
            fileIds: files.map(({ id }) => id),
          })
        }
      >
        <SpeaksFor names={names} actsFor={actsFor} />
        {unit === 'event' ? (
          <Field name="period" label={t('period')} hint={t('periodHint')}>
            <Input autoComplete="off" />
          </Field>
        ) : (
          <Field name="amount" label={t('amount')}>
            <Input inputMode="decimal" autoComplete="off" />
          </Field>
        )}
        <Field name="reason" label={t('reason')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Field>
        <Field name="evidence" label={t('evidence')}>
          <Input />
        </Field>
        <Field name="evidenceUrl" label={t('evidenceUrl')}>
          <Input type="url" placeholder="https://" />
        </Field>
        <EvidenceDoor agreementId={fact.agreementId} files={files} onChange={setFiles} />
      </Form>
    </>
  );
}

function Reverse({ fact, names, actsFor, onDone }: Doing) {
  const t = useWords(factWords);
  const notice = useNotice();
  const reverse = useWrite(contract.reverseFact, {
    onDone: () => {
      notice.done(t('reversed'));
      onDone();
    },
  });
  return (
    <>
      <p>{t('reverseHint')}</p>
      <Form<BodyOf<typeof contract.reverseFact>>
        schema={contract.reverseFact.body}
        problem={reverse.error}
        busy={reverse.isPending}
        submit={t('reverse')}
        onSubmit={(body) => reverse.mutate({ ...body, factId: fact.id })}
      >
        <SpeaksFor names={names} actsFor={actsFor} />
        <Field name="reason" label={t('reason')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Field>
      </Form>
    </>
  );
}

function Dispute({ fact, names, actsFor, onDone }: Doing) {
  const t = useWords(factWords);
  const notice = useNotice();
  const dispute = useWrite(contract.disputeFact, {
    onDone: () => {
      notice.done(t('disputeRaised'));
      onDone();
    },
  });
  return (
    <>
      <p>{t('disputeHint')}</p>
      <Form<BodyOf<typeof contract.disputeFact>>
        schema={contract.disputeFact.body}
        initial={{ answerWithinDays: 15 }}
        problem={dispute.error}
        busy={dispute.isPending}
        submit={t('dispute')}
        onSubmit={(body) => dispute.mutate({ ...body, factId: fact.id })}
      >
        <SpeaksFor names={names} actsFor={actsFor} />
        <Field name="ground" label={t('ground')}>
          <Select
            aria-label={t('ground')}
            options={grounds.map((value) => ({ value, label: t(`ground_${value}`) }))}
          />
        </Field>
        <Field name="note" label={t('note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Field>
        <Field name="answerWithinDays" label={t('answerWithinDays')}>
          <InputNumber controls={false} />
        </Field>
      </Form>
    </>
  );
}
