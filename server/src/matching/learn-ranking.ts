/** Learns the weights from every answer that was given, and says how a version came to be. */
import { createHash } from 'node:crypto';
import { learnWeights } from '@yunhe/retrieval';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { defaultPoints, fitParts } from './fit-words.ts';
import { declineReasons } from './introduction.ts';
import { matchIndexOf } from './match-index.ts';
import type { Ranking, rankingContract } from './ranking-contract.ts';
import {
  type AnswerRow,
  answersToLearnFrom,
  insertRanking,
  latestRanking,
  type RankingRow,
  rankingOf,
} from './ranking-store.ts';
import { learnedAtMost, partOfReason } from './weights.ts';

/** Another way to learn gets another name, so that an old version says how it was learned. */
const method = 'logistic ridge 1';

function digestOf(answers: readonly AnswerRow[]): string {
  const lines = answers.map(({ id, answer, count, scores }) => {
    return JSON.stringify([id, answer, count, fitParts.map((part) => scores[part] ?? null)]);
  });
  return createHash('sha256')
    .update([method, ...lines].join('\n'))
    .digest('hex');
}

/** Answers whether there is a new version; the same answers give none. */
export async function learnRanking(ctx: Context): Promise<boolean> {
  const answers = await answersToLearnFrom(ctx.tx);
  const inputsDigest = digestOf(answers);
  const latest = await latestRanking(ctx.tx);
  if (answers.length === 0 && latest === null) return false;
  if (latest?.inputsDigest === inputsDigest) return false;
  const learned = learnWeights(answers, defaultPoints, { most: learnedAtMost });
  const index = matchIndexOf(ctx);
  await index.catchUp();
  const version = (latest?.version ?? 0) + 1;
  const written = await insertRanking(ctx.tx, {
    version,
    method,
    points: learned.weights,
    examples: learned.examples,
    yes: answers.filter(({ answer }) => answer === 'yes').length,
    no: answers.filter(({ answer }) => answer === 'no').length,
    corpusDigest: index.digest(),
    inputsDigest,
    now: ctx.now,
  });
  if (written)
    ctx.announce({ type: 'matching.ranking_learned', payload: { version, inputsDigest } });
  return written;
}

export async function readRanking(
  ctx: Context,
  input: InputOf<typeof rankingContract.readRanking>,
): Promise<Ranking> {
  const { version } = input;
  const row =
    version === undefined
      ? await latestRanking(ctx.tx)
      : version === 0
        ? null
        : await rankingOf(ctx.tx, version);
  if (row === null && version !== undefined && version !== 0) throw notFound('ranking');
  return showRanking(row);
}

function showRanking(row: RankingRow | null): Ranking {
  return {
    version: row?.version ?? 0,
    method: row?.method ?? 'delivered',
    learnedAt: row?.learnedAt ?? null,
    corpusDigest: row?.corpusDigest ?? null,
    inputsDigest: row?.inputsDigest ?? null,
    yes: row?.yes ?? 0,
    no: row?.no ?? 0,
    parts: fitParts.map((part) => ({
      part,
      points: row?.points[part] ?? defaultPoints[part],
      defaultPoints: defaultPoints[part],
      leastPoints: defaultPoints[part] / learnedAtMost,
      mostPoints: defaultPoints[part] * learnedAtMost,
      examples: row?.examples[part] ?? 0,
    })),
    reasons: declineReasons.map((one) => ({ reason: one, part: partOfReason[one] ?? null })),
  };
}
