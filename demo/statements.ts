/**
 * Years of the sample agreement between Beijing and Hebei, each at another stage: one is paid, one
 * is accepted by both and waits to be netted, one waits for a side to accept it. Later ones are open.
 */
import {
  acceptStatement,
  agreeToNetting,
  closePeriod,
  markPayment,
  proposeNetting,
} from '../server/src/outposts/index.ts';
import type { Actor } from '../server/src/runtime/actor.ts';
import { dayOf } from '../server/src/runtime/day.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import type { Officers } from './common-rules.ts';

interface Seeding {
  readonly ctx: JobContext;
  readonly officers: Officers;
  readonly agreementId: string;
}

export async function seedStatements({ ctx, officers, agreementId }: Seeding): Promise<void> {
  const { beijing, hebei } = officers;
  const state = async (year: number, ...accepting: readonly Actor[]) => {
    const closing = { agreementId, year: String(year) };
    const { statements } = await ctx.transact((inner) => closePeriod(inner, closing), beijing);
    const { id: statementId, digest } = statements[0]!;
    for (const officer of accepting) {
      await ctx.transact((inner) => acceptStatement(inner, { statementId, digest }), officer);
    }
  };
  await state(2018, beijing, hebei);
  await payOnce({ ctx, officers, agreementId });
  await state(2019, beijing, hebei);
  await state(2020, beijing);
}

async function payOnce({ ctx, officers: { beijing, hebei }, agreementId }: Seeding): Promise<void> {
  const { id: nettingId, digest } = await ctx.transact(
    (inner) => proposeNetting(inner, { agreementId }),
    beijing,
  );
  for (const officer of [beijing, hebei]) {
    await ctx.transact((inner) => agreeToNetting(inner, { nettingId, digest }), officer);
  }
  await ctx.transact((inner) => {
    const paid = { paidOn: dayOf(inner.now), reference: '示例凭证 2018-001' };
    return markPayment(inner, { nettingId, number: '1', ...paid });
  }, hebei);
}
