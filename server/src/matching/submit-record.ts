/** A complete record is handed to review; from then on it stays as it is until it is answered. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { recordEvent } from './journey.ts';
import { judgeNeed } from './need.ts';
import type { Kinded } from './publish-record.ts';
import { type reviewContract, SubmittedNeed, SubmittedTechnology } from './review-contract.ts';
import { insertReview } from './review-store.ts';
import { markUnpublished } from './store.ts';
import { judgeTechnology } from './technology.ts';
import { loadOwnNeed, refuseNeed } from './write-need.ts';
import { loadOwnTechnology, refuseTechnology } from './write-technology.ts';

/** What the review sees: what was written, without whom to talk to and who else may see it. */
function submittedText(record: Kinded): object {
  const shape = record.kind === 'need' ? SubmittedNeed : SubmittedTechnology;
  const text = record as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(shape.properties).map((key) => [key, text[key] ?? null]));
}

interface Submitted {
  readonly id: string;
  readonly state: 'submitted';
  readonly reviewId: string;
  readonly revision: number;
}

async function beginReview(ctx: Context, record: Kinded): Promise<Submitted> {
  const { actor, now } = ctx;
  const id = uuidv7();
  const journeyId = record.journeyId ?? uuidv7();
  const round = await insertReview(ctx.tx, {
    id,
    kind: record.kind,
    recordId: record.id,
    organisationId: record.organisationId,
    title: record.title,
    text: submittedText(record),
    authorId: actor.personId,
    authorName: actor.name,
    sample: record.sample,
    now,
  });
  const state = { state: 'submitted', journeyId, reviewId: id, now } as const;
  await markUnpublished(ctx.tx, record.kind, record.id, state);
  ctx.announce(recordEvent({ ...record, journeyId }, 'submitted', { reviewId: id, round }));
  return { id: record.id, state: 'submitted', reviewId: id, revision: record.revision + 1 };
}

export async function submitTechnology(
  ctx: Context,
  input: InputOf<typeof reviewContract.submitTechnology>,
): Promise<Submitted> {
  const record = await loadOwnTechnology(ctx, input, 'submit');
  refuseTechnology(judgeTechnology(record, ctx.now), record);
  return await beginReview(ctx, { kind: 'technology', ...record });
}

export async function submitNeed(
  ctx: Context,
  input: InputOf<typeof reviewContract.submitNeed>,
): Promise<Submitted> {
  const record = await loadOwnNeed(ctx, input, 'submit');
  await refuseNeed(ctx, judgeNeed(record, ctx.now), record, record);
  return await beginReview(ctx, { kind: 'need', ...record });
}
