/** Facts as files: with the columns that `yunhe settle` reads, so that both give the same sum. */
import { factsTemplate, writeFacts } from '@yunhe/settlement';
import { dayOf } from '../runtime/day.ts';
import { cells, type Heading, listFile, mediaTypes, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import { rowOf } from './fact.ts';
import type { factContract } from './fact-contract.ts';
import { everyFact, type FactAnswer } from './fact-views.ts';
import { type Reader, readerOf, showFact } from './show-fact.ts';

type Contract = typeof factContract;

const headings: readonly Heading[] = [
  ['period', '期间', 'Period'],
  ['party', '方', 'Party'],
  ['measure', '指标', 'Measure'],
  ['amount', '金额或数量', 'Amount', 'number'],
  ['unit', '单位', 'Unit'],
  ['evidence', '凭证', 'Evidence'],
  ['source', '来源', 'Source'],
  ['confirmed_by', '已确认', 'Confirmed by'],
  ['disputed_by', '争议', 'Disputed by'],
  ['revision', '修订', 'Revision', 'number'],
  ['state', '状态', 'State'],
  ['reportedFor', '报送方', 'Reported by'],
  ['reportedBy', '报送人', 'Person'],
  ['reportedAt', '报送时间', 'Reported at'],
  ['reason', '更正或撤销原因', 'Reason'],
  ['evidenceUrl', '凭证链接', 'Link'],
  ['files', '凭证文件', 'Files'],
];

/** CSV is for the arithmetic; the others are for people. */
export async function exportFacts(
  ctx: Context,
  input: InputOf<Contract['exportFacts']>,
): Promise<Download> {
  const reader = await readerOf(ctx, input.agreementId);
  const rows = everyFact(ctx, input, rowsAtMost);
  if ((input.format ?? 'csv') === 'csv') return await settleFile(ctx, reader, rows);
  const shown = cells(rows, (row) => sheetRow(reader, row));
  return listFile(ctx, input, ['协议数据', 'facts'], headings, shown);
}

function keptCells(reader: Reader, row: FactAnswer): Readonly<Record<string, string>> {
  const { confirmations, disputeId } = showFact(reader, row);
  const parties = confirmations.map(({ party }) => party).sort();
  return {
    confirmed_by: [...new Set(parties)].join(';'),
    disputed_by: disputeId === null ? '' : (parties.find((one) => one !== row.reportedFor) ?? ''),
    revision: String(row.revision),
  };
}

async function settleFile(
  ctx: Context,
  reader: Reader,
  rows: AsyncIterable<FactAnswer>,
): Promise<Download> {
  const columns = new Map(
    reader.about.versions.flatMap(({ startsOn }) =>
      (reader.about.termsFor(Number(startsOn.slice(0, 4))).terms.columns ?? []).map(
        (column) => [column.name, column] as const,
      ),
    ),
  );
  const facts: Record<string, string>[] = [];
  for await (const row of rows) {
    facts.push({ ...rowOf(row), ...keptCells(reader, row) });
  }
  const text = writeFacts({ columns: [...columns.values()] }, facts);
  return {
    filename: `facts-${dayOf(ctx.now)}.csv`,
    mediaType: mediaTypes.csv,
    bytes: textFile(text),
  };
}

async function* textFile(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function sheetRow(reader: Reader, row: FactAnswer): SheetRecord {
  const { state, reportedFor, reportedBy, reportedAt, reason, evidenceUrl, files } = showFact(
    reader,
    row,
  );
  return {
    ...rowOf(row),
    ...keptCells(reader, row),
    ...{ state, reportedFor, reportedBy, reportedAt, reason, evidenceUrl },
    files: files.map(({ name }) => name).join('; '),
  };
}

export const downloadFactsTemplate: UseCase<Contract['downloadFactsTemplate']> = async (
  ctx,
  input,
) => {
  const { about } = await readerOf(ctx, input.agreementId);
  const { terms } = about.termsFor(Number(dayOf(ctx.now).slice(0, 4)));
  return {
    filename: 'facts.csv',
    mediaType: mediaTypes.csv,
    bytes: textFile(`\ufeff${factsTemplate(terms)}`),
  };
};
