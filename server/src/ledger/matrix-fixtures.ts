/** For each operation a call about something of the own organisation; the matrix makes it. */
import type { Rule } from '../runtime/actor.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { openAccount, post } from './index.ts';

const name = { zh: '矩阵', en: 'matrix' };
/** A region that none of the callers serves. */
const elsewhere = { regionCode: '310000' };

async function anAccount({ node, own }: World): Promise<string> {
  const { organisationId } = own;
  const wanted = { owner: { organisationId }, purpose: 'matrix', name };
  return (await node.transact((ctx) => openAccount(ctx, wanted))).id;
}

/** Proposed by the node from elsewhere to the own organisation. */
async function aPending(world: World): Promise<string> {
  const to = await anAccount(world);
  return await world.node.transact(async (ctx) => {
    const from = await openAccount(ctx, { owner: elsewhere, purpose: 'matrix', name });
    const { id } = await post(ctx, {
      key: `matrix ${crypto.randomUUID()}`,
      validOn: '2026-01-01',
      description: name,
      entries: [
        { account: from.id, unit: 'CNY', amountMinor: -100n },
        { account: to, unit: 'CNY', amountMinor: 100n },
      ],
      pending: true,
    });
    return id;
  });
}

const readers: readonly Rule[] = ['viewer', 'region_officer', 'secretariat', 'audit_administrator'];

const ofAccount: Fixture = {
  about: 'private',
  opens: readers,
  input: async (world) => ({ params: { accountId: await anAccount(world) } }),
};

const ofTransaction: Fixture = {
  about: 'private',
  opens: readers,
  input: async (world) => ({ params: { transactionId: await aPending(world) } }),
};

export const fixtures: MatrixFixtures = {
  operations: {
    listAccounts: { about: 'node' },
    exportAccounts: { about: 'node' },
    listUnits: { about: 'node' },
    readAccount: ofAccount,
    listEntries: ofAccount,
    exportEntries: ofAccount,
    printStatement: ofAccount,

    listTransactions: { about: 'node' },
    readTransaction: ofTransaction,
    readProvenance: ofTransaction,

    proposeTransfer: {
      about: 'public',
      opens: ['manager'],
      input: ({ own: { organisationId } }) => ({
        body: {
          from: { organisationId },
          to: elsewhere,
          unit: 'CNY',
          amountMinor: '100',
          validOn: '2026-01-01',
          description: 'matrix',
        },
      }),
    },
    postTransaction: { ...ofTransaction, opens: ['manager'] },
    voidTransaction: {
      about: 'private',
      opens: ['manager'],
      input: async (world) => ({
        params: { transactionId: await aPending(world) },
        body: { reason: 'matrix' },
      }),
    },
  },
};
