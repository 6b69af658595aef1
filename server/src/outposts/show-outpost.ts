/** Outposts as HTTP shows them, and where a picture puts them. */

import { centreOf } from '../registry/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { stateOn } from './outpost.ts';
import type { Outpost, OutpostSummary, outpostContract, RecordStep } from './outpost-contract.ts';
import { mayKeep } from './outpost-rights.ts';
import {
  countOutposts,
  everyOutpost,
  loggedStepsOf,
  type OutpostAnswer,
  outpostPage,
  readOutpostRow,
  teamPage,
} from './outpost-views.ts';

type Contract = typeof outpostContract;
const drawnAtMost = 500;
const stepsAtMost = 200;

function withPlaces(ctx: Context, row: OutpostAnswer): Omit<Outpost, 'may'> {
  const { latitude, longitude, host, home } = row;
  const own = latitude === null || longitude === null ? null : { latitude, longitude };
  return {
    ...row,
    state: stateOn(row, dayOf(ctx.now)),
    at: own ?? centreOf(host.id),
    homeAt: centreOf(home.id),
  };
}

export function outpostSummary(ctx: Context, row: OutpostAnswer): OutpostSummary {
  const { address, latitude, longitude, note, createdAt, updatedAt, revision, ...shown } =
    withPlaces(ctx, row);
  return shown;
}

export async function outpostAnswer(ctx: Context, outpostId: string): Promise<Outpost> {
  const row = await readOutpostRow(ctx, outpostId);
  if (row === null) throw notFound('outpost');
  const concerned = {
    organisationId: row.operator?.id ?? null,
    regionCodes: [row.home.id, row.host.id],
  };
  return { ...withPlaces(ctx, row), may: { edit: await mayKeep(ctx, concerned) } };
}

export const readOutpost: UseCase<Contract['readOutpost']> = (ctx, { outpostId }) =>
  outpostAnswer(ctx, outpostId);

export const listOutposts: UseCase<Contract['listOutposts']> = async (ctx, input) => {
  const page = await outpostPage(ctx, input);
  return { ...page, items: page.items.map((row) => outpostSummary(ctx, row)) };
};

export const mapOutposts: UseCase<Contract['mapOutposts']> = async (ctx, input) => {
  const items: OutpostSummary[] = [];
  for await (const row of everyOutpost(ctx, input, drawnAtMost)) {
    items.push(outpostSummary(ctx, row));
  }
  return {
    items,
    left: (await countOutposts(ctx, input)) - items.length,
    unplaced: items.filter(({ at, homeAt }) => at === null || homeAt === null).length,
  };
};

export const listTeams: UseCase<Contract['listTeams']> = async (ctx, input) => {
  await outpostAnswer(ctx, input.outpostId);
  return await teamPage(ctx, input);
};

/** What the event log says of a record, as steps that a person reads. */
export async function historyOf(ctx: Context, subjectId: string): Promise<RecordStep[]> {
  const steps = await loggedStepsOf(ctx.tx, subjectId, stepsAtMost);
  return steps.map(({ at, by, type, payload }) => ({
    ...{ at, by, type },
    changes: Object.entries(payload.changes ?? {}).map(([field, [before, after]]) => ({
      ...{ field, before, after },
    })),
  }));
}

export async function readOutpostHistory(
  ctx: Context,
  { outpostId }: InputOf<Contract['readOutpostHistory']>,
): Promise<{ items: RecordStep[] }> {
  await outpostAnswer(ctx, outpostId);
  return { items: await historyOf(ctx, outpostId) };
}
