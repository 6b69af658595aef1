/** Accounts to post to, for tests of the ledger and of what stands on it. */
import { randomUUID } from 'node:crypto';
import { registry } from '../registry/module.ts';
import { type TestNode, testNode } from '../runtime/testing/node.ts';
import { type Account, type NewTransaction, openAccount } from './index.ts';
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
