/** Drafts of needs: begun, saved as a person types, thrown away. */
import { uuidv7 } from '../runtime/id.ts';
import type { Judgement } from '../runtime/judgement.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { expectRevision, notFound, type Reason, Refusal } from '../runtime/refusal.ts';
import { type contract, type Need, NeedChange } from './contract.ts';
import { recordEvent } from './journey.ts';
import { judgeNeed, judgeNeedDraft, type NeedAction, type NeedText, needMay } from './need.ts';
import { reason, withChange } from './record.ts';
import { requireRole, stakeIn } from './rights.ts';
import { showNeed } from './show.ts';
import {
  deleteDraft,
  findUnknown,
  insertNeed,
  loadNeed,
  loadOrganisation,
  markChangedSinceReview,
  type NeedRow,
  updateNeed,
} from './store.ts';

const blank: NeedText = {
  title: '',
  problem: null,
  targets: null,
  keywords: [],
  fields: [],
  leastMaturity: null,
  budget: null,
  deadline: null,
  regionScope: [],
  visibility: 'public',
  compactId: null,
  namedOrganisationIds: [],
  languages: [],
  source: null,
  contact: null,
  expiresOn: null,
};

const textKeys = Object.keys(NeedChange.properties);

/** Reasons against names that the registry does not know. */
async function unknownNames(ctx: Context, text: NeedText): Promise<Reason[]> {
  const unknown = await findUnknown(ctx.tx, text);
  const reasons = unknown.regions.map((code) =>
    reason(
      'region_unknown',
      `There is no region ${code}.`,
      `/regionScope/${text.regionScope.indexOf(code)}`,
      { code },
    ),
  );
  for (const id of unknown.organisations) {
    const at = text.namedOrganisationIds.indexOf(id);
    const detail = `There is no organisation ${id}.`;
    reasons.push(reason('organisation_unknown', detail, `/namedOrganisationIds/${at}`));
  }
  if (unknown.compact) {
    reasons.push(reason('compact_unknown', 'There is no such compact.', '/compactId'));
  }
  return reasons;
}

export async function refuseNeed(
  ctx: Context,
  judgement: Judgement,
  text: NeedText,
  record?: NeedRow,
): Promise<void> {
  const unknown = await unknownNames(ctx, text);
  const reasons = [...(judgement.allowed ? [] : judgement.reasons), ...unknown];
  if (reasons.length === 0) return;
  throw new Refusal('need_not_valid', 'The need cannot be kept like this.', {
    reasons,
    stake: record === undefined ? {} : stakeIn(record),
  });
}

/** Loads one of the caller's own, locked, as it was when the caller read it. */
export async function loadOwnNeed(
  ctx: Context,
  wanted: { readonly needId: string; readonly revision: number },
  action: NeedAction,
): Promise<NeedRow> {
  const record = await loadNeed(ctx.tx, wanted.needId, 'update');
  if (record === null) throw notFound('need');
  requireRole(ctx.actor, record.organisationId, 'editor', 'need');
  expectRevision(record, wanted.revision);
  if (needMay(record.state, action)) return record;
  throw new Refusal('record_state_forbids', `A need that is ${record.state} stays so.`, {
    params: { state: record.state, action },
    stake: stakeIn(record),
  });
}

export async function reread(ctx: Context, id: string): Promise<Need> {
  const record = await loadNeed(ctx.tx, id);
  if (record === null) throw new Error(`The need ${id} was there a moment ago.`);
  return showNeed(ctx.actor, record);
}

export async function createNeed(
  ctx: Context,
  input: InputOf<typeof contract.createNeed>,
  about: { readonly sample?: boolean } = {},
): Promise<Need> {
  requireRole(ctx.actor, input.organisationId, 'editor', 'organisation');
  const organisation = await loadOrganisation(ctx.tx, input.organisationId);
  if (organisation === null) throw notFound('organisation');
  const text = withChange(blank, input, textKeys);
  await refuseNeed(ctx, judgeNeedDraft(text), text);

  const id = uuidv7();
  const sample = about.sample ?? organisation.sample;
  const record = { id, organisationId: organisation.id, now: ctx.now, sample };
  await insertNeed(ctx.tx, record, text);
  return await reread(ctx, id);
}

export async function editNeed(
  ctx: Context,
  input: InputOf<typeof contract.editNeed>,
): Promise<Need> {
  const record = await loadOwnNeed(ctx, input, 'edit');
  const text = withChange<NeedText>(record, input, textKeys);
  if (record.state === 'published') {
    // What others rely on stays complete; a last day cannot be taken away, only moved.
    const standing = { ...text, expiresOn: text.expiresOn ?? record.expiresOn };
    await refuseNeed(ctx, judgeNeed(standing, ctx.now), standing, record);
    await updateNeed(ctx.tx, record.id, standing, ctx.now);
    const { title, problem, targets } = standing;
    if (title !== record.title || problem !== record.problem || targets !== record.targets) {
      await markChangedSinceReview(ctx.tx, 'need', record.id);
    }
    ctx.announce(recordEvent({ kind: 'need', ...record }, 'changed'));
  } else {
    await refuseNeed(ctx, judgeNeedDraft(text), text, record);
    await updateNeed(ctx.tx, record.id, text, ctx.now);
  }
  return await reread(ctx, record.id);
}

export async function discardNeed(
  ctx: Context,
  input: InputOf<typeof contract.discardNeed>,
): Promise<null> {
  const record = await loadOwnNeed(ctx, input, 'discard');
  await deleteDraft(ctx.tx, 'need', record.id);
  return null;
}
