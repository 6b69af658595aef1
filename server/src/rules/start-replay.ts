/** Asks for a replay, after everything was checked that can be checked before the first case. */
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { openCases } from './case-file.ts';
import type { OutcomeReading, ReplayAsked, rulesContract } from './contract.ts';
import { replayAnswer } from './follow-replay.ts';
import { findCaseFile, insertReplay } from './replay-store.ts';
import { answersForPlace, requirePlace, requireRight } from './rights.ts';
import { compiledModel, requireDecision } from './rule-engine.ts';
import type { Rule } from './run-rule.ts';
import { ruleOf } from './try-version.ts';

type Contract = typeof rulesContract;

export const startReplay: UseCase<Contract['startReplay']> = async (ctx, input) => {
  const { regionCode, compactId, ...more } = input;
  const place = await requirePlace(ctx, input);
  const detail = 'A replay is made for a place by those who serve it.';
  requireRight(await answersForPlace(ctx, place), detail, place);
  const asked: ReplayAsked = {
    ...more,
    ...(regionCode === undefined ? {} : { regionCode }),
    ...(compactId === undefined ? {} : { compactId }),
  };
  const source = requireSource(asked);
  const candidate = await ruleOf(ctx, asked.candidateVersionId);
  requireReadable(asked, candidate);
  if (asked.baseVersionId != null) requireReadable(asked, await ruleOf(ctx, asked.baseVersionId));
  await requireColumns(ctx, asked, candidate);

  const id = uuidv7();
  const unit = asked.money?.unit ?? candidate.outcome?.amount?.unit ?? null;
  await insertReplay(ctx.tx, { id, place, asked, source, unit, startedBy: whoActs(ctx) }, ctx.now);
  await ctx.enqueue('rules.run_replay', { replayId: id });
  ctx.announce({
    type: 'rules.replay_started',
    subjectIds: [id, asked.candidateVersionId],
    toRegion: place.regionCode,
    payload: { title: asked.title, source, compactId: place.compactId },
  });
  return await replayAnswer(ctx, id);
};

function requireSource(asked: ReplayAsked): 'decisions' | 'file' {
  if ((asked.decisions === undefined) === (asked.file === undefined)) {
    throw new Refusal('replay_source_not_named', 'Name past decisions or a file, one of the two.');
  }
  if (asked.file === undefined) return 'decisions';
  if (asked.baseVersionId == null) {
    const detail = 'Cases from a file have not been decided yet: name a version to compare with.';
    throw new Refusal('base_version_missing', detail);
  }
  return 'file';
}

/** A rule that says neither yes nor no and names no amount has nothing to compare. */
function requireReadable({ money, size }: ReplayAsked, { xml, outcome }: Rule): void {
  const compiled = compiledModel(xml);
  if (outcome === null && money?.output === undefined) {
    const detail = 'The version does not say how to read its answer, and no amount is named.';
    throw new Refusal('outcome_reading_missing', detail);
  }
  for (const decision of decisionsCompared(outcome, money)) requireDecision(compiled, decision);
  const inputs = compiled.model.inputs.map(({ name }) => name);
  for (const name of [money?.input, size?.input]) {
    if (name === undefined || inputs.includes(name)) continue;
    throw new Refusal('input_not_in_model', `The model has no input ${name}.`, {
      params: { input: name },
    });
  }
}

function decisionsCompared(outcome: OutcomeReading | null, money: ReplayAsked['money']): string[] {
  return [outcome?.decision, money?.output?.decision].filter((name) => name !== undefined);
}

async function requireColumns(ctx: Context, { file }: ReplayAsked, { xml }: Rule): Promise<void> {
  if (file === undefined) return;
  const kept = await findCaseFile(ctx.tx, file.fileId);
  if (kept === null) {
    throw new Refusal('file_not_found', 'There is no such file; send it first.');
  }
  const { columns } = await openCases(ctx, kept, file.sheet);
  const named = [...Object.values(file.columns), file.name, file.region, file.kind];
  const missing = named.filter((name) => name !== undefined && !columns.includes(name));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw new Refusal('column_not_in_file', `The file has no column ${list}.`, {
      params: { columns: list },
    });
  }
  const inputs = compiledModel(xml).model.inputs.map(({ name }) => name);
  const unknown = Object.keys(file.columns).find((name) => !inputs.includes(name));
  if (unknown === undefined) return;
  throw new Refusal('input_not_in_model', `The model has no input ${unknown}.`, {
    params: { input: unknown },
  });
}
