import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { statementContract as contract, type Statement } from 'yunhe/outposts/contract';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { partyName } from './statement-facts.tsx';
import { statementWords } from './statement-words.ts';

const reasons = [
  'fact_is_wrong',
  'fact_is_missing',
  'clause_read_otherwise',
  'counted_twice',
  'wrong_period',
  'other',
] as const;

interface Said {
  readonly speaksFor?: string;
  readonly line?: number | null;
  readonly reason: (typeof reasons)[number];
  readonly note?: string | null;
}

/** For lines that are not owed yet; what is owed is corrected by its facts. */
export function ObjectToStatement({ statement }: { readonly statement: Statement }) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const object = useWrite(contract.objectToStatement, { onDone: () => setOpen(false) });
  const { id, actsFor, parties, lines, obligations } = statement;
  const booked = new Set(obligations.map(({ line }) => line));
  const free = lines.map((_line, at) => at + 1).filter((line) => !booked.has(line));
  const isOver = lines.every(({ payer, receiver }, at) => payer === receiver || booked.has(at + 1));
  if (actsFor.length === 0 || isOver) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('object')}</Button>
      <Modal
        open={open}
        title={t('object')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{t('objectHint')}</p>
        <Form<Said>
          schema={contract.objectToStatement.body}
          initial={actsFor.length === 1 ? {} : { speaksFor: actsFor[0]! }}
          problem={object.error}
          busy={object.isPending}
          submit={t('object')}
          onSubmit={(said) => object.mutate({ statementId: id, ...said })}
        >
          {actsFor.length < 2 ? null : (
            <Field name="speaksFor" label={t('speaksFor')} needed>
              <Select
                options={actsFor.map((value) => ({
                  value,
                  label: partyName(language, parties, value),
                }))}
              />
            </Field>
          )}
          <Field name="line" label={t('aboutLine')}>
            <Select
              allowClear
              placeholder={t('whole')}
              options={free.map((line) => ({ value: line, label: t('lineNumber', { line }) }))}
            />
          </Field>
          <Field name="reason" label={t('reason')} needed>
            <Select options={reasons.map((value) => ({ value, label: t(`reason_${value}`) }))} />
          </Field>
          <Field name="note" label={t('note')}>
            <Input.TextArea rows={3} />
          </Field>
        </Form>
      </Modal>
    </>
  );
}
