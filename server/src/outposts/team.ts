/** A team in an outpost: admitted on a day, gone on another, and how that came. */
import type { Reason } from '../runtime/refusal.ts';
import type { OutpostDays } from './outpost.ts';

/** The first three graduated: what was begun there went on somewhere. */
export const teamEndings = [
  'landed_at_home',
  'stayed_at_host',
  'landed_elsewhere',
  'left',
  'dissolved',
] as const;
export type TeamEnding = (typeof teamEndings)[number];

export const graduations: ReadonlySet<TeamEnding> = new Set([
  'landed_at_home',
  'stayed_at_host',
  'landed_elsewhere',
]);

export interface TeamFacts {
  readonly organisationId: string | null;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly admittedOn: string;
  /** The first day on which it is no longer there. */
  readonly leftOn: string | null;
  readonly ending: TeamEnding | null;
}

/** Every reason why a team cannot have been in the outpost like this. */
export function judgeTeam(team: TeamFacts, outpost: OutpostDays): Reason[] {
  const { organisationId, nameZh, nameEn, admittedOn, leftOn, ending } = team;
  const { openedOn, closedOn } = outpost;
  const reasons: Reason[] = [];
  const say = (
    code: string,
    pointer: string,
    detail: string,
    params?: Readonly<Record<string, string>>,
  ) => reasons.push({ code, detail, pointer, ...(params === undefined ? {} : { params }) });
  if (organisationId === null && (nameZh ?? '').trim() === '' && (nameEn ?? '').trim() === '') {
    say('team_name_missing', '/nameZh', 'Choose an organisation or give the name of the team.');
  }
  if (openedOn === null || admittedOn < openedOn) {
    const params = { openedOn: openedOn ?? '—' };
    say('team_admitted_before_opening', '/admittedOn', 'The outpost was not open yet.', params);
  }
  if (leftOn !== null && leftOn <= admittedOn) {
    say('team_left_before_it_came', '/leftOn', 'A team leaves after it was admitted.');
  }
  if ((leftOn === null) !== (ending === null)) {
    const pointer = leftOn === null ? '/leftOn' : '/ending';
    say('team_ending_incomplete', pointer, 'An ending has its day and its manner.');
  }
  if (closedOn !== null && (leftOn === null || leftOn > closedOn)) {
    const params = { closedOn };
    say('team_outlasts_outpost', '/leftOn', `The outpost closed on ${closedOn}.`, params);
  }
  return reasons;
}

/** The region to which a team went on; null where nobody knows or it is no more. */
export function landingOf(
  ending: TeamEnding,
  { homeRegion, hostRegion }: { readonly homeRegion: string; readonly hostRegion: string },
): string | null {
  if (ending === 'landed_at_home') return homeRegion;
  return ending === 'stayed_at_host' ? hostRegion : null;
}
