/** Calls about an agreement between the own region and Beijing, where no caller comes from. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import type { AgreementVersion } from './contract.ts';
import { createAgreement } from './write-agreement.ts';

/** Made by the node itself, which may act for every region. */
export async function anAgreementDraft({ node, own }: World): Promise<AgreementVersion> {
  return await node.transact((ctx) =>
    createAgreement(ctx, {
      regionCode: own.regionCode,
      template: 'songjiang-luan',
      parties: [
        { party: 'songjiang', regionCode: '110000' },
        { party: 'luan', organisationId: own.organisationId },
      ],
    }),
  );
}

/** Known to the parties, those who look after them, and auditors. */
const readers = ['viewer', 'region_officer', 'secretariat', 'audit_administrator'] as const;
const node: Fixture = { about: 'node' };

function onDraft(more: object = {}): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await anAgreementDraft(world);
      return { params: { versionId: id }, revision, ...more };
    },
  };
}

export const agreementFixtures: MatrixFixtures['operations'] = {
  listAgreements: node,
  exportAgreements: node,
  createAgreement: {
    about: 'public',
    input: ({ own: { regionCode } }) => ({ body: { regionCode, template: 'one-off' } }),
  },
  readAgreement: {
    about: 'private',
    opens: readers,
    input: async (world) => {
      const { agreementId } = await anAgreementDraft(world);
      return { params: { agreementId } };
    },
  },
  readAgreementVersion: { ...onDraft(), opens: readers },
  editAgreementVersion: onDraft({ body: { terms: {} } }),
  discardAgreementVersion: onDraft(),
};
