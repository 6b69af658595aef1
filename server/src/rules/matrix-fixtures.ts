/** For each operation a call about something of the own region; the matrix makes it. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { withdrawVersion } from './approve-version.ts';
import type { Adoption, RuleVersion } from './contract.ts';
import { decide } from './decide.ts';
import { adoptVersion, publishVersion, reviewVersion } from './index.ts';
import { startReplay } from './start-replay.ts';
import { loadVersion } from './store.ts';
import { grantModel, grantText, office } from './testing.ts';
import { createRuleSet, keepModel } from './write-version.ts';

/** Made by the node itself, which may act for every place. */
async function aDraft({ node, own: { regionCode } }: World): Promise<RuleVersion> {
  return await node.transact(async (ctx) => {
    const begun = await createRuleSet(ctx, { ...grantText, regionCode });
    const version = await loadVersion(ctx.tx, begun.id);
    return await keepModel(ctx, version!, grantModel(300));
  });
}

/**
 * Examining a model takes a thread, so what a call does not use up is made once for a world.
 * Whoever is let in after another is told that it is done already, which is an answer as well.
 */
function once<Made>(make: (world: World) => Promise<Made>): (world: World) => Promise<Made> {
  const made = new WeakMap<World, Promise<Made>>();
  return (world) => {
    const known = made.get(world) ?? make(world);
    made.set(world, known);
    return known;
  };
}

async function reviewed(world: World): Promise<RuleVersion> {
  const { id: versionId, revision } = await aDraft(world);
  return await world.node.transact((ctx) => reviewVersion(ctx, { versionId, revision }));
}

async function published(world: World): Promise<RuleVersion> {
  const { id: versionId, revision } = await reviewed(world);
  return await world.node.transact((ctx) => publishVersion(ctx, { versionId, revision }));
}

const aReviewed = once(reviewed);
const aPublished = once(published);
const oneToWithdraw = once(published);

const aWithdrawn = once(async (world: World): Promise<RuleVersion> => {
  const { id: versionId, revision } = await published(world);
  const how = { versionId, revision, reason: 'entered_by_mistake' } as const;
  return await world.node.transact((ctx) => withdrawVersion(ctx, how));
});

function asAdopted({ own: { regionCode } }: World, { id, contentDigest }: RuleVersion) {
  return { regionCode, versionId: id, contentDigest, startsOn: '2026-01-01', office };
}

const anAdoption = once(async (world: World): Promise<Adoption> => {
  const body = asAdopted(world, await published(world));
  return await world.node.transact((ctx) => adoptVersion(ctx, body));
});

async function asked(world: World) {
  const { version } = await anAdoption(world);
  const { organisationId } = world.own;
  return { organisationId, ruleSetId: version.ruleSetId, inputs: { staff: 1, spending: 1 } };
}

const aDecision = once(async (world: World): Promise<{ readonly decisionId: string }> => {
  const body = await asked(world);
  const { id } = await world.node.transact((ctx) => decide(ctx, body));
  return { decisionId: id };
});

async function replayAsked(world: World) {
  const { id } = await aPublished(world);
  const { regionCode } = world.own;
  return { title: '矩阵', regionCode, candidateVersionId: id, decisions: {} };
}

const aReplay = once(async (world: World): Promise<{ readonly replayId: string }> => {
  const body = await replayAsked(world);
  const { id } = await world.node.transact((ctx) => startReplay(ctx, body));
  return { replayId: id };
});

/** One with a case in it. */
const aFinishedReplay = once(async (world: World): Promise<{ readonly replayId: string }> => {
  const { node, own } = world;
  const body = await asked(world);
  const { version } = await node.transact((ctx) => decide(ctx, body));
  const { id: replayId } = await node.transact((ctx) =>
    startReplay(ctx, {
      title: '矩阵',
      regionCode: own.regionCode,
      candidateVersionId: version.id,
      decisions: {},
    }),
  );
  await node.runJob('rules.run_replay', { replayId });
  return { replayId };
});

const node: Fixture = { about: 'node' };
const file = { 'content-type': 'application/octet-stream' };

/** Drafts are known to all makers of rules, and changed by those who keep them. */
function onVersion(make: (world: World) => Promise<RuleVersion>, body?: object): Fixture {
  return {
    about: 'public',
    input: async (world) => {
      const { id, revision } = await make(world);
      const more = body === undefined ? {} : { body };
      return { params: { versionId: id }, revision, ...more };
    },
  };
}

function readingVersion(more: object = {}): Fixture {
  return {
    about: 'node',
    input: async (world) => ({ params: { versionId: (await aPublished(world)).id }, ...more }),
  };
}

/** A region's officers answer for it, and the secretariats of the compacts that it is in. */
const onDecision: Fixture = {
  about: 'private',
  opens: ['viewer', 'region_officer', 'secretariat', 'audit_administrator'],
  input: async (world) => ({ params: await aDecision(world) }),
};

const onReplay: Fixture = {
  about: 'private',
  input: async (world) => ({ params: await aReplay(world) }),
};

export const fixtures: MatrixFixtures = {
  operations: {
    listRuleSets: node,
    exportRuleSets: node,
    createRuleSet: {
      about: 'public',
      input: ({ own: { regionCode } }) => ({ body: { ...grantText, regionCode } }),
    },
    readRuleSet: {
      about: 'node',
      input: async (world) => {
        const { ruleSetId } = await aPublished(world);
        return { params: { ruleSetId } };
      },
    },
    addVersion: {
      about: 'public',
      input: async (world) => {
        const { ruleSetId } = await aPublished(world);
        return { params: { ruleSetId }, body: {} };
      },
    },

    readVersion: readingVersion(),
    editVersion: onVersion(aDraft, { nameZh: '新的名称' }),
    saveModel: {
      about: 'public',
      input: async (world) => {
        const { id, revision } = await aDraft(world);
        const body = Buffer.from(grantModel(20));
        return { params: { versionId: id }, revision, body, headers: file };
      },
    },
    downloadModel: readingVersion(),
    inspectModel: {
      about: 'node',
      input: () => ({ body: Buffer.from(grantModel(20)), headers: file }),
    },
    readModel: readingVersion(),
    exportTable: readingVersion({ query: { decision: 'small' } }),
    importTable: {
      about: 'public',
      input: async (world) => {
        const { id, revision } = await aDraft(world);
        const query = { decision: 'small' };
        return {
          params: { versionId: id },
          revision,
          query,
          body: Buffer.from('x'),
          headers: file,
        };
      },
    },
    checkVersion: readingVersion(),
    tryVersion: readingVersion({ body: { inputs: { staff: 1 } } }),
    discardVersion: onVersion(aDraft),
    // Anybody who makes rules may review what others wrote.
    reviewVersion: { ...onVersion(once(aDraft), {}), about: 'node' },
    reopenVersion: onVersion(aReviewed, {}),
    publishVersion: onVersion(aReviewed),
    withdrawVersion: onVersion(oneToWithdraw, { reason: 'replaced' }),
    reinstateVersion: onVersion(aWithdrawn),

    compareVersions: {
      about: 'node',
      input: async (world) => {
        const { id } = await aPublished(world);
        return { query: { leftVersionId: id, rightVersionId: id } };
      },
    },

    listAdoptions: node,
    adoptVersion: {
      about: 'public',
      // A region is bound by its own officer alone.
      opens: ['region_officer'],
      input: async (world) => ({ body: asAdopted(world, await aPublished(world)) }),
    },
    endAdoption: {
      about: 'public',
      input: async (world) => {
        const { id: adoptionId, revision } = await anAdoption(world);
        return { params: { adoptionId }, revision, body: { endsOn: '2099-01-01' } };
      },
    },
    readAdoptionMatrix: node,
    readHoldings: {
      about: 'node',
      input: ({ own: { regionCode } }) => ({ query: { region: regionCode } }),
    },

    decide: { about: 'public', input: async (world) => ({ body: await asked(world) }) },
    listDecisions: node,
    exportDecisions: node,
    readDecision: onDecision,
    recomputeDecision: onDecision,

    uploadCases: {
      about: 'node',
      input: () => ({ body: Buffer.from('staff\n1\n'), headers: file }),
    },
    inspectCases: {
      about: 'node',
      input: () => ({ params: { fileId: '01950000-0000-7000-8000-000000000000' } }),
    },
    startReplay: {
      about: 'public',
      input: async (world) => ({ body: await replayAsked(world) }),
    },
    listReplays: node,
    readReplay: onReplay,
    listReplayRows: onReplay,
    exportReplayRows: onReplay,
    readReplayCase: {
      about: 'private',
      input: async (world) => ({ params: { ...(await aFinishedReplay(world)), number: '1' } }),
    },
    cancelReplay: onReplay,
  },
};
