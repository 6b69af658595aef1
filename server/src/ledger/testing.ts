/** Accounts to post to, for tests of the ledger and of what stands on it. */
import { randomUUID } from 'node:crypto';
import { chanceOf } from '@yunhe/exact';
import { registry } from '../registry/module.ts';
import { type TestNode, testNode } from '../runtime/testing/node.ts';
import { type Account, type NewTransaction, openAccount, post } from './index.ts';
import { ledger } from './module.ts';

/** One node for a whole test file: takes the file's own hook. */
export async function ledgerNode(after: (close: () => Promise<void>) => void): Promise<TestNode> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  return await testNode(hooks, { modules: [registry, ledger] });
}

/** An account of a region, for a purpose of its own unless told. */
export async function regionAccount(
  node: TestNode,
  regionCode: string,
  more: { readonly purpose?: string; readonly guarded?: boolean } = {},
): Promise<Account> {
  const { purpose = `test ${randomUUID()}`, guarded = false } = more;
  const name = { zh: '测试账户', en: 'test account' };
  return await node.transact((ctx) =>
    openAccount(ctx, { owner: { regionCode }, purpose, name, guarded }),
  );
}

/** So much from one account to another. */
export function transfer(
  from: Account,
  to: Account,
  amountMinor: bigint,
  more: Partial<NewTransaction> = {},
): NewTransaction {
  return {
    key: `test ${randomUUID()}`,
    validOn: '2026-06-30',
    description: { zh: '测试划转', en: 'a test transfer' },
    entries: [
      { account: from.id, unit: 'CNY', amountMinor: -amountMinor },
      { account: to.id, unit: 'CNY', amountMinor },
    ],
    ...more,
  };
}

const deliverersAtOnce = 16;

/**
 * Delivers keyed requests many times over in an order of chance: some are cut before the commit,
 * some after it, so that whoever asked learns nothing and asks again. Request n moves n.
 *
 * @returns how many were recorded as new.
 */
export async function deliver(
  node: TestNode,
  about: { from: Account; to: Account; requests: number; deliveries: number },
): Promise<number> {
  const chance = chanceOf(7, 0);
  const all = Array.from({ length: about.requests }, (_, at) =>
    transfer(about.from, about.to, BigInt(at + 1)),
  );
  // Every request at least once; the others by chance.
  const waiting = Array.from(
    { length: about.deliveries },
    (_, at) => all[at] ?? all[Math.floor(chance() * all.length)]!,
  );
  for (let at = waiting.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [waiting[at], waiting[other]] = [waiting[other]!, waiting[at]!];
  }
  let effects = 0;
  const cut = new Error('the line was cut');
  const work = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const isCut = chance() < 0.2;
      const before = node.transact(async (ctx) => {
        const { isNew } = await post(ctx, one!);
        if (isCut) throw cut;
        return isNew;
      });
      const isNew = await before.catch((error) => {
        if (error !== cut) throw error;
        waiting.unshift(one!);
        return false;
      });
      if (isNew) effects += 1;
      // The answer is lost after the commit: it is asked for once more.
      if (isNew && chance() < 0.3) waiting.unshift(one);
    }
  };
  await Promise.all(Array.from({ length: deliverersAtOnce }, work));
  return effects;
}
