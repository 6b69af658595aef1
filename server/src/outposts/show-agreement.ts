/** An agreement and its versions as one caller sees them, with what the caller may do. */
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import {
  type AgreementAction,
  agreementActions,
  judgeParties,
  judgePeriod,
  type SignedVersion,
  versionMay,
} from './agreement.ts';
import type { agreementContract } from './agreement-contract.ts';
import { partiesActedFor, requireVisibleVersion, writesVersion } from './agreement-rights.ts';
import {
  loadVersion,
  type PartyRow,
  partiesOf,
  signedVersions,
  type VersionRow,
} from './agreement-store.ts';
import { readAgreementRow, signaturesOf, versionsOfAgreement } from './agreement-views.ts';
import type { AgreementVersion, TermsProblem } from './contract.ts';
import { proseOfDraft, readDraft, type TermsReading } from './terms.ts';

type Contract = typeof agreementContract;

export const readAgreement: UseCase<Contract['readAgreement']> = async (ctx, { agreementId }) => {
  const found = await readAgreementRow(ctx, agreementId);
  if (found === null) throw notFound('agreement');
  const versions = await versionsOfAgreement(ctx, agreementId);
  const parties = await partiesOf(ctx.tx, found.version.id, ctx.now);
  const about = {
    begunByRegion: found.begunBy.id,
    compactId: found.compact?.id ?? null,
  };
  const writes = await writesVersion(ctx, about, parties);
  const settled =
    found.state === 'running' || found.state === 'amended' || found.state === 'signed';
  return {
    ...found,
    versions,
    actsFor: await partiesActedFor(ctx, parties),
    may: { amend: writes && settled && !found.amending },
  };
};

export const readAgreementVersion: UseCase<Contract['readAgreementVersion']> = async (
  ctx,
  { versionId },
) => {
  await requireVisibleVersion(ctx, versionId);
  return await rereadVersion(ctx, versionId);
};

export async function rereadVersion(ctx: Context, id: string): Promise<AgreementVersion> {
  const version = await loadVersion(ctx.tx, id);
  if (version === null) throw new Error(`The version ${id} was there a moment ago.`);
  return await showVersion(ctx, version);
}

async function showVersion(ctx: Context, version: VersionRow): Promise<AgreementVersion> {
  const reading = readDraft(version.terms);
  const bound = await partiesOf(ctx.tx, version.id, ctx.now);
  const problems = isInTheMaking(version)
    ? objectionsTo(reading, bound, await signedVersions(ctx.tx, version.agreementId))
    : [];
  const signatures = await signaturesOf(ctx.tx, version.id, version.round);
  const acted = await partiesActedFor(ctx, bound);
  const signed = new Set(signatures.map(({ party }) => party));
  const signsFor = versionMay(version.state, 'sign') ? acted.filter((one) => !signed.has(one)) : [];
  const writes = await writesVersion(ctx, version, bound);
  const { round, begunByRegion: _region, journeyId: _journey, ...shown } = version;
  return {
    ...structuredClone(shown),
    title: reading.title,
    document: reading.document,
    grade: reading.grade,
    parties: reading.parties.map(({ id, role, name }) => ({
      party: id,
      ...{ role, name },
      place: bound.find(({ party }) => party === id)?.place ?? null,
    })),
    prose: proseOfDraft(version.terms, reading.problems),
    problems,
    signatures,
    signsFor,
    may: rightsOver(version, { writes, signs: signsFor.length > 0, acts: acted.length > 0, round }),
  };
}

function rightsOver(
  version: VersionRow,
  caller: {
    readonly writes: boolean;
    readonly signs: boolean;
    readonly acts: boolean;
    readonly round: number;
  },
): Record<AgreementAction, boolean> {
  const { writes, signs, acts, round } = caller;
  const may = (action: AgreementAction): boolean => {
    if (!versionMay(version.state, action)) return false;
    if (action === 'sign') return signs;
    if (action === 'return') return acts;
    // What the other parties have seen is not deleted, but taken off the table.
    if (action === 'discard') return writes && round === 0;
    if (action === 'withdraw') return writes && round > 0;
    return writes;
  };
  return Object.fromEntries(agreementActions.map((action) => [action, may(action)])) as Record<
    AgreementAction,
    boolean
  >;
}

export function isInTheMaking({ state }: Pick<VersionRow, 'state'>): boolean {
  return state === 'draft' || state === 'simulated' || state === 'in_review';
}

/** Everything that speaks against sending it: what the arithmetic says, the parties, the days. */
export function objectionsTo(
  reading: TermsReading,
  bound: readonly PartyRow[],
  signed: readonly SignedVersion[],
): TermsProblem[] {
  const bindings = bound.map(({ party, regionCode, organisationId, standing }) => ({
    party,
    placeId: regionCode ?? organisationId!,
    standing,
  }));
  return [
    ...reading.problems,
    ...judgeParties(reading.parties, bindings),
    ...(reading.agreement === null ? [] : judgePeriod(reading.period, signed)),
  ];
}
