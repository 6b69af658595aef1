import type { UseCase } from '../runtime/module.ts';
import type { exportEvents as endpoint, LoggedEvent } from './contract.ts';
import { eachEvent } from './views.ts';

export const exportEvents: UseCase<typeof endpoint> = async (ctx, { format, ...filter }) => {
  const events = eachEvent(ctx.tx, filter);
  const day = ctx.now.toISOString().slice(0, 10);
  return format === 'csv'
    ? { filename: `events-${day}.csv`, mediaType: 'text/csv; charset=utf-8', bytes: csv(events) }
    : {
        filename: `events-${day}.jsonl`,
        mediaType: 'application/x-ndjson; charset=utf-8',
        bytes: jsonLines(events),
      };
};

const columns = [
  'sequence',
  'at',
  'type',
  'actorId',
  'actorName',
  'organisationId',
  'journeyId',
  'fromRegion',
  'toRegion',
  'amountMinor',
  'unit',
  'subjectIds',
  'payload',
  'requestId',
] as const satisfies readonly (keyof LoggedEvent)[];

async function* jsonLines(events: AsyncIterable<LoggedEvent>): AsyncGenerator<Uint8Array> {
  for await (const event of events) yield Buffer.from(`${JSON.stringify(event)}\n`);
}

/** With a byte order mark, by which spreadsheets know UTF-8. */
async function* csv(events: AsyncIterable<LoggedEvent>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${columns.join(',')}\r\n`);
  for await (const event of events) {
    yield Buffer.from(`${columns.map((column) => cell(event[column])).join(',')}\r\n`);
  }
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
