/** Calls about schemes kept by the own region. */
import type { Context } from '../runtime/module.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { startSchemePreview } from './preview-scheme.ts';
import { publishSchemeVersion, reviewSchemeVersion } from './publish-scheme.ts';
import type { SchemeVersion } from './scheme-contract.ts';
import { schemeTemplateNamed } from './scheme-templates.ts';
import { createScheme } from './write-scheme.ts';

/** Made by the node itself, which may act for every keeper. */
export async function aDraftOfScheme({ node, own }: World): Promise<SchemeVersion> {
  const { regionCode } = own;
  return await node.transact((ctx) =>
    createScheme(ctx, { regionCode, template: 'large-instruments' }),
  );
}

async function aReviewedScheme(world: World): Promise<SchemeVersion> {
  const { id: versionId, revision } = await aDraftOfScheme(world);
  return await world.node.transact((ctx) => reviewSchemeVersion(ctx, { versionId, revision }));
}

export async function aPublishedScheme(world: World): Promise<SchemeVersion> {
  const { id: versionId, revision } = await aReviewedScheme(world);
  return await world.node.transact((ctx) => publishSchemeVersion(ctx, { versionId, revision }));
}

/** Begun, reviewed and published at once, as the node itself may. */
export async function layDownScheme(
  ctx: Context,
  about: Parameters<typeof createScheme>[1],
): Promise<SchemeVersion> {
  const { id: versionId, revision } = await createScheme(ctx, about);
  const reviewed = await reviewSchemeVersion(ctx, { versionId, revision });
  return await publishSchemeVersion(ctx, { versionId, revision: reviewed.revision });
}

const node: Fixture = { about: 'node' };

function onVersion(make: (world: World) => Promise<SchemeVersion>, more: object = {}): Fixture {
  return {
    about: 'private',
    input: async (world) => {
      const { id, revision } = await make(world);
      return { params: { versionId: id }, revision, ...more };
    },
  };
}

const onPublished: Fixture = { ...onVersion(aPublishedScheme), about: 'public' };

const onScheme: Fixture = {
  about: 'public',
  input: async (world) => ({ params: { schemeId: (await aPublishedScheme(world)).schemeId } }),
};

const aPreview = async (world: World): Promise<string> => {
  const { id: versionId } = await aDraftOfScheme(world);
  const asked = { versionId, source: 'sample', draws: 0, seed: 1 } as const;
  return (await world.node.transact((ctx) => startSchemePreview(ctx, asked))).id;
};

const onPreview: Fixture = {
  about: 'private',
  input: async (world) => ({ params: { previewId: await aPreview(world) } }),
};

export const schemeFixtures: MatrixFixtures['operations'] = {
  listSchemes: node,
  exportSchemes: node,
  createScheme: {
    about: 'public',
    input: ({ own: { regionCode } }) => ({ body: { regionCode, template: 'large-instruments' } }),
  },
  readScheme: onScheme,
  addSchemeVersion: onScheme,
  readSchemeVersion: onPublished,
  editSchemeVersion: onVersion(aDraftOfScheme, { body: { types: [] } }),
  discardSchemeVersion: onVersion(aDraftOfScheme),
  reviewSchemeVersion: onVersion(aDraftOfScheme),
  reopenSchemeVersion: onVersion(aReviewedScheme),
  publishSchemeVersion: onVersion(aReviewedScheme),
  withdrawSchemeVersion: {
    ...onVersion(aPublishedScheme, { body: { reason: 'replaced' } }),
    about: 'public',
  },
  compareSchemeVersions: {
    about: 'public',
    input: async (world) => {
      const { id } = await aPublishedScheme(world);
      return { query: { leftId: id, rightId: id } };
    },
  },
  downloadScheme: onPublished,
  downloadSchemeSample: onPublished,
  exportSchemeTree: onPublished,
  startSchemePreview: onVersion(aDraftOfScheme, { body: { source: 'sample', draws: 0, seed: 1 } }),
  listSchemePreviews: onVersion(aDraftOfScheme),
  listPreviews: node,
  readSchemePreview: onPreview,
  exportSchemePreview: onPreview,
  downloadPreviewReport: onPreview,
  downloadPreviewData: onPreview,
  listSchemeTemplates: node,
  readSchemeSchema: node,
  inspectScheme: {
    about: 'node',
    input: () => ({ body: { document: schemeTemplateNamed('key-laboratories').document } }),
  },
};
