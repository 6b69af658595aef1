/** Teams are admitted to an outpost, and graduate from it. */

import { changesBetween, edited } from '../runtime/changes.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { outpostContract, Team } from './outpost-contract.ts';
import { requireKeeper, requireOrganisation, requireSame, requireValid } from './outpost-rights.ts';
import {
  findTeam,
  insertTeam,
  type KeptOutpost,
  lockOutpost,
  type TeamRow,
  teamOverlaps,
  updateTeam,
} from './outpost-store.ts';
import { readTeam } from './outpost-views.ts';
import { graduations, judgeTeam, landingOf } from './team.ts';

type Contract = typeof outpostContract;

const blank: Omit<TeamRow, 'admittedOn'> = {
  organisationId: null,
  nameZh: null,
  nameEn: null,
  field: null,
  leftOn: null,
  ending: null,
  note: null,
};

/** Teams of one outpost take turns at its row. */
async function lockKeptOutpost(ctx: Context, outpostId: string): Promise<KeptOutpost> {
  const outpost = await lockOutpost(ctx.tx, outpostId);
  if (outpost === null) throw notFound('outpost');
  const { operatorId, homeRegion, hostRegion } = outpost;
  const concerned = { organisationId: operatorId, regionCodes: [homeRegion, hostRegion] };
  await requireKeeper(ctx, concerned, 'Who keeps the outpost says which teams are in it.');
  return outpost;
}

async function judge(
  ctx: Context,
  outpost: KeptOutpost,
  id: string,
  team: TeamRow,
): Promise<string | null> {
  const { homeRegion, hostRegion } = outpost;
  const concerned = {
    organisationId: team.organisationId,
    regionCodes: [homeRegion, hostRegion],
  };
  const detail = 'The team cannot have been there like this.';
  requireValid('team_not_valid', detail, judgeTeam(team, outpost), concerned);
  const region = await requireOrganisation(ctx, team.organisationId, '/organisationId');
  if (await teamOverlaps(ctx.tx, { outpostId: outpost.id, id }, team)) {
    throw new Refusal('team_is_there_already', 'The organisation is in the outpost at that time.', {
      stake: { subjectIds: [outpost.id], organisationId: team.organisationId },
    });
  }
  return region;
}

async function teamAnswer(ctx: Context, id: string): Promise<Team> {
  const team = await readTeam(ctx.tx, id);
  if (team === null) throw notFound('team');
  return team;
}

export async function admitTeam(
  ctx: Context,
  input: InputOf<Contract['admitTeam']>,
  about: { readonly sample?: boolean } = {},
): Promise<Team> {
  const { outpostId, admittedOn, ...sent } = input;
  const outpost = await lockKeptOutpost(ctx, outpostId);
  const id = uuidv7();
  const team = edited<TeamRow>({ ...blank, admittedOn }, sent);
  const region = await judge(ctx, outpost, id, team);
  const { sample = false } = about;
  await insertTeam(ctx.tx, team, { id, outpostId, sample, now: ctx.now });
  ctx.announce({
    type: 'outposts.team_admitted',
    subjectIds: [outpostId, id],
    organisationId: team.organisationId,
    fromRegion: region ?? outpost.homeRegion,
    toRegion: outpost.hostRegion,
    payload: { nameZh: team.nameZh, nameEn: team.nameEn, admittedOn, field: team.field },
  });
  if (team.ending !== null) tellEnding(ctx, outpost, { ...team, id });
  return await teamAnswer(ctx, id);
}

export const editTeam: UseCase<Contract['editTeam']> = async (ctx, input) => {
  const { teamId, revision, ...sent } = input;
  const known = await findTeam(ctx.tx, teamId);
  if (known === null) throw notFound('team');
  const outpost = await lockKeptOutpost(ctx, known.outpostId);
  const { id, outpostId, revision: kept, ...before } = (await findTeam(ctx.tx, teamId))!;
  requireSame({ revision: kept }, revision);
  const after = edited<TeamRow>(before, sent);
  await judge(ctx, outpost, id, after);
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length > 0) {
    await updateTeam(ctx.tx, id, after);
    ctx.announce({
      type: 'outposts.team_edited',
      subjectIds: [outpostId, id],
      organisationId: after.organisationId,
      payload: { changes },
    });
    if (before.ending === null && after.ending !== null) tellEnding(ctx, outpost, { ...after, id });
  }
  return await teamAnswer(ctx, id);
};

function tellEnding(ctx: Context, outpost: KeptOutpost, team: TeamRow & { id: string }): void {
  const { ending } = team;
  if (ending === null) return;
  ctx.announce({
    type: graduations.has(ending) ? 'outposts.team_graduated' : 'outposts.team_left',
    subjectIds: [outpost.id, team.id],
    organisationId: team.organisationId,
    fromRegion: outpost.hostRegion,
    toRegion: landingOf(ending, outpost),
    payload: { ending, leftOn: team.leftOn },
  });
}
