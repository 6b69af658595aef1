/** Runs one import to its end: from the queue, or in the process of the command line. */
import { isDatabaseAway } from '../../runtime/database.ts';
import { dayOf } from '../../runtime/day.ts';
import { hold } from '../../runtime/hold.ts';
import type { Context, JobContext } from '../../runtime/module.ts';
import { Refusal } from '../../runtime/refusal.ts';
import { SheetProblem } from '../../runtime/sheets/index.ts';
import type { Import } from '../import-contract.ts';
import { refreshNetwork } from '../refresh-network.ts';
import type { ImportKind, Reader, RowProblem, RowResult, Run } from './import-kind.ts';
import { importKindCalled } from './import-kinds.ts';
import {
  addProgress,
  beginImport,
  endImport,
  findImport,
  insertProblems,
  type KeptImport,
} from './import-store.ts';
import { takeTurn } from './organisation-claim-store.ts';
import { pathOfFile } from './receive-file.ts';
import { type FileRow, rowsOfFile } from './rows-of-file.ts';
import { shortened } from './values.ts';

const rowsPerBatch = 1_000;

export interface ImportProgress {
  readonly rowsRead: number;
  /** 0 to 1. */
  readonly progress: number;
}

/**
 * Takes an import from where it stands to its end, in batches with transactions of their own.
 * Safe to call at any time and more than once: who does not hold the import does nothing, and
 * what was committed before a crash is not done again.
 */
export async function runImport(
  ctx: JobContext,
  about: {
    readonly importId: string;
    readonly onProgress?: (progress: ImportProgress) => void;
  },
): Promise<void> {
  const release = await hold(ctx.database.pool, `registry import ${about.importId}`);
  if (release === null) return;
  try {
    const kept = await findImport(ctx.database.tx, about.importId);
    if (kept === null || !['waiting', 'running'].includes(kept.state)) return;
    await ctx.transact(({ tx, now }) => beginImport(tx, kept.id, now));
    try {
      const whole = await new Running(ctx, kept, about.onProgress).readAll();
      await end(ctx, kept, whole ? 'finished' : 'cancelled', null);
    } catch (error) {
      // A database that is away comes back, and the import goes on then.
      if (isDatabaseAway(error)) throw error;
      const failure = failureOf(error);
      if (failure.code === 'fault') ctx.log.error({ error: String(error) }, 'an import failed');
      await end(ctx, kept, 'failed', failure);
    }
  } finally {
    await release();
  }
}

type Failure = NonNullable<Import['failure']>;

function failureOf(error: unknown): Failure {
  if (error instanceof SheetProblem) {
    const { code, message, params } = error;
    return { code, detail: message, params };
  }
  if (error instanceof Refusal) {
    const { code, message, params } = error;
    return { code, detail: message, params };
  }
  const detail = 'The import stopped by a fault of the node; the log says more.';
  return { code: 'fault', detail, params: {} };
}

async function end(
  ctx: JobContext,
  { id, kind, source, dryRun, startedBy, startedById }: KeptImport,
  state: 'finished' | 'failed' | 'cancelled',
  failure: Failure | null,
): Promise<void> {
  if (!dryRun) await ctx.transact(refreshNetwork);
  await ctx.transact(async ({ tx, now, announce }) => {
    const counts = await endImport(tx, id, { state, failure, now });
    if (counts === null || dryRun) return;
    const { created, changed, unchanged, failed } = counts;
    announce({
      type: `registry.import_${state}`,
      subjectIds: [id],
      payload: { kind, source, startedBy, startedById, created, changed, unchanged, failed },
    });
  });
}

interface PendingRow {
  readonly row: number;
  readonly item: unknown;
  readonly problems: readonly RowProblem[];
}

class Running {
  readonly #ctx: JobContext;
  readonly #kept: KeptImport;
  readonly #kind: ImportKind;
  readonly #run: Run;
  readonly #onProgress: ((progress: ImportProgress) => void) | undefined;
  #rowsRead: number;

  constructor(
    ctx: JobContext,
    kept: KeptImport,
    onProgress: ((progress: ImportProgress) => void) | undefined,
  ) {
    this.#ctx = ctx;
    this.#kept = kept;
    this.#kind = importKindCalled(kept.kind);
    this.#onProgress = onProgress;
    this.#rowsRead = kept.rowsRead;
    this.#run = {
      importId: kept.id,
      source: kept.source,
      statedOn: kept.statedOn,
      today: dayOf(ctx.now()),
      dryRun: kept.dryRun,
    };
  }

  /** False if somebody asked to stop. */
  async readAll(): Promise<boolean> {
    const reader = await this.#kind.begin(this.#ctx, this.#run);
    const path = pathOfFile(this.#ctx.settings, this.#kept.fileId);
    const rows = await rowsOfFile(path, this.#kind, this.#kept);
    const batchSize = this.#kind.rowsPerBatch ?? rowsPerBatch;
    let pending: PendingRow[] = [];
    let progress = 0;
    // The next rows are read while the database writes the last ones.
    let writing = Promise.resolve(true);
    const write = async () => {
      if (!(await writing)) return false;
      writing = this.#write(reader, pending, progress);
      writing.catch(() => {});
      pending = [];
      return true;
    };
    try {
      for await (const row of rows) {
        const read = readRow(reader, row);
        progress = row.progress;
        if (row.row <= this.#kept.lastRow) continue;
        pending.push(read);
        if (pending.length >= batchSize && !(await write())) return false;
      }
      progress = 1;
      if (pending.length > 0 && !(await write())) return false;
      if (!(await writing)) return false;
    } finally {
      await writing.catch(() => {});
    }
    await this.#finish(reader);
    return true;
  }

  async #write(
    reader: Reader<unknown>,
    pending: readonly PendingRow[],
    progress: number,
  ): Promise<boolean> {
    const goOn = this.#run.dryRun
      ? await this.#try(reader, pending, progress)
      : await this.#ctx.transact(async (inside) => {
          const results = await applyBatch(inside, reader, pending);
          return await this.#keep(inside, reader, pending, results, progress);
        });
    this.#rowsRead += pending.length;
    this.#onProgress?.({ rowsRead: this.#rowsRead, progress });
    return goOn;
  }

  /** A dry run does everything and takes it back, all but what it found. */
  async #try(
    reader: Reader<unknown>,
    pending: readonly PendingRow[],
    progress: number,
  ): Promise<boolean> {
    const found = await this.#ctx
      .transact<never>(async (inside) => {
        throw new TakenBack(await applyBatch(inside, reader, pending));
      })
      .catch((error: unknown) => {
        if (error instanceof TakenBack) return error.results;
        throw error;
      });
    return await this.#ctx.transact((inside) =>
      this.#keep(inside, reader, pending, found, progress),
    );
  }

  async #keep(
    { tx }: Context,
    reader: Reader<unknown>,
    pending: readonly PendingRow[],
    results: readonly RowResult[],
    progress: number,
  ): Promise<boolean> {
    const applied = new Map(results.map((result) => [result.row, result]));
    const counts = { created: 0, changed: 0, unchanged: 0, failed: 0 };
    const problems: (RowProblem & { row: number })[] = [];
    for (const { row, problems: own } of pending) {
      const result = applied.get(row);
      counts[result?.outcome ?? 'failed'] += 1;
      for (const problem of [...own, ...(result?.problems ?? [])]) {
        problems.push({ ...problem, row });
      }
    }
    await insertProblems(tx, this.#run.importId, problems);
    return await addProgress(tx, this.#run.importId, {
      ...counts,
      lastRow: pending.at(-1)!.row,
      rowsRead: pending.length,
      progress,
      affiliations: reader.applier.affiliations?.() ?? null,
    });
  }

  async #finish({ applier }: Reader<unknown>): Promise<void> {
    const problems = await applier.finish?.(this.#ctx);
    if (problems === undefined || problems.length === 0) return;
    await this.#ctx.transact(({ tx }) => insertProblems(tx, this.#run.importId, problems));
  }
}

class TakenBack extends Error {
  readonly results: readonly RowResult[];

  constructor(results: readonly RowResult[]) {
    super('a dry run takes back what it did');
    this.results = results;
  }
}

function readRow({ read, applier }: Reader<unknown>, row: FileRow): PendingRow {
  const inFile = row.problems.map(
    (problem): RowProblem => ({
      column: problem.column ?? null,
      gravity: 'error',
      code: problem.code,
      detail: problem.detail,
      params: problem.params,
    }),
  );
  if (inFile.length > 0) return { row: row.row, item: null, problems: inFile };
  const { item, problems } = read(row);
  if (item === null) return { row: row.row, item, problems };
  const met = applier.meet?.({ row: row.row, item }) ?? null;
  if (met === null) return { row: row.row, item, problems };
  return { row: row.row, item: null, problems: [...problems, met] };
}

async function applyBatch(
  inside: Context,
  { applier }: Reader<unknown>,
  pending: readonly PendingRow[],
): Promise<readonly RowResult[]> {
  const items = pending.filter(({ item }) => item !== null);
  if (items.length === 0) return [];
  await takeTurn(inside.tx);
  const results = await applier.apply(inside, items);
  return results.map((result) => ({
    ...result,
    problems: result.problems.map((problem) =>
      problem.value === undefined ? problem : { ...problem, value: shortened(problem.value) },
    ),
  }));
}
