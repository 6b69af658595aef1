import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { contract, Introduction } from './contract.ts';
import { journeyAbout, stepsOf } from './journey-views.ts';
import { tellSteps } from './read-journey.ts';
import { introductionRights, sideOf } from './rights.ts';
import { introductionSummary } from './show.ts';
import type { IntroductionRow } from './store.ts';
import { visibleIntroduction } from './views.ts';

const shared: readonly IntroductionRow['state'][] = ['accepted', 'concluded'];

export async function showIntroduction(ctx: Context, row: IntroductionRow): Promise<Introduction> {
  const side = sideOf(ctx.actor, row);
  const open = shared.includes(row.state) && side !== null;
  const about = await journeyAbout(ctx.tx, row.journeyId);
  const steps = await stepsOf(ctx.tx, row.journeyId, row.id);
  return {
    ...introductionSummary(ctx.actor, row, ctx.now),
    message: row.message,
    note: row.note,
    askerContact: open || side === 'asker' ? row.askerContact : null,
    askedContact: open || side === 'asked' ? row.askedContact : null,
    outcomeAmountMinor: row.outcomeAmountMinor,
    outcomeCurrency: row.outcomeCurrency,
    outcomeSignedOn: row.outcomeSignedOn,
    outcomeReasons: [...row.outcomeReasons],
    timeline: tellSteps(ctx.actor, steps, about?.title ?? '', [{ introductionId: row.id, ...row }]),
    may: introductionRights(ctx.actor, row),
  };
}

export async function readIntroduction(
  ctx: Context,
  input: InputOf<typeof contract.readIntroduction>,
): Promise<Introduction> {
  const row = await visibleIntroduction(ctx, input.introductionId);
  if (row === null) throw notFound('introduction');
  return await showIntroduction(ctx, row);
}
