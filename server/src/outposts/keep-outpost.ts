/** Outposts are registered and described by their operator, or by who serves one of their regions. */
import { sortKey } from '../registry/index.ts';
import { changesBetween, edited } from '../runtime/changes.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { judgeOutpost } from './outpost.ts';
import type { Outpost, outpostContract } from './outpost-contract.ts';
import {
  type Concerned,
  requireKeeper,
  requireOrganisation,
  requireRegions,
  requireSame,
  requireValid,
} from './outpost-rights.ts';
import {
  countTeamsOn,
  insertOutpost,
  lockOutpost,
  type OutpostRow,
  updateOutpost,
} from './outpost-store.ts';
import { outpostAnswer } from './show-outpost.ts';

type Contract = typeof outpostContract;

const blank: Omit<OutpostRow, 'kind' | 'homeRegion' | 'hostRegion'> = {
  nameZh: null,
  nameEn: null,
  operatorId: null,
  spaceSquareMetres: null,
  address: null,
  latitude: null,
  longitude: null,
  activitiesAtHome: [],
  activitiesThere: [],
  note: null,
  openedOn: null,
  closedOn: null,
  source: null,
};

const keepers = 'Its operator, or who serves one of its two regions, speaks for an outpost.';

function concernedBy({ operatorId, homeRegion, hostRegion }: OutpostRow): Concerned {
  return { organisationId: operatorId, regionCodes: [homeRegion, hostRegion] };
}

function keyOf({ nameZh, nameEn }: OutpostRow): string {
  return sortKey(nameZh ?? nameEn ?? '');
}

async function judge(ctx: Context, outpost: OutpostRow): Promise<void> {
  const concerned = concernedBy(outpost);
  const detail = 'The outpost cannot be as it is said to be.';
  requireValid('outpost_not_valid', detail, judgeOutpost(outpost), concerned);
  const { homeRegion, hostRegion, operatorId, openedOn } = outpost;
  const regions = { '/homeRegion': homeRegion, '/hostRegion': hostRegion };
  await requireRegions(ctx, regions, openedOn);
  await requireOrganisation(ctx, operatorId, '/operatorId');
}

export async function createOutpost(
  ctx: Context,
  input: InputOf<Contract['createOutpost']>,
  about: { readonly sample?: boolean } = {},
): Promise<Outpost> {
  const { kind, homeRegion, hostRegion, ...sent } = input;
  const outpost = edited<OutpostRow>({ ...blank, kind, homeRegion, hostRegion }, sent);
  await requireKeeper(ctx, concernedBy(outpost), keepers);
  await judge(ctx, outpost);
  const id = uuidv7();
  const { sample = false } = about;
  await insertOutpost(ctx.tx, outpost, { id, sortKey: keyOf(outpost), now: ctx.now, sample });
  ctx.announce({
    type: 'outposts.outpost_registered',
    subjectIds: [id],
    organisationId: outpost.operatorId,
    fromRegion: homeRegion,
    toRegion: hostRegion,
    payload: { nameZh: outpost.nameZh, nameEn: outpost.nameEn, kind, openedOn: outpost.openedOn },
  });
  return await outpostAnswer(ctx, id);
}

export const editOutpost: UseCase<Contract['editOutpost']> = async (ctx, input) => {
  const { outpostId, revision, ...sent } = input;
  const kept = await lockOutpost(ctx.tx, outpostId);
  if (kept === null) throw notFound('outpost');
  const { id, revision: keptRevision, ...before } = kept;
  await requireKeeper(ctx, concernedBy(before), keepers);
  requireSame({ revision: keptRevision }, revision);
  const after = edited<OutpostRow>(before, sent);
  // Nobody gives an outpost away to regions that they do not speak for.
  await requireKeeper(ctx, concernedBy(after), keepers);
  await judge(ctx, after);
  await requireEmptied(ctx, id, after);
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length > 0) {
    await updateOutpost(ctx.tx, after, { id, sortKey: keyOf(after), now: ctx.now });
    ctx.announce({
      type: 'outposts.outpost_edited',
      subjectIds: [id],
      organisationId: after.operatorId,
      fromRegion: after.homeRegion,
      toRegion: after.hostRegion,
      payload: { changes },
    });
  }
  return await outpostAnswer(ctx, id);
};

/** Whoever closes an outpost first says where its teams went. */
async function requireEmptied(ctx: Context, id: string, { closedOn }: OutpostRow): Promise<void> {
  if (closedOn === null) return;
  const teams = await countTeamsOn(ctx.tx, id, closedOn);
  if (teams === 0) return;
  throw new Refusal(
    'teams_are_still_there',
    `${teams} teams would still be there on ${closedOn}; say first how their time ended.`,
    {
      params: { teams, closedOn },
      reasons: [
        {
          code: 'teams_are_still_there',
          detail: `${teams} teams are still there.`,
          params: { teams, closedOn },
          pointer: '/closedOn',
        },
      ],
      stake: { subjectIds: [id] },
    },
  );
}
