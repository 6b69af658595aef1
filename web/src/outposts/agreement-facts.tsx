/** Small pieces that several pages of agreements show alike. */
import type { AgreementSummary, BoundParty, VersionOfAgreement } from 'yunhe/outposts/contract';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { agreementWords } from './agreement-words.ts';

const tones = {
  draft: 'tag-warn',
  simulated: 'tag-warn',
  in_review: 'tag-accent',
  signed: 'tag-accent',
  running: 'tag-good',
  amended: 'tag-good',
  ended: '',
  withdrawn: '',
} as const;

export function AgreementState({ state }: { readonly state: AgreementSummary['state'] }) {
  const t = useWords(agreementWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

const grades = ['P', 'M', 'S', 'C', 'own'] as const;

export function GradeTag({ grade }: { readonly grade: string | null }) {
  const t = useWords(agreementWords);
  const known = grades.find((one) => one === grade);
  if (known === undefined) return null;
  return <span className="tag">{t(`grade_${known}`)}</span>;
}

/** Who a party is; while nobody said, what the terms call it. */
export function PartyName({ party }: { readonly party: BoundParty }) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  const { place, name } = party;
  if (place !== null) return <>{nameIn(language, place) || place.id}</>;
  return (
    <>
      {name[language] || party.party} <span className="quiet">{t('notBound')}</span>
    </>
  );
}

/** The calendar years that a version rules; its days are whole years. */
export function YearsInForce({
  version: { startsOn, endsOn },
}: {
  readonly version: Pick<VersionOfAgreement, 'startsOn' | 'endsOn'>;
}) {
  const t = useWords(agreementWords);
  if (startsOn === null) return <span className="quiet">{t('noYears')}</span>;
  const from = startsOn.slice(0, 4);
  if (endsOn === null) return <>{t('yearsFrom', { from })}</>;
  const to = String(Number(endsOn.slice(0, 4)) - 1);
  return <>{to === from ? t('yearOnly', { from }) : t('yearsBetween', { from, to })}</>;
}
