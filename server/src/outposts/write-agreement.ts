/** Drafts of agreements: begun, saved as a person types, thrown away. */

import { requireRegion } from '../registry/index.ts';
import { type Who, whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { type AgreementAction, versionMay } from './agreement.ts';
import type { agreementContract, PartyBinding, TermsData } from './agreement-contract.ts';
import { requireVisibleVersion, requireWriter, writesVersion } from './agreement-rights.ts';
import {
  compactIsKnown,
  deleteVersion,
  insertAgreement,
  insertVersion,
  knownPlaces,
  loadVersion,
  lockAgreement,
  type PartyKey,
  partiesOf,
  signedVersions,
  type VersionRow,
  type Written,
  writeOpenness,
  writeParties,
  writeTerms,
} from './agreement-store.ts';
import { blankTerms, termsOfTemplate } from './agreement-templates.ts';
import type { AgreementVersion } from './contract.ts';
import { objectionsTo, rereadVersion } from './show-agreement.ts';
import { readDraft, requireTerms, type TermsReading } from './terms.ts';

type Contract = typeof agreementContract;

function withAuthor(authors: readonly Who[], who: Who): Who[] {
  return [...authors.filter(({ id }) => id !== who.id), who];
}

export async function createAgreement(
  ctx: Context,
  input: InputOf<Contract['createAgreement']>,
  about: { readonly sample?: boolean } = {},
): Promise<AgreementVersion> {
  const { regionCode, compactId = null, isPublic = false, template = null } = input;
  await requireRegion(ctx, regionCode, { pointer: '/regionCode' });
  await requireCompact(ctx, compactId);
  if (!(await writesVersion(ctx, { begunByRegion: regionCode, compactId: null }, []))) {
    throw notAllowed('A region begins agreements by its own officers or its secretariat.', {
      stake: { toRegion: regionCode },
    });
  }
  const begun = input.terms ?? (template === null ? blankTerms : termsOfTemplate(template));
  const agreement = {
    id: uuidv7(),
    begunByRegion: regionCode,
    ...{ compactId, isPublic },
    journeyId: uuidv7(),
    sample: about.sample ?? false,
  };
  await insertAgreement(ctx.tx, agreement, ctx.now);
  const id = await beginVersion(ctx, {
    agreementId: agreement.id,
    number: 1,
    template,
    terms: begun,
    parties: input.parties ?? [],
  });
  const version = await rereadVersion(ctx, id);
  ctx.announce({
    type: 'outposts.agreement_begun',
    subjectIds: [agreement.id, id],
    journeyId: agreement.journeyId,
    fromRegion: regionCode,
    payload: { titleZh: version.title.zh, titleEn: version.title.en, template },
  });
  return version;
}

/** A draft with its own number in its terms, so that a file says by itself which version it is. */
export async function beginVersion(
  ctx: Context,
  about: {
    readonly agreementId: string;
    readonly number: number;
    readonly template: string | null;
    readonly terms: TermsData;
    readonly parties: readonly PartyBinding[];
  },
): Promise<string> {
  const { agreementId, number, template } = about;
  const id = uuidv7();
  const terms = named(requireTerms(about.terms), { agreementId, number });
  const reading = readDraft(terms);
  await insertVersion(ctx.tx, { id, agreementId, number, template }, ctx.now);
  await writeParties(ctx.tx, id, await requireBindings(ctx, reading, about.parties));
  await keep(ctx, { id, agreementId }, { terms, reading, authors: [whoActs(ctx)] });
  return id;
}

/** Statements name terms by id and version: here these are the agreement's own. */
function named(
  terms: TermsData,
  { agreementId, number }: Pick<VersionRow, 'agreementId' | 'number'>,
): TermsData {
  return { ...terms, format: 'yunhe-terms-1', id: agreementId, version: number };
}

/** Counts what is wrong by the parties as they are kept, and writes the terms. */
async function keep(
  ctx: Context,
  { id, agreementId }: Pick<VersionRow, 'id' | 'agreementId'>,
  written: Omit<Written, 'problemCount'>,
): Promise<void> {
  const bound = await partiesOf(ctx.tx, id, ctx.now);
  const signed = await signedVersions(ctx.tx, agreementId);
  const problemCount = objectionsTo(written.reading, bound, signed).length;
  await writeTerms(ctx.tx, id, { ...written, problemCount }, ctx.now);
}

/** @throws Refusal party_not_in_terms and its kin, with every reason */
async function requireBindings(
  ctx: Context,
  reading: TermsReading,
  wanted: readonly PartyBinding[],
): Promise<PartyKey[]> {
  const keys = wanted.map(({ party, regionCode = null, organisationId = null }) => ({
    ...{ party, regionCode, organisationId },
  }));
  const known = await knownPlaces(ctx.tx, {
    regionCodes: keys.flatMap(({ regionCode }) => regionCode ?? []),
    organisationIds: keys.flatMap(({ organisationId }) => organisationId ?? []),
  });
  const inTerms = new Set(reading.parties.map(({ id }) => id));
  const seen = new Set<string>();
  const reasons = keys.flatMap(({ party, regionCode, organisationId }, at) => {
    const found: [code: string, detail: string][] = [];
    if (!inTerms.has(party)) found.push(['party_not_in_terms', `The terms name no ${party}.`]);
    if (seen.has(party)) found.push(['party_bound_twice', `${party} stands here twice.`]);
    if (regionCode !== null && organisationId !== null) {
      found.push(['party_place_not_one', `${party} is a region or an organisation, not both.`]);
    }
    if (regionCode !== null && !known.has(regionCode)) {
      found.push(['region_not_known', `There is no region with the code ${regionCode}.`]);
    }
    if (organisationId !== null && !known.has(organisationId)) {
      found.push(['organisation_not_known', 'There is no such organisation.']);
    }
    seen.add(party);
    return found.map(([code, detail]) => ({
      ...{ code, detail },
      pointer: `/parties/${at}`,
      params: { party, code: regionCode ?? '' },
    }));
  });
  const [first] = reasons;
  if (first !== undefined) {
    throw new Refusal(first.code, first.detail, { reasons, params: first.params });
  }
  return keys.filter(
    ({ regionCode, organisationId }) => regionCode !== null || organisationId !== null,
  );
}

/** Loads one that the caller writes, locked, as it was when the caller read it. */
export async function loadWritten(
  ctx: Context,
  wanted: { readonly versionId: string; readonly revision: number },
  action: AgreementAction,
): Promise<VersionRow> {
  await requireVisibleVersion(ctx, wanted.versionId);
  const version = await loadVersion(ctx.tx, wanted.versionId, 'update');
  if (version === null) throw notFound('version of an agreement');
  await requireWriter(ctx, version);
  expectRevision(version, wanted.revision);
  requireState(version, action);
  return version;
}

/** @throws Refusal agreement_state_forbids */
export function requireState(version: VersionRow, action: AgreementAction): void {
  if (versionMay(version.state, action)) return;
  throw new Refusal(
    'agreement_state_forbids',
    `A version that is ${version.state} does not allow it.`,
    {
      params: { state: version.state, action },
      stake: { subjectIds: [version.agreementId, version.id], journeyId: version.journeyId },
    },
  );
}

export const editAgreementVersion: UseCase<Contract['editAgreementVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadWritten(ctx, input, 'edit');
  const terms =
    input.terms === undefined ? version.terms : named(requireTerms(input.terms), version);
  const reading = readDraft(terms);
  const inTerms = new Set(reading.parties.map(({ id }) => id));
  const bound =
    input.parties === undefined
      ? (await partiesOf(ctx.tx, version.id, ctx.now)).filter(({ party }) => inTerms.has(party))
      : await requireBindings(ctx, reading, input.parties);
  await setOpenness(ctx, version, input);
  await writeParties(ctx.tx, version.id, bound);
  await keep(ctx, version, {
    ...{ terms, reading },
    authors: withAuthor(version.authors, whoActs(ctx)),
  });
  return await rereadVersion(ctx, version.id);
};

/** Whether others may read it is part of what the parties sign, so it stays as it was signed. */
async function setOpenness(
  ctx: Context,
  version: VersionRow,
  { isPublic, compactId }: InputOf<Contract['editAgreementVersion']>,
): Promise<void> {
  if (isPublic === undefined && compactId === undefined) return;
  if ((await signedVersions(ctx.tx, version.agreementId)).length > 0) {
    const detail = 'Who may read an agreement is settled before its first version is signed.';
    throw new Refusal('agreement_was_signed', detail);
  }
  await requireCompact(ctx, compactId ?? null);
  await writeOpenness(ctx.tx, version.agreementId, {
    isPublic: isPublic ?? version.isPublic,
    compactId: compactId === undefined ? version.compactId : compactId,
  });
}

async function requireCompact(ctx: Context, compactId: string | null): Promise<void> {
  if (compactId === null || (await compactIsKnown(ctx.tx, compactId))) return;
  throw new Refusal('compact_not_known', 'There is no such compact.', { params: { compactId } });
}

export const discardAgreementVersion: UseCase<Contract['discardAgreementVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadWritten(ctx, input, 'discard');
  if (version.round > 0) {
    throw new Refusal('draft_was_sent', 'The other parties have seen it: withdraw it instead.', {
      stake: { subjectIds: [version.agreementId, version.id], journeyId: version.journeyId },
    });
  }
  await lockAgreement(ctx.tx, version.agreementId);
  await deleteVersion(ctx.tx, version.id, version.agreementId);
  ctx.announce({
    type: 'outposts.agreement_discarded',
    subjectIds: [version.agreementId, version.id],
    journeyId: version.journeyId,
    fromRegion: version.begunByRegion,
    payload: { number: version.number },
  });
  return null;
};
