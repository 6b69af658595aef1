/** Small pieces that several pages of the rules show alike. */
import type { DecisionSummary, Place, Run, VersionSummary } from 'yunhe/rules/contract';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { rulesWords, unitWords } from './words.ts';

export function GradeTag({ grade }: { readonly grade: VersionSummary['grade'] }) {
  const t = useWords(rulesWords);
  if (grade === null) return null;
  return <span className="tag">{t(`grade_${grade}`)}</span>;
}

const tones = {
  draft: 'tag-warn',
  reviewed: 'tag-accent',
  published: 'tag-good',
  withdrawn: '',
} as const;

export function VersionState({ state }: { readonly state: VersionSummary['state'] }) {
  const t = useWords(rulesWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

export function PlaceName({ place }: { readonly place: Place }) {
  return <>{nameIn(useLanguage(), place) || place.id}</>;
}

/** Where an organisation is, below its name. */
export function RegionOf({ organisation }: Pick<DecisionSummary, 'organisation'>) {
  const language = useLanguage();
  const { region } = organisation;
  if (region === null) return null;
  return <span className="quiet second-line">{nameIn(language, region) || region.code}</span>;
}

/** An amount as the rule gives it, in the rule's own unit. */
export function MoneyOf({ amount }: { readonly amount: Run['amount'] }) {
  const language = useLanguage();
  if (amount === null) return null;
  return `${amount.amount} ${unitWords.get(amount.unit)?.[language] ?? amount.unit}`;
}
