/** What is at stake in a replay, and by what its cases are sorted into bands of size. */
import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Model, ReplayAsked } from 'yunhe/rules/contract';
import { Field } from '../ui/form.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { replayWords } from './replay-words.ts';

const ways = ['rule', 'output', 'input'] as const;
type Way = (typeof ways)[number];

export function ReplayStake({ model }: { readonly model: Model }) {
  const t = useWords(replayWords);
  const language = useLanguage();
  const [way, setWay] = useState<Way>('rule');
  const numbers = model.form
    .filter(({ type, isList }) => type === 'number' && !isList)
    .map(({ name, label }) => ({ value: name, label: label[language] || name }));
  const answers = model.decisions.map(({ name, label }) => ({
    value: name,
    label: label[language] || name,
  }));
  return (
    <>
      <fieldset className="replay-money">
        <legend>{t('money')}</legend>
        <Radio.Group
          className="choices"
          value={way}
          options={ways.map((value) => ({ value, label: t(`money_${value}`) }))}
          onChange={({ target }) => setWay(target.value as Way)}
        />
      </fieldset>
      {way === 'output' ? (
        <>
          <Field name={['money', 'output', 'decision']} label={t('moneyOutput')} needed>
            <Select options={answers} />
          </Field>
          <Field name={['money', 'output', 'output']} label={t('moneyPart')}>
            <Input />
          </Field>
        </>
      ) : null}
      {way === 'input' ? (
        <Field name={['money', 'input']} label={t('moneyInput')} needed>
          <Select options={numbers} />
        </Field>
      ) : null}
      {way === 'rule' ? null : (
        <Field name={['money', 'unit']} label={t('unit')} hint={t('unitHint')} needed>
          <Input />
        </Field>
      )}
      <Field name="size" label={t('size')} hint={t('sizeBoundsHint')}>
        <SizeBands inputs={numbers} />
      </Field>
    </>
  );
}

type Size = NonNullable<ReplayAsked['size']>;

function SizeBands({
  inputs,
  value,
  onChange,
}: {
  readonly inputs: readonly { readonly value: string; readonly label: string }[];
  readonly value?: Partial<Size> | null;
  readonly onChange?: (size: Partial<Size>) => void;
}) {
  const t = useWords(replayWords);
  return (
    <div className="version-choice">
      <Select
        aria-label={t('sizeInput')}
        placeholder={t('sizeInput')}
        allowClear
        value={value?.input ?? null}
        options={[...inputs]}
        onChange={(input) => onChange?.({ ...value, input: input ?? undefined } as Partial<Size>)}
      />
      <Select
        aria-label={t('sizeBounds')}
        placeholder={t('sizeBounds')}
        mode="tags"
        open={false}
        tokenSeparators={[',', '，', '、', ' ']}
        value={value?.bounds ?? []}
        onChange={(bounds) => onChange?.({ ...value, bounds })}
      />
    </div>
  );
}
