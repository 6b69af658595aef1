import { compareRationals, type Rational } from '@yunhe/exact';
import { inOrder } from './data-book.ts';
import { asDecimal, asNumber, decimal, rounded } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import type { Grade, Scheme } from './scheme.ts';
import type { AggregatedNode, Cohort, Graded, ScoreColumn } from './stages.ts';
import { placesOf } from './statistics.ts';

/**
 * Rounds, ranks and grades. A score is rounded first, exactly where it is exact and from twelve
 * digits where it was computed in binary; the rounded number alone is compared with the bounds and
 * with the others. So 89.995 rounded to two places is 90.00, and excellent where that is from 90 on.
 */
export function gradeStage(
  read: ReadScheme,
  cohort: Cohort,
  nodes: readonly AggregatedNode[],
): readonly Graded[] {
  const { scheme } = read;
  const scores = cohort.units.map((_, unit) => roundedScore(nodes[0]!.score, unit, scheme));
  const numbers = Float64Array.from(scores, (one) => (one === null ? Number.NaN : asNumber(one)));
  const places = placesOf(numbers);
  return scores.map((score, unit) => {
    const gradeByScore = score === null ? null : gradeOf(score, scheme);
    const applying = vetoesOf(read, cohort, nodes, unit);
    const grades = applying.map(({ grade }) => scheme.grades!.findIndex(({ id }) => id === grade));
    const by = gradeByScore === null ? -1 : scheme.grades!.indexOf(gradeByScore);
    const worst = Math.max(...grades, -1);
    return {
      score,
      place: score === null ? null : places[unit]!,
      // A veto that a worse score has overtaken raises nobody.
      grade: worst > by ? scheme.grades![worst]! : gradeByScore,
      gradeByScore,
      vetoes: applying.map(({ id }) => id).sort(inOrder),
    };
  });
}

export function scoreAt({ exact, values }: ScoreColumn, unit: number): Rational | null {
  if (exact !== null) return exact[unit]!;
  return Number.isNaN(values[unit]!) ? null : asDecimal(values[unit]!);
}

function roundedScore(column: ScoreColumn, unit: number, scheme: Scheme): Rational | null {
  const score = scoreAt(column, unit);
  return score === null ? null : rounded(score, scheme.decimals, scheme.rounding ?? 'half-up');
}

export function gradeOf(score: Rational, { grades = [] }: Scheme): Grade | null {
  for (const grade of grades) {
    const bound = grade.least ?? grade.above;
    if (bound === undefined) return grade;
    const order = compareRationals(score, decimal(bound));
    if (grade.least === undefined ? order > 0 : order >= 0) return grade;
  }
  return null;
}

function vetoesOf(
  { scheme, nodes: placed, formulas, measures }: ReadScheme,
  cohort: Cohort,
  nodes: readonly AggregatedNode[],
  unit: number,
) {
  const reported = cohort.lookUp(unit);
  const lookUp = (name: string) => {
    if (measures.has(name)) return reported(name);
    const at = placed.findIndex(({ node }) => node.id === name);
    return scoreAt(nodes[at]!.score, unit);
  };
  return (scheme.vetoes ?? []).filter(
    ({ when }) => formulas.get(`veto ${when}`)!.compute(lookUp) === true,
  );
}
