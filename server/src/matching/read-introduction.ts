import type { NewEvent } from '../runtime/event.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { contract, Introduction, Step } from './contract.ts';
import { journeyAbout, type StepRow, stepsOf } from './journey-views.ts';
import { meetingsOf } from './meeting-store.ts';
import { tellSteps } from './read-journey.ts';
import { introductionRights, sideOf } from './rights.ts';
import { introductionSummary, showMeeting } from './show.ts';
import { type IntroductionRow, loadIntroduction } from './store.ts';
import { visibleIntroduction } from './views.ts';

async function showIntroduction(
  ctx: Context,
  row: IntroductionRow,
  taken: readonly NewEvent[] = [],
): Promise<Introduction> {
  const side = sideOf(ctx.actor, row);
  // Once accepted it stays known whom one has talked to.
  const open = row.askedContact !== null && side !== null;
  const meetings = await meetingsOf(ctx.tx, row.id);
  return {
    ...introductionSummary(ctx.actor, row, ctx.now),
    message: row.message,
    note: row.note,
    askerContact: open || side === 'asker' ? row.askerContact : null,
    askedContact: open || side === 'asked' ? row.askedContact : null,
    outcomeReasons: [...row.outcomeReasons],
    meetings: meetings.map((meeting) => showMeeting(ctx.actor, row, meeting, ctx.now)),
    timeline: await timelineOf(ctx, row, taken),
    may: introductionRights(ctx.actor, row, ctx.now),
  };
}

/** The steps of an introduction in words; those just taken stand last, as they will in the log. */
export async function timelineOf(
  ctx: Context,
  row: IntroductionRow,
  taken: readonly NewEvent[] = [],
): Promise<Step[]> {
  const about = await journeyAbout(ctx.tx, row.journeyId);
  const steps = await stepsOf(ctx.tx, row.journeyId, row.id);
  const latest = taken.map((event) => justTaken(ctx, row, event));
  const participants = [{ introductionId: row.id, ...row }];
  return tellSteps(ctx.actor, [...steps, ...latest], about?.title ?? '', participants);
}

/** An event as the log will hold it at the end of the transaction, where it is appended. */
function justTaken(ctx: Context, row: IntroductionRow, event: NewEvent): StepRow {
  const side = [row.asker, row.asked].find(({ id }) => id === event.organisationId);
  return {
    sequence: null,
    at: ctx.now.toISOString(),
    type: event.type,
    actorName: ctx.actor.name,
    organisationId: event.organisationId ?? null,
    organisationName: side?.name ?? null,
    organisationNameZh: side?.nameZh ?? null,
    organisationNameEn: side?.nameEn ?? null,
    fromRegion: event.fromRegion ?? null,
    toRegion: event.toRegion ?? null,
    amountMinor: event.amountMinor == null ? null : String(event.amountMinor),
    unit: event.unit ?? null,
    payload: (event.payload ?? {}) as StepRow['payload'],
  };
}

/** Announces the steps just taken, and answers the introduction as it is after them. */
export async function told(
  ctx: Context,
  id: string,
  taken: readonly NewEvent[],
): Promise<Introduction> {
  for (const event of taken) ctx.announce(event);
  const row = await loadIntroduction(ctx.tx, id);
  if (row === null) throw new Error(`The introduction ${id} was there a moment ago.`);
  return await showIntroduction(ctx, row, taken);
}

export async function readIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.readIntroduction>,
): Promise<Introduction> {
  const row = await visibleIntroduction(ctx, input.introductionId);
  if (row === null) throw notFound('introduction');
  return await showIntroduction(ctx, row);
}
