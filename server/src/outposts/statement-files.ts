/** Statements as files: lists, one statement as a table or a document, and what it is made of. */
import { cells, type Heading, listFile, mediaTypes, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import { type PdfPart, pdfFile } from '../runtime/pdf/index.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import { loadRecomputed } from './recompute-statement.ts';
import { showStatement } from './show-statement.ts';
import type { Statement, StatementSummary, statementContract } from './statement-contract.ts';
import { everyStatement } from './statement-views.ts';
import { grouped, type Lang, wordsIn } from './statement-words.ts';

type Contract = typeof statementContract;

const listHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['agreement', '协议', 'Agreement'],
  ['year', '年度', 'Year', 'number'],
  ['number', '次序（0 为首次）', 'Number (0 is the first)', 'number'],
  ['state', '状态', 'State'],
  ['payer', '支付方', 'Payer'],
  ['receiver', '接收方', 'Receiver'],
  ['amount', '金额', 'Amount', 'number'],
  ['unit', '单位', 'Unit'],
  ['kind', '种类', 'Kind'],
  ['openPoints', '未定事项', 'Left open', 'number'],
  ['acceptedBy', '已认可方', 'Accepted by'],
  ['issuedAt', '出具时间', 'Issued at'],
  ['digest', '摘要（SHA-256）', 'Digest (SHA-256)'],
  ['sample', '示例', 'Sample'],
];

/** A row for each sum; a statement by which nothing is owed has one too. */
async function* sumsOf(ctx: Context, asked: Parameters<typeof everyStatement>[1]) {
  for await (const one of everyStatement(ctx, asked, rowsAtMost)) {
    const sums = one.sums.length === 0 ? [null] : one.sums;
    for (const sum of sums) yield { one, sum };
  }
}

export async function exportStatements(
  ctx: Context,
  input: InputOf<Contract['exportStatements']>,
): Promise<Download> {
  const rows = cells(sumsOf(ctx, input), ({ one, sum }): SheetRecord => {
    const { id, year, number, state, openPoints, issuedAt, digest, sample } = one;
    const place = (party: string) => placeName(one, party, input.lang ?? 'zh');
    return {
      ...{ id, year, number, state, openPoints, issuedAt, digest, sample },
      agreement: one.agreement.title[input.lang ?? 'zh'],
      acceptedBy: one.acceptedBy.map(place).join('; '),
      ...(sum === null ? {} : { ...sum, payer: place(sum.payer), receiver: place(sum.receiver) }),
    };
  });
  return listFile(ctx, input, ['结算单', 'statements'], listHeadings, rows);
}

/** Who a party is, else what the terms call it. */
function placeName({ parties }: Pick<StatementSummary, 'parties'>, id: string, lang: Lang): string {
  const party = parties.find((one) => one.party === id);
  if (party === undefined) return id;
  const place = party.place;
  const name = lang === 'zh' ? place?.nameZh : (place?.nameEn ?? place?.nameZh);
  return name ?? party.name[lang] ?? id;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

export async function downloadStatement(
  ctx: Context,
  input: InputOf<Contract['downloadStatement']>,
): Promise<Download> {
  const { file = 'statement', format = 'json', lang = 'zh' } = input;
  const { row, version, before } = await loadRecomputed(ctx, input.statementId);
  const name = row.number === 0 ? `${row.year}` : `${row.year}-${row.number}`;
  const json = 'application/json; charset=utf-8';
  if (file === 'terms') {
    const text = `${JSON.stringify(version.terms, null, 2)}\n`;
    return { filename: `terms-v${version.number}.json`, mediaType: json, bytes: once(text) };
  }
  if (file !== 'statement') {
    const facts = file === 'facts' ? row.facts : before?.facts;
    if (facts === undefined) {
      throw new Refusal('no_statement_before', 'It is the first statement of its year.');
    }
    return { filename: `${file}-${name}.csv`, mediaType: mediaTypes.csv, bytes: once(facts) };
  }
  if (format === 'json') {
    const text = row.difference ?? row.content;
    return { filename: `statement-${name}.json`, mediaType: json, bytes: once(text) };
  }
  const statement = await showStatement(ctx, row.id);
  const title = `${wordsIn(lang).say(row.number === 0 ? 'statement' : 'difference')}-${name}`;
  if (format === 'pdf') return asDocument(statement, title, lang);
  return listFile(ctx, { format, lang }, [title, title], tableHeadings, rowsOf(statement, lang));
}

const tableHeadings: readonly Heading[] = [
  ['line', '行', 'Line', 'number'],
  ['period', '年度', 'Year'],
  ['clause', '条款', 'Clause'],
  ['payer', '支付方', 'Payer'],
  ['receiver', '接收方', 'Receiver'],
  ['measure', '计算项', 'Measure'],
  ['amount', '金额', 'Amount', 'number'],
  ['unit', '单位', 'Unit'],
  ['standing', '结算状态', 'Standing'],
  ['facts', '依据的事实', 'Facts'],
  ['steps', '计算过程', 'Steps'],
];

/** The lines, then what is left open. */
async function* rowsOf(statement: Statement, lang: Lang): AsyncGenerator<SheetRecord> {
  const { say, step } = wordsIn(lang);
  for (const [at, line] of statement.lines.entries()) {
    const shown = shownLine(statement, at, lang);
    yield {
      ...shown,
      facts: [...new Set(line.steps.flatMap(({ facts = [] }) => facts))].join('; '),
      steps: line.steps
        .map(
          (one) => `${step(one.step)}: ${one.value}${one.unit === undefined ? '' : ` ${one.unit}`}`,
        )
        .join('; '),
    };
  }
  for (const { clause, period, what, shortfall, unit } of statement.undefined) {
    yield { clause, period, measure: what[lang], amount: shortfall, unit, standing: say('open') };
  }
}

function shownLine(statement: Statement, at: number, lang: Lang) {
  const { say } = wordsIn(lang);
  const line = statement.lines[at]!;
  const measure = statement.measures.find(({ id }) => id === line.measure)?.name[lang];
  const { kind } = statement.units.find(({ code }) => code === line.unit)!;
  return {
    line: at + 1,
    period: line.period,
    clause: line.clause,
    payer: placeName(statement, line.payer, lang),
    receiver:
      line.payer === line.receiver ? say('keeps') : placeName(statement, line.receiver, lang),
    measure: measure ?? line.measure,
    amount: line.amount,
    unit: line.unit,
    standing: statement.paused.includes(at + 1)
      ? say('paused')
      : kind === 'statistic'
        ? say('statistic')
        : '',
  };
}

/** A fact by its key: `2018 · Hebei · value-added tax`. */
function factName(statement: Statement, key: string, lang: Lang): string {
  const [period = '', party = '', measure = '', source = ''] = key.split('/');
  const name = statement.measures.find(({ id }) => id === measure)?.name[lang] ?? measure;
  return [period, placeName(statement, party, lang), name, source].filter(Boolean).join(' · ');
}

function asDocument(statement: Statement, title: string, lang: Lang): Download {
  const { say, step, state, article, time } = wordsIn(lang);
  const { lines, totals, undefined: open, acceptances, parties } = statement;
  const place = (party: string) => placeName(statement, party, lang);
  const clauseName = (clause: string) => {
    const number = statement.prose.find((one) => one.clause === clause)?.number ?? null;
    return number === null ? clause : article(number);
  };
  const parts: PdfPart[] = [
    {
      facts: [
        [say('agreement'), statement.agreement.title[lang]],
        [say('year'), String(statement.year)],
        [say('version'), String(statement.version.number)],
        [say('state'), state(statement.state)],
        [say('parties'), parties.map(({ party }) => place(party)).join(' / ')],
        [say('issuedAt'), time(statement.issuedAt)],
        ...(statement.sample ? [[say('sample'), say('sampleOnly')] as const] : []),
        [say('termsDigest'), statement.termsDigest],
        [say('factsDigest'), statement.factsDigest],
        [say('digest'), statement.digest],
      ],
    },
    { heading: say('lines') },
    {
      table: {
        columns: [
          { title: say('line'), width: 1 },
          { title: say('period'), width: 1.4 },
          { title: say('clause'), width: 2.2 },
          { title: say('payer'), width: 3 },
          { title: say('receiver'), width: 3 },
          { title: say('measure'), width: 3 },
          { title: say('amount'), width: 3.2, align: 'right' },
          { title: say('unit'), width: 1.8 },
          { title: say('standing'), width: 2 },
        ],
        rows: lines.map((_line, at) => {
          const one = shownLine(statement, at, lang);
          const { line, period, clause, payer, receiver, measure, amount, unit, standing } = one;
          const [number, cited] = [String(line), clauseName(clause)];
          const written = grouped(amount);
          return [number, period, cited, payer, receiver, measure, written, unit, standing];
        }),
      },
    },
    { heading: say('totals') },
    {
      table: {
        columns: [
          { title: say('party'), width: 3 },
          { title: say('paid'), width: 3, align: 'right' },
          { title: say('received'), width: 3, align: 'right' },
          { title: say('kept'), width: 3, align: 'right' },
          { title: say('unit'), width: 2 },
        ],
        rows: totals.map((one) => [
          place(one.party),
          ...[one.paid, one.received, one.kept].map(grouped),
          one.unit,
        ]),
      },
    },
    { heading: say('open') },
    ...(open.length === 0 ? [{ paragraph: say('none') }] : []),
    ...open.map(({ clause, period, what, shortfall, unit }) => ({
      paragraph: [
        clauseName(clause),
        period ?? '',
        what[lang],
        grouped(shortfall ?? ''),
        unit ?? '',
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    { heading: say('steps') },
    {
      table: {
        columns: [
          { title: say('line'), width: 1 },
          { title: say('step'), width: 3 },
          { title: say('value'), width: 3.5, align: 'right' },
          { title: say('unit'), width: 1.5 },
          { title: say('facts'), width: 6 },
        ],
        rows: lines.flatMap(({ steps }, at) =>
          steps.map((one) => [
            String(at + 1),
            step(one.step),
            grouped(one.value),
            one.unit ?? '',
            (one.facts ?? []).map((key) => factName(statement, key, lang)).join('; '),
          ]),
        ),
      },
    },
    { heading: say('acceptances') },
    ...(acceptances.length === 0 ? [{ paragraph: say('none') }] : []),
    {
      facts: acceptances.map(({ party, person, acceptedAt }) => [
        place(party),
        `${person.name} · ${time(acceptedAt)}`,
      ]),
    },
    { paragraph: say('recompute') },
  ];
  const madeAt = new Date(statement.issuedAt);
  return pdfFile(title, { title, lang, madeAt, landscape: true, parts });
}
