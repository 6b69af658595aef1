/** Moves are recorded by the enterprise, or by who serves the region it leaves or comes to. */
import { sortKey } from '../registry/index.ts';
import { changesBetween, edited } from '../runtime/changes.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { agreementIsWithin } from './agreement-visibility-views.ts';
import { averageBefore, judgeMove } from './move.ts';
import type { Move, moveContract } from './move-contract.ts';
import { findMove, insertMove, type MoveRow, outpostIsKnown, updateMove } from './move-store.ts';
import { type MoveAnswer, movePage, readMoveRow } from './move-views.ts';
import type { RecordStep } from './outpost-contract.ts';
import {
  type Concerned,
  mayKeep,
  requireKeeper,
  requireOrganisation,
  requireRegions,
  requireSame,
  requireValid,
} from './outpost-rights.ts';
import { readOrganisationStanding } from './outpost-store.ts';
import { historyOf } from './show-outpost.ts';

type Contract = typeof moveContract;

/** The published form looks at three years before the move. */
const yearsBefore = 3;
const keepers = 'The enterprise, or who serves one of the two regions, tells of a move.';

const blank: Omit<MoveRow, 'kind' | 'extent' | 'ledBy' | 'fromRegion' | 'toRegion' | 'movedOn'> = {
  organisationId: null,
  nameZh: null,
  nameEn: null,
  outpostId: null,
  agreementId: null,
  listedOn: null,
  registeredOn: null,
  producingOn: null,
  deregisteredOn: null,
  taxesBefore: [],
  note: null,
};

function concernedBy({ organisationId, fromRegion, toRegion }: MoveRow): Concerned {
  return { organisationId, regionCodes: [fromRegion, toRegion] };
}

async function judge(ctx: Context, move: MoveRow): Promise<void> {
  const reasons = judgeMove(move, dayOf(ctx.now));
  const detail = 'The move cannot have been like this.';
  requireValid('move_not_valid', detail, reasons, concernedBy(move));
  const { fromRegion, toRegion, organisationId, outpostId, agreementId } = move;
  const regions = { '/fromRegion': fromRegion, '/toRegion': toRegion };
  await requireRegions(ctx, regions, move.movedOn);
  await requireOrganisation(ctx, organisationId, '/organisationId');
  if (outpostId !== null && !(await outpostIsKnown(ctx.tx, outpostId))) {
    throw unknown('outpost_not_known', '/outpostId');
  }
  // What somebody may not see is for them as if it were not there.
  if (agreementId !== null && !(await agreementIsWithin(ctx, agreementId))) {
    throw unknown('agreement_not_known', '/agreementId');
  }
}

function unknown(code: string, pointer: string): Refusal {
  const detail = 'There is none of this id.';
  return new Refusal(code, detail, { reasons: [{ code, detail, pointer }] });
}

async function keyOf(ctx: Context, { nameZh, nameEn, organisationId }: MoveRow): Promise<string> {
  const own = nameZh ?? nameEn;
  if (own !== null) return sortKey(own);
  const standing =
    organisationId === null ? null : await readOrganisationStanding(ctx.tx, organisationId);
  return sortKey(standing?.name ?? '');
}

export async function createMove(
  ctx: Context,
  input: InputOf<Contract['createMove']>,
  about: { readonly sample?: boolean } = {},
): Promise<Move> {
  const { kind, extent, ledBy, fromRegion, toRegion, movedOn, ...sent } = input;
  const named = { ...blank, kind, extent, ledBy, fromRegion, toRegion, movedOn };
  const move = edited<MoveRow>(named, sent);
  await requireKeeper(ctx, concernedBy(move), keepers);
  await judge(ctx, move);
  const id = uuidv7();
  const { sample = false } = about;
  await insertMove(ctx.tx, move, { id, sortKey: await keyOf(ctx, move), now: ctx.now, sample });
  ctx.announce({
    type: 'outposts.move_recorded',
    subjectIds: [id, ...(move.organisationId === null ? [] : [move.organisationId])],
    organisationId: move.organisationId,
    ...{ fromRegion, toRegion },
    payload: { kind, extent, ledBy, movedOn, outpostId: move.outpostId },
  });
  return await moveAnswer(ctx, id);
}

export const editMove: UseCase<Contract['editMove']> = async (ctx, input) => {
  const { moveId, revision, ...sent } = input;
  const kept = await findMove(ctx.tx, moveId, true);
  if (kept === null) throw notFound('move');
  const { id, revision: keptRevision, ...before } = kept;
  await requireKeeper(ctx, concernedBy(before), keepers);
  requireSame({ revision: keptRevision }, revision);
  const after = edited<MoveRow>(before, sent);
  // Nobody gives a move away to regions that they do not speak for.
  await requireKeeper(ctx, concernedBy(after), keepers);
  await judge(ctx, after);
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length > 0) {
    await updateMove(ctx.tx, after, { id, sortKey: await keyOf(ctx, after), now: ctx.now });
    ctx.announce({
      type: 'outposts.move_edited',
      subjectIds: [id],
      organisationId: after.organisationId,
      payload: { changes },
    });
  }
  return await moveAnswer(ctx, id);
};

/** What an enterprise paid is for itself and for those who serve the two regions. */
export async function moveAnswer(ctx: Context, moveId: string): Promise<Move> {
  const row = await readMoveRow(ctx.tx, moveId);
  if (row === null) throw notFound('move');
  const edit = await mayKeep(ctx, concernedByAnswer(row));
  return {
    ...row,
    taxesBefore: edit ? row.taxesBefore : null,
    average: edit ? shown(averageBefore(row, yearsBefore)) : null,
    may: { edit },
  };
}

function concernedByAnswer({ organisation, from, to }: MoveAnswer): Concerned {
  return { organisationId: organisation?.id ?? null, regionCodes: [from.id, to.id] };
}

function shown({ years, ...average }: ReturnType<typeof averageBefore>): Move['average'] {
  return { ...average, years: [...years] };
}

export const readMove: UseCase<Contract['readMove']> = (ctx, { moveId }) => moveAnswer(ctx, moveId);

export const listMoves: UseCase<Contract['listMoves']> = (ctx, input) => movePage(ctx, input);

export async function readMoveHistory(
  ctx: Context,
  { moveId }: InputOf<Contract['readMoveHistory']>,
): Promise<{ items: RecordStep[] }> {
  const row = await readMoveRow(ctx.tx, moveId);
  if (row === null) throw notFound('move');
  await requireKeeper(ctx, concernedByAnswer(row), keepers);
  return { items: await historyOf(ctx, moveId) };
}
