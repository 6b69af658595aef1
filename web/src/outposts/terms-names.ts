import type { TermsData } from 'yunhe/outposts/contract';
import { isFields } from '../ui/schema.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { termsWords } from './terms-words.ts';

export interface TermsNames {
  readonly party: (id: string) => string;
  readonly measure: (id: string) => string;
  readonly unit: (code: string) => string;
}

/** What the terms call their parties and measures in the reader's language. */
export function useTermsNames(terms: TermsData): TermsNames {
  const language = useLanguage();
  const t = useWords(termsWords);
  const namesIn = (list: unknown) =>
    new Map(
      (Array.isArray(list) ? list : []).filter(isFields).map(({ id, name }) => {
        const words = isFields(name) ? name : {};
        return [String(id), String(words[language] || words.zh || id)];
      }),
    );
  const parties = namesIn(terms.parties);
  const measures = namesIn(terms.measures);
  const currencies = ['CNY', 'EUR', 'JPY'] as const;
  return {
    party: (id) => parties.get(id) ?? id,
    measure: (id) => measures.get(id) ?? id,
    unit: (code) => {
      const known = currencies.find((one) => one === code);
      return known === undefined ? code : t(`short_${known}`);
    },
  };
}
