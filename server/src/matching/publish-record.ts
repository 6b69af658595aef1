/** A record steps before others: after its review, or without one where nobody reviews. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context } from '../runtime/module.ts';
import type { Need, Technology } from './contract.ts';
import { recordEvent } from './journey.ts';
import { judgeNeed } from './need.ts';
import { daysLater, standsForDays, today } from './record.ts';
import type { Quality } from './review.ts';
import { markPublished, type NeedRow, type TechnologyRow } from './store.ts';
import { judgeTechnology } from './technology.ts';
import { loadOwnNeed, refuseNeed, reread as rereadNeed } from './write-need.ts';
import {
  loadOwnTechnology,
  refuseTechnology,
  reread as rereadTechnology,
} from './write-technology.ts';

/** A record with its kind, so that what holds for both is written once. */
export type Kinded =
  | ({ readonly kind: 'technology' } & TechnologyRow)
  | ({ readonly kind: 'need' } & NeedRow);

export interface Found {
  readonly quality: Quality;
  readonly total: number;
}

/** Unless its owner says otherwise it stands for a year, a need until its deadline if sooner. */
function lastDay(record: Kinded, now: Date): string {
  if (record.expiresOn !== null) return record.expiresOn;
  const year = daysLater(today(now), standsForDays);
  const deadline = record.kind === 'need' ? record.deadline : null;
  return deadline !== null && deadline < year ? deadline : year;
}

/** `found` is what its review found; null leaves it marked as not reviewed on every screen. */
export async function publish(ctx: Context, record: Kinded, found: Found | null): Promise<void> {
  const journeyId = record.journeyId ?? uuidv7();
  await markPublished(ctx.tx, record.kind, record.id, {
    journeyId,
    expiresOn: lastDay(record, ctx.now),
    quality: found?.quality ?? null,
    now: ctx.now,
  });
  const more =
    record.kind === 'need' ? { visibility: record.visibility } : { maturity: record.maturity };
  const payload = { fields: record.fields, ...more, quality: found?.quality ?? null };
  ctx.announce(
    recordEvent({ ...record, journeyId }, 'published', {
      ...payload,
      ...(found === null ? {} : { total: found.total }),
    }),
  );
}

// Without a review: for samples and imports, which no person vouches for. No route leads here. ----

export async function publishTechnology(
  ctx: Context,
  input: { readonly technologyId: string; readonly revision: number },
): Promise<Technology> {
  const record = await loadOwnTechnology(ctx, input, 'submit');
  refuseTechnology(judgeTechnology(record, ctx.now), record);
  await publish(ctx, { kind: 'technology', ...record }, null);
  return await rereadTechnology(ctx, record.id);
}

export async function publishNeed(
  ctx: Context,
  input: { readonly needId: string; readonly revision: number },
): Promise<Need> {
  const record = await loadOwnNeed(ctx, input, 'submit');
  await refuseNeed(ctx, judgeNeed(record, ctx.now), record, record);
  await publish(ctx, { kind: 'need', ...record }, null);
  return await rereadNeed(ctx, record.id);
}
