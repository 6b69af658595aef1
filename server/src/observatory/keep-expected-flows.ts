/** Expected flows are kept with all they were worked out from, and worked out again from that. */
import { canonicalText, sha256 } from '@yunhe/exact';
import { holdsOffice, whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound } from '../runtime/refusal.ts';
import { expectedFlowsMethod } from './expected-flows.ts';
import type {
  ExpectedFlowsAsked,
  expectedFlowsContract,
  KeptExpectedFlowsSummary,
} from './expected-flows-contract.ts';
import {
  deleteExpectedFlows,
  expectedFlowsPage,
  expectedFlowsSummary,
  findExpectedFlows,
  insertExpectedFlows,
  type KeptFigures,
} from './expected-flows-store.ts';
import { digestOf, gatherExpectedFlows, workOut } from './gather-expected-flows.ts';
import { expectedFlowsAsked, expectedFlowsFile, shownOf } from './read-expected-flows.ts';

type Contract = typeof expectedFlowsContract;

export async function keepExpectedFlows(
  ctx: Context,
  wish: ExpectedFlowsAsked,
  { sample = false }: { readonly sample?: boolean } = {},
): Promise<KeptExpectedFlowsSummary> {
  const asked = expectedFlowsAsked(wish);
  const inputs = await gatherExpectedFlows(ctx, asked);
  const result = await workOut(inputs);
  const kept = {
    id: uuidv7(),
    ...{ asked, askedDigest: sha256(canonicalText(asked)) },
    ...{ inputs, inputsDigest: digestOf(inputs) },
    ...{ method: expectedFlowsMethod, result, resultDigest: digestOf(result) },
    ...{ madeBy: whoActs(ctx), sample },
  };
  await insertExpectedFlows(ctx.tx, kept, ctx.now);
  const { id, inputsDigest, resultDigest } = kept;
  const payload = { inputsDigest, resultDigest };
  ctx.announce({ type: 'observatory.expected_flows_kept', subjectIds: [id], payload });
  return (await expectedFlowsSummary(ctx.tx, id))!;
}

export const listKeptExpectedFlows: UseCase<Contract['listKeptExpectedFlows']> = (ctx, input) =>
  expectedFlowsPage(ctx.tx, input);

export const readKeptExpectedFlows: UseCase<Contract['readKeptExpectedFlows']> = async (
  ctx,
  { expectedId: id, ...wish },
) => {
  const kept = await find(ctx, id);
  const summary = (await expectedFlowsSummary(ctx.tx, id))!;
  return {
    ...summary,
    ...(await shownOf(ctx, kept.result, wish)),
    method: { ...kept.method, inputsDigest: kept.inputsDigest },
    may: { remove: mayRemove(ctx, kept) },
  };
};

export const exportKeptExpectedFlows: UseCase<Contract['exportKeptExpectedFlows']> = async (
  ctx,
  input,
) => expectedFlowsFile(ctx, input, await readKeptExpectedFlows(ctx, input));

export const recomputeExpectedFlows: UseCase<Contract['recomputeExpectedFlows']> = async (
  ctx,
  { expectedId: id },
) => {
  const { inputs, inputsDigest, resultDigest } = await find(ctx, id);
  const { asked } = (await expectedFlowsSummary(ctx.tx, id))!;
  const today = await gatherExpectedFlows(ctx, asked);
  return {
    sameInputs: digestOf(inputs) === inputsDigest,
    sameResult: digestOf(await workOut(inputs)) === resultDigest,
    sameToday: digestOf(today) === inputsDigest,
    method: { ...expectedFlowsMethod, inputsDigest },
  };
};

export const removeExpectedFlows: UseCase<Contract['removeExpectedFlows']> = async (
  ctx,
  { expectedId: id },
) => {
  const kept = await find(ctx, id);
  if (!mayRemove(ctx, kept)) throw notAllowed('Whoever kept expected flows removes them.');
  await deleteExpectedFlows(ctx.tx, id);
  const { inputsDigest, resultDigest } = kept;
  const payload = { inputsDigest, resultDigest };
  ctx.announce({ type: 'observatory.expected_flows_removed', subjectIds: [id], payload });
  return { removed: true };
};

async function find({ tx }: Context, id: string): Promise<KeptFigures> {
  const kept = await findExpectedFlows(tx, id);
  if (kept === null) throw notFound('expected flows');
  return kept;
}

/** Whoever kept them, and those who administer the node. */
function mayRemove({ actor }: Context, { madeById }: KeptFigures): boolean {
  if (holdsOffice(actor, 'system_administrator')) return true;
  return actor.personId !== null && madeById === actor.personId;
}
