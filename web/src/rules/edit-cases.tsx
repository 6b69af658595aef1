import { Button, Collapse, Input, Select } from 'antd';
import { useState } from 'react';
import type { Model, TestCase } from 'yunhe/rules/contract';
import { useLanguage, useWords } from '../ui/words.ts';
import { editWords } from './edit-words.ts';
import { InputForm } from './input-form.tsx';
import { typedAnswer, writtenAnswer } from './typed-answer.ts';

/** Worked cases: a form made from the inputs of the model, and the answer that must come. */
export function EditCases({
  model,
  value = [],
  onChange,
}: {
  readonly model: Model;
  readonly value?: readonly TestCase[];
  readonly onChange?: (cases: TestCase[]) => void;
}) {
  const t = useWords(editWords);
  const [open, setOpen] = useState<string>();
  const replace = (at: number, change: Partial<TestCase>) =>
    onChange?.(value.map((one, place) => (place === at ? { ...one, ...change } : one)));
  const add = () => {
    onChange?.([...value, { name: '', inputs: {}, expected: '' }]);
    setOpen(String(value.length));
  };
  return (
    <>
      <Collapse
        accordion
        destroyOnHidden
        {...(open === undefined ? { activeKey: [] } : { activeKey: open })}
        onChange={(keys) => setOpen([keys].flat()[0])}
        items={value.map((one, at) => ({
          key: String(at),
          label: one.name || t('unnamedCase'),
          children: (
            <OneCase
              model={model}
              of={one}
              onChange={(change) => replace(at, change)}
              onRemove={() => {
                setOpen(undefined);
                onChange?.(value.filter((_one, place) => place !== at));
              }}
            />
          ),
        }))}
      />
      <p className="row">
        <Button onClick={add}>{t('addCase')}</Button>
      </p>
    </>
  );
}

function OneCase({
  model,
  of,
  onChange,
  onRemove,
}: {
  readonly model: Model;
  readonly of: TestCase;
  readonly onChange: (change: Partial<TestCase>) => void;
  readonly onRemove: () => void;
}) {
  const t = useWords(editWords);
  const language = useLanguage();
  const [answer, setAnswer] = useState(() => writtenAnswer(of.expected));
  return (
    <>
      <div className="input-row">
        <label htmlFor="case-name">{t('caseName')}</label>
        <Input
          id="case-name"
          value={of.name}
          maxLength={300}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </div>
      <InputForm
        fields={model.form}
        values={of.inputs}
        onChange={(inputs) => onChange({ inputs })}
        reasons={[]}
      />
      <div className="input-row">
        <label htmlFor="case-decision">{t('decision')}</label>
        <Select
          id="case-decision"
          value={of.decision ?? ''}
          options={[
            { value: '', label: t('ofOutcome') },
            ...model.decisions.map(({ name, label }) => ({
              value: name,
              label: label[language] || name,
            })),
          ]}
          onChange={(decision) =>
            onChange({ decision: decision === '' ? undefined : decision } as Partial<TestCase>)
          }
        />
      </div>
      <div className="input-row">
        <label htmlFor="case-expected">{t('expected')}</label>
        <Input
          id="case-expected"
          value={answer}
          placeholder={t('expectedHint')}
          onChange={({ target }) => {
            setAnswer(target.value);
            onChange({ expected: typedAnswer(target.value) });
          }}
        />
      </div>
      <Button danger onClick={onRemove}>
        {t('remove')}
      </Button>
    </>
  );
}
