import { type CaveatCode, compareRegions, type Matrix, type Rank, sumsOf } from '@yunhe/complexity';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { Analysis, ComplexityRule } from './complexity-analysis.ts';
import type { ToldRegions } from './complexity-matrix.ts';
import { type Column, type Table, tableFrom } from './result-table.ts';

/** `region,field,value,rca,present` of every cell that is not 0. */
export function quotientsTable({ matrix, quotients, presences, ...found }: Analysis): Table {
  return {
    columns: named('region', 'field', 'value', 'rca', 'present'),
    rows: (function* () {
      for (let row = 0; row < matrix.rows; row++) {
        const present = fieldsOf(presences, row);
        for (let cell = matrix.starts[row]!; cell < matrix.starts[row + 1]!; cell++) {
          const field = matrix.at[cell]!;
          yield {
            region: found.regions[row],
            field: found.fields[field],
            value: matrix.values[cell],
            rca: quotients.values[cell],
            present: present.has(field) ? 1 : 0,
          };
        }
      }
    })(),
  };
}

/** `field,other,relatedness`, each two fields once; or of each field the nearest, the nearest first. */
export function relatednessTable(found: Analysis, neighbours: number | null): Table {
  const { fields, relatedness } = found;
  const n = fields.length;
  const near = (field: number, other: number) => relatedness[field * n + other]!;
  const all = (_: unknown, at: number) => at;
  return {
    columns: named('field', 'other', 'relatedness'),
    rows: (function* (): Generator<SheetRecord> {
      for (let field = 0; field < n; field++) {
        const from = neighbours === null ? field + 1 : 0;
        const others = Array.from({ length: n }, all).filter(
          (other) => other >= from && near(field, other) > 0,
        );
        if (neighbours !== null) {
          others.sort((a, b) => near(field, b) - near(field, a) || a - b);
          others.length = Math.min(others.length, neighbours);
        }
        for (const other of others) {
          yield {
            field: fields[field],
            other: fields[other],
            relatedness: sevenDigits(near(field, other)),
          };
        }
      }
    })(),
  };
}

/** `region,field,density,present` of every region and field; empty where nothing is near. */
export function densityTable({ density, presences, regions, fields }: Analysis): Table {
  return {
    columns: named('region', 'field', 'density', 'present'),
    rows: (function* () {
      for (const [row, region] of regions.entries()) {
        const present = fieldsOf(presences, row);
        for (const [at, field] of fields.entries()) {
          const value = density[row * fields.length + at]!;
          yield {
            region,
            field,
            density: Number.isNaN(value) ? null : sevenDigits(value),
            present: present.has(at) ? 1 : 0,
          };
        }
      }
    })(),
  };
}

/** One row a region, also of those left out, with the reason. */
export function regionsTable(told: ToldRegions, found: Analysis): Table {
  const { selection, specialisation } = found;
  const place = placesOf(told.regions.length, selection.regions);
  const at = (values: ArrayLike<number>) => (region: number) => values[place[region]!] ?? NaN;
  const volumes = sumsOf(told.matrix).ofRows;
  const rank = (name: string, ranks: readonly (Rank | null)[] | null): Column[] =>
    ranks === null
      ? []
      : [
          [`${name}_rank_first`, (region) => ranks[place[region]!]?.first ?? NaN],
          [`${name}_rank_last`, (region) => ranks[place[region]!]?.last ?? NaN],
        ];
  return tableFrom(told.regions.length, [
    ['region', (region) => told.regions[region]!],
    ['volume', (region) => volumes[region]!],
    ['diversity', at(sumsOf(found.presences).ofRows)],
    ['eci', at(found.index.regions)],
    ...rank('eci', found.indexRanks),
    ['fitness', at(found.fitness.regions)],
    ...rank('fitness', found.fitnessRanks),
    ['herfindahl', at(specialisation.herfindahl)],
    ['entropy', at(specialisation.entropy)],
    ['krugman', at(specialisation.krugman)],
    ['hachman', at(specialisation.hachman)],
    ['gini', at(specialisation.gini)],
    ['coherence', at(found.coherence)],
    ['left_out', reasonsOf(selection.excludedRegions)],
  ]);
}

/** One row a field, also of those left out, with the reason. */
export function fieldsTable(told: ToldRegions, found: Analysis): Table {
  const { selection, concentration } = found;
  const place = placesOf(told.fields.length, selection.fields);
  const at = (values: ArrayLike<number>) => (field: number) => values[place[field]!] ?? NaN;
  const volumes = sumsOf(told.matrix).ofColumns;
  return tableFrom(told.fields.length, [
    ['field', (field) => told.fields[field]!],
    ['volume', (field) => volumes[field]!],
    ['ubiquity', at(sumsOf(found.presences).ofColumns)],
    ['pci', at(found.index.fields)],
    ['complexity', at(found.fitness.fields)],
    ['gini', at(concentration.gini)],
    ['locational_gini', at(concentration.locationalGini)],
    ['left_out', reasonsOf(selection.excludedFields)],
  ]);
}

const OFFERS_NAMED = 10;

/** One row for every two regions; fields offered are the closest ten, the closest first. */
export function pairsTable(found: Analysis): Table {
  const { regions, fields, presences, density, matrix: volumes } = found;
  const offered = (offers: readonly { readonly field: number }[]) =>
    offers
      .slice(0, OFFERS_NAMED)
      .map(({ field }) => fields[field]!)
      .join('; ');
  const pair = (first: number, second: number): SheetRecord => {
    const one = compareRegions({ volumes, presences, density }, first, second);
    return {
      first: regions[first],
      second: regions[second],
      overlap: filled(one.overlap),
      cosine: filled(one.cosine),
      jaccard: filled(one.jaccard),
      shared: one.shared.length,
      share_for_second: one.forSecond.share,
      share_for_first: one.forFirst.share,
      close_for_second: one.forSecond.close.length,
      close_for_first: one.forFirst.close.length,
      coupling: filled(one.coupling?.coupling ?? NaN),
      coordination: filled(one.coupling?.coordination ?? NaN),
      grade: one.coupling?.grade ?? null,
      fields_for_second: offered(one.forSecond.close),
      fields_for_first: offered(one.forFirst.close),
    };
  };
  const keys =
    'first second overlap cosine jaccard shared share_for_second share_for_first close_for_second close_for_first coupling coordination grade fields_for_second fields_for_first';
  return {
    columns: named(...keys.split(' ')),
    rows: (function* () {
      for (let first = 0; first < regions.length; first++) {
        for (let second = first + 1; second < regions.length; second++) yield pair(first, second);
      }
    })(),
  };
}

const named = (...keys: readonly string[]) => keys.map((key) => ({ key }));
const filled = (value: number) => (Number.isNaN(value) ? null : value);
/** What single precision holds. */
const sevenDigits = (value: number) => Number(value.toPrecision(7));

function fieldsOf({ starts, at }: Matrix, row: number): ReadonlySet<number> {
  return new Set(at.subarray(starts[row], starts[row + 1]));
}

/** For every one that was told its place among those left, or −1. */
function placesOf(count: number, left: readonly number[]): Int32Array {
  const places = new Int32Array(count).fill(-1);
  for (const [place, index] of left.entries()) places[index] = place;
  return places;
}

function reasonsOf(excluded: readonly { readonly index: number; readonly reason: string }[]) {
  const reasons = new Map(excluded.map(({ index, reason }) => [index, reason]));
  return (index: number) => reasons.get(index) ?? '';
}

const caveats: Readonly<Record<CaveatCode, (regions: string, fields: string) => string>> = {
  regions_without_field: (regions) => `No field is present in ${regions}; they have no index.`,
  fields_nowhere: (_, fields) => `Present in no region: ${fields}; they have no index.`,
  fields_everywhere: (_, fields) =>
    `Present in every region, so that they tell regions not apart: ${fields}.`,
  apart_from_the_largest_part: (regions, fields) =>
    `ECI and PCI compare what shares fields; apart from the largest part are ${regions}, with ${fields}.`,
  fewer_than_two_regions: () =>
    'There are fewer than two regions to compare; ECI and PCI are empty.',
  no_variation: () => 'All regions have the same fields; ECI and PCI are 0.',
  eigenvalue_tied: () =>
    'The second and third eigenvalue are equal: the order by ECI is one of several that fit alike.',
  sign_undecided: () =>
    'ECI does not go with diversity; which end is the complex one is not decided.',
  not_converged: () => 'An index did not settle; do not rank by it.',
  fitness_vanishes: (regions) =>
    `Fitness goes to 0 in ${regions}; its order means something, its size does not.`,
};

export interface ToldCaveat {
  readonly code: string;
  readonly count: number;
  readonly text: string;
}

/** The caveats in words, for a person. */
export function caveatsOf(
  told: ToldRegions,
  found: Analysis,
  { minimumVolume }: ComplexityRule,
): readonly ToldCaveat[] {
  const { excludedRegions, excludedFields } = found.selection;
  const list: ToldCaveat[] = found.caveats.map(({ code, regions = [], fields = [] }) => ({
    code,
    count: regions.length || fields.length,
    text: caveats[code](
      listed(regions.map((at) => found.regions[at]!)),
      listed(fields.map((at) => found.fields[at]!)),
    ),
  }));
  const tell = (code: string, count: number, text: string) => {
    if (count > 0) list.push({ code, count, text });
  };
  tell(
    'not_ranked',
    minimumVolume === null ? 1 : 0,
    'Nothing is ranked: small regions would lead. Name a --minimum-volume.',
  );
  tell(
    'repeated_rows',
    told.repeated,
    `${told.repeated} rows repeat the region and field of an earlier row; their values are added to it.`,
  );
  const left = excludedRegions.length;
  tell('regions_left_out', left, `${left} regions are below a minimum; regions.csv says which.`);
  const out = excludedFields.length;
  tell('fields_left_out', out, `${out} fields are below a minimum; fields.csv says which.`);
  return list;
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${some} and ${names.length - 5} more` : some || 'none';
}
