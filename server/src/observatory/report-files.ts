/** A report as a document, as one of its tables, or whole as data. */
import { listFile } from '../runtime/list-file.ts';
import type { Context, Download } from '../runtime/module.ts';
import { type PdfChart, type PdfPart, pdfFile } from '../runtime/pdf/index.ts';
import { Refusal } from '../runtime/refusal.ts';
import { both, contentOf, digestOfContent, type Lang, textOf, written } from './report.ts';
import type { Report, ReportChart, ReportSection, ReportTable } from './report-contract.ts';

export interface ReportWish {
  readonly format?: 'pdf' | 'csv' | 'json';
  readonly section?: string;
  readonly lang?: Lang;
}

/** More columns than stand beside each other on an upright page. */
const columnsUpright = 7;
const isWide = (table: ReportTable | null) => (table?.columns.length ?? 0) > columnsUpright;

/** Rows that a document shows; the table as data has all of them. */
const rowsShown = 400;

const words = {
  source: both('来源', 'Source'),
  method: both('方法', 'Method'),
  parameters: both('参数', 'Parameters'),
  inputs: both('输入摘要', 'Inputs (SHA-256)'),
  digest: both('报告摘要', 'Report (SHA-256)'),
  asked: both('查询条件', 'Asked for'),
  madeAt: both('生成时间', 'Made at'),
  caveats: both('需要注意', 'Caveats'),
  none: both('没有数据', 'No figures'),
  about: both('出处与核对', 'Where it comes from'),
};

export function reportFile(
  ctx: Context,
  report: Report,
  { format = 'pdf', section, lang = 'zh' }: ReportWish,
  madeAt = ctx.now,
): Download {
  const digest = digestOfContent(contentOf(report));
  const title = report.title[lang];
  if (format === 'pdf') {
    const landscape = report.sections.some(({ table }) => isWide(table));
    const parts = partsOf(report, digest, madeAt, lang);
    return pdfFile(title, { title, lang, madeAt, landscape, parts });
  }
  if (format === 'csv') return tableFile(ctx, report, section, lang);
  const json = JSON.stringify({ digest, madeAt: madeAt.toISOString(), report }, null, 1);
  return {
    filename: `${title}.json`,
    mediaType: 'application/json; charset=utf-8',
    bytes: once(`${json}\n`),
  };
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function tableFile(
  ctx: Context,
  { title, sections }: Report,
  wanted: string | undefined,
  lang: Lang,
): Download {
  const tables = sections.filter(({ table }) => table !== null);
  const found = wanted === undefined ? tables[0] : tables.find(({ name }) => name === wanted);
  if (!found?.table) {
    const names = tables.map(({ name }) => name).join(', ');
    throw new Refusal('no_such_table', `There is no such table; there are: ${names}.`, {
      params: { names },
    });
  }
  const { columns, rows } = found.table;
  const headings = columns.map(
    ({ key, title: { zh, en }, type }) =>
      [key, zh, en, type === 'text' ? 'text' : 'number'] as const,
  );
  async function* cells() {
    for (const row of rows) {
      yield Object.fromEntries(columns.map(({ key }) => [key, textOf(row[key] ?? null, lang)]));
    }
  }
  const name = (one: Lang) => `${title[one]}-${found!.heading[one]}`;
  return listFile(ctx, { format: 'csv', lang }, [name('zh'), name('en')], headings, cells());
}

function partsOf(report: Report, digest: string, madeAt: Date, lang: Lang): PdfPart[] {
  const { lead, source, method, asked, caveats, sections } = report;
  const say = (key: keyof typeof words) => words[key][lang];
  const pairs = (of: Readonly<Record<string, unknown>>) =>
    Object.entries(of)
      .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('; ');
  return [
    { paragraph: lead[lang] },
    ...sections.flatMap((one) => sectionParts(one, lang)),
    ...(caveats.length === 0
      ? []
      : [{ heading: say('caveats') }, ...caveats.map((one) => ({ paragraph: `· ${one[lang]}` }))]),
    { heading: say('about') },
    {
      facts: [
        [say('source'), source[lang]],
        ...(Object.keys(asked).length === 0 ? [] : [[say('asked'), pairs(asked)] as const]),
        ...(method === null
          ? []
          : [
              [say('method'), `${method.name} ${method.version}`] as const,
              [say('parameters'), pairs(method.parameters)] as const,
              [say('inputs'), method.inputsDigest] as const,
            ]),
        [say('digest'), digest],
        [say('madeAt'), madeAt.toISOString()],
      ],
    },
  ];
}

function sectionParts(
  { heading, sentences, facts, chart, table }: ReportSection,
  lang: Lang,
): PdfPart[] {
  const isEmpty = table !== null && table.rows.length === 0;
  return [
    { heading: heading[lang] },
    ...sentences.map((one) => ({ paragraph: one[lang] })),
    ...(facts.length === 0
      ? []
      : [
          {
            facts: facts.map(
              ({ label, value }) => [label[lang], written(value, 'number', lang)] as const,
            ),
          },
        ]),
    ...(isEmpty ? [{ paragraph: words.none[lang] }] : []),
    ...(chart === null || table === null || isEmpty ? [] : [{ chart: drawn(chart, table, lang) }]),
    ...(table === null || isEmpty ? [] : [tablePart(table, lang)]),
    ...(table !== null && table.rows.length > rowsShown ? [{ paragraph: cut(table, lang) }] : []),
  ];
}

function cut({ rows }: ReportTable, lang: Lang): string {
  return lang === 'zh'
    ? `只列出前 ${rowsShown} 行，共 ${rows.length} 行；全部见数据文件。`
    : `The first ${rowsShown} of ${rows.length} rows; the data file has all.`;
}

function tablePart({ columns, rows }: ReportTable, lang: Lang): PdfPart {
  const shown = rows
    .slice(0, rowsShown)
    .map((row) => columns.map(({ key, type }) => written(row[key] ?? null, type, lang)));
  return {
    table: {
      columns: columns.map(({ title, type }, at) => ({
        title: title[lang],
        width: widthFor(
          title[lang],
          shown.map((cells) => cells[at]!),
        ),
        align: type === 'text' ? ('left' as const) : ('right' as const),
      })),
      rows: shown,
    },
  };
}

/** A column is as wide as its longest cell, in Latin letters; beyond a limit cells are broken. */
const columnLetters = { atLeast: 6, atMost: 28 };

function widthFor(title: string, cells: readonly string[]): number {
  const longest = Math.max(...[...title.split(' '), ...cells].map(lettersOf));
  return Math.min(columnLetters.atMost, Math.max(columnLetters.atLeast, longest)) + 2;
}

/** A Chinese character takes the room of two Latin letters. */
function lettersOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
}

function drawn(chart: ReportChart, { columns, rows }: ReportTable, lang: Lang): PdfChart {
  const { kind, label, across, value } = chart;
  const title = chart.title[lang];
  const type = columns.find(({ key }) => key === value)?.type ?? 'number';
  const said = (number: number) => written(number, type, lang);
  const figure = (row: (typeof rows)[number]) => {
    const cell = row[value] ?? null;
    return typeof cell === 'number' ? cell : null;
  };
  const word = (row: (typeof rows)[number], key: string) => textOf(row[key] ?? null, lang);
  if (kind !== 'heat' || across === null) {
    const points = rows.map((row) => ({ label: word(row, label), value: figure(row) }));
    return { kind: kind === 'line' ? 'line' : 'bars', title, points, written: said };
  }
  const places = (key: string) => [...new Set(rows.map((row) => word(row, key)))];
  const [down, over] = [places(label), places(across)];
  return {
    kind,
    title,
    rows: down,
    columns: over,
    cells: rows.map((row) => ({
      row: down.indexOf(word(row, label)),
      column: over.indexOf(word(row, across)),
      value: figure(row),
    })),
    written: said,
  };
}
