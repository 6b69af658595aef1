/** Calls about a published round, which everyone may compare by. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { aPublishedRound } from './compare-testing.ts';

const made = new WeakMap<World, Promise<string>>();

const onRound: Fixture = {
  about: 'public',
  input: async (world) => {
    const known = made.get(world) ?? aPublishedRound(world.node, world.own.regionCode, 0);
    made.set(world, known);
    return { params: { roundId: await known } };
  },
};

export const compareFixtures: MatrixFixtures['operations'] = {
  listComparedRounds: { about: 'node' },
  readComparison: onRound,
  exportComparison: onRound,
};
