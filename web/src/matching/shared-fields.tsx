import { Form as AntForm, Input, Select } from 'antd';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { currencies, MoneyInput } from '../ui/money-input.tsx';
import { useWords } from '../ui/words.ts';
import { FieldChoice, LanguageChoice } from './choices.tsx';
import { matchingWords } from './words.ts';

export function KeywordFields() {
  const t = useWords(matchingWords);
  return (
    <>
      <Field name="fields" needed label={t('fields')}>
        <FieldChoice />
      </Field>
      <Field name="keywords" label={t('keywords')} hint={t('keywordsHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} />
      </Field>
    </>
  );
}

/** An amount from and to, in one currency; `of` is the property that holds the three. */
export function AmountFields({
  of,
  from,
  to,
}: {
  readonly of: 'budget' | 'price';
  readonly from: string;
  readonly to: string;
}) {
  const t = useWords(matchingWords);
  const currency = AntForm.useWatch([of, 'currency']) ?? 'CNY';
  return (
    <div className="form-triple">
      <Field name={[of, 'minimumMinor']} label={from} hint={t('moneyHint')}>
        <MoneyInput currency={currency} />
      </Field>
      <Field name={[of, 'maximumMinor']} label={to}>
        <MoneyInput currency={currency} />
      </Field>
      <Field name={[of, 'currency']} label={t('currency')}>
        <Select options={currencies.map((value) => ({ value, label: value }))} />
      </Field>
    </div>
  );
}

export function ContactFields() {
  const t = useWords(matchingWords);
  return (
    <fieldset className="group">
      <legend>{t('contact')}</legend>
      <p className="quiet">{t('contactHint')}</p>
      <div className="form-triple">
        <Field name={['contact', 'name']} label={t('contactName')}>
          <Input />
        </Field>
        <Field name={['contact', 'email']} label={t('contactEmail')}>
          <Input type="email" />
        </Field>
        <Field name={['contact', 'phone']} label={t('contactPhone')}>
          <Input type="tel" />
        </Field>
      </div>
    </fieldset>
  );
}

export function SourceFields() {
  const t = useWords(matchingWords);
  return (
    <>
      <Field name="languages" label={t('languages')}>
        <LanguageChoice />
      </Field>
      <Field name="source" label={t('source')} hint={t('sourceHint')}>
        <Input />
      </Field>
      <Field name="expiresOn" label={t('expiresOn')} hint={t('expiresHint')}>
        <DayInput />
      </Field>
    </>
  );
}

interface Amounts {
  readonly minimumMinor: string | null;
  readonly maximumMinor: string | null;
  readonly currency: string | null;
}

/** A range without amounts says nothing: a currency alone is what the form began with. */
export function hasAmount(amounts: Partial<Amounts> | null | undefined): boolean {
  return amounts?.minimumMinor != null || amounts?.maximumMinor != null;
}

export function amountsOf(amounts: Partial<Amounts>): Amounts {
  return {
    minimumMinor: amounts.minimumMinor ?? null,
    maximumMinor: amounts.maximumMinor ?? null,
    currency: hasAmount(amounts) ? (amounts.currency ?? null) : null,
  };
}
