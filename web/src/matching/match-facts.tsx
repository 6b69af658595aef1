import { CheckOutlined, ExclamationOutlined } from '@ant-design/icons';
import type { Match } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { useFieldName, useLanguageName } from './choices.tsx';
import { matchingWords } from './words.ts';

/** What speaks for a match and what against it. */
export function FactsOf({ match }: { readonly match: Match }) {
  const t = useWords(matchingWords);
  const say = useFactWords();
  const { speaksFor, speaksAgainst } = match;
  if (speaksFor.length + speaksAgainst.length === 0) return null;
  return (
    <ul className="facts-for">
      {speaksFor.map((fact) => (
        <li key={fact.code}>
          <CheckOutlined className="fact-for" aria-label={t('speaksFor')} />
          {say(fact)}
        </li>
      ))}
      {speaksAgainst.map((fact) => (
        <li key={fact.code}>
          <ExclamationOutlined className="fact-against" aria-label={t('speaksAgainst')} />
          {say(fact)}
        </li>
      ))}
    </ul>
  );
}

export function useFactWords(): (fact: Match['speaksFor'][number]) => string {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const fieldName = useFieldName();
  const languageName = useLanguageName();
  return ({ code, params = {} }) => {
    const text = (name: string) => String(params[name] ?? '');
    const each = (name: string, nameOf: (one: string) => string) =>
      text(name)
        .split(' ')
        .filter((one) => one !== '')
        .map(nameOf)
        .join(language === 'zh' ? '、' : ', ');
    const money = (name: string) => format.money(text(name), text('currency'));
    switch (code) {
      case 'same_field':
        return t('fact_same_field', { fields: each('fields', fieldName) });
      case 'field_near':
        return t('fact_field_near', {
          asked: fieldName(text('asked')),
          offered: fieldName(text('offered')),
        });
      case 'deadline_too_near':
        return t('fact_deadline_too_near', {
          day: format.day(text('day')),
          levels: text('levels'),
        });
      case 'maturity_enough':
      case 'maturity_too_low':
        return t(`fact_${code}`, { maturity: text('maturity'), least: text('least') });
      case 'budget_covers_price':
      case 'budget_below_price':
        return t(`fact_${code}`, { budget: money('budgetMinor'), price: money('priceMinor') });
      case 'currencies_differ':
        return t('fact_currencies_differ', { budget: text('budget'), price: text('price') });
      case 'deadline_ahead':
      case 'deadline_has_passed':
        return t(`fact_${code}`, { day: format.day(text('day')) });
      case 'language_in_common':
        return t('fact_language_in_common', { languages: each('languages', languageName) });
      default:
        return t(`fact_${code}`);
    }
  };
}
