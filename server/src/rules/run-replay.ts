/** Runs a replay: cases are read and rows written here, and worked out in a thread beside. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { hold } from '../runtime/hold.ts';
import type { JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { SheetProblem } from '../runtime/sheets/index.ts';
import { inputsFromCells } from './case-cells.ts';
import { openCases } from './case-file.ts';
import type { OutcomeReading } from './contract.ts';
import { formOf } from './model-content.ts';
import type { ReplayedCase, ReplayedRow, ReplayRules } from './replay-case.ts';
import {
  addRows,
  beginReplay,
  countDecisionsAsked,
  endReplay,
  everyDecisionAsked,
  findCaseFile,
  findReplay,
  type KeptReplay,
} from './replay-store.ts';
import { compiledModel } from './rule-engine.ts';
import type { Rule } from './run-rule.ts';
import { loadModel, loadVersion, versionsOfSet } from './store.ts';

const casesAtOnce = 1_000;

type End = {
  readonly state: 'finished' | 'failed' | 'cancelled';
  readonly failure: { readonly code: string; readonly detail: string } | null;
};

/** Runs one that waits, or one whose process died; one that another process holds is left alone. */
export async function runReplay(ctx: JobContext, replayId: string): Promise<void> {
  const letGo = await hold(ctx.database.pool, `rules replay ${replayId}`);
  if (letGo === null) return;
  try {
    const replay = await findReplay(ctx.database.tx, replayId);
    if (replay === null || !['waiting', 'running'].includes(replay.state)) return;
    const end = await replayAll(ctx, replay).catch((error: unknown): End => failed(ctx, error));
    await ctx.transact(async ({ tx, now, announce }) => {
      if (!(await endReplay(tx, replayId, { ...end, now }))) return;
      announce({ type: `rules.replay_${end.state}`, subjectIds: [replayId] });
    });
  } finally {
    await letGo();
  }
}

function failed(ctx: JobContext, error: unknown): End {
  const isKnown = error instanceof Refusal || error instanceof SheetProblem;
  if (isKnown) {
    return { state: 'failed', failure: { code: error.code, detail: error.message } };
  }
  ctx.log.error({ error: error instanceof Error ? error.stack : String(error) }, 'a replay failed');
  const detail = 'The replay stopped by a fault of the node; the log says more.';
  return { state: 'failed', failure: { code: 'fault', detail } };
}

interface Prepared {
  readonly rules: ReplayRules;
  readonly ruleSetId: string;
  readonly total: number | null;
}

async function replayAll(ctx: JobContext, replay: KeptReplay): Promise<End> {
  const prepared = await prepare(ctx, replay);
  await ctx.transact(({ tx, now }) => beginReplay(tx, replay.id, prepared.total, now));
  const worker = new Worker(new URL('./replay-worker.ts', import.meta.url), {
    workerData: prepared.rules,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  try {
    const cases =
      replay.source === 'file'
        ? casesOfFile(ctx, replay, prepared.rules)
        : casesDecided(ctx, replay, prepared.ruleSetId);
    // While the database writes one batch, the next is worked out and a third is read.
    let working: Promise<readonly ReplayedRow[]> | null = null;
    let writing: Promise<boolean> = Promise.resolve(true);
    const write = async (rows: readonly ReplayedRow[]): Promise<boolean> => {
      if (!(await writing)) return false;
      writing = ctx.transact(({ tx }) => addRows(tx, replay.id, rows));
      writing.catch(() => {});
      return true;
    };
    for await (const batch of cases) {
      const rows: readonly ReplayedRow[] | null = await working;
      working = replayBatch(worker, batch);
      working.catch(() => {});
      if (rows !== null && !(await write(rows))) return { state: 'cancelled', failure: null };
    }
    const rows = await working;
    const whole = (rows === null || (await write(rows))) && (await writing);
    return { state: whole ? 'finished' : 'cancelled', failure: null };
  } finally {
    await worker.terminate();
  }
}

async function replayBatch(
  worker: Worker,
  batch: readonly ReplayedCase[],
): Promise<readonly ReplayedRow[]> {
  worker.postMessage(batch);
  const [rows] = (await once(worker, 'message')) as [readonly ReplayedRow[]];
  return rows;
}

async function prepare(ctx: JobContext, replay: KeptReplay): Promise<Prepared> {
  const { tx } = ctx.database;
  const { asked } = replay;
  const candidate = await requireRule(ctx, asked.candidateVersionId);
  const base = asked.baseVersionId == null ? null : await requireRule(ctx, asked.baseVersionId);
  const ruleSetId = asked.decisions?.ruleSetId ?? candidate.ruleSetId;
  const versions = replay.source === 'file' ? [] : await versionsOfSet(tx, ruleSetId);
  const readings: Record<string, OutcomeReading | null> = Object.fromEntries(
    versions.map(({ id, outcome }) => [id, outcome]),
  );
  const { size = null, money = null } = asked;
  return {
    rules: {
      candidate: candidate.rule,
      base: base?.rule ?? null,
      readings,
      asked: { size, money },
    },
    ruleSetId,
    total: replay.source === 'file' ? null : await countDecisionsAsked(tx, replay, ruleSetId),
  };
}

async function requireRule(
  { database: { tx } }: JobContext,
  versionId: string,
): Promise<{ readonly rule: Rule; readonly ruleSetId: string }> {
  const version = await loadVersion(tx, versionId);
  const xml = await loadModel(tx, versionId);
  if (version === null || xml === null) {
    throw new Refusal('model_missing', 'The version has no model any more.');
  }
  const { words, outcome, ruleSetId } = version;
  return { rule: { xml, words, outcome }, ruleSetId };
}

async function* casesDecided(
  ctx: JobContext,
  replay: KeptReplay,
  ruleSetId: string,
): AsyncGenerator<ReplayedCase[]> {
  let number = 0;
  for await (const piece of everyDecisionAsked(ctx.database.tx, replay, ruleSetId, casesAtOnce)) {
    yield piece.map(({ id, name, regionCode, versionId, record, ...more }) => {
      const { organisationId, kind, inputs, on } = more;
      number += 1;
      return {
        ...{ number, name, organisationId, kind, inputs, on },
        decisionId: id,
        region: regionCode,
        decided: { versionId, record },
      };
    });
  }
}

async function* casesOfFile(
  ctx: JobContext,
  { asked, on }: KeptReplay,
  { candidate }: ReplayRules,
): AsyncGenerator<ReplayedCase[]> {
  const { file } = asked;
  const kept = file === undefined ? null : await findCaseFile(ctx.database.tx, file.fileId);
  if (file === undefined || kept === null) {
    throw new Refusal('file_not_found', 'The file is not there any more; send it again.');
  }
  const form = formOf(compiledModel(candidate.xml).model, candidate.words);
  const { rows } = await openCases(ctx, kept, file.sheet);
  const under = (cells: Readonly<Record<string, string>>, column: string | undefined) =>
    (column === undefined ? '' : (cells[column] ?? '').trim().slice(0, 200)) || null;
  let batch: ReplayedCase[] = [];
  let number = 0;
  for await (const { cells } of rows) {
    number += 1;
    batch.push({
      number,
      name: under(cells, file.name),
      region: under(cells, file.region),
      kind: under(cells, file.kind),
      ...{ organisationId: null, decisionId: null, decided: null, on },
      inputs: inputsFromCells(form, file.columns, cells),
    });
    if (batch.length < casesAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
