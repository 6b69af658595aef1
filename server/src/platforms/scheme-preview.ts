/** A preview: what a scheme says of data, before anybody is measured by it. Pure. */
import type { Evaluation, Report, Scheme } from '@yunhe/evaluation';
import type { ComparedCohort, ComparedUnit, Standing } from './compare-contract.ts';

export const previewStates = ['waiting', 'running', 'finished', 'failed'] as const;
export const previewSources = ['sample', 'file', 'round'] as const;
export type PreviewSource = (typeof previewSources)[number];

/** More than these keep a reader's browser busy; `yunhe evaluate` takes them. */
export const unitsAtMost = 1_000;

/** Those units that a preview or a round compares, cohort by cohort, as a reader sees them. */
export function standingOf(report: Report, document: unknown): Standing {
  const { evaluation, structure, uncertainty } = report;
  const names = namesOf(document);
  const sure = new Map(
    (uncertainty?.cohorts ?? []).flatMap(({ units }) => units.map((one) => [one.unit, one])),
  );
  const cohorts = structure.map(({ within, items, groups, panels }): ComparedCohort => {
    const drawn = uncertainty?.cohorts.find((one) => one.within === within) ?? null;
    return {
      within,
      withinName: cohortNamed(document as Scheme, within),
      units: evaluation.units
        .filter((unit) => unit.within === within)
        .map((unit) => comparedUnit(unit, sure.get(unit.unit))),
      moved: drawn?.moved ?? null,
      drivers: (drawn?.drivers ?? []).map((one) => ({ ...one })),
      items: items.map((one) => ({ ...one })),
      groups: groups.map((one) => ({ ...one })),
      panels: panels.map((one) => ({ ...one })),
    };
  });
  return {
    digest: evaluation.digest,
    draws: uncertainty?.draws ?? 0,
    seed: uncertainty?.seed ?? null,
    ...names,
    cohorts,
  };
}

type Drawn = NonNullable<Report['uncertainty']>['cohorts'][number]['units'][number];

function comparedUnit(
  {
    unit,
    score,
    place,
    of,
    grade,
    gradeByScore,
    vetoes,
    flags,
    nodes,
  }: Evaluation['units'][number],
  drawn: Drawn | undefined,
): ComparedUnit {
  return {
    ...{ unit, score, place, of, grade, gradeByScore },
    vetoes: [...vetoes],
    flags: [...flags],
    nodes: Object.fromEntries(nodes.map((one) => [one.node, one.score])),
    places:
      drawn === undefined
        ? null
        : { low5: drawn.low5, median: drawn.median, high95: drawn.high95, moved: drawn.moved },
    grades: { ...(drawn?.grades ?? {}) },
  };
}

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** What a scheme calls the answer by which it ranks apart; the answer itself where it has no name. */
export function cohortNamed(
  { within, measures }: Pick<Scheme, 'within' | 'measures'>,
  answer: string | null,
) {
  if (answer === null || within === undefined) return null;
  const { values = [], valueNames } = measures.find(({ id }) => id === within) ?? {};
  return valueNames?.[values.indexOf(answer)] ?? { zh: answer, en: answer };
}

/** Of a document that was read whole: its grades, and its tree's names. */
function namesOf(document: unknown): Pick<Standing, 'grades' | 'nodes'> {
  const { grades = [], root } = document as { grades?: Named[]; root: Node };
  type Node = Named & { readonly children?: readonly Node[] };
  const walk = (node: Node, depth: number): (Named & { depth: number })[] => [
    { id: node.id, name: node.name, depth },
    ...(node.children ?? []).flatMap((child) => walk(child, depth + 1)),
  ];
  return {
    grades: grades.map(({ id, name }) => ({ id, name })),
    nodes: walk(root, 0),
  };
}
