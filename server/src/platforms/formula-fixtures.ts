/** Calls about budgets split by a formula of the own region. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { computeFunding } from './fund-platforms.ts';
import type { SchemeVersion } from './scheme-contract.ts';
import { createScheme } from './write-scheme.ts';

async function aFormula({ node, own: { regionCode } }: World): Promise<SchemeVersion> {
  return await node.transact((ctx) => createScheme(ctx, { regionCode, template: 'four-streams' }));
}

const asked = { source: 'sample', budget: '20000000.00' } as const;

function onFormula(more: object = {}): Fixture {
  return {
    about: 'private',
    input: async (world) => ({ params: { versionId: (await aFormula(world)).id }, ...more }),
  };
}

const onRun: Fixture = {
  about: 'private',
  input: async (world) => {
    const { id: versionId } = await aFormula(world);
    const { id } = await world.node.transact((ctx) => computeFunding(ctx, { ...asked, versionId }));
    return { params: { runId: id } };
  },
};

export const formulaFixtures: MatrixFixtures['operations'] = {
  computeFunding: onFormula({ body: asked }),
  listFundingRuns: onFormula(),
  readFundingRun: onRun,
  exportFundingRun: onRun,
  downloadFundingResult: onRun,
};
