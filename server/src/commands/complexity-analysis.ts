import {
  type Caveat,
  coherence,
  complexityIndex,
  concentration,
  density,
  fitness,
  locationQuotients,
  type Matrix,
  presencesOf,
  type RelatednessRule,
  reflections,
  relatedness,
  relatednessMatrix,
  type Selection,
  selected,
  specialisation,
  standardised,
  standing,
  sumsOf,
  writtenRelatedness,
} from '@yunhe/complexity';
import type { ToldRegions } from './complexity-matrix.ts';

export interface ComplexityRule extends Required<RelatednessRule> {
  readonly method: 'eigenvector' | 'reflections';
  readonly steps: number;
  readonly withSelf: boolean;
  readonly quotient: number;
  readonly strictly: boolean;
  /** Null: all regions take part, and none is ranked. */
  readonly minimumVolume: number | null;
  readonly minimumFieldVolume: number;
  readonly minimumDiversity: number;
  readonly minimumUbiquity: number;
}

export type Analysis = ReturnType<typeof analysed>;

/** Every measure of the regions and fields that reach the minima, in their own numbering. */
export function analysed(told: ToldRegions, rule: ComplexityRule) {
  const presence = { threshold: rule.quotient, strictly: rule.strictly };
  const selection: Selection = selected(
    told.matrix,
    {
      regionVolume: rule.minimumVolume ?? 0,
      fieldVolume: rule.minimumFieldVolume,
      diversity: rule.minimumDiversity,
      ubiquity: rule.minimumUbiquity,
    },
    presence,
  );
  const { matrix } = selection;
  const quotients = locationQuotients(matrix);
  const presences = presencesOf(quotients, presence);
  const near = relatedness(presences, rule);
  const written = relatednessMatrix(near);
  const lookedUp = writtenRelatedness(written, near.fields);
  const index = complexityIndex(presences);
  const fit = fitness(presences);
  const ranked = (values: Float64Array) =>
    rule.minimumVolume === null
      ? null
      : standing(values, sumsOf(matrix).ofRows, rule.minimumVolume).ranks;
  const byMethod = rule.method === 'eigenvector' ? index : reflected(presences, rule.steps, index);
  return {
    selection,
    regions: selection.regions.map((region) => told.regions[region]!),
    fields: selection.fields.map((field) => told.fields[field]!),
    matrix,
    quotients,
    presences,
    relatedness: written,
    density: density(presences, lookedUp, { withSelf: rule.withSelf }),
    coherence: coherence(presences, lookedUp),
    index: byMethod,
    indexRanks: ranked(byMethod.regions),
    fitness: fit,
    fitnessRanks: ranked(fit.regions),
    specialisation: specialisation(matrix),
    concentration: concentration(matrix),
    convergence: {
      complexity: { converged: index.converged, steps: index.steps },
      fitness: { converged: fit.converged, iterations: fit.iterations },
      eigenvalue: orNull(index.eigenvalue),
      nextEigenvalue: orNull(index.nextEigenvalue),
    },
    caveats: mergedCaveats([...index.caveats, ...fit.caveats]),
  };
}

/** Reflections as an index: standardised; fields are turned so that they rise with their regions. */
function reflected(
  presences: Matrix,
  steps: number,
  index: { readonly regions: Float64Array; readonly fields: Float64Array },
) {
  const { regions } = reflections(presences, steps);
  const { fields } = reflections(presences, steps + 1);
  const only = (values: Float64Array, where: Float64Array) =>
    standardised(values.map((value, at) => (Number.isNaN(where[at]!) ? Number.NaN : value)));
  return { regions: only(regions, index.regions), fields: only(fields, index.fields) };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Both indices say the same of the matrix; each thing is told once. */
function mergedCaveats(caveats: readonly Caveat[]): readonly Caveat[] {
  return [...new Map(caveats.map((caveat) => [caveat.code, caveat])).values()];
}
