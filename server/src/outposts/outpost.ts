/**
 * An outpost: a place that one region keeps in another. Its days say whether it is planned, at work
 * or closed; nothing else does, so the two cannot disagree.
 */
import type { Reason } from '../runtime/refusal.ts';

/** 科创飞地: research there and business at home; 产业飞地: the other way round; or both. */
export const outpostKinds = ['research_there', 'business_there', 'both_ways'] as const;
export type OutpostKind = (typeof outpostKinds)[number];

export const outpostStates = ['planned', 'operating', 'closed'] as const;
export type OutpostState = (typeof outpostStates)[number];

export const activities = [
  'research',
  'incubation',
  'pilot',
  'production',
  'sales',
  'headquarters',
  'services',
] as const;
export type Activity = (typeof activities)[number];

const researching: ReadonlySet<Activity> = new Set(['research', 'incubation', 'pilot']);

/** Seen at the issuer, on mirrors that agree, second hand, or computed. */
export const outpostSourceGrades = ['P', 'M', 'S', 'C'] as const;

export interface OutpostDays {
  readonly openedOn: string | null;
  /** The first day on which it is closed. */
  readonly closedOn: string | null;
}

export function stateOn({ openedOn, closedOn }: OutpostDays, day: string): OutpostState {
  if (closedOn !== null && closedOn <= day) return 'closed';
  return openedOn !== null && openedOn <= day ? 'operating' : 'planned';
}

export interface OutpostFacts extends OutpostDays {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly kind: OutpostKind;
  readonly homeRegion: string;
  readonly hostRegion: string;
  readonly activitiesAtHome: readonly Activity[];
  readonly activitiesThere: readonly Activity[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Every reason why an outpost cannot be as it is said to be. */
export function judgeOutpost(outpost: OutpostFacts): Reason[] {
  const { nameZh, nameEn, homeRegion, hostRegion, openedOn, closedOn } = outpost;
  const { latitude, longitude } = outpost;
  const reasons: Reason[] = [];
  const say = (code: string, pointer: string, detail: string) =>
    reasons.push({ code, detail, pointer });
  if ((nameZh ?? '').trim() === '' && (nameEn ?? '').trim() === '') {
    say('outpost_name_missing', '/nameZh', 'Give a name in one of the languages.');
  }
  if (homeRegion === hostRegion) {
    say('outpost_regions_are_the_same', '/hostRegion', 'An outpost lies in another region.');
  }
  if (closedOn !== null && (openedOn === null || closedOn <= openedOn)) {
    say('outpost_closes_before_it_opens', '/closedOn', 'It opens before it closes.');
  }
  if ((latitude === null) !== (longitude === null)) {
    const pointer = latitude === null ? '/latitude' : '/longitude';
    say('coordinates_incomplete', pointer, 'A place has a latitude and a longitude.');
  }
  if (!fitsKind(outpost)) {
    const detail = 'What is done there is not what an outpost of this kind is for.';
    say('activities_do_not_fit_kind', '/activitiesThere', detail);
  }
  return reasons;
}

/** Where nothing is said of the activities yet, nothing speaks against the kind. */
function fitsKind({ kind, activitiesThere }: OutpostFacts): boolean {
  if (activitiesThere.length === 0) return true;
  const researches = activitiesThere.some((one) => researching.has(one));
  const trades = activitiesThere.some((one) => !researching.has(one));
  if (kind === 'research_there') return researches;
  return kind === 'business_there' ? trades : researches && trades;
}
