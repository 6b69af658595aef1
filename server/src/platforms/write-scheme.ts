/** Drafts of schemes: begun, saved as a person types, renewed, thrown away. */
import { type Who, whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { type SchemeAction, schemeFormats, schemeMay } from './scheme.ts';
import type { SchemeDocument, SchemeVersion, schemeContract } from './scheme-contract.ts';
import { readDraft, requireDocument } from './scheme-reading.ts';
import {
  keepsFor,
  requireKeeperNamed,
  requireSchemeKeeper,
  visibleSchemeVersion,
} from './scheme-rights.ts';
import {
  deleteSchemeVersion,
  insertScheme,
  insertSchemeVersion,
  loadScheme,
  lockScheme,
  nextSchemeNumber,
  type SchemeVersionRow,
  unknownTypes,
  versionsInPlace,
  type WrittenScheme,
  writeScheme,
  writeTypes,
} from './scheme-store.ts';
import { blanks, schemeTemplateNamed } from './scheme-templates.ts';
import { readSchemeSummary } from './scheme-views.ts';
import { objectionsTo, rereadScheme } from './show-scheme.ts';

type Contract = typeof schemeContract;

export async function createScheme(
  ctx: Context,
  input: InputOf<Contract['createScheme']>,
  about: { readonly sample?: boolean } = {},
): Promise<SchemeVersion> {
  const { types = [], template = null } = input;
  const keeper = await requireKeeperNamed(ctx, input);
  await requireTypes(ctx, types);
  const shipped = template === null ? null : schemeTemplateNamed(template);
  const kind = shipped?.kind ?? input.kind ?? 'evaluation';
  const id = uuidv7();
  await insertScheme(
    ctx.tx,
    { id, kind, keeper, types, template, sample: about.sample ?? false },
    ctx.now,
  );
  const versionId = await beginSchemeVersion(
    ctx,
    { schemeId: id, kind, number: 1 },
    {
      document: input.document ?? shipped?.document ?? blanks[kind],
      sampleData:
        input.sampleData ?? (input.document === undefined ? shipped?.sampleData : '') ?? '',
    },
  );
  const version = await rereadScheme(ctx, versionId);
  announce(ctx, 'platforms.scheme_begun', version, keeper.regionCode);
  return version;
}

/** @throws Refusal platform_type_not_known */
async function requireTypes(ctx: Context, types: readonly string[]): Promise<void> {
  const [unknown] = await unknownTypes(ctx.tx, types);
  if (unknown === undefined) return;
  const detail = `There is no type of platforms ${unknown}.`;
  const params = { type: unknown };
  throw new Refusal('platform_type_not_known', detail, {
    params,
    reasons: [{ code: 'platform_type_not_known', detail, params, pointer: '/types' }],
  });
}

async function beginSchemeVersion(
  ctx: Context,
  { schemeId, kind, number }: Pick<SchemeVersionRow, 'schemeId' | 'kind' | 'number'>,
  from: { readonly document: SchemeDocument; readonly sampleData: string },
): Promise<string> {
  const id = uuidv7();
  await insertSchemeVersion(ctx.tx, { id, schemeId, number }, ctx.now);
  await keep(ctx, { id, schemeId, kind, number }, { ...from, authors: [whoActs(ctx)] });
  return id;
}

/** Evaluations name a scheme by id and version, so the document carries the platform's own. */
async function keep(
  ctx: Context,
  { id, schemeId, kind, number }: Pick<SchemeVersionRow, 'id' | 'schemeId' | 'kind' | 'number'>,
  given: Pick<WrittenScheme, 'document' | 'sampleData' | 'authors'>,
): Promise<void> {
  const named = { format: schemeFormats[kind], id: schemeId, version: number };
  const document = requireDocument({ ...given.document, ...named });
  const reading = readDraft(document);
  const problemCount = objectionsTo(reading).length;
  await writeScheme(ctx.tx, id, { ...given, document, reading, problemCount }, ctx.now);
}

/** Loads one that the caller keeps, locked, as it was when the caller read it. */
export async function loadKeptScheme(
  ctx: Context,
  wanted: { readonly versionId: string; readonly revision: number },
  action: SchemeAction,
): Promise<SchemeVersionRow> {
  const version = await visibleSchemeVersion(ctx, wanted.versionId, 'update');
  await requireSchemeKeeper(ctx, version);
  expectRevision(version, wanted.revision);
  requireSchemeState(version, action);
  return version;
}

/** @throws Refusal scheme_state_forbids */
export function requireSchemeState(
  { id, schemeId, state }: SchemeVersionRow,
  action: SchemeAction,
): void {
  if (schemeMay(state, action)) return;
  throw new Refusal('scheme_state_forbids', `A version that is ${state} does not allow it.`, {
    params: { state, action },
    stake: { subjectIds: [schemeId, id] },
  });
}

export const editSchemeVersion: UseCase<Contract['editSchemeVersion']> = async (ctx, input) => {
  const version = await loadKeptScheme(ctx, input, 'edit');
  if (input.types !== undefined) {
    await requireTypes(ctx, input.types);
    await writeTypes(ctx.tx, version.schemeId, input.types);
  }
  await keep(ctx, version, {
    document: input.document ?? version.document,
    sampleData: input.sampleData ?? version.sampleData,
    authors: withAuthor(version.authors, whoActs(ctx)),
  });
  return await rereadScheme(ctx, version.id);
};

function withAuthor(authors: readonly Who[], who: Who): Who[] {
  return [...authors.filter(({ id }) => id !== who.id), who];
}

export const addSchemeVersion: UseCase<Contract['addSchemeVersion']> = async (
  ctx,
  { schemeId },
) => {
  const scheme = await readSchemeSummary(ctx, schemeId);
  if (scheme === null) throw notFound('scheme');
  if (!(await keepsFor(ctx, scheme.keeperKey))) {
    throw notAllowed('Only those who keep a scheme renew it.', {
      stake: { subjectIds: [schemeId] },
    });
  }
  await lockScheme(ctx.tx, schemeId);
  const { draft, latestId } = await versionsInPlace(ctx.tx, schemeId);
  if (draft !== null) {
    throw new Refusal('scheme_draft_exists', `Version ${draft} is in the making.`, {
      params: { number: draft },
    });
  }
  const latest = latestId === null ? null : await loadScheme(ctx.tx, latestId);
  if (latest === null) throw notFound('scheme');
  const number = await nextSchemeNumber(ctx.tx, schemeId);
  const id = await beginSchemeVersion(ctx, { schemeId, kind: latest.kind, number }, latest);
  const version = await rereadScheme(ctx, id);
  announce(ctx, 'platforms.scheme_renewed', version, scheme.keeperKey.regionCode);
  return version;
};

export const discardSchemeVersion: UseCase<Contract['discardSchemeVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadKeptScheme(ctx, input, 'discard');
  await lockScheme(ctx.tx, version.schemeId);
  await deleteSchemeVersion(ctx.tx, version.id, version.schemeId);
  const { title } = readDraft(version.document);
  announce(ctx, 'platforms.scheme_discarded', { ...version, title }, version.keeperKey.regionCode);
  return null;
};

export function announce(
  ctx: Context,
  type: `platforms.scheme_${string}`,
  {
    id,
    schemeId,
    number,
    title,
    digest,
  }: Pick<SchemeVersion, 'id' | 'schemeId' | 'number' | 'title' | 'digest'>,
  regionCode: string | null,
): void {
  ctx.announce({
    type,
    subjectIds: [schemeId, id],
    fromRegion: regionCode,
    payload: { number, titleZh: title.zh, titleEn: title.en, digest },
  });
}
