/** A party signs what it read; the last signature puts the version in force. */
import { whoActs } from '../runtime/actor.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import type { agreementContract } from './agreement-contract.ts';
import { partiesActedFor, requireVisibleVersion } from './agreement-rights.ts';
import {
  cutBefore,
  insertSignature,
  loadVersion,
  lockAgreement,
  markSigned,
  type PartyRow,
  partiesOf,
  partiesSigned,
  signedVersions,
  type VersionRow,
} from './agreement-store.ts';
import { requireReady } from './send-agreement.ts';
import { objectionsTo, rereadVersion } from './show-agreement.ts';
import { readDraft } from './terms.ts';
import { requireState } from './write-agreement.ts';

type Contract = typeof agreementContract;

export const signAgreementVersion: UseCase<Contract['signAgreementVersion']> = async (
  ctx,
  input,
) => {
  await requireVisibleVersion(ctx, input.versionId);
  // Held until the end: of two who sign last at once, the second one sees the first.
  const version = await loadVersion(ctx.tx, input.versionId, 'update');
  if (version === null) throw notFound('version of an agreement');
  const parties = await partiesOf(ctx.tx, version.id, ctx.now);
  const party = await requireSigner(ctx, version, parties, input.party);
  requireState(version, 'sign');
  requireSameTerms(version, input.termsDigest);
  const signed = await partiesSigned(ctx.tx, version);
  if (signed.has(party.party)) {
    throw new Refusal('party_has_signed', `${party.party} has signed this version already.`, {
      params: { party: party.party },
    });
  }
  // A party may have been merged since it was sent, or another version been signed.
  await lockAgreement(ctx.tx, version.agreementId);
  const before = await signedVersions(ctx.tx, version.agreementId);
  const reading = readDraft(version.terms);
  requireReady(version, objectionsTo(reading, parties, before));

  await insertSignature(
    ctx.tx,
    version,
    { party: party.party, person: whoActs(ctx), office: officeOf(party) },
    ctx.now,
  );
  announce(ctx, version, party, 'outposts.agreement_signed');
  signed.add(party.party);
  if (reading.parties.every(({ id }) => signed.has(id))) {
    // First the earlier ones are cut: for no moment two versions rule the same day.
    await cutBefore(ctx.tx, version);
    await markSigned(ctx.tx, version.id, ctx.now);
    announce(ctx, version, party, 'outposts.agreement_concluded');
  }
  return await rereadVersion(ctx, version.id);
};

async function requireSigner(
  ctx: Context,
  version: VersionRow,
  parties: readonly PartyRow[],
  wanted: string,
): Promise<PartyRow> {
  const party = parties.find((one) => one.party === wanted);
  if (party === undefined) {
    throw new Refusal('party_not_in_terms', `The terms bind no ${wanted}.`, {
      params: { party: wanted },
      reasons: [{ code: 'party_not_in_terms', detail: 'No such party.', pointer: '/party' }],
    });
  }
  if ((await partiesActedFor(ctx, [party])).length === 1) return party;
  throw notAllowed('A party is bound by its own officer, an organisation by its manager.', {
    stake: {
      subjectIds: [version.agreementId, version.id],
      journeyId: version.journeyId,
      toRegion: party.regionCode,
      organisationId: party.organisationId,
    },
  });
}

function requireSameTerms(version: VersionRow, read: string): void {
  if (version.termsDigest === read) return;
  throw new Refusal(
    'terms_are_not_what_was_signed',
    'The digest that was signed belongs to other terms; read the version again.',
    { params: { signed: read, kept: version.termsDigest ?? '' } },
  );
}

/** As what the person signs: kept with the signature, since offices pass to others. */
function officeOf({ organisationId, place }: PartyRow) {
  return { office: organisationId === null ? 'region_officer' : 'manager', place };
}

function announce(
  ctx: Context,
  version: VersionRow,
  party: PartyRow,
  type: 'outposts.agreement_signed' | 'outposts.agreement_concluded',
): void {
  const { number, termsDigest, startsOn } = version;
  ctx.announce({
    type,
    subjectIds: [version.agreementId, version.id],
    journeyId: version.journeyId,
    organisationId: party.organisationId,
    fromRegion: party.regionCode,
    payload: { number, party: party.party, termsDigest, startsOn },
  });
}
