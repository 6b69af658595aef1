import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Import,
  importKinds,
  queueImport,
  readOneImport,
  receiveFile,
  runImport,
} from '../registry/index.ts';
import type { JobContext } from '../runtime/module.ts';
import { BadUsage, type Command, type ExitCode, exitCodes } from './command.ts';
import { withNode } from './with-node.ts';

export const importFile: Command = {
  name: 'import',
  usage: 'KIND FILE [--map FILE] [--dry-run]',
  summary: 'Import a file: CSV, XLSX or JSON Lines, also in a gzip',
  options: {
    map: { type: 'string' },
    'dry-run': { type: 'boolean' },
    source: { type: 'string' },
    'stated-on': { type: 'string' },
    sheet: { type: 'string' },
  },
  optionHelp: {
    '--map FILE': 'which column is which: {"columns": {"nameZh": "公司全称"}, "constants": {…}}',
    '--dry-run': 'read and judge everything, write nothing',
    '--source NAME': 'where the facts are from; the name of the file unless told',
    '--stated-on DAY': 'the day on which the source said so',
    '--sheet NAME': 'which sheet of a workbook',
  },
  examples: [
    'yunhe import organisations members.xlsx --dry-run',
    'yunhe import organisations members.csv --map members.json',
    'yunhe import ror ror_dump.jsonl.gz',
    'yunhe import papers papers.jsonl.gz --source chinaxiv',
    'yunhe import listed-companies stock_basic.csv',
  ],
  run: async ({ args, flags, settings, say, talk, json }) => {
    const [kind, path] = args;
    if (kind === undefined || path === undefined || args.length !== 2) {
      const kinds = importKinds.map((one) => one.name).join(', ');
      throw new BadUsage(`Name a kind and a file. Kinds: ${kinds}, listed-companies.`);
    }
    const text = (flag: string) => flags[flag] as string | undefined;
    const mapping = await readMapping(text('map'));
    await requireFile(path);
    const asked = {
      kind,
      ...mapping,
      ...(flags.source === undefined ? {} : { source: text('source')! }),
      ...(flags['stated-on'] === undefined ? {} : { statedOn: dayOf(text('stated-on')!) }),
      ...(flags.sheet === undefined ? {} : { sheet: text('sheet')! }),
      dryRun: flags['dry-run'] === true,
    };
    const done = await withNode(settings(), `import ${kind}`, async (ctx) => {
      const importId = await ctx.transact(async (inside) => {
        const bytes = createReadStream(path);
        const file = await receiveFile(inside, { name: basename(path), bytes });
        return await queueImport(inside, { ...asked, fileId: file.id });
      });
      return await follow(ctx, importId, talk);
    });
    say(json ? JSON.stringify({ ok: done.state === 'finished', import: done }) : summary(done));
    return exitCode(done);
  },
};

async function follow(
  ctx: JobContext,
  importId: string,
  talk: (text: string) => void,
): Promise<Import> {
  const startedAt = performance.now();
  let told = 0;
  await runImport(ctx, {
    importId,
    onProgress: ({ rowsRead, progress }) => {
      const now = performance.now();
      if (now - told < 1_000 && progress < 1) return;
      told = now;
      const seconds = (now - startedAt) / 1_000;
      const left = progress > 0.01 ? (seconds * (1 - progress)) / progress : null;
      const rest = left === null ? '' : `, ${Math.round(left)} s left`;
      talk(`${rowsRead} rows, ${Math.round(progress * 100)} %${rest}`);
    },
  });
  const done = await readOneImport(ctx.database.tx, importId, ctx.now());
  if (done === null) throw new Error('The import is gone.');
  return done;
}

function summary(done: Import): string {
  const { created, changed, unchanged, failed, problems, affiliations, failure } = done;
  const lines = [
    `${done.dryRun ? 'dry run' : 'import'} ${done.id}: ${done.state}`,
    `${done.rowsRead} rows: ${created} created, ${changed} changed, ${unchanged} unchanged, ` +
      `${failed} failed`,
    `${problems.error} errors, ${problems.warning} warnings, ${problems.kept} kept as they were`,
  ];
  if (affiliations !== null) {
    const { certain, toReview, none } = affiliations;
    lines.push(`affiliations: ${certain} certain, ${toReview} to review, ${none} not known`);
  }
  if (failure !== null) lines.push(failure.detail);
  return lines.join('\n');
}

/** Refused where the file could not be taken, failed where some of its rows could not. */
function exitCode({ state, failed }: Import): ExitCode {
  if (state === 'failed') return exitCodes.refused;
  return state === 'finished' && failed === 0 ? exitCodes.ok : exitCodes.checkFailed;
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) throw new BadUsage(`There is no file ${path}.`);
}

function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new BadUsage(`--stated-on is a day such as 2026-01-31, not ${text}.`);
}

type Words = Record<string, string>;

/** `{"columns": {…}, "constants": {…}}`; a flat object is taken as the columns. */
async function readMapping(
  path: string | undefined,
): Promise<{ columns?: Words; constants?: Words }> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch(() => {
    throw new BadUsage(`There is no mapping ${path}.`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new BadUsage(`${path} is not JSON: ${(error as Error).message}`);
  }
  const whole =
    typeof parsed === 'object' && parsed !== null && ('columns' in parsed || 'constants' in parsed);
  const { columns, constants } = (whole ? parsed : { columns: parsed }) as Record<string, unknown>;
  for (const words of [columns, constants]) {
    if (words !== undefined && !isWords(words)) {
      throw new BadUsage(`${path} maps names to names: {"nameZh": "公司全称"}.`);
    }
  }
  return {
    ...(columns === undefined ? {} : { columns: columns as Words }),
    ...(constants === undefined ? {} : { constants: constants as Words }),
  };
}

function isWords(value: unknown): value is Words {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string')
  );
}
