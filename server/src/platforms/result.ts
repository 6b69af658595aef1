/**
 * A result: what the frozen scheme makes of the data of a round. It is computed beside the node,
 * kept as its bytes, and never changed; an appeal that is upheld gives another one. Pure.
 */
import type { Evaluation, Report, UnitScore } from '@yunhe/evaluation';
import { phaseOn, type RoundStanding } from './round.ts';

/** The evaluated learn of a result when their time to appeal begins. */
export function resultIsShown(round: RoundStanding, today: string): boolean {
  if (round.state === 'published') return true;
  const phase = round.state === 'open' ? phaseOn(round.calendar, today) : null;
  return phase === 'appeal' || phase === 'publication';
}

/** What is kept of one platform, to be listed and compared without reading the whole. */
export interface UnitKept {
  readonly unit: string;
  readonly within: string | null;
  readonly score: string | null;
  readonly place: number | null;
  readonly of: number;
  readonly grade: string | null;
  readonly low5: number | null;
  readonly high95: number | null;
  /** The part of the replications in each grade. */
  readonly grades: Readonly<Record<string, string>>;
}

export function unitsOf({ evaluation, uncertainty }: Report): UnitKept[] {
  const sure = new Map(
    (uncertainty?.cohorts ?? []).flatMap(({ units }) =>
      units.map((one) => [one.unit, one] as const),
    ),
  );
  return evaluation.units.map(({ unit, within, score, place, of, grade }) => {
    const own = sure.get(unit);
    const { low5 = null, high95 = null, grades = {} } = own ?? {};
    return { unit, within, score, place, of, grade, low5, high95, grades };
  });
}

export function scoreOf({ units }: Pick<Evaluation, 'units'>, code: string): UnitScore | null {
  return units.find(({ unit }) => unit === code) ?? null;
}

export interface Standing {
  readonly score: string | null;
  readonly place: number | null;
  readonly grade: string | null;
}

/** What a later result says otherwise of a platform; null where it says the same. */
export function differenceOf(before: Standing | null, after: Standing): Standing | null {
  if (before === null) return null;
  const same =
    before.score === after.score && before.place === after.place && before.grade === after.grade;
  return same ? null : { score: before.score, place: before.place, grade: before.grade };
}

/** The command that gives the same bytes; the options file says the same to programs. */
export function commandFor({
  draws,
  seed,
}: {
  readonly draws: number;
  readonly seed: number;
}): string {
  return `yunhe evaluate scheme.json data.csv --draws ${draws} --seed ${seed} --json`;
}
