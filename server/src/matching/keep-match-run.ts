/** How an introduction came to be: what the two scored, kept so that it can be worked out again. */
import { fitOf } from '@yunhe/retrieval';
import type { Event } from '../runtime/event.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { rankMatches, showParts, wishOfNeed } from './find-matches.ts';
import { matchIndexOf } from './match-index.ts';
import type { MatchRun, rankingContract } from './ranking-contract.ts';
import { insertMatchRun, type MatchRunRow, readRun } from './ranking-store.ts';
import { loadNeed } from './store.ts';
import { visibleIntroduction } from './views.ts';
import { pointsOf } from './weights.ts';

const ranksKept = 100;

/** Follows a request for an introduction; of a pair that is not among the first hundred, nothing. */
export async function keepMatchRun(
  ctx: Context,
  event: Pick<Event, 'at' | 'payload'>,
): Promise<void> {
  const { introductionId, needId, technologyId, weight } = event.payload;
  if (typeof introductionId !== 'string' || typeof needId !== 'string') return;
  if (typeof technologyId !== 'string') return;
  const need = await loadNeed(ctx.tx, needId);
  if (need === null) return;
  const options = {
    limit: ranksKept,
    floor: 0,
    withTwins: true,
    explained: 0,
    ...(Array.isArray(weight) ? { weight: weight.map(String) } : {}),
  };
  const { candidates, matches } = await rankMatches(ctx, wishOfNeed(ctx, need, options));
  const found = candidates.find(({ id }) => id === technologyId);
  if (found === undefined) return;
  await insertMatchRun(ctx.tx, {
    introductionId,
    at: event.at,
    rank: found.rank,
    score: found.score,
    parts: found.parts.map(({ part, score, asked, fact }) => ({
      part,
      score,
      asked,
      fact: fact === null ? null : { code: fact.code, params: { ...fact.params } },
    })),
    points: pointsOf(matches.weights),
    change: found.feedback?.change ?? 0,
    rankingVersion: matches.rankingVersion,
    corpusDigest: matches.corpusDigest,
  });
}

/** The same parts weighed by the same points give the same score, to the last digit. */
function again(run: MatchRunRow) {
  const fit = fitOf(run.parts, run.points);
  const score = Math.min(1, Math.max(0, fit.score + run.change));
  return { fit, score };
}

export async function readMatchRun(
  ctx: Context,
  input: InputOf<typeof rankingContract.readMatchRun>,
): Promise<MatchRun> {
  const { introductionId } = input;
  if ((await visibleIntroduction(ctx, introductionId)) === null) throw notFound('introduction');
  const run = await readRun(ctx.tx, introductionId);
  if (run === null) throw notFound('match run');
  const index = matchIndexOf(ctx);
  await index.catchUp();
  const { fit, score } = again(run);
  const parts = run.parts.map((part) => ({ ...part, speaks: null, openBy: null }));
  return {
    introductionId,
    at: run.at,
    rank: run.rank,
    score: run.score,
    parts: showParts({ parts: parts as Parameters<typeof showParts>[0]['parts'], fit }),
    rankingVersion: run.rankingVersion,
    corpusDigest: run.corpusDigest,
    reproduced: score === run.score,
    sameCorpus: run.corpusDigest === index.digest(),
  };
}
