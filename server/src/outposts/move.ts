/**
 * A move: an enterprise or a project goes from one region to another, whole or in part, led by
 * government or by the market. Its days and the taxes paid before it are facts that agreements
 * count.
 */
import { rational, readAmount, roundHalfEven, writeAmount } from '@yunhe/exact';
import type { Agreement } from '@yunhe/settlement';
import type { Reason } from '../runtime/refusal.ts';
import type { FactContent } from './fact.ts';

export const moveKinds = ['enterprise', 'project'] as const;
export type MoveKind = (typeof moveKinds)[number];
export const extents = ['whole', 'partial'] as const;
export const leaders = ['government', 'market'] as const;

/** The days of a move, each with the event that published forms of agreement count by it. */
export const moveDays = {
  listedOn: ['listing'],
  movedOn: ['move'],
  registeredOn: ['registration', 'landed'],
  producingOn: ['production'],
  deregisteredOn: ['deregistration', 'closure'],
} as const;
export type MoveDay = keyof typeof moveDays;

export interface TaxBefore {
  readonly year: number;
  /** The measure's id, as the terms have it: `vat`. */
  readonly tax: string;
  readonly amount: string;
  readonly unit: 'CNY';
}

export interface MoveFacts {
  readonly kind: MoveKind;
  readonly organisationId: string | null;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly extent: (typeof extents)[number];
  readonly ledBy: (typeof leaders)[number];
  readonly fromRegion: string;
  readonly toRegion: string;
  readonly listedOn: string | null;
  readonly movedOn: string;
  readonly registeredOn: string | null;
  readonly producingOn: string | null;
  readonly deregisteredOn: string | null;
  readonly taxesBefore: readonly TaxBefore[];
}

const taxUnit = { code: 'CNY', digits: 2, kind: 'money' } as const;
const largestMinor = 10n ** 17n;

/** Every reason why a move cannot have been like this, in the order of the days. */
export function judgeMove(move: MoveFacts, today: string): Reason[] {
  const { kind, organisationId, nameZh, nameEn, fromRegion, toRegion, ledBy } = move;
  const { listedOn, movedOn, registeredOn, producingOn, deregisteredOn } = move;
  const reasons: Reason[] = [];
  const say = (
    code: string,
    pointer: string,
    detail: string,
    params: Readonly<Record<string, string | number>> = {},
  ) => reasons.push({ code, detail, pointer, params });
  const isNamed = (nameZh ?? nameEn ?? '').trim() !== '';
  if (kind === 'enterprise' && organisationId === null) {
    say('move_enterprise_missing', '/organisationId', 'Say which enterprise moves.');
  }
  if (kind === 'project' && !isNamed) {
    say('move_name_missing', '/nameZh', 'Give the name of the project.');
  }
  if (fromRegion === toRegion) {
    say('move_regions_are_the_same', '/toRegion', 'A move goes to another region.');
  }
  if (listedOn !== null && ledBy === 'market') {
    const detail = 'Only moves led by government are entered in the list.';
    say('listing_of_a_market_move', '/listedOn', detail);
  }
  if (producingOn !== null && registeredOn === null) {
    const detail = 'Say first when the registration was changed.';
    say('registration_day_missing', '/registeredOn', detail);
  }
  if (producingOn !== null && registeredOn !== null && producingOn < registeredOn) {
    const detail = `The registration was changed later, on ${registeredOn}.`;
    say('production_before_registration', '/producingOn', detail, { registeredOn });
  }
  if (deregisteredOn !== null && deregisteredOn < movedOn) {
    const detail = `It left later, on ${movedOn}.`;
    say('deregistration_before_move', '/deregisteredOn', detail, { movedOn });
  }
  for (const name of Object.keys(moveDays) as MoveDay[]) {
    const day = move[name];
    if (day === null || day <= today) continue;
    say('move_day_in_the_future', `/${name}`, `${day} is still to come.`, { day });
  }
  return [...reasons, ...judgeTaxes(move)];
}

function judgeTaxes({ taxesBefore, movedOn }: MoveFacts): Reason[] {
  const moved = Number(movedOn.slice(0, 4));
  const seen = new Set<string>();
  return taxesBefore.flatMap(({ year, tax, amount }, at): Reason[] => {
    const say = (code: string, field: string, detail: string): Reason => ({
      ...{ code, detail, pointer: `/taxesBefore/${at}/${field}`, params: { year, tax } },
    });
    const once = `${year} ${tax}`;
    const reasons: Reason[] = [];
    if (year >= moved || year < moved - 10) {
      reasons.push(say('tax_year_not_before_move', 'year', `The move was in ${moved}.`));
    }
    if (seen.has(once)) reasons.push(say('tax_given_twice', 'tax', `${once} stands here twice.`));
    seen.add(once);
    const minor = readAmount(amount, taxUnit);
    if (minor === null || minor < 0n || minor >= largestMinor) {
      reasons.push(
        say('tax_amount_unreadable', 'amount', 'An amount in yuan, at most two decimals.'),
      );
    }
    return reasons;
  });
}

export interface AverageBefore {
  readonly years: readonly { readonly year: number; readonly amount: string | null }[];
  /** Over all the years; null where one of them is not known. */
  readonly sum: string | null;
  /** Rounded half to even to the minor unit. */
  readonly average: string | null;
  readonly unit: string;
}

/** What was paid on average over the years before the move, all taxes together. */
export function averageBefore(
  { taxesBefore, movedOn }: Pick<MoveFacts, 'taxesBefore' | 'movedOn'>,
  years: number,
): AverageBefore {
  const moved = Number(movedOn.slice(0, 4));
  const sums = Array.from({ length: years }, (_, at) => moved - years + at).map((year) => {
    const own = taxesBefore.filter((one) => one.year === year);
    const minor = own.reduce((sum, one) => sum + (readAmount(one.amount, taxUnit) ?? 0n), 0n);
    return { year, minor: own.length === 0 ? null : minor };
  });
  const known = sums.flatMap(({ minor }) => (minor === null ? [] : [minor]));
  const isWhole = known.length === years;
  const total = known.reduce((sum, minor) => sum + minor, 0n);
  const average = roundHalfEven(rational(total, BigInt(years)));
  return {
    years: sums.map(({ year, minor }) => ({
      year,
      amount: minor === null ? null : writeAmount(minor, taxUnit),
    })),
    sum: isWhole ? writeAmount(total, taxUnit) : null,
    average: isWhole ? writeAmount(average, taxUnit) : null,
    unit: taxUnit.code,
  };
}

/** The parties in whose places a move begins and ends. */
export interface MoveParties {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What a move says in the words of an agreement: a fact for each of its days that the terms have an
 * event for, and for each tax before it that the terms measure.
 */
export function factsOfMove(
  agreement: Agreement,
  move: MoveFacts,
  { from, to }: MoveParties,
  evidence: string,
): FactContent[] {
  const fact = (more: Pick<FactContent, 'period' | 'party' | 'measure' | 'amount' | 'unit'>) => ({
    ...more,
    ...{ evidence, source: '', columns: {} },
  });
  const atHost: ReadonlySet<MoveDay> = new Set(['registeredOn', 'producingOn']);
  const days = (Object.keys(moveDays) as MoveDay[]).flatMap((name) => {
    const party = atHost.has(name) ? to : from;
    const day = move[name];
    if (day === null || party === null) return [];
    return moveDays[name]
      .filter((measure) => agreement.measures.get(measure)?.unit === 'event')
      .map((measure) => fact({ period: day, party, measure, amount: '1', unit: 'event' }));
  });
  const taxes = move.taxesBefore.flatMap(({ year, tax, amount, unit }) => {
    if (from === null || agreement.measures.get(tax)?.unit !== unit) return [];
    return [fact({ period: String(year), party: from, measure: tax, amount, unit })];
  });
  return [...days, ...taxes];
}
