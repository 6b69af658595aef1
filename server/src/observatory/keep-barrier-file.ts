/** A barrier is taken up, and every step about it is written down. */
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { dueDays, judgeStep, type StepWish } from './barrier-file.ts';
import type { BarrierFile, observatoryContract } from './contract.ts';
import { requireOwner, requireSeesTo, seesTo } from './rights.ts';
import {
  hasOpenFile,
  insertFile,
  insertStep,
  type KeptFile,
  lockFile,
  writeFile,
} from './store.ts';
import { fileWithSteps, findBarrier } from './views.ts';

type Contract = typeof observatoryContract;

export async function readFile(ctx: Context, id: string): Promise<BarrierFile> {
  const found = await fileWithSteps(ctx, id);
  if (found === null) throw notFound('barrier file');
  return { ...found, may: { step: seesTo(ctx.actor, found.owner) } };
}

export const openBarrierFile: UseCase<Contract['openBarrierFile']> = async (ctx, input) => {
  const barrier = await findBarrier(ctx.tx, input.barrierId);
  if (barrier === null) throw notFound('barrier');
  const owner = requireOwner(input);
  requireSeesTo(ctx, owner);
  const openedOn = dayOf(ctx.now);
  const file = { id: uuidv7(), barrierId: barrier.id, title: input.title.trim(), owner, openedOn };
  const days = dueDays(openedOn);
  requirePossible({ state: 'opened', ...days }, { step: 'measure', note: input.note }, openedOn);
  if (!(await insertFile(ctx.tx, { ...file, ...days }))) throw openAlready(barrier.id);
  await writeStep(ctx, file.id, { step: 'opened', note: input.note });
  ctx.announce({
    type: 'observatory.barrier_file_opened',
    subjectIds: [file.id, barrier.id],
    fromRegion: barrier.fromRegion,
    toRegion: barrier.toRegion,
    payload: { title: file.title, ...days },
  });
  return await readFile(ctx, file.id);
};

export const takeBarrierStep: UseCase<Contract['takeBarrierStep']> = async (ctx, input) => {
  const file = await lockFile(ctx.tx, input.fileId);
  if (file === null) throw notFound('barrier file');
  requireSeesTo(ctx, { regionCode: file.ownerRegionCode, compactId: file.ownerCompactId });
  expectRevision(file, input.revision);
  requirePossible(file, input, dayOf(ctx.now));
  if (input.step === 'reopened' && (await hasOpenFile(ctx.tx, file.barrierId))) {
    throw openAlready(file.barrierId);
  }
  await writeFile(ctx.tx, file.id, after(file, input, ctx.now));
  await writeStep(ctx, file.id, input);
  ctx.announce({
    type: `observatory.barrier_file_${input.step === 'measure' ? 'measure_tried' : input.step}`,
    subjectIds: [file.id, file.barrierId],
    fromRegion: file.fromRegion,
    toRegion: file.toRegion,
    payload: { outcome: input.outcome ?? null, dueOn: input.dueOn ?? null },
  });
  return await readFile(ctx, file.id);
};

function after(file: KeptFile, { step, outcome = null, dueOn = null }: StepWish, now: Date) {
  const open = { outcome: null, closedAt: null, redressDueOn: dueOn ?? file.redressDueOn };
  if (step === 'closed') return { ...open, state: 'closed', outcome, closedAt: now } as const;
  if (step === 'clarified') return { ...open, state: 'clarified' } as const;
  // It was clarified what the barrier is before it was closed.
  if (step === 'reopened') return { ...open, state: 'clarified' } as const;
  return { ...open, state: file.state };
}

async function writeStep(
  ctx: Context,
  fileId: string,
  {
    step,
    note,
    outcome = null,
    dueOn = null,
  }: Omit<StepWish, 'step'> & {
    readonly step: StepWish['step'] | 'opened';
  },
): Promise<void> {
  const by = whoActs(ctx);
  const text = note.trim();
  await insertStep(ctx.tx, {
    id: uuidv7(),
    fileId,
    step,
    note: text,
    outcome,
    dueOn,
    by,
    at: ctx.now,
  });
}

function requirePossible(
  file: Parameters<typeof judgeStep>[0],
  wish: StepWish,
  today: string,
): void {
  const judgement = judgeStep(file, wish, today);
  if (judgement.allowed) return;
  throw new Refusal('step_not_possible', 'This step cannot be taken.', {
    reasons: judgement.reasons,
  });
}

function openAlready(barrierId: string): Refusal {
  return new Refusal('barrier_has_open_file', 'There is an open file about this barrier.', {
    params: { barrierId },
  });
}
