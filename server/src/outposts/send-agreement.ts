/** A simulated draft goes to every party; one that was sent comes back, or is given up. */
import type { UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import type { agreementContract } from './agreement-contract.ts';
import { partiesActedFor, requireVisibleVersion } from './agreement-rights.ts';
import {
  loadVersion,
  markReturned,
  markSent,
  markWithdrawn,
  partiesOf,
  signedVersions,
  type VersionRow,
} from './agreement-store.ts';
import type { TermsProblem } from './contract.ts';
import { objectionsTo, rereadVersion } from './show-agreement.ts';
import { readDraft } from './terms.ts';
import { loadWritten, requireState } from './write-agreement.ts';

type Contract = typeof agreementContract;

export const sendAgreementVersion: UseCase<Contract['sendAgreementVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadWritten(ctx, input, 'send');
  const parties = await partiesOf(ctx.tx, version.id, ctx.now);
  const signed = await signedVersions(ctx.tx, version.agreementId);
  requireReady(version, [
    ...objectionsTo(readDraft(version.terms), parties, signed),
    ...(version.state === 'simulated' ? [] : [notSimulated]),
  ]);

  await markSent(ctx.tx, version.id, ctx.now);
  ctx.announce({
    type: 'outposts.agreement_sent',
    subjectIds: [version.agreementId, version.id],
    journeyId: version.journeyId,
    fromRegion: version.begunByRegion,
    payload: { number: version.number, termsDigest: version.termsDigest },
  });
  return await rereadVersion(ctx, version.id);
};

const notSimulated: TermsProblem = {
  code: 'not_simulated_yet',
  detail: 'Simulate these terms first, so that every party sees what they would mean.',
  clause: null,
  pointer: '',
};

/** @throws Refusal agreement_not_ready, with everything that speaks against it */
export function requireReady(version: VersionRow, objections: readonly TermsProblem[]): void {
  if (objections.length === 0) return;
  throw new Refusal('agreement_not_ready', 'The terms cannot be signed like this.', {
    reasons: objections.map(({ code, detail, clause, pointer, params = {} }) => ({
      ...{ code, detail },
      pointer: `/terms${pointer}`,
      params: clause === null ? params : { ...params, clause },
    })),
    stake: {
      subjectIds: [version.agreementId, version.id],
      journeyId: version.journeyId,
      fromRegion: version.begunByRegion,
    },
  });
}

export const returnAgreementVersion: UseCase<Contract['returnAgreementVersion']> = async (
  ctx,
  input,
) => {
  await requireVisibleVersion(ctx, input.versionId);
  const version = await loadVersion(ctx.tx, input.versionId, 'update');
  if (version === null) throw notFound('version of an agreement');
  const parties = await partiesOf(ctx.tx, version.id, ctx.now);
  const [acted] = await partiesActedFor(ctx, parties);
  if (acted === undefined) {
    throw notAllowed('A version is returned by one of its parties.', {
      stake: { subjectIds: [version.agreementId, version.id] },
    });
  }
  expectRevision(version, input.revision);
  requireState(version, 'return');

  const { reason, note = null } = input;
  await markReturned(ctx.tx, version.id, { reason, note, by: ctx.actor.name }, ctx.now);
  ctx.announce({
    type: 'outposts.agreement_returned',
    subjectIds: [version.agreementId, version.id],
    journeyId: version.journeyId,
    fromRegion: parties.find(({ party }) => party === acted)?.regionCode ?? null,
    toRegion: version.begunByRegion,
    payload: { number: version.number, party: acted, reason },
  });
  return await rereadVersion(ctx, version.id);
};

export const withdrawAgreementVersion: UseCase<Contract['withdrawAgreementVersion']> = async (
  ctx,
  input,
) => {
  const version = await loadWritten(ctx, input, 'withdraw');
  const { reason, note = null } = input;
  await markWithdrawn(ctx.tx, version.id, { reason, note, by: ctx.actor.name }, ctx.now);
  ctx.announce({
    type: 'outposts.agreement_withdrawn',
    subjectIds: [version.agreementId, version.id],
    journeyId: version.journeyId,
    fromRegion: version.begunByRegion,
    payload: { number: version.number, reason },
  });
  return await rereadVersion(ctx, version.id);
};
