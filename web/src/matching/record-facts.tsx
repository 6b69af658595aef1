import { Link } from '@tanstack/react-router';
import type {
  Clock,
  DealSummary,
  IntroductionSummary,
  NeedSummary,
  Owner,
  TechnologySummary,
} from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';

export function OwnerLink({ owner }: { readonly owner: Owner }) {
  return (
    <Link to="/organisations/$organisationId" params={{ organisationId: owner.id }}>
      {nameIn(useLanguage(), owner) || owner.name}
    </Link>
  );
}

/** From the province down, as addresses are written; the country only where it is all there is. */
export function OwnerRegion({ owner }: { readonly owner: Owner }) {
  const language = useLanguage();
  const inside = owner.regions.filter(({ code }) => /^\d/.test(code));
  const shown = inside.length > 0 ? [...inside].reverse() : owner.regions.slice(0, 1);
  return <>{shown.map((region) => nameIn(language, region) || region.code).join(' ')}</>;
}

const tones = {
  draft: 'tag-warn',
  submitted: 'tag-accent',
  approved: 'tag-accent',
  on_hold: 'tag-bad',
  rejected: 'tag-bad',
  published: 'tag-good',
  withdrawn: '',
  expired: 'tag-warn',
  fulfilled: 'tag-accent',
} as const;

export function StateTag({ state }: { readonly state: keyof typeof tones }) {
  const t = useWords(matchingWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

const introductionTones = {
  asked: 'tag-warn',
  accepted: 'tag-good',
  declined: 'tag-bad',
  withdrawn: '',
  lapsed: '',
  concluded: 'tag-accent',
} as const;

export function IntroductionState({ state }: { readonly state: IntroductionSummary['state'] }) {
  const t = useWords(matchingWords);
  return <span className={`tag ${introductionTones[state]}`}>{t(`istate_${state}`)}</span>;
}

const dealTones = {
  recorded: 'tag-warn',
  confirmed: 'tag-good',
  disputed: 'tag-bad',
  retracted: '',
} as const;

export function DealState({ state }: { readonly state: DealSummary['state'] }) {
  const t = useWords(matchingWords);
  return <span className={`tag ${dealTones[state]}`}>{t(`dstate_${state}`)}</span>;
}

/** What an introduction waits for now, and until when. */
export function ClockNote({
  clock,
  side,
  urgent,
}: {
  readonly clock: Clock | null;
  readonly side: IntroductionSummary['side'];
  readonly urgent: boolean;
}) {
  const t = useWords(matchingWords);
  const format = useFormat();
  if (clock === null) return null;
  const { waitsFor, dueAt } = clock;
  const what =
    waitsFor === 'meeting' || waitsFor === 'outcome'
      ? t(`clock_${waitsFor}`)
      : t(`clock_${waitsFor}_${clock.on === side ? 'ours' : 'theirs'}`);
  const when = dueAt === null ? null : format.instant(dueAt);
  return (
    <span className={urgent ? 'urgent' : 'quiet'}>
      {what}
      {when === null ? null : ` · ${waitsFor === 'meeting' ? when : t('clockUntil', { when })}`}
    </span>
  );
}

interface Amounts {
  readonly minimumMinor: string | null;
  readonly maximumMinor: string | null;
  readonly currency: string | null;
}

/** “20 万元 至 50 万元”, “up to €1,000”; null where nothing is said. */
export function useAmounts(): (amounts: Amounts | null) => string | null {
  const t = useWords(matchingWords);
  const format = useFormat();
  return (amounts) => {
    if (amounts === null) return null;
    const { minimumMinor, maximumMinor, currency } = amounts;
    const from = minimumMinor === null ? null : format.money(minimumMinor, currency);
    const to = maximumMinor === null ? null : format.money(maximumMinor, currency);
    if (from !== null && to !== null) return from === to ? from : t('moneyRange', { from, to });
    if (from !== null) return t('moneyFrom', { amount: from });
    return to === null ? null : t('moneyTo', { amount: to });
  };
}

/** How a technology can be had, with its price where one is named. */
export function usePrice(): (price: TechnologySummary['price']) => string | null {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const say = useAmounts();
  return (price) => {
    if (price === null) return null;
    const modes = price.modes
      .map((mode) => t(`mode_${mode}`))
      .join(language === 'zh' ? '、' : ', ');
    return [modes, say(price)].filter((part) => part !== null && part !== '').join(' · ') || null;
  };
}

export type RecordSummary =
  | (TechnologySummary & { readonly problem?: never })
  | (NeedSummary & { readonly summary?: never });
