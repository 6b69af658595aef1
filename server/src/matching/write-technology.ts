/** Drafts of technologies: begun, saved as a person types, thrown away. */
import { uuidv7 } from '../runtime/id.ts';
import type { Judgement } from '../runtime/judgement.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { type contract, type Technology, TechnologyChange } from './contract.ts';
import { recordEvent } from './journey.ts';
import { withChange } from './record.ts';
import { requireRole, stakeIn } from './rights.ts';
import { showTechnology } from './show.ts';
import {
  deleteDraft,
  insertTechnology,
  type Lock,
  loadOrganisation,
  loadTechnology,
  markChangedSinceReview,
  type TechnologyRow,
  updateTechnology,
} from './store.ts';
import {
  judgeTechnology,
  judgeTechnologyDraft,
  type TechnologyAction,
  type TechnologyText,
  technologyMay,
} from './technology.ts';

const blank: TechnologyText = {
  title: '',
  summary: null,
  keywords: [],
  fields: [],
  maturity: null,
  ipPosition: null,
  price: null,
  languages: [],
  source: null,
  contact: null,
  expiresOn: null,
};

const textKeys = Object.keys(TechnologyChange.properties);

export function refuseTechnology(judgement: Judgement, record?: TechnologyRow): void {
  if (judgement.allowed) return;
  throw new Refusal('technology_not_valid', 'The technology cannot be kept like this.', {
    reasons: judgement.reasons,
    stake: record === undefined ? {} : stakeIn(record),
  });
}

/** Loads one of the caller's own, locked, as it was when the caller read it. */
export async function loadOwnTechnology(
  ctx: Context,
  wanted: { readonly technologyId: string; readonly revision: number },
  action: TechnologyAction,
  lock: Lock = 'update',
): Promise<TechnologyRow> {
  const record = await loadTechnology(ctx.tx, wanted.technologyId, lock);
  if (record === null) throw notFound('technology');
  requireRole(ctx.actor, record.organisationId, 'editor', 'technology');
  expectRevision(record, wanted.revision);
  if (technologyMay(record.state, action)) return record;
  throw new Refusal('record_state_forbids', `A technology that is ${record.state} stays so.`, {
    params: { state: record.state, action },
    stake: stakeIn(record),
  });
}

export async function reread(ctx: Context, id: string): Promise<Technology> {
  const record = await loadTechnology(ctx.tx, id);
  if (record === null) throw new Error(`The technology ${id} was there a moment ago.`);
  return showTechnology(ctx.actor, record);
}

export async function createTechnology(
  ctx: Context,
  input: InputOf<typeof contract.createTechnology>,
  about: { readonly sample?: boolean } = {},
): Promise<Technology> {
  requireRole(ctx.actor, input.organisationId, 'editor', 'organisation');
  const organisation = await loadOrganisation(ctx.tx, input.organisationId);
  if (organisation === null) throw notFound('organisation');
  const text = withChange(blank, input, textKeys);
  refuseTechnology(judgeTechnologyDraft(text));

  const id = uuidv7();
  const sample = about.sample ?? organisation.sample;
  const record = { id, organisationId: organisation.id, now: ctx.now, sample };
  await insertTechnology(ctx.tx, record, text);
  return await reread(ctx, id);
}

export async function editTechnology(
  ctx: Context,
  input: InputOf<typeof contract.editTechnology>,
): Promise<Technology> {
  const record = await loadOwnTechnology(ctx, input, 'edit');
  const text = withChange<TechnologyText>(record, input, textKeys);
  if (record.state === 'published') {
    // What others rely on stays complete; a last day cannot be taken away, only moved.
    const standing = { ...text, expiresOn: text.expiresOn ?? record.expiresOn };
    refuseTechnology(judgeTechnology(standing, ctx.now), record);
    await updateTechnology(ctx.tx, record.id, standing, ctx.now);
    if (standing.title !== record.title || standing.summary !== record.summary) {
      await markChangedSinceReview(ctx.tx, 'technology', record.id);
    }
    ctx.announce(recordEvent({ kind: 'technology', ...record }, 'changed'));
  } else {
    refuseTechnology(judgeTechnologyDraft(text), record);
    await updateTechnology(ctx.tx, record.id, text, ctx.now);
  }
  return await reread(ctx, record.id);
}

export async function discardTechnology(
  ctx: Context,
  input: InputOf<typeof contract.discardTechnology>,
): Promise<null> {
  const record = await loadOwnTechnology(ctx, input, 'discard');
  await deleteDraft(ctx.tx, 'technology', record.id);
  return null;
}
