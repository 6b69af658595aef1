/** Calls about a year of an agreement between the own organisation and Jiangsu, and what it owes. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { acceptStatement, objectToStatement } from './accept-statement.ts';
import { termsOfTemplate } from './agreement-templates.ts';
import { closePeriod } from './close-period.ts';
import { signedAgreement } from './fact-testing.ts';
import { proposeNetting } from './net-obligations.ts';
import { reportFact } from './report-facts.ts';

interface Made {
  readonly agreementId: string;
  readonly statementId: string;
  readonly digest: string;
  readonly nettingId: string;
  readonly nettingDigest: string;
}

/** All fiscal revenue of a year goes to Jiangsu. */
async function stated({ node, own: { organisationId } }: World) {
  const { agreementId } = await signedAgreement(node, {
    begunBy: '320000',
    terms: () => termsOfTemplate('quzhou-return'),
    parties: [
      { party: 'quzhou', regionCode: '320000' },
      { party: 'hangzhou', organisationId },
    ],
  });
  return await node.transact(async (ctx) => {
    const revenue = { period: '2018', party: 'hangzhou', measure: 'fiscal-revenue', amount: '1' };
    await reportFact(ctx, { agreementId, speaksFor: 'hangzhou', ...revenue });
    const asked = { agreementId, year: '2018', openPointsKnown: true };
    const { statements } = await closePeriod(ctx, asked);
    const { id: statementId, digest } = statements[0]!;
    return { agreementId, statementId, digest };
  });
}

async function netted(world: World): Promise<Made> {
  const { agreementId, statementId, digest } = await stated(world);
  return await world.node.transact(async (ctx) => {
    for (const speaksFor of ['quzhou', 'hangzhou']) {
      await acceptStatement(ctx, { statementId, digest, speaksFor });
    }
    const { id: nettingId, digest: nettingDigest } = await proposeNetting(ctx, { agreementId });
    return { agreementId, statementId, digest, nettingId, nettingDigest };
  });
}

async function anObjection(world: World): Promise<string> {
  const { statementId } = await stated(world);
  const body = { statementId, speaksFor: 'hangzhou', reason: 'other' } as const;
  const { objections } = await world.node.transact((ctx) => objectToStatement(ctx, body));
  return objections[0]!.id;
}

const made = new WeakMap<World, Promise<Made>>();

/** Whoever is let in after another is told that it is done already, which is an answer as well. */
function once(world: World): Promise<Made> {
  const known = made.get(world) ?? netted(world);
  made.set(world, known);
  return known;
}

const node: Fixture = { about: 'node' };

function reading(input: (made: Made) => object): Fixture {
  const opens = ['viewer', 'audit_administrator'] as const;
  return { about: 'private', opens, input: async (world) => input(await once(world)) };
}

function writing(input: (made: Made) => object): Fixture {
  return {
    about: 'private',
    opens: ['manager'],
    input: async (world) => input(await once(world)),
  };
}

const period = ({ agreementId }: Made) => ({ params: { agreementId, year: '2018' } });
const statement = ({ statementId }: Made) => ({ params: { statementId } });
const netting = ({ nettingId }: Made) => ({ params: { nettingId } });

export const statementFixtures: MatrixFixtures['operations'] = {
  listPeriods: reading(({ agreementId }) => ({ params: { agreementId } })),
  previewPeriod: reading(period),
  closePeriod: writing((one) => ({ ...period(one), body: {} })),
  issueDifferences: writing(({ agreementId }) => ({ params: { agreementId }, body: {} })),
  listStatements: node,
  exportStatements: node,
  readStatement: reading(statement),
  downloadStatement: reading(statement),
  recomputeStatement: reading(statement),
  acceptStatement: writing((one) => ({ ...statement(one), body: { digest: one.digest } })),
  objectToStatement: writing((one) => ({ ...statement(one), body: { reason: 'other' } })),
  withdrawObjection: {
    about: 'private',
    opens: ['manager'],
    input: async (world) => ({ params: { objectionId: await anObjection(world) } }),
  },

  previewNetting: reading(({ agreementId }) => ({ query: { agreementId } })),
  proposeNetting: writing(({ agreementId }) => ({ body: { agreementId } })),
  listNettings: node,
  readNetting: reading(netting),
  downloadNetting: reading(netting),
  agreeToNetting: writing((one) => ({ ...netting(one), body: { digest: one.nettingDigest } })),
  markPayment: writing(({ nettingId }) => ({
    params: { nettingId, number: '1' },
    body: { paidOn: '2026-01-01' },
  })),
  voidNetting: writing((one) => ({ ...netting(one), body: { reason: 'other' } })),
  listDuties: node,
};
