/** Drafts of rule sets: begun, saved as a person types, thrown away. */
import { type Who, whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { canonical } from './canonical.ts';
import { type RuleVersion, type rulesContract, VersionChange } from './contract.ts';
import { digestOf } from './digest.ts';
import { readSmallFile } from './read-file.ts';
import { answersForPlace, requirePlace, requireRight } from './rights.ts';
import { modelBytesAtMost } from './rule-engine.ts';
import { inspectBeside } from './rule-task.ts';
import { judgeDraft, type VersionAction, versionMay } from './rule-version.ts';
import { rereadVersion } from './show-version.ts';
import {
  deleteVersion,
  insertRuleSet,
  insertVersion,
  loadModel,
  loadVersion,
  lockRuleSet,
  type PlaceKey,
  type Text,
  type VersionRow,
  versionsOfSet,
  writeModel,
  writeText,
} from './store.ts';

type Contract = typeof rulesContract;

const blank: Text = {
  nameZh: '',
  nameEn: '',
  documentNumber: null,
  grade: null,
  issuer: null,
  sourceUrl: null,
  textZh: '',
  textEn: '',
  limitsZh: '',
  limitsEn: '',
  words: {},
  cases: [],
  declaredGaps: [],
  outcome: null,
  effectiveFrom: null,
  effectiveUntil: null,
};

const textKeys = Object.keys(VersionChange.properties) as (keyof Text)[];

/** The texts alone, out of whatever carries them; what is left out stays as it was. */
function textFrom(before: Text, change: Partial<Text>): Text {
  return Object.fromEntries(
    textKeys.map((key) => [key, change[key] === undefined ? before[key] : change[key]]),
  ) as unknown as Text;
}

/** What an adoption signs: every text, the reading, the cases and the model. */
export function contentDigestOf(text: Text, modelDigest: string | null): string {
  return digestOf(canonical({ ...textFrom(text, {}), modelDigest }));
}

function withAuthor(authors: readonly Who[], who: Who): Who[] {
  return [...authors.filter(({ id }) => id !== who.id), who];
}

function requireDraft(text: Text): void {
  const judgement = judgeDraft(text);
  if (judgement.allowed) return;
  throw new Refusal('version_not_valid', 'The version cannot be kept like this.', {
    reasons: judgement.reasons,
  });
}

export async function requireKeeper(ctx: Context, keeper: PlaceKey): Promise<void> {
  const detail = 'Only those who keep this rule set change it.';
  requireRight(await answersForPlace(ctx, keeper), detail, keeper);
}

/** Loads one that the caller keeps, locked, as it was when the caller read it. */
export async function loadKept(
  ctx: Context,
  wanted: { readonly versionId: string; readonly revision: number },
  action: VersionAction,
): Promise<VersionRow> {
  const version = await loadVersion(ctx.tx, wanted.versionId, 'update');
  if (version === null) throw notFound('version');
  await requireKeeper(ctx, version.keeperKey);
  expectRevision(version, wanted.revision);
  requireState(version, action);
  return version;
}

export function requireState(version: VersionRow, action: VersionAction): void {
  if (versionMay(version.state, action)) return;
  const detail = `A version that is ${version.state} does not allow it.`;
  throw new Refusal('version_state_forbids', detail, {
    params: { state: version.state, action },
    stake: { subjectIds: [version.id] },
  });
}

export async function createRuleSet(
  ctx: Context,
  input: InputOf<Contract['createRuleSet']>,
  about: { readonly sample?: boolean } = {},
): Promise<RuleVersion> {
  const keeper = await requirePlace(ctx, input);
  await requireKeeper(ctx, keeper);
  const text = textFrom(blank, input);
  requireDraft(text);

  const sample = about.sample ?? false;
  const ruleSetId = uuidv7();
  await insertRuleSet(ctx.tx, { id: ruleSetId, keeper, sample }, ctx.now);
  const id = await beginVersion(ctx, { ruleSetId, text, model: null, sample });
  ctx.announce({
    type: 'rules.rule_set_begun',
    subjectIds: [ruleSetId],
    toRegion: keeper.regionCode,
    payload: { versionId: id, nameZh: text.nameZh, nameEn: text.nameEn },
  });
  return await rereadVersion(ctx, id);
}

async function beginVersion(
  ctx: Context,
  about: {
    readonly ruleSetId: string;
    readonly text: Text;
    readonly model: string | null;
    readonly sample: boolean;
  },
): Promise<string> {
  const { text, model, ...version } = about;
  const id = uuidv7();
  const authors = [whoActs(ctx)];
  await insertVersion(ctx.tx, { ...version, id, authors }, ctx.now);
  const digest = model === null ? null : digestOf(model);
  const written = { contentDigest: contentDigestOf(text, digest), authors, now: ctx.now };
  await writeText(ctx.tx, id, text, written);
  if (model !== null && digest !== null) {
    await writeModel(ctx.tx, id, { xml: model, digest }, written);
  }
  return id;
}

export const addVersion: UseCase<Contract['addVersion']> = async (ctx, input) => {
  const set = await lockRuleSet(ctx.tx, input.ruleSetId);
  if (set === null) throw notFound('rule set');
  await requireKeeper(ctx, set.keeper);
  const versions = await versionsOfSet(ctx.tx, input.ruleSetId);
  const draft = versions.find(({ state }) => state === 'draft' || state === 'reviewed');
  if (draft !== undefined) {
    throw new Refusal('draft_exists_already', `Version ${draft.number} is in the making.`, {
      params: { number: draft.number, versionId: draft.id },
    });
  }
  const from =
    input.fromVersionId === undefined
      ? versions[0]
      : versions.find(({ id }) => id === input.fromVersionId);
  if (from === undefined) throw notFound('version');

  const id = await beginVersion(ctx, {
    ruleSetId: input.ruleSetId,
    text: textFrom(from, {}),
    model: await loadModel(ctx.tx, from.id),
    sample: set.sample,
  });
  ctx.announce({
    type: 'rules.version_begun',
    subjectIds: [input.ruleSetId, id],
    payload: { from: from.number },
  });
  return await rereadVersion(ctx, id);
};

export const editVersion: UseCase<Contract['editVersion']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'edit');
  const text = textFrom(version, input as Partial<Text>);
  requireDraft(text);
  await writeText(ctx.tx, version.id, text, {
    contentDigest: contentDigestOf(text, version.modelDigest),
    authors: withAuthor(version.authors, whoActs(ctx)),
    now: ctx.now,
  });
  return await rereadVersion(ctx, version.id);
};

export const saveModel: UseCase<Contract['saveModel']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'edit');
  const xml = await readXml(input.file);
  return await keepModel(ctx, version, xml);
};

/** Keeps a model in a draft, if it can be read. */
export async function keepModel(
  ctx: Context,
  version: VersionRow,
  xml: string,
): Promise<RuleVersion> {
  await inspectBeside({ xml, words: {} });
  const digest = digestOf(xml);
  await writeModel(
    ctx.tx,
    version.id,
    { xml, digest },
    {
      contentDigest: contentDigestOf(version, digest),
      authors: withAuthor(version.authors, whoActs(ctx)),
      now: ctx.now,
    },
  );
  return await rereadVersion(ctx, version.id);
}

/** @throws Refusal model_too_large, model_not_valid */
export async function readXml(file: InputOf<Contract['saveModel']>['file']): Promise<string> {
  const bytes = await readSmallFile(file, modelBytesAtMost, 'model_too_large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('model_not_valid', 'The file is not UTF-8; save it as UTF-8.');
  }
}

export const discardVersion: UseCase<Contract['discardVersion']> = async (ctx, input) => {
  const version = await loadKept(ctx, input, 'discard');
  await deleteVersion(ctx.tx, version.id, version.ruleSetId);
  ctx.announce({
    type: 'rules.version_discarded',
    subjectIds: [version.ruleSetId, version.id],
    payload: { number: version.number, nameZh: version.nameZh },
  });
  return null;
};
