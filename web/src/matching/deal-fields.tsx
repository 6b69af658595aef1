import { Radio, Select } from 'antd';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { currencies, MoneyInput } from '../ui/money-input.tsx';
import { useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';

export const dealKinds = ['development', 'transfer', 'licence', 'consulting', 'service'] as const;

/** The facts of a contract, in the form that records it and in the one that mends it. */
export function DealFields({ currency }: { readonly currency: string }) {
  const t = useWords(matchingWords);
  return (
    <>
      <Field name="kind" label={t('dealKind')} needed>
        <Radio.Group
          className="choices"
          options={dealKinds.map((value) => ({ value, label: t(`dealKind_${value}`) }))}
        />
      </Field>
      <div className="form-triple">
        <Field name="amountMinor" label={t('dealAmount')} hint={t('moneyHint')} needed>
          <MoneyInput currency={currency} />
        </Field>
        <Field name="currency" label={t('currency')} needed>
          <Select options={currencies.map((value) => ({ value, label: value }))} />
        </Field>
        <Field name="signedOn" label={t('signedOn')} needed>
          <DayInput />
        </Field>
      </div>
    </>
  );
}
