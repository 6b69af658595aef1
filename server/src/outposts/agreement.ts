/**
 * An agreement between regions: what state it is in, and what may be done there. Its terms are
 * judged by `@yunhe/settlement`; here stands what only the platform knows: who the parties are,
 * which days a version rules, and who has signed.
 */

/** Of a version. `signed` by every party: from then on nothing of it changes. */
export const versionStates = ['draft', 'simulated', 'in_review', 'signed', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];

/**
 * Of the agreement as a whole, on a day, by all its versions (`outposts.agreement_state` in the
 * database works it out). `amended` runs by a later version than its first.
 */
export const agreementStates = [
  'draft',
  'simulated',
  'in_review',
  'signed',
  'running',
  'amended',
  'ended',
  'withdrawn',
] as const;
export type AgreementState = (typeof agreementStates)[number];

export const agreementActions = [
  'edit',
  'discard',
  'simulate',
  'send',
  'sign',
  'return',
  'withdraw',
] as const;
export type AgreementAction = (typeof agreementActions)[number];

const possibleIn: Readonly<Record<AgreementAction, readonly VersionState[]>> = {
  edit: ['draft', 'simulated'],
  discard: ['draft', 'simulated'],
  simulate: ['draft', 'simulated', 'in_review', 'signed'],
  send: ['draft', 'simulated'],
  sign: ['in_review'],
  return: ['in_review'],
  withdraw: ['draft', 'simulated', 'in_review'],
};

export function versionMay(state: VersionState, action: AgreementAction): boolean {
  return possibleIn[action].includes(state);
}

/** Half-open, in days; an open end is null. */
export interface Period {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** The days that terms rule by their calendar years; null while they name no first year. */
export function periodOfYears(
  inForce: { readonly from?: number; readonly to?: number } | undefined,
): Period | null {
  if (inForce?.from === undefined) return null;
  const { from, to } = inForce;
  return { startsOn: `${from}-01-01`, endsOn: to === undefined ? null : `${to + 1}-01-01` };
}

/** Why a party sends a version back, or takes it off the table. */
export const returnReasons = [
  'shares_not_acceptable',
  'base_not_acceptable',
  'period_not_acceptable',
  'thresholds_not_acceptable',
  'facts_cannot_be_confirmed',
  'rule_of_a_party_forbids',
  'error_found',
  'begun_by_mistake',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** What the registry says of whoever a party is, on a day. */
export const partyStandings = [
  'good',
  'region_abolished',
  'region_not_yet_founded',
  'organisation_merged',
  'organisation_withdrawn',
] as const;
export type PartyStanding = (typeof partyStandings)[number];

export interface PartyOfTerms {
  readonly id: string;
  readonly endedIn?: number;
}

export interface Binding {
  readonly party: string;
  /** A region's code or an organisation's id. */
  readonly placeId: string;
  readonly standing: PartyStanding;
}

/** What speaks against sending terms to the parties, beside what the arithmetic says of them. */
export interface Objection {
  readonly code: string;
  readonly detail: string;
  readonly clause: null;
  /** JSON pointer into the terms. */
  readonly pointer: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * Judges who the parties are: each is somebody, who still exists unless the terms say since when
 * not, and they are not all the same.
 */
export function judgeParties(
  parties: readonly PartyOfTerms[],
  bindings: readonly Binding[],
): Objection[] {
  const objections: Objection[] = [];
  const against = (code: string, at: number, party: string, detail: string) =>
    objections.push({ code, detail, clause: null, pointer: `/parties/${at}`, params: { party } });
  const bound = new Map(bindings.map((binding) => [binding.party, binding]));
  for (const [at, { id, endedIn }] of parties.entries()) {
    const binding = bound.get(id);
    if (binding === undefined) {
      against('party_not_bound', at, id, `Say which region or organisation ${id} is.`);
    } else if (binding.standing !== 'good' && endedIn === undefined) {
      const { standing } = binding;
      against(`party_${standing}`, at, id, `${id} cannot be bound: ${standing}.`);
    }
  }
  const places = new Set(bindings.map(({ placeId }) => placeId));
  if (parties.length > 1 && bindings.length === parties.length && places.size === 1) {
    against('parties_are_one_place', 0, parties[0]!.id, 'All parties are the same.');
  }
  if (parties.length === 1) {
    against('parties_are_one_place', 0, parties[0]!.id, 'An agreement has two parties or more.');
  }
  return objections;
}

export interface SignedVersion extends Period {
  readonly number: number;
  /** The last year that was closed by it; null where none was. */
  readonly closedThrough: number | null;
}

/**
 * Judges the days of a version: it names its first year, and follows what was signed before. The
 * version before it is cut where this one begins, so it must have begun earlier; years that were
 * closed stay with the version that they were closed by.
 */
export function judgePeriod(period: Period | null, signed: readonly SignedVersion[]): Objection[] {
  const against = (code: string, detail: string, params = {}): Objection[] => [
    { code, detail, clause: null, pointer: '/inForce/from', params },
  ];
  if (period === null) return against('in_force_missing', 'Say in which year the terms begin.');
  const later = signed.find(({ startsOn }) => startsOn >= period.startsOn);
  if (later !== undefined) {
    const { number, startsOn } = later;
    const detail = `Version ${number} is signed and rules from ${startsOn} on; begin later than that.`;
    return against('versions_overlap', detail, { number, startsOn });
  }
  const from = yearOf(period.startsOn);
  const closed = signed.findLast(({ closedThrough }) => (closedThrough ?? 0) >= from);
  if (closed === undefined) return [];
  const { number } = closed;
  const through = closed.closedThrough!;
  const detail = `${from} to ${through} were closed by version ${number}; begin in ${through + 1}.`;
  return against('closed_years_amended', detail, { number, from, through, next: through + 1 });
}
