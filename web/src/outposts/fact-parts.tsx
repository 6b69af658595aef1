/** Small pieces that several pages of facts show alike. */
import type { FactsOutline, ReportedFact } from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { factWords } from './fact-words.ts';

const tones = {
  reported: 'tag-warn',
  confirmed: 'tag-good',
  disputed: 'tag-bad',
  corrected: '',
  reversed: '',
} as const;

export function FactState({ fact }: { readonly fact: ReportedFact }) {
  const t = useWords(factWords);
  return <span className={`tag ${tones[fact.state]}`}>{t(`state_${fact.state}`)}</span>;
}

export interface Names {
  party(id: string): string;
  measure(id: string): string;
}

/** What the terms call parties and measures; their ids where another version had them. */
export function useNames(outline: Pick<FactsOutline, 'parties' | 'measures'> | undefined): Names {
  const language = useLanguage();
  const nameOf = (list: readonly { id: string; name: { zh: string; en: string } }[] = []) =>
    new Map(list.map(({ id, name }) => [id, name[language] || id]));
  const parties = nameOf(outline?.parties);
  const measures = nameOf(outline?.measures);
  return { party: (id) => parties.get(id) ?? id, measure: (id) => measures.get(id) ?? id };
}

export function Amount({
  of: { amount, unit },
}: {
  readonly of: Pick<ReportedFact, 'amount' | 'unit'>;
}) {
  const format = useFormat();
  if (unit === 'event') return null;
  return (
    <>
      {/^-?[0-9.]+$/.test(amount) ? format.decimal(amount) : amount}
      {unit === 'rate' ? '' : ` ${unit}`}
    </>
  );
}

/** Who still has to confirm, where anybody has. */
export function WaitsFor({ fact, names }: { readonly fact: ReportedFact; readonly names: Names }) {
  const t = useWords(factWords);
  if (fact.state !== 'reported') return null;
  const said = new Set(fact.confirmations.map(({ party }) => party));
  const missing = fact.wanted.filter((party) => !said.has(party)).map(names.party);
  return (
    <span className="quiet second-line">
      {t('waitsFor', { parties: missing.join(t('comma')) })}
    </span>
  );
}
