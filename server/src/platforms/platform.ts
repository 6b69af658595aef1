/**
 * A platform: a laboratory, a technology centre, a pilot base, a service platform that regions
 * build together. Its type is data, so that a scheme of evaluation can be made for each.
 */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';

export const stages = [
  'planned',
  'under_construction',
  'running',
  'reorganised',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

/** Where a platform may go from each stage; what is closed stays closed. */
const nextStages: Readonly<Record<Stage, readonly Stage[]>> = {
  planned: ['under_construction', 'running', 'closed'],
  under_construction: ['running', 'closed'],
  running: ['reorganised', 'closed'],
  reorganised: ['running', 'closed'],
  closed: [],
};

/** Stages in which it has been opened. */
const opened: ReadonlySet<Stage> = new Set(['running', 'reorganised']);

/** What founders bring: money and equipment in yuan, staff in people, space in square metres. */
export const contributionKinds = ['money', 'staff', 'space', 'equipment'] as const;
export type ContributionKind = (typeof contributionKinds)[number];

export interface Contribution {
  readonly kind: ContributionKind;
  /** A decimal text, in the unit of its kind. */
  readonly amount: string;
  readonly note?: string | null | undefined;
}

/** A region or an organisation, whichever is given. */
export interface Founder {
  readonly regionCode: string | null;
  readonly organisationId: string | null;
  readonly contributions: readonly Contribution[];
}

export interface PlatformFacts {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly stage: Stage;
  readonly fields: readonly string[];
  /** Where it stands; the first is its seat. */
  readonly regionCodes: readonly string[];
  readonly founders: readonly Founder[];
  /** Half-open. */
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

/** Every reason why a platform cannot be as it is said to be, given which fields there are. */
export function judgePlatform(
  platform: PlatformFacts,
  isField: (code: string) => boolean,
): Judgement {
  const { nameZh, nameEn, fields, regionCodes } = platform;
  const reasons: Reason[] = [];
  if ((nameZh ?? '').trim() === '' && (nameEn ?? '').trim() === '') {
    const detail = 'Give a name in one of the languages.';
    reasons.push(reason('platform_name_missing', detail, '/nameZh'));
  }
  for (const [at, code] of fields.entries()) {
    if (isField(code)) continue;
    reasons.push(reason('field_unknown', `There is no field ${code}.`, `/fields/${at}`, { code }));
  }
  for (const [at, code] of regionCodes.entries()) {
    if (regionCodes.indexOf(code) === at) continue;
    const detail = `The region ${code} stands here twice.`;
    reasons.push(reason('region_named_twice', detail, `/regionCodes/${at}`, { code }));
  }
  return judged([...reasons, ...judgeDays(platform), ...judgeFounders(platform.founders)]);
}

function judgeDays({ stage, openedOn, closedOn }: PlatformFacts): Reason[] {
  const reasons: Reason[] = [];
  if (opened.has(stage) && openedOn === null) {
    const detail = 'Say since when it has been running.';
    reasons.push(reason('opening_day_missing', detail, '/openedOn'));
  }
  if ((stage === 'closed') !== (closedOn !== null)) {
    const detail = 'A platform that is closed has a day on which it was, and no other has.';
    reasons.push(reason('closing_day_and_stage_differ', detail, '/closedOn'));
  }
  if (openedOn !== null && closedOn !== null && closedOn <= openedOn) {
    const detail = 'It opens before it closes.';
    reasons.push(reason('platform_closes_before_it_opens', detail, '/closedOn'));
  }
  return reasons;
}

function judgeFounders(founders: readonly Founder[]): Reason[] {
  const keys = founders.map((one) => one.regionCode ?? one.organisationId ?? '');
  return founders.flatMap(({ regionCode, organisationId, contributions }, at): Reason[] => {
    const reasons: Reason[] = [];
    if ((regionCode === null) === (organisationId === null)) {
      const detail = 'A founder is a region or an organisation.';
      reasons.push(reason('founder_is_not_one', detail, `/founders/${at}`));
    } else if (keys.indexOf(keys[at]!) !== at) {
      const detail = 'This founder stands here twice.';
      reasons.push(reason('founder_named_twice', detail, `/founders/${at}`));
    }
    for (const [place, { kind, amount }] of contributions.entries()) {
      const pointer = `/founders/${at}/contributions/${place}`;
      const detail = 'People and square metres are counted in whole numbers.';
      if ((kind === 'staff' || kind === 'space') && amount.includes('.')) {
        reasons.push(reason('contribution_is_not_whole', detail, `${pointer}/amount`));
      }
    }
    return reasons;
  });
}

/** A stage may stay, or go on; never back. */
export function judgeStageChange(from: Stage, to: Stage): Judgement {
  if (from === to || nextStages[from].includes(to)) return judged([]);
  const detail = `What is ${from} does not become ${to}.`;
  return judged([reason('stage_does_not_follow', detail, '/stage', { from, to })]);
}
