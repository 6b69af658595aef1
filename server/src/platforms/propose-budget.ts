/** A budget, or a change of one, is put to the body that the charter names for it. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { operatorOf, requireRoom } from './book-budget.ts';
import { inYuan } from './budget.ts';
import type { budgetContract } from './budget-contract.ts';
import { insertBudget, proposedBudget } from './budget-store.ts';
import { charterInForce, requireAlive, requireBody } from './governance-rights.ts';
import type { Motion } from './motion-contract.ts';
import { openMotion } from './raise-motion.ts';
import { platformOf, requireKeeper, stakeOf } from './rights.ts';
import { motionAnswer } from './show-motion.ts';

export async function proposeBudget(
  ctx: Context,
  input: InputOf<(typeof budgetContract)['proposeBudget']>,
): Promise<Motion> {
  const { platformId, year, lines } = input;
  const platform = await platformOf(ctx, platformId, { lock: true });
  await requireKeeper(ctx, platform);
  requireAlive(platform);
  operatorOf(platform);
  const charter = await charterInForce(ctx, platform);
  requireOnce(lines);
  if ((await proposedBudget(ctx.tx, platformId, year)) !== null) {
    const detail = `Another budget of ${year} waits for its motion.`;
    throw new Refusal('budget_in_the_making', detail, {
      params: { year },
      stake: { subjectIds: [platformId], ...stakeOf(platform) },
    });
  }
  await requireRoom(ctx, platform, { year, lines });
  const total = inYuan(lines.reduce((sum, line) => sum + BigInt(line.amountMinor), 0n));
  const motion = await openMotion(ctx, platform, charter, {
    body: requireBody(charter, charter.content.budgetBody),
    ...{ kind: 'budget', title: `${year} 年度预算 Budget ${year}`, note: null },
    reasons: [{ zh: `合计 ${total} 元`, en: `${total} yuan in all` }],
  });
  const { sample } = platform;
  const budget = { id: uuidv7(), platformId, year, lines, motionId: motion.id, sample };
  await insertBudget(ctx.tx, budget, ctx.now);
  return await motionAnswer(ctx, motion.id);
}

function requireOnce(lines: InputOf<(typeof budgetContract)['proposeBudget']>['lines']): void {
  const headings = lines.map(({ heading }) => heading);
  const reasons = headings.flatMap((heading, at) => {
    if (headings.indexOf(heading) === at) return [];
    const detail = `The heading ${heading} stands here twice.`;
    const params = { heading };
    return [{ code: 'heading_named_twice', detail, params, pointer: `/lines/${at}/heading` }];
  });
  const [first] = reasons;
  if (first === undefined) return;
  const { code, detail, params } = first;
  throw new Refusal(code, detail, { params, reasons });
}
