/**
 * What rounds know of schemes: a version to compute with, frozen once a round begins. The caller
 * has judged who may; drafts are never computed with.
 */
import { type ReadScheme, readScheme } from '@yunhe/evaluation';
import type { Context } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { judgeFreezing, type SchemeState, schemeIsOpen } from './scheme.ts';
import type { SchemeDocument } from './scheme-contract.ts';
import { frozenVersionOf, insertFreeze, loadScheme } from './scheme-store.ts';

export interface SchemeOfRound {
  readonly versionId: string;
  readonly schemeId: string;
  readonly number: number;
  readonly state: SchemeState;
  /** At least one round computes with it. */
  readonly frozen: boolean;
  readonly title: { readonly zh: string; readonly en: string };
  /** Codes of the types of platforms it is meant for; none where it does not say. */
  readonly types: readonly string[];
  readonly document: SchemeDocument;
  /** SHA-256 of the canonical document. */
  readonly digest: string;
  /** Ready to be evaluated by. */
  readonly read: ReadScheme;
}

/** A published or withdrawn version by its id; null where there is none, or only a draft. */
export async function schemeVersionOf(
  { tx }: Pick<Context, 'tx'>,
  versionId: string,
): Promise<SchemeOfRound | null> {
  const version = await loadScheme(tx, versionId);
  if (version === null || schemeIsOpen(version.state) || version.kind !== 'evaluation') return null;
  const reading = readScheme(version.document);
  if (!('read' in reading)) throw new Error(`The published scheme ${versionId} cannot be read.`);
  const { id, schemeId, number, state, types, document, frozenFor } = version;
  const { read } = reading;
  return {
    ...{ versionId: id, schemeId, number, state, types, document, read },
    ...{ title: read.scheme.title, digest: read.digest, frozen: frozenFor > 0 },
  };
}

/**
 * The version that a round computes with, once it has begun; null before.
 */
export async function schemeOfRound(
  ctx: Pick<Context, 'tx'>,
  roundId: string,
): Promise<SchemeOfRound | null> {
  const versionId = await frozenVersionOf(ctx.tx, roundId);
  return versionId === null ? null : await schemeVersionOf(ctx, versionId);
}

/**
 * Freezes a published version for a round; it cannot be taken back or exchanged.
 *
 * @throws Refusal scheme_not_published, scheme_frozen_already
 */
export async function freezeScheme(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { roundId, versionId }: { readonly roundId: string; readonly versionId: string },
): Promise<void> {
  const version = await loadScheme(tx, versionId, 'share');
  const judgement = judgeFreezing(version?.state ?? 'draft');
  if (!judgement.allowed || version?.kind !== 'evaluation') {
    const {
      code,
      detail,
      params = {},
    } = judgement.allowed
      ? { code: 'scheme_not_published', detail: 'There is no such scheme.' }
      : judgement.reasons[0]!;
    throw new Refusal(code, detail, {
      params,
      reasons: judgement.allowed ? [] : judgement.reasons,
    });
  }
  const { digest } = version;
  if (await insertFreeze(tx, { roundId, versionId, digest: digest! }, now)) return;
  throw new Refusal('scheme_frozen_already', 'The round computes with a scheme already.');
}
