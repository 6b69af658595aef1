/** Calls about outposts and moves of the own region to Jiangsu, where no caller comes from. */
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { signedBetween } from './fact-fixtures.ts';
import { createMove } from './keep-move.ts';
import { createOutpost } from './keep-outpost.ts';
import { admitTeam } from './keep-team.ts';
import type { Move } from './move-contract.ts';
import type { Outpost } from './outpost-contract.ts';

const node: Fixture = { about: 'node' };

function outpostOf({ own }: World) {
  return {
    ...({ nameZh: '矩阵飞地', kind: 'both_ways', openedOn: '2024-01-01' } as const),
    ...{ homeRegion: own.regionCode, hostRegion: '320000', operatorId: own.organisationId },
  };
}

async function anOutpost(world: World): Promise<Outpost> {
  return await world.node.transact((ctx) => createOutpost(ctx, outpostOf(world)));
}

async function aTeam(world: World) {
  const { id: outpostId } = await anOutpost(world);
  const body = { outpostId, nameZh: '矩阵团队', admittedOn: '2024-02-01' };
  return await world.node.transact((ctx) => admitTeam(ctx, body));
}

function onOutpost(more: object = {}): Fixture {
  return {
    about: 'public',
    input: async (world) => {
      const { id, revision } = await anOutpost(world);
      return { params: { outpostId: id }, revision, ...more };
    },
  };
}

function moveOf({ own }: World) {
  return {
    ...({ kind: 'enterprise', extent: 'whole', ledBy: 'market', movedOn: '2024-01-01' } as const),
    ...{ organisationId: own.organisationId, fromRegion: own.regionCode, toRegion: '320000' },
  };
}

async function aMove(world: World, more: object = {}): Promise<Move> {
  return await world.node.transact((ctx) => createMove(ctx, { ...moveOf(world), ...more }));
}

function onMove(more: object = {}): Fixture {
  return {
    about: 'public',
    input: async (world) => {
      const { id, revision } = await aMove(world);
      return { params: { moveId: id }, revision, ...more };
    },
  };
}

/** Counted by an agreement of which the own organisation is a party. */
function onCountedMove(more: object, fixture: Omit<Fixture, 'input'>): Fixture {
  return {
    ...fixture,
    input: async (world) => {
      const { agreementId } = await signedBetween(world);
      const { id } = await aMove(world, { agreementId });
      return { params: { moveId: id }, ...more };
    },
  };
}

export const outpostFixtures: MatrixFixtures['operations'] = {
  listOutposts: node,
  mapOutposts: node,
  exportOutposts: node,
  createOutpost: { about: 'public', input: (world) => ({ body: outpostOf(world) }) },
  readOutpost: onOutpost(),
  editOutpost: onOutpost({ body: { note: '矩阵' } }),
  readOutpostHistory: onOutpost(),
  listTeams: onOutpost(),
  exportTeams: onOutpost(),
  admitTeam: onOutpost({ body: { nameZh: '矩阵团队', admittedOn: '2024-02-01' } }),
  editTeam: {
    about: 'public',
    input: async (world) => {
      const { id, revision } = await aTeam(world);
      return { params: { teamId: id }, revision, body: { field: '矩阵' } };
    },
  },

  listMoves: node,
  exportMoves: node,
  createMove: { about: 'public', input: (world) => ({ body: moveOf(world) }) },
  readMove: onMove(),
  editMove: onMove({ body: { note: '矩阵' } }),
  readMoveHistory: onMove(),
  readFactsOfMove: onCountedMove(
    {},
    { about: 'private', opens: ['viewer', 'audit_administrator'] },
  ),
  reportFactsOfMove: onCountedMove({ body: {} }, { about: 'private', opens: ['editor'] }),
};
