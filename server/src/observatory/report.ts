/** A report is put together of sections; what follows from them alone is worked out here. */
import { canonicalText, currencyOf, sha256, writeAmount } from '@yunhe/exact';
import type { Amount } from './contract.ts';
import type {
  Both,
  Report,
  ReportCell,
  ReportChart,
  ReportSection,
  ReportTable,
} from './report-contract.ts';
import { organisationsAtLeast } from './shapes.ts';

export type Lang = 'zh' | 'en';
type Row = ReportTable['rows'][number];
type Column = ReportTable['columns'][number];

export function both(zh: string, en: string): Both {
  return { zh, en };
}

/** The same text in both: names, codes, notes as they were written. */
export function asWritten(text: string): Both {
  return { zh: text, en: text };
}

export function named({
  nameZh,
  nameEn,
  code,
}: {
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly code?: string;
}): Both {
  const any = nameZh ?? nameEn ?? code ?? '—';
  return { zh: nameZh ?? any, en: nameEn ?? any };
}

export function column(key: string, title: Both, type: Column['type'] = 'text'): Column {
  return { key, title, type };
}

/** Told beside figures that are left out of a row. */
export const suppressedColumn = column('suppressed', both('单位过少', 'Too few to tell'));

export function section(
  name: string,
  heading: Both,
  parts: Partial<Omit<ReportSection, 'name' | 'heading'>>,
): ReportSection {
  return { name, heading, sentences: [], facts: [], chart: null, table: null, ...parts };
}

export function chart(
  kind: ReportChart['kind'],
  title: Both,
  keys: { readonly label: string; readonly value: string; readonly across?: string },
): ReportChart {
  return { kind, title, label: keys.label, value: keys.value, across: keys.across ?? null };
}

/** Figures about few organisations are left out of the row, and the row says so. */
export function suppressSmall<R extends Row & { readonly organisations: number }>(
  found: readonly R[],
  figures: readonly string[],
): Row[] {
  return found.map(({ organisations, ...row }) => {
    const isSmall = organisations < organisationsAtLeast;
    const left = isSmall ? Object.fromEntries(figures.map((key) => [key, null])) : {};
    return { ...row, ...left, suppressed: isSmall };
  });
}

/** Of what is told: a total that held the rest would tell the rest. */
export function sumTold(table: readonly Row[], key: string): number {
  return table.reduce((sum, row) => sum + (typeof row[key] === 'number' ? row[key] : 0), 0);
}

/** The reader is told that something is not told. */
export function finished(report: Report): Report {
  const left = report.sections
    .flatMap(({ table }) => table?.rows ?? [])
    .filter(({ suppressed }) => suppressed === true).length;
  if (left === 0) return report;
  const said = both(
    `有 ${left} 行数字涉及的单位少于 ${organisationsAtLeast} 家，不予公布。`,
    `${left} rows about fewer than ${organisationsAtLeast} organisations are not told.`,
  );
  return { ...report, caveats: [...report.caveats, said] };
}

/** The same content gives the same text, which its digest is of. */
export const contentOf: (report: Report) => string = canonicalText;

export const digestOfContent = sha256;

export interface Difference {
  readonly section: string;
  readonly heading: Both;
  /** What stands in the row beside its figures. */
  readonly row: Both;
  readonly column: Both;
  readonly before: ReportCell;
  readonly after: ReportCell;
}

/** Figure by figure what differs; a row is known by the words in it. */
export function compareReports(before: Report, after: Report): Difference[] {
  const [old, fresh] = [figuresOf(before), figuresOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [one, other] = [old.get(key), fresh.get(key)];
    if (one?.value === other?.value) return [];
    const { value: _value, ...about } = (other ?? one)!;
    return [{ ...about, before: one?.value ?? null, after: other?.value ?? null }];
  });
}

function figuresOf({ sections }: Report) {
  const found = new Map<string, Omit<Difference, 'before' | 'after'> & { value: ReportCell }>();
  for (const { name, heading, table } of sections) {
    for (const row of table?.rows ?? []) {
      const words = table!.columns.filter(
        ({ key, type }) => type === 'text' && key !== 'suppressed',
      );
      const label = both(
        words.map(({ key }) => textOf(row[key] ?? null, 'zh')).join(' · '),
        words.map(({ key }) => textOf(row[key] ?? null, 'en')).join(' · '),
      );
      for (const { key, title, type } of table!.columns) {
        if (type === 'text') continue;
        const value = row[key] ?? null;
        const about = { section: name, heading, row: label, column: title, value };
        found.set(`${name}\t${label.zh}\t${key}`, about);
      }
    }
  }
  return found;
}

export function textOf(cell: ReportCell, lang: Lang): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell[lang];
  if (typeof cell === 'boolean') return (lang === 'zh' ? ['否', '是'] : ['no', 'yes'])[+cell]!;
  return String(cell);
}

/** `1,234.50 CNY`: exact, since sums of money are whole minor units. */
export function amountsOf(amounts: readonly Amount[]): string | null {
  const said = amounts.map(({ amountMinor, unit }) => {
    const counted = currencyOf(unit) ?? { code: unit, digits: 0, kind: 'statistic' };
    const amount = writeAmount(BigInt(amountMinor), counted);
    return `${amount.replace(/^-?\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','))} ${unit}`;
  });
  return said.length === 0 ? null : said.join('; ');
}

/** For people: digits in groups, three of them behind the point, shares in percent. */
export function written(cell: ReportCell, type: Column['type'], lang: Lang): string {
  if (cell === null) return '—';
  if (typeof cell !== 'number') return textOf(cell, lang);
  if (type === 'share') return `${(cell * 100).toFixed(1)}%`;
  return cell.toLocaleString('en', { maximumFractionDigits: 3 });
}
