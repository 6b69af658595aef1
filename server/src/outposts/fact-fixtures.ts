/** Calls about facts of an agreement between the own organisation and Jiangsu. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import type { CallInput } from '../runtime/testing/node.ts';
import { disputeFact } from './dispute-fact.ts';
import type { Dispute, ReportedFact } from './fact-contract.ts';
import { type Signed, signedAgreement } from './fact-testing.ts';
import { keepFile } from './keep-evidence.ts';
import { reportFact } from './report-facts.ts';

export async function signedBetween({ node, own: { organisationId } }: World): Promise<Signed> {
  return await signedAgreement(node, {
    begunBy: '320000',
    parties: [
      { party: 'sender', regionCode: '320000' },
      { party: 'host', organisationId },
    ],
  });
}

const tax = { period: '2019', party: 'host', measure: 'vat', amount: '1' };

async function aFact(world: World, speaksFor: 'sender' | 'host'): Promise<ReportedFact> {
  const { agreementId } = await signedBetween(world);
  const body = { ...tax, agreementId, speaksFor };
  return await world.node.transact((ctx) => reportFact(ctx, body));
}

async function aDispute(world: World, by: 'sender' | 'host'): Promise<Dispute> {
  const { id: factId } = await aFact(world, by === 'host' ? 'sender' : 'host');
  const body = { factId, speaksFor: by, ground: 'amount_differs', note: '矩阵' } as const;
  return await world.node.transact((ctx) => disputeFact(ctx, body));
}

/** The parties' people, and auditors. */
const readers = ['viewer', 'audit_administrator'] as const;
const file = { 'content-type': 'application/octet-stream' };
const sent = { body: Buffer.from('%PDF-1.4'), headers: file };

async function anEvidence(world: World): Promise<string> {
  const { agreementId } = await signedBetween(world);
  const bytes = (async function* () {
    yield Buffer.from('%PDF-1.4');
  })();
  const about = { agreementId, purpose: 'evidence' } as const;
  return await world.node.transact(async (ctx) => {
    const file = { name: 'proof.pdf', bytes };
    return (await keepFile(ctx, file, about, () => 'application/pdf')).id;
  });
}

function reading(more: object = {}): Fixture {
  return {
    about: 'private',
    opens: readers,
    input: async (world) => ({
      params: { agreementId: (await signedBetween(world)).agreementId },
      ...more,
    }),
  };
}

function reporting(
  input: (world: World) => Promise<CallInput>,
  opens: Fixture['opens'] = ['editor'],
): Fixture {
  return { about: 'private', opens, input };
}

const reportingTo = (more: object) =>
  reporting(async (world) => ({
    params: { agreementId: (await signedBetween(world)).agreementId },
    ...more,
  }));

const onFact = (by: 'sender' | 'host', body: object) =>
  reporting(async (world) => ({ params: { factId: (await aFact(world, by)).id }, body }));

function onDispute(by: 'sender' | 'host', body: object, opens?: Fixture['opens']): Fixture {
  return reporting(async (world) => {
    const { id, revision } = await aDispute(world, by);
    return { params: { disputeId: id }, revision, body };
  }, opens);
}

export const factFixtures: MatrixFixtures['operations'] = {
  listFacts: reading(),
  readFactsOutline: reading(),
  readFactsOpen: reading(),
  exportFacts: reading(),
  downloadFactsTemplate: reading(),
  listDisputes: reading(),
  reportFact: reportingTo({ body: tax }),
  uploadFactsFile: reportingTo({ body: Buffer.from('period\n2019\n'), headers: file }),
  importFacts: reportingTo({ body: { fileId: '01950000-0000-7000-8000-000000000000' } }),
  uploadEvidence: reportingTo(sent),
  confirmFacts: reporting(async (world) => {
    const { id, agreementId } = await aFact(world, 'sender');
    return { params: { agreementId }, body: { factIds: [id] } };
  }),
  downloadEvidence: {
    about: 'private',
    opens: readers,
    input: async (world) => ({ params: { fileId: await anEvidence(world) } }),
  },

  readFact: {
    about: 'private',
    opens: readers,
    input: async (world) => ({ params: { factId: (await aFact(world, 'host')).id } }),
  },
  correctFact: onFact('host', { reason: '矩阵', amount: '2' }),
  reverseFact: onFact('host', { reason: '矩阵' }),
  disputeFact: onFact('sender', { ground: 'amount_differs', note: '矩阵' }),

  answerDispute: onDispute('sender', { answer: 'maintained', note: '矩阵' }),
  withdrawDispute: onDispute('host', {}),
  ruleOnDispute: onDispute('host', { ruling: 'dismissed', note: '矩阵' }, []),
};
