/**
 * SDMX-CSV 1.0 and 2.0: which columns of a table are its dimensions, and what a code in it means.
 * What identifies an observation stands before `OBS_VALUE`, what is said about it behind.
 */
import type { Reason } from '../runtime/refusal.ts';

export interface SdmxHead {
  readonly version: '1.0' | '2.0';
  /** Columns by the ids of their dimensions; that of time is not among them. */
  readonly dimensions: ReadonlyMap<string, string>;
  readonly time: string | null;
  readonly value: string;
  readonly action: string | null;
}

export interface SdmxWish {
  readonly regionDimension?: string;
  readonly fieldDimension?: string;
  readonly timePeriod?: string;
  /** `FREQ=A,UNIT=NR`: only observations with these codes. */
  readonly fixed?: string;
}

export interface SdmxMapping {
  readonly region: string;
  readonly field: string;
  readonly value: string;
  readonly time: string | null;
  readonly action: string | null;
  readonly timePeriod: string | null;
  /** Columns of the other dimensions, and the code that each must have, if one was named. */
  readonly others: readonly {
    readonly id: string;
    readonly column: string;
    readonly code?: string;
  }[];
}

const structural = new Set(['STRUCTURE', 'STRUCTURE_ID', 'STRUCTURE_NAME', 'ACTION', 'DATAFLOW']);
const keys = new Set(['SERIES_KEY', 'OBS_KEY']);
const usualRegions = ['REF_AREA', 'GEO', 'REGION', 'AREA', 'LOCATION'];
const usualFields = ['FIELD', 'ACTIVITY', 'INDUSTRY', 'SECTOR', 'NACE_R2', 'PRODUCT', 'INDICATOR'];

/** `REF_AREA: Reference area`, as files with labels write it, is REF_AREA. */
export function codeIn(text: string): string {
  return /^([^:\s]+): /.exec(text)?.[1] ?? text.trim();
}

/** Null where the table is no SDMX-CSV. */
export function sdmxHeadOf(columns: readonly string[]): SdmxHead | null {
  const ids = columns.map((column) => codeIn(column).replace(/\[.*\]$/, ''));
  if (ids[0] !== 'DATAFLOW' && ids[0] !== 'STRUCTURE') return null;
  const at = ids.indexOf('OBS_VALUE');
  if (at < 0) return null;
  const columnOf = (id: string) => columns[ids.indexOf(id)] ?? null;
  const dimensions = ids
    .slice(0, at)
    .filter((id) => /^[A-Za-z][A-Za-z0-9_@$-]*$/.test(id))
    .filter((id) => !structural.has(id) && !keys.has(id) && id !== 'TIME_PERIOD');
  return {
    version: ids[0] === 'DATAFLOW' ? '1.0' : '2.0',
    dimensions: new Map(dimensions.map((id) => [id, columns[ids.indexOf(id)]!])),
    time: columnOf('TIME_PERIOD'),
    value: columns[at]!,
    action: columnOf('ACTION'),
  };
}

/** Which dimension is the region and which the field: as it was asked, or by what is usual. */
export function mappingOf(head: SdmxHead, wish: SdmxWish): SdmxMapping | Reason[] {
  const { dimensions, time, value, action } = head;
  const names = [...dimensions.keys()];
  const fixed = new Map(
    (wish.fixed ?? '').split(',').flatMap((pair) => {
      const [id = '', code] = pair.split('=').map((part) => part.trim());
      return code === undefined ? [] : [[id, code] as const];
    }),
  );
  const pick = (asked: string | undefined, usual: readonly string[]) =>
    asked === undefined ? usual.find((id) => dimensions.has(id)) : asked;
  const chosen = {
    region: pick(wish.regionDimension, usualRegions),
    field: pick(wish.fieldDimension, usualFields),
  };
  const missing = [chosen.region, chosen.field, ...fixed.keys()].filter(
    (id) => id === undefined || !dimensions.has(id),
  );
  if (missing.length > 0) {
    return missing.map((id) => ({
      code: 'dimension_not_named',
      detail: `There is no dimension ${id ?? 'named'}; there are ${names.join(', ')}.`,
      params: { dimension: id ?? '', dimensions: names.join(', ') },
    }));
  }
  return {
    region: dimensions.get(chosen.region!)!,
    field: dimensions.get(chosen.field!)!,
    ...{ value, time, action, timePeriod: wish.timePeriod ?? null },
    others: names
      .filter((id) => id !== chosen.region && id !== chosen.field)
      .map((id) => {
        const code = fixed.get(id);
        return { id, column: dimensions.get(id)!, ...(code === undefined ? {} : { code }) };
      }),
  };
}

type Cells = Readonly<Record<string, string>>;

/** What dimensions that are neither region nor field were met with; each may have one code. */
export class SdmxRows {
  readonly #mapping: SdmxMapping;
  readonly #met = new Map<string, Set<string>>();

  constructor(mapping: SdmxMapping) {
    this.#mapping = mapping;
  }

  /** Null for an observation that was not asked for or has no value. */
  read(cells: Cells): Cells | Reason | null {
    const { region, field, value, time, action, timePeriod, others } = this.#mapping;
    const codeAt = (column: string) => codeIn(cells[column] ?? '');
    if (others.some(({ column, code }) => code !== undefined && codeAt(column) !== code)) {
      return null;
    }
    const period = time === null ? '' : codeAt(time);
    if (timePeriod !== null && period !== timePeriod) return null;
    const does = action === null ? 'I' : codeAt(action);
    if (!/^[AIRM]?$/.test(does)) {
      const detail = `The action ${does} is none that adds an observation.`;
      return { code: 'action_not_taken', detail, params: { value: does } };
    }
    const number = (cells[value] ?? '').trim();
    if (number === '' || number === 'NaN') return null;
    for (const { id, column } of others) this.#meet(id, codeAt(column));
    this.#meet('TIME_PERIOD', period);
    return { [region]: codeAt(region), [field]: codeAt(field), [value]: number };
  }

  #meet(id: string, code: string): void {
    const codes = this.#met.get(id) ?? new Set();
    this.#met.set(id, codes.add(code));
  }

  reasons(): Reason[] {
    return [...this.#met]
      .filter(([, codes]) => codes.size > 1)
      .map(([dimension, codes]) => {
        const values = [...codes].sort().slice(0, 20).join(', ');
        const detail = `${dimension} has several codes; name one of ${values}.`;
        return { code: 'dimension_not_fixed', detail, params: { dimension, values } };
      });
  }
}

/** ISO 3166-2:CN in the order of the first two digits of GB/T 2260. */
const letters =
  'BJ11TJ12HE13SX14NM15LN21JL22HL23SH31JS32ZJ33AH34FJ35JX36SD37HA41HB42HN43GD44GX45HI46CQ50SC51' +
  'GZ52YN53XZ54SN61GS62QH63NX64XJ65TW71HK81MO82';
const digitsOf = new Map(
  [...letters.matchAll(/([A-Z]{2})(\d{2})/g)].map(([, iso, digits]) => [iso!, digits!]),
);

/** `CN-BJ`, `CN_11` and `11` as the code of the region; other texts as they are. */
export function regionCodeIn(text: string): string {
  const found = /^(?:CN[-_]?)?([A-Z]{2}|\d{2})$/.exec(text)?.[1];
  if (found === undefined) return text;
  const digits = digitsOf.get(found) ?? found;
  return /^\d{2}$/.test(digits) ? `${digits}0000` : text;
}

type SdmxVersion = '1.0' | '2.0';

/** An SDMX id has no letters but those of ASCII. */
const dataflow = { agency: 'YUNHE', version: '1.0' } as const;

export function sdmxColumns(version: SdmxVersion): readonly string[] {
  const observation = ['REF_AREA', 'FIELD', 'TIME_PERIOD', 'OBS_VALUE'];
  observation.push('UNIT_MEASURE', 'OBS_STATUS', 'COMMENT_OBS');
  return version === '1.0'
    ? ['DATAFLOW', ...observation]
    : ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...observation];
}

export function sdmxRow(
  version: SdmxVersion,
  seriesId: string,
  observation: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  const id = `${dataflow.agency}:SERIES_${seriesId.replaceAll('-', '').toUpperCase()}(${dataflow.version})`;
  return version === '1.0'
    ? { DATAFLOW: id, ...observation }
    : { STRUCTURE: 'dataflow', STRUCTURE_ID: id, ACTION: 'I', ...observation };
}
