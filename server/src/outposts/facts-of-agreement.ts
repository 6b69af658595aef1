/** An agreement as facts see it: its signed terms, its parties, and whom the caller speaks for. */

import { type Agreement, readTerms } from '@yunhe/settlement';
import type { Role, Who } from '../runtime/actor.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { partiesActedFor } from './agreement-rights.ts';
import { lockAgreement, type PartyRow, partiesOf } from './agreement-store.ts';
import { agreementIsWithin } from './agreement-visibility-views.ts';
import { versionFor } from './fact.ts';
import { readAgreementKey, type SignedTerms, signedTerms } from './fact-store.ts';

export interface FactsAgreement {
  readonly id: string;
  readonly compactId: string | null;
  readonly journeyId: string;
  readonly sample: boolean;
  readonly versions: readonly SignedTerms[];
  /** Of the version that rules the latest years. */
  readonly parties: readonly PartyRow[];
  /** The terms that judge facts of a year. */
  termsFor(year: number): Agreement;
}

/**
 * Facts are known to the parties and to those who look after the agreement, also where its terms
 * are public.
 *
 * @throws Refusal not_found, agreement_is_not_signed
 */
export async function openFacts(ctx: Context, agreementId: string): Promise<FactsAgreement> {
  if (!(await agreementIsWithin(ctx, agreementId))) throw notFound('agreement');
  const key = (await readAgreementKey(ctx.tx, agreementId))!;
  const versions = await signedTerms(ctx.tx, agreementId);
  const last = versions.at(-1);
  if (last === undefined) {
    const detail = 'Facts are reported once all parties have signed the terms.';
    throw new Refusal('agreement_is_not_signed', detail, { stake: { subjectIds: [agreementId] } });
  }
  const read = new Map<string, Agreement>();
  return {
    ...key,
    versions,
    parties: await partiesOf(ctx.tx, last.id, ctx.now),
    termsFor: (year) => {
      const { id, terms } = versionFor(versions, year) ?? last;
      const agreement = read.get(id) ?? agreementIn(terms);
      read.set(id, agreement);
      return agreement;
    },
  };
}

/**
 * Whoever writes facts of an agreement takes turns at its row, and reads the versions in its turn:
 * one may have been signed meanwhile.
 */
export async function lockFacts(ctx: Context, agreementId: string): Promise<FactsAgreement> {
  if (!(await agreementIsWithin(ctx, agreementId))) throw notFound('agreement');
  await lockAgreement(ctx.tx, agreementId);
  return await openFacts(ctx, agreementId);
}

/** Signed terms were found whole when they were signed. */
function agreementIn(terms: unknown): Agreement {
  const reading = readTerms(terms);
  if ('agreement' in reading) return reading.agreement;
  throw new Error(`Signed terms cannot be read: ${reading.problems[0]?.detail}`);
}

/** The parties for which the caller reports, confirms and disputes. */
export async function spokenFor(
  ctx: Context,
  { parties }: FactsAgreement,
  least: Role = 'editor',
): Promise<string[]> {
  return await partiesActedFor(ctx, parties, least);
}

/** @throws Refusal not_allowed, party_is_not_yours, party_to_speak_for_missing */
export async function requireSpeaker(
  ctx: Context,
  about: FactsAgreement,
  wanted: string | undefined,
  least?: Role,
): Promise<string> {
  const acted = await spokenFor(ctx, about, least);
  const stake = { subjectIds: [about.id], journeyId: about.journeyId };
  if (acted.length === 0) throw notAllowed('Only its parties speak in an agreement.', { stake });
  if (wanted !== undefined) {
    if (acted.includes(wanted)) return wanted;
    const detail = `You do not speak for ${wanted}.`;
    throw new Refusal('party_is_not_yours', detail, { params: { party: wanted }, stake });
  }
  if (acted.length === 1) return acted[0]!;
  throw new Refusal('party_to_speak_for_missing', 'Say for which party you speak.', {
    params: { parties: acted.join(', ') },
    reasons: [
      {
        code: 'party_to_speak_for_missing',
        detail: `One of ${acted.join(', ')}.`,
        params: { parties: acted.join(', ') },
        pointer: '/speaksFor',
      },
    ],
  });
}

export function whoSpeaks({ actor }: Context): Who {
  return { id: actor.personId, name: actor.name };
}

/** The region of a party, for flows between regions. */
export function regionOfParty({ parties }: FactsAgreement, party: string): string | null {
  return parties.find((one) => one.party === party)?.regionCode ?? null;
}
