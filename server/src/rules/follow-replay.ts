/** What screens ask of replays while and after they run. */
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { Replay, rulesContract } from './contract.ts';
import { askToCancel } from './replay-store.ts';
import {
  type ReplaySeen,
  readReplayRow,
  readSeenReplay,
  replayGroups,
  replayPage,
  replayRowPage,
} from './replay-views.ts';
import { answersForPlace } from './rights.ts';
import { runRule } from './run-rule.ts';
import { summaryOf } from './show-version.ts';
import { ruleOf } from './try-version.ts';

type Contract = typeof rulesContract;

/** @throws Refusal not_found */
export async function visibleReplay(ctx: Context, id: string): Promise<ReplaySeen> {
  const replay = await readSeenReplay(ctx, id);
  if (replay === null) throw notFound('replay');
  return replay;
}

async function shown(ctx: Context, seen: ReplaySeen): Promise<Replay & Pick<ReplaySeen, 'asked'>> {
  const { placeKey, cancelAsked, ...replay } = seen;
  const isOpen = (replay.state === 'waiting' || replay.state === 'running') && !cancelAsked;
  return { ...replay, may: { cancel: isOpen && (await answersForPlace(ctx, placeKey)) } };
}

export async function replayAnswer(ctx: Context, id: string): Promise<Replay> {
  return await shown(ctx, await visibleReplay(ctx, id));
}

export const listReplays: UseCase<Contract['listReplays']> = async (ctx, input) => {
  const page = await replayPage(ctx, input);
  return { ...page, items: await Promise.all(page.items.map((one) => shown(ctx, one))) };
};

export const readReplay: UseCase<Contract['readReplay']> = async (ctx, { replayId }) => {
  const replay = await shown(ctx, await visibleReplay(ctx, replayId));
  return { ...replay, groups: await replayGroups(ctx.tx, replayId) };
};

export const listReplayRows: UseCase<Contract['listReplayRows']> = async (ctx, input) => {
  await visibleReplay(ctx, input.replayId);
  return await replayRowPage(ctx.tx, input);
};

/** One case under both rules, worked out again with everything that led there. */
export const readReplayCase: UseCase<Contract['readReplayCase']> = async (ctx, input) => {
  const { candidate, base } = await visibleReplay(ctx, input.replayId);
  const found = await readReplayRow(ctx.tx, input.replayId, input.number);
  if (found === null) throw notFound('case');
  const { decidedBy, on, ...row } = found;
  const baseId = base?.id ?? decidedBy;
  if (baseId === null) throw notFound('case');
  const sideOf = async (versionId: string) => {
    const rule = await ruleOf(ctx, versionId);
    return {
      version: await summaryOf(ctx, versionId),
      run: runRule(rule, { on, inputs: row.inputs }).shown,
    };
  };
  return { ...row, base: await sideOf(baseId), candidate: await sideOf(candidate.id) };
};

/** Stops after the batch that is being worked out. */
export const cancelReplay: UseCase<Contract['cancelReplay']> = async (ctx, { replayId }) => {
  const { state, placeKey } = await visibleReplay(ctx, replayId);
  if (!(await answersForPlace(ctx, placeKey))) throw notFound('replay');
  if (!(await askToCancel(ctx.tx, replayId, ctx.now))) {
    throw new Refusal('replay_is_over', `The replay is ${state}; there is nothing to stop.`, {
      params: { state },
    });
  }
  ctx.announce({ type: 'rules.replay_cancel_asked', subjectIds: [replayId] });
  return await replayAnswer(ctx, replayId);
};
