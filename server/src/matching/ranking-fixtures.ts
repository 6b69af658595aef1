/** Calls of ranking's operations for the matrix; what they are about is made by the others' means. */
import type { Fixture, World } from '../runtime/testing/matrix.ts';
import { keepMatchRun } from './keep-match-run.ts';
import { refuseMatch } from './refuse-match.ts';
import { loadIntroduction } from './store.ts';

interface Makers {
  readonly published: (
    world: World,
    kind: 'technology' | 'need',
  ) => Promise<{ readonly id: string }>;
  readonly introduction: (world: World) => Promise<{ readonly introductionId: string }>;
  readonly otherOrganisation: (world: World) => Promise<string>;
}

export function rankingFixtures(make: Makers): Record<string, Fixture> {
  const onNeed = (body?: object): Fixture => ({
    about: 'private',
    input: async (world) => {
      const { id } = await make.published(world, 'need');
      return { params: { needId: id }, ...(body === undefined ? {} : { body }) };
    },
  });
  const pair = async (world: World) => {
    const organisationId = await make.otherOrganisation(world);
    const need = await make.published(world, 'need');
    const other = { ...world, own: { ...world.own, organisationId } };
    const technology = await make.published(other, 'technology');
    return {
      organisationId: world.own.organisationId,
      needId: need.id,
      technologyId: technology.id,
      reasons: ['too_early' as const],
    };
  };
  const typed: Fixture = { about: 'node', input: () => ({ query: { q: '轧辊' } }) };
  return {
    matchesOfNeed: onNeed(),
    matchesOfTechnology: {
      about: 'private',
      input: async (world) => {
        const { id } = await make.published(world, 'technology');
        return { params: { technologyId: id } };
      },
    },
    findMatches: typed,
    expertsOfNeed: onNeed(),
    organisationsOfNeed: onNeed(),
    findExperts: typed,
    findOrganisations: typed,
    readRanking: { about: 'node' },
    keepWeights: onNeed({ weights: [{ part: 'text', points: 60 }] }),
    dropWeights: onNeed(),
    refuseMatch: { about: 'private', input: async (world) => ({ body: await pair(world) }) },
    takeBackRefusal: {
      about: 'private',
      input: async (world) => {
        const input = await pair(world);
        const { feedbackId } = await world.node.transact((ctx) => refuseMatch(ctx, input));
        return { params: { feedbackId } };
      },
    },
    readMatchRun: {
      about: 'private',
      input: async (world) => {
        const params = await make.introduction(world);
        // As the background would, had it nothing else to deliver.
        await world.node.transact(async (ctx) => {
          const { need, technology } = (await loadIntroduction(ctx.tx, params.introductionId))!;
          const payload = { ...params, needId: need!.id, technologyId: technology!.id };
          await keepMatchRun(ctx, { at: ctx.now.toISOString(), payload });
        });
        return { params };
      },
    },
  };
}
