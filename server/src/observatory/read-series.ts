/** What the figures of a series say, worked out from its cells whenever they are asked for. */

import { lately } from '../runtime/lately.ts';
import { cells as asCells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { analyseSeries } from './analysis-task.ts';
import type { Profile, Series, SeriesSummary, seriesContract } from './contract.ts';
import { digestOf, mayRemove } from './keep-series.ts';
import { regionsServed } from './rights.ts';
import {
  type Analysis,
  compare,
  countedColumns,
  opportunitiesOf,
  rowAt,
  type SeriesCell,
  seriesMethod,
  valueAt,
} from './series.ts';
import {
  cellsOf,
  type FieldWords,
  findSeries,
  type Partner,
  partnersIn,
  type RegionNames,
  seriesPage,
  wordsOf,
  type Zeros,
  zerosOf,
} from './series-store.ts';
import { organisationsAtLeast } from './shapes.ts';
import { emptiedCells, isSmall, SmallCells, toldCells } from './small-cells.ts';
import { regionsNamed } from './views.ts';

type Contract = typeof seriesContract;

const fieldsShown = 60;
const complementsShown = 10;

/** A series with what follows from it. */
export interface Read {
  readonly series: SeriesSummary;
  /** Of the cells that are told to anybody. */
  readonly analysis: Analysis;
  readonly small: SmallCells;
  readonly words: ReadonlyMap<string, FieldWords>;
  readonly names: ReadonlyMap<string, RegionNames>;
}

/** A series never changes: what was worked out a moment ago holds for the next who asks. */
export async function read(ctx: Context, id: string): Promise<Read> {
  const series = await findSeries(ctx.tx, id);
  if (series === null) throw notFound('series');
  const work = async () => {
    const cells = await cellsOf(ctx.tx, id);
    const analysis = await analyseSeries(withZeros(emptiedCells(cells), await zerosOf(ctx.tx, id)));
    const words = new Map((await wordsOf(ctx.tx, id)).map((one) => [one.field, one]));
    const names = await regionsNamed(ctx.tx, analysis.regions);
    const few = cells.filter(isSmall);
    return { analysis, few, words, names: new Map(names.map((one) => [one.code, one])) };
  };
  const { few, ...found } = await lately(ctx.tx, `series ${id}`, work, () => true);
  return { series, small: new SmallCells(few, await regionsServed(ctx)), ...found };
}

/** What a table names with zeros alone takes part with nothing. */
function withZeros(cells: readonly SeriesCell[], { regions, fields }: Zeros): SeriesCell[] {
  const { region, field } = cells[0] ?? { region: '', field: '' };
  return [
    ...cells,
    ...regions.map((one) => ({ region: one, field, value: 0 })),
    ...fields.map((one) => ({ region, field: one, value: 0 })),
  ];
}

export function methodOf({ series }: Read) {
  return { ...seriesMethod, inputsDigest: series.digest };
}

export function fieldOf({ words }: Read, code: string) {
  const { nameZh = null, nameEn = null } = words.get(code) ?? {};
  return { code, nameZh, nameEn };
}

export function regionOf({ names }: Read, code: string) {
  return names.get(code) ?? { code, nameZh: null, nameEn: null };
}

/** JSON has no NaN: what is not defined is null. */
export function figure(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

export const listSeries: UseCase<Contract['listSeries']> = (ctx, input) =>
  seriesPage(ctx.tx, input.regionCode, input);

export const readSeries: UseCase<Contract['readSeries']> = async (ctx, { seriesId }) => {
  const found = await read(ctx, seriesId);
  const { series, analysis, small } = found;
  const shown = analysis.fields
    .map((code, at) => ({ code, at, volume: analysis.fieldVolumes[at]! }))
    .sort((a, b) => b.volume - a.volume || a.at - b.at)
    .slice(0, fieldsShown);
  return {
    ...series,
    method: methodOf(found),
    minimumVolume: analysis.minimumVolume,
    converged: analysis.converged,
    caveats: caveatsOf(found),
    standings: standingsOf(found),
    shownFields: shown.map(({ code, at, volume }) => ({
      field: fieldOf(found, code),
      volume,
      ubiquity: presentIn(analysis, at).length,
      pci: figure(analysis.pci[at]),
    })),
    heat: analysis.regions.flatMap((region, row) =>
      shown.flatMap(({ code, at }) => {
        if (small.has(region, code))
          return [{ region, field: code, ...smallCell(small, region, code) }];
        const value = valueAt(analysis.volumes, row, at);
        if (value === 0) return [];
        const quotient = valueAt(analysis.quotients, row, at);
        return [{ region, field: code, value, quotient, suppressed: false }];
      }),
    ),
    small: small.counted(),
    may: { remove: await mayRemove(ctx, seriesId) },
  };
};

function caveatsOf({ analysis, small }: Read): string[] {
  const { regions, fields, regionVolumes, fieldVolumes } = analysis;
  const own: readonly (readonly [string, boolean])[] = [
    [
      'regions_without_value',
      regions.some((code, at) => regionVolumes[at] === 0 && small.in([code]).length === 0),
    ],
    [
      'fields_without_value',
      fields.some(
        (code, at) => fieldVolumes[at] === 0 && !small.in().some(({ field }) => field === code),
      ),
    ],
  ];
  const codes = analysis.caveats.map(({ code }) => code as string);
  return [...new Set([...codes, ...own.filter(([, holds]) => holds).map(([code]) => code)])];
}

function smallCell(
  small: SmallCells,
  region: string,
  field: string,
): Omit<Series['heat'][number], 'region' | 'field'> {
  const value = small.valueOf(region, field);
  return { value, quotient: null, suppressed: value === null };
}

function standingsOf(found: Read): Series['standings'] {
  const { analysis } = found;
  const { presences, specialisation, standing } = analysis;
  const excluded = new Map(standing.excluded.map(({ region, reason }) => [region, reason]));
  return analysis.regions.map((code, at) => ({
    region: regionOf(found, code),
    volume: analysis.regionVolumes[at]!,
    diversity: presences.starts[at + 1]! - presences.starts[at]!,
    herfindahl: figure(specialisation.herfindahl[at]),
    krugman: figure(specialisation.krugman[at]),
    eci: figure(analysis.eci[at]),
    fitness: figure(analysis.fitness[at]),
    rank: standing.ranks[at] ?? null,
    excludedBecause: excluded.get(at) ?? null,
  }));
}

function presentIn({ regions, presences }: Analysis, field: number): string[] {
  return regions.filter((_, row) => valueAt(presences, row, field) > 0);
}

export const recomputeSeries: UseCase<Contract['recomputeSeries']> = async (ctx, { seriesId }) => {
  const series = await findSeries(ctx.tx, seriesId);
  if (series === null) throw notFound('series');
  const digest = digestOf(toldCells(await cellsOf(ctx.tx, seriesId)));
  const method = { ...seriesMethod, inputsDigest: series.digest };
  return { digest, same: digest === series.digest, method };
};

function placeOf({ analysis }: Read, code: string): number {
  const at = analysis.regions.indexOf(code);
  if (at < 0) throw notFound('region in this series');
  return at;
}

export const readRegionProfile: UseCase<Contract['readRegionProfile']> = async (ctx, input) => {
  const found = await read(ctx, input.seriesId);
  const { analysis, series, small } = found;
  const { regionCode } = input;
  const row = placeOf(found, regionCode);
  const volume = analysis.regionVolumes[row]!;
  const { starts, at, values } = analysis.volumes;
  const isUnknown = (field: number) => small.has(regionCode, analysis.fields[field]!);
  const fields: Profile['fields'][number][] = [];
  for (let cell = starts[row]!; cell < starts[row + 1]!; cell++) {
    fields.push({
      field: fieldOf(found, analysis.fields[at[cell]!]!),
      value: values[cell]!,
      share: values[cell]! / volume,
      quotient: analysis.quotients.values[cell]!,
      pci: figure(analysis.pci[at[cell]!]),
      suppressed: false,
    });
  }
  fields.sort((a, b) => b.quotient! - a.quotient! || b.value! - a.value!);
  for (const { field } of small.in([regionCode])) {
    const pci = figure(analysis.pci[analysis.fields.indexOf(field)]);
    const told = smallCell(small, regionCode, field);
    fields.push({ field: fieldOf(found, field), share: null, pci, ...told });
  }
  return {
    series,
    region: regionOf(found, regionCode),
    method: methodOf(found),
    fields,
    small: small.counted([regionCode]),
    opportunities: opportunitiesOf(analysis, row, isUnknown).map(({ field, density, pci }) => ({
      field: fieldOf(found, analysis.fields[field]!),
      density,
      pci,
      presentIn: presentIn(analysis, field).map((code) => regionOf(found, code)),
    })),
    lacks: analysis.fields
      .filter((_, field) => valueAt(analysis.volumes, row, field) === 0 && !isUnknown(field))
      .map((code) => fieldOf(found, code)),
    others: analysis.regions
      .filter((code) => code !== regionCode)
      .map((code) => regionOf(found, code)),
  };
};

export const readRegionPair: UseCase<Contract['readRegionPair']> = async (ctx, input) => {
  const found = await read(ctx, input.seriesId);
  const { analysis, series, small } = found;
  const { firstCode, secondCode } = input;
  const [first, second] = [placeOf(found, firstCode), placeOf(found, secondCode)];
  if (first === second) throw notFound('pair of two regions');
  const pair = compare(analysis, first, second);
  const offersTo = (taker: string, { close }: typeof pair.forFirst) =>
    close
      .filter(({ field }) => !small.has(taker, analysis.fields[field]!))
      .slice(0, complementsShown);
  const forFirst = offersTo(firstCode, pair.forFirst);
  const forSecond = offersTo(secondCode, pair.forSecond);
  const offered = [...forFirst, ...forSecond].map(({ field }) => analysis.fields[field]!);
  const partners = await partnersIn(ctx.tx, [firstCode, secondCode], nearTo(analysis, offered));
  const complements = (offers: typeof forFirst, giver: string, taker: string) =>
    offers.map(({ field, density }) => {
      const code = analysis.fields[field]!;
      return {
        field: fieldOf(found, code),
        density,
        givers: partnersOf(partners, giver, [code]),
        takers: partnersOf(partners, taker, nearTo(analysis, [code])),
      };
    });
  return {
    series,
    first: regionOf(found, firstCode),
    second: regionOf(found, secondCode),
    method: methodOf(found),
    overlap: figure(pair.overlap),
    cosine: figure(pair.cosine),
    jaccard: figure(pair.jaccard),
    small: small.counted([firstCode, secondCode]),
    shared: pair.shared.map((field) => fieldOf(found, analysis.fields[field]!)),
    forFirst: complements(forFirst, secondCode, firstCode),
    forSecond: complements(forSecond, firstCode, secondCode),
    coupling:
      pair.coupling === null
        ? null
        : { ...pair.coupling, coupling: figure(pair.coupling.coupling) },
  };
};

const nearestEach = 3;

/** The fields themselves and the few that are nearest to each. */
function nearTo({ fields, nearness }: Analysis, codes: readonly string[]): string[] {
  const near = codes.flatMap((code) => {
    const row = fields.indexOf(code) * fields.length;
    return fields
      .map((other, at) => ({ other, near: nearness[row + at]! }))
      .filter((one) => one.near > 0)
      .sort((a, b) => b.near - a.near)
      .slice(0, nearestEach)
      .map(({ other }) => other);
  });
  return [...new Set([...codes, ...near])];
}

function partnersOf(partners: readonly Partner[], region: string, fields: readonly string[]) {
  const named = partners.filter((one) => one.region === region && fields.includes(one.field));
  return [...new Map(named.map(({ id, nameZh, nameEn }) => [id, { id, nameZh, nameEn }])).values()];
}

export const readFieldSpace: UseCase<Contract['readFieldSpace']> = async (ctx, { seriesId }) => {
  const found = await read(ctx, seriesId);
  const { analysis, series, small } = found;
  const present = countedColumns(analysis.presences);
  return {
    series,
    method: methodOf(found),
    small: small.counted(),
    nodes: analysis.fields.map((code, at) => ({
      field: fieldOf(found, code),
      volume: analysis.fieldVolumes[at]!,
      presentIn: present[at]!,
    })),
    edges: analysis.drawn.map(({ from, to, nearness }) => ({
      from: analysis.fields[from]!,
      to: analysis.fields[to]!,
      nearness,
    })),
  };
};

/** Files say it in words too: a column of it stands beside the figures. */
const notToldHeading = [
  `涉及单位少于 ${organisationsAtLeast} 家，不公布`,
  `Not told: fewer than ${organisationsAtLeast} organisations`,
] as const;

const cellHeadings: readonly Heading[] = [
  ['region', '地区', 'Region'],
  ['field', '领域', 'Field'],
  ['fieldName', '领域名称', 'Name of the field'],
  ['value', '数值', 'Value', 'number'],
  ['quotient', '区位商', 'Location quotient', 'number'],
  ['present', '具有比较优势', 'Present'],
  ['density', '关联密度', 'Density', 'number'],
  ['suppressed', ...notToldHeading],
];

export const exportSeries: UseCase<Contract['exportSeries']> = async (ctx, input) => {
  const found = await read(ctx, input.seriesId);
  const { analysis, series, small } = found;
  const { regions, fields, volumes, quotients, presences, density } = analysis;
  async function* rows() {
    for (const [row, region] of regions.entries()) {
      const [value, quotient, present] = [volumes, quotients, presences].map((one) =>
        rowAt(one, row),
      );
      for (const [column, field] of fields.entries()) {
        const { nameZh, nameEn } = fieldOf(found, field);
        const few = small.has(region, field);
        yield {
          ...{ region, field, fieldName: (input.lang === 'en' ? nameEn : nameZh) ?? field },
          value: value![column]!,
          quotient: quotient![column]!,
          present: few ? null : present![column]! > 0,
          suppressed: false,
          ...(few ? smallCell(small, region, field) : {}),
          density: figure(density[row * fields.length + column]),
        };
      }
    }
  }
  return listFile(
    ctx,
    input,
    [series.title, series.title],
    cellHeadings,
    asCells(rows(), (row) => row),
  );
};
