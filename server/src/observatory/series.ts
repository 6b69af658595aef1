/**
 * What regions are good at, worked out from one series: its cells in, figures out. Nothing here is
 * remembered: the same cells and the same parameters give the same figures to anybody.
 */
import {
  type Caveat,
  type Comparison,
  compareRegions,
  complexityIndex,
  density,
  fitness,
  locationQuotients,
  type Matrix,
  presencesOf,
  relatedness,
  relatednessMatrix,
  type Specialisation,
  type Standing,
  selected,
  sparseMatrix,
  specialisation,
  standing,
  sumsOf,
  writtenRelatedness,
} from '@yunhe/complexity';

export interface SeriesCell {
  readonly region: string;
  readonly field: string;
  readonly value: number;
}

/** Stored with every figure that is shown, so that it can be worked out again. */
export const seriesMethod = {
  name: 'complexity',
  version: '0.2.0',
  parameters: {
    presenceFrom: 1,
    relatedness: 'minimum-conditional',
    leastRegions: 2,
    minimumShareOfMean: 0.1,
  },
} as const;

export interface Analysis {
  readonly regions: readonly string[];
  readonly fields: readonly string[];
  readonly volumes: Matrix;
  readonly quotients: Matrix;
  readonly presences: Matrix;
  /** Regions × fields. */
  readonly density: Float32Array;
  /** Fields × fields. */
  readonly nearness: Float32Array;
  readonly specialisation: Specialisation;
  /** ECI and fitness of regions, NaN where there is none; PCI of fields. */
  readonly eci: Float64Array;
  readonly pci: Float64Array;
  readonly fitness: Float64Array;
  readonly regionVolumes: Float64Array;
  readonly fieldVolumes: Float64Array;
  readonly standing: Standing;
  /** Below it a region is not ranked. */
  readonly minimumVolume: number;
  readonly caveats: readonly Caveat[];
  readonly converged: boolean;
  /** Of the space of fields. */
  readonly drawn: readonly Edge[];
}

/**
 * @param cells  One for each region and field, values ≥ 0, in any order. A region or field whose
 *   values are all 0 takes part with nothing: it has no index, and no region without volume is
 *   ranked.
 * Cost: relatedness and density grow with fields²; 340 × 2,000 take half a second.
 */
export function analyse(cells: readonly SeriesCell[]): Analysis {
  const regions = namesOf(cells.map(({ region }) => region));
  const fields = namesOf(cells.map(({ field }) => field));
  const atRegion = new Map(regions.map((code, at) => [code, at]));
  const atField = new Map(fields.map((code, at) => [code, at]));
  const volumes = sparseMatrix(
    regions.length,
    fields.length,
    cells.map(({ region, field, value }) => [atRegion.get(region)!, atField.get(field)!, value]),
  );
  const quotients = locationQuotients(volumes);
  const presences = presencesOf(quotients, { threshold: seriesMethod.parameters.presenceFrom });
  const nearness = relatednessMatrix(relatedness(presences));
  const { ofRows, ofColumns, total } = sumsOf(volumes);
  // Of those that have something: who has nothing changes no figure of the others.
  const having = ofRows.filter((volume) => volume > 0).length;
  const minimumVolume = (total / Math.max(1, having)) * seriesMethod.parameters.minimumShareOfMean;
  const index = indexOf(volumes, minimumVolume);
  return {
    regions,
    fields,
    volumes,
    quotients,
    presences,
    nearness,
    density: density(presences, writtenRelatedness(nearness, fields.length)),
    specialisation: specialisation(volumes),
    ...index,
    regionVolumes: ofRows,
    fieldVolumes: ofColumns,
    minimumVolume,
    // Without any volume nobody reaches whatever is asked.
    standing: standing(index.eci, ofRows, minimumVolume || 1),
    drawn: drawnEdges(fields, nearness),
  };
}

/** Small regions and fields that are in one region alone say nothing about complexity. */
function indexOf(volumes: Matrix, minimumVolume: number) {
  const left = selected(volumes, {
    regionVolume: minimumVolume,
    ubiquity: seriesMethod.parameters.leastRegions,
  });
  const presences = presencesOf(locationQuotients(left.matrix));
  const spread = (size: number, values: Float64Array, at: readonly number[]) => {
    const whole = new Float64Array(size).fill(Number.NaN);
    for (const [nth, place] of at.entries()) whole[place] = values[nth]!;
    return whole;
  };
  const index = complexityIndex(presences);
  const fit = fitness(presences);
  return {
    eci: spread(volumes.rows, index.regions, left.regions),
    pci: spread(volumes.columns, index.fields, left.fields),
    fitness: spread(volumes.rows, fit.regions, left.regions),
    converged: index.converged && fit.converged,
    caveats: [...index.caveats, ...fit.caveats],
  };
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

export function compare(analysis: Analysis, first: number, second: number): Comparison {
  const { volumes, presences, density } = analysis;
  return compareRegions({ volumes, presences, density }, first, second);
}

/** A whole row of a matrix, 0 where nothing is told. */
export function rowAt({ columns, starts, at, values }: Matrix, row: number): Float64Array {
  const whole = new Float64Array(columns);
  for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) whole[at[cell]!] = values[cell]!;
  return whole;
}

/** In how many rows each column has a value. */
export function countedColumns({ columns, at }: Matrix): Uint32Array {
  const counts = new Uint32Array(columns);
  for (const column of at) counts[column]! += 1;
  return counts;
}

/** A value of a matrix, 0 where nothing is told. */
export function valueAt({ starts, at, values }: Matrix, row: number, column: number): number {
  for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
    if (at[cell] === column) return values[cell]!;
  }
  return 0;
}

export interface Opportunity {
  readonly field: number;
  readonly density: number;
  readonly pci: number;
}

const opportunitiesShown = 20;

/**
 * Fields the region lacks, by closeness times the complexity that they would add; best first.
 *
 * @param isUnknown  Fields of which it is not told whether the region has them.
 */
export function opportunitiesOf(
  analysis: Analysis,
  region: number,
  isUnknown: (field: number) => boolean = () => false,
): Opportunity[] {
  const { fields, presences, density, pci } = analysis;
  const worst = Math.min(0, ...pci.filter((one) => !Number.isNaN(one)));
  return fields
    .map((_, field) => ({
      field,
      density: density[region * fields.length + field]!,
      pci: pci[field]!,
    }))
    .filter((one) => one.density > 0 && valueAt(presences, region, one.field) === 0)
    .filter((one) => !isUnknown(one.field))
    .filter((one) => !Number.isNaN(one.pci))
    .sort((a, b) => b.density * (b.pci - worst) - a.density * (a.pci - worst) || a.field - b.field)
    .slice(0, opportunitiesShown);
}

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly nearness: number;
}

/**
 * What of the space of fields is drawn: the strongest way between all that hang together, and every
 * edge that is near besides, up to four times as many as fields.
 */
function drawnEdges(
  fields: readonly string[],
  nearness: Float32Array,
  nearFrom = 0.5,
): readonly Edge[] {
  const count = fields.length;
  const edges: Edge[] = [];
  for (let from = 0; from < count; from++) {
    for (let to = from + 1; to < count; to++) {
      const near = nearness[from * count + to]!;
      if (near > 0) edges.push({ from, to, nearness: near });
    }
  }
  edges.sort((a, b) => b.nearness - a.nearness || a.from - b.from || a.to - b.to);
  const parent = fields.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  const drawn: Edge[] = [];
  const besides: Edge[] = [];
  for (const edge of edges) {
    const [a, b] = [rootOf(edge.from), rootOf(edge.to)];
    if (a !== b) {
      parent[a] = b;
      drawn.push(edge);
    } else if (edge.nearness >= nearFrom) besides.push(edge);
  }
  return [...drawn, ...besides.slice(0, Math.max(0, count * 4 - drawn.length))];
}
