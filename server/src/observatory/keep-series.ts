/** A series comes from a file or is counted from the node's own records; then it stays as it is. */

import { createHash } from 'node:crypto';
import { pathOfFile, receiveFile } from '../registry/index.ts';
import { holdsOffice, whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, type Reason, Refusal } from '../runtime/refusal.ts';
import { readSheet, SheetProblem } from '../runtime/sheets/index.ts';
import type { SeriesSummary, seriesContract } from './contract.ts';
import { knownField } from './field-forms.ts';
import { mappingOf, regionCodeIn, SdmxRows, type SdmxWish, sdmxHeadOf } from './sdmx.ts';
import type { SeriesCell } from './series.ts';
import {
  type CountedCell,
  countOrganisations,
  countTechnologies,
  deleteSeries,
  type FieldWords,
  findSeries,
  firstLevel,
  insertSeries,
  makerOf,
  type NewSeries,
} from './series-store.ts';
import { toldCells } from './small-cells.ts';

type Contract = typeof seriesContract;

const cellsAtMost = 100_000;
/** Nearness is kept for each two of them. */
const fieldsAtMost = 2_000;
const problemsShown = 50;

/** Of cells in the order of their codes, one a line. */
export function digestOf(cells: readonly SeriesCell[]): string {
  const hash = createHash('sha256');
  for (const { region, field, value } of cells) hash.update(`${region}\t${field}\t${value}\n`);
  return hash.digest('hex');
}

export async function keepSeries(
  ctx: Context,
  about: Omit<NewSeries, 'id' | 'digest' | 'madeBy' | 'fields' | 'sample'>,
  sample = false,
): Promise<SeriesSummary> {
  const id = uuidv7();
  const digest = digestOf(toldCells(about.cells));
  const madeBy = whoActs(ctx);
  const named = [...about.cells.map(({ field }) => field), ...(about.zeros?.fields ?? [])];
  const fields = fieldWords(new Set(named));
  await insertSeries(ctx.tx, { ...about, id, digest, madeBy, fields, sample }, ctx.now);
  ctx.announce({
    type: 'observatory.series_kept',
    subjectIds: [id],
    payload: { origin: about.origin, title: about.title, cells: about.cells.length, digest },
  });
  return (await findSeries(ctx.tx, id))!;
}

export function fieldWords(codes: ReadonlySet<string>): FieldWords[] {
  return [...codes].flatMap((field) => {
    const found = knownField(field);
    return found === undefined ? [] : [{ field, nameZh: found.nameZh, nameEn: found.nameEn }];
  });
}

const ownRecords = '本节点登记';
const derived = {
  organisations: { title: '机构（按行业）', unit: '家', count: countOrganisations },
  technologies: { title: '在库技术（按领域）', unit: '项', count: countTechnologies },
} as const;

export async function deriveSeries(
  ctx: Context,
  { of }: InputOf<Contract['deriveSeries']>,
  { sample = false }: { readonly sample?: boolean } = {},
): Promise<SeriesSummary> {
  const { title, unit, count } = derived[of];
  const cells = await count(ctx.tx);
  if (cells.length === 0) {
    throw new Refusal('nothing_to_count', `There are no ${of} with a region and a field.`, {
      params: { of },
    });
  }
  const on = dayOf(ctx.now);
  const about = { origin: of, title: `${title} ${on}`, unit, source: ownRecords, on, cells };
  return await keepSeries(ctx, { ...about, sourceUrl: null, licence: null }, sample);
}

export const uploadSeries: UseCase<Contract['uploadSeries']> = async (ctx, input) => {
  const { id, name } = await receiveFile(ctx, input.file);
  const read = await readCells(ctx, pathOfFile(ctx.settings, id), name, input);
  return await keepSeries(ctx, {
    origin: 'imported',
    title: input.title.trim(),
    unit: input.unit.trim(),
    source: input.source.trim(),
    sourceUrl: input.sourceUrl ?? null,
    licence: input.licence ?? null,
    on: input.on,
    ...read,
  });
};

const headings = {
  region: ['region', '地区', '省份', 'region_code'],
  field: ['field', '领域', '行业', '产业'],
  value: ['value', '数值', '值', '数量', '金额'],
} as const;

async function readCells(
  ctx: Context,
  path: string,
  name: string,
  wish: SdmxWish,
): Promise<Pick<NewSeries, 'cells' | 'zeros'>> {
  try {
    return await cellsIn(ctx, path, name, wish);
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    const { code, message, params } = error;
    throw new Refusal('file_cannot_be_read', message, {
      params: { ...params, problem: code },
      reasons: [{ code, detail: message, params }],
    });
  }
}

async function cellsIn(
  ctx: Context,
  path: string,
  name: string,
  wish: SdmxWish,
): Promise<Pick<NewSeries, 'cells' | 'zeros'>> {
  const { columns, rows } = await readSheet(path, { name });
  const sdmx = sdmxOf(columns, wish);
  const at = sdmx?.mapping ?? requireColumns(columns);
  const codeOf = await regionReader(ctx);
  const found = new Map<string, CountedCell>();
  const reasons: Reason[] = [];
  for await (const { row, cells } of rows) {
    const told = sdmx === null ? cells : sdmx.rows.read(cells);
    if (told === null) continue;
    const read = isReason(told) ? told : readRow(told, at, codeOf);
    const key = 'code' in read ? '' : `${read.region}\t${read.field}`;
    if ('code' in read) reasons.push({ ...read, params: { ...read.params, row } });
    else if (found.has(key)) {
      const detail = `Row ${row} tells the same region and field again.`;
      reasons.push({ code: 'cell_told_twice', detail, params: { row } });
    } else found.set(key, { ...read, organisations: null });
    if (found.size > cellsAtMost) {
      const detail = `A series has at most ${cellsAtMost} cells.`;
      reasons.push({ code: 'too_many_cells', detail, params: { limit: cellsAtMost } });
    }
    if (reasons.length >= problemsShown || found.size > cellsAtMost) break;
  }
  reasons.push(...(sdmx?.rows.reasons() ?? []).filter(() => reasons.length < problemsShown));
  const fields = new Set([...found.values()].map(({ field }) => field)).size;
  if (fields > fieldsAtMost) {
    const detail = `A series has at most ${fieldsAtMost} fields; this one has ${fields}.`;
    reasons.push({ code: 'too_many_fields', detail, params: { limit: fieldsAtMost, fields } });
  }
  const cells = [...found.values()].filter(({ value }) => value > 0);
  if (reasons.length === 0 && cells.length === 0) {
    reasons.push({ code: 'no_cell_above_zero', detail: 'No value is above zero.' });
  }
  if (reasons.length > 0) {
    throw new Refusal('series_not_valid', 'The table cannot be taken as a series.', { reasons });
  }
  cells.sort((a, b) => byCode(a.region, b.region) || byCode(a.field, b.field));
  const zeros = (of: 'region' | 'field') => {
    const rest = new Set([...found.values()].map((cell) => cell[of]));
    for (const cell of cells) rest.delete(cell[of]);
    return [...rest].sort(byCode);
  };
  return { cells, zeros: { regions: zeros('region'), fields: zeros('field') } };
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isReason(told: object): told is Reason {
  return 'code' in told && 'detail' in told;
}

/** Null where the table is one of ours. */
function sdmxOf(columns: readonly string[], wish: SdmxWish) {
  const head = sdmxHeadOf(columns);
  if (head === null) return null;
  const mapping = mappingOf(head, wish);
  if (!Array.isArray(mapping)) return { mapping, rows: new SdmxRows(mapping) };
  throw new Refusal('series_not_valid', 'The dimensions are not clear.', { reasons: mapping });
}

type Columns = Readonly<Record<keyof typeof headings, string>>;

function requireColumns(columns: readonly string[]): Columns {
  const known = Object.entries(headings).map(([key, names]) => {
    const column = columns.find((one) =>
      (names as readonly string[]).includes(one.trim().toLowerCase()),
    );
    return [key, column] as const;
  });
  const missing = known.filter(([, column]) => column === undefined);
  if (missing.length === 0) return Object.fromEntries(known) as Columns;
  throw new Refusal('series_not_valid', 'A column is missing.', {
    reasons: missing.map(([key]) => ({
      code: 'column_missing',
      detail: `There is no column ${key}; there are ${columns.join(', ')}.`,
      params: { column: key, columns: columns.join(', ') },
    })),
  });
}

/** Regions by code, by name, by the name without its ending, or by its first two letters: 内蒙. */
async function regionReader({ tx }: Context): Promise<(text: string) => string | undefined> {
  const codes = new Map<string, string>();
  for (const { code, nameZh, nameEn } of await firstLevel(tx)) {
    const short = nameZh?.replace(/(壮族|回族|维吾尔)?(省|市|自治区|特别行政区)$/, '');
    for (const name of [code, nameZh, short, nameZh?.slice(0, 2), nameEn?.toLowerCase()]) {
      if (name) codes.set(name, code);
    }
  }
  return (text) =>
    codes.get(text) ?? codes.get(text.toLowerCase()) ?? codes.get(regionCodeIn(text));
}

function readRow(
  cells: Readonly<Record<string, string>>,
  at: Columns,
  codeOf: (text: string) => string | undefined,
): SeriesCell | Reason {
  const [place, field, number] = [at.region, at.field, at.value].map(
    (one) => cells[one]?.trim() ?? '',
  );
  const region = codeOf(place!);
  if (region === undefined) {
    const detail = `${place || 'Nothing'} is no region of the first level.`;
    return { code: 'region_not_understood', detail, params: { column: at.region, value: place! } };
  }
  if (field === '' || field!.length > 200) {
    return { code: 'field_missing', detail: 'Name the field.', params: { column: at.field } };
  }
  const value = Number(number!.replaceAll(',', ''));
  if (number === '' || !Number.isFinite(value) || value < 0) {
    const detail = `${number || 'Nothing'} is no number of zero or more.`;
    return { code: 'value_not_a_number', detail, params: { column: at.value, value: number! } };
  }
  return { region, field: field!, value };
}

/** Whoever made it, and those who administer the node. */
export async function mayRemove(ctx: Context, id: string): Promise<boolean> {
  return holdsOffice(ctx.actor, 'system_administrator') || (await madeBy(ctx, id));
}

async function madeBy({ tx, actor }: Context, id: string): Promise<boolean> {
  return actor.personId !== null && (await makerOf(tx, id)) === actor.personId;
}

export const removeSeries: UseCase<Contract['removeSeries']> = async (ctx, { seriesId }) => {
  const found = await findSeries(ctx.tx, seriesId);
  if (found === null) throw notFound('series');
  if (!(await mayRemove(ctx, seriesId))) throw notAllowed('Whoever made a series removes it.');
  await deleteSeries(ctx.tx, seriesId);
  const { title, digest } = found;
  ctx.announce({
    type: 'observatory.series_removed',
    subjectIds: [seriesId],
    payload: { title, digest },
  });
  return { removed: true };
};
