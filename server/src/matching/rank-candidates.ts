/** From what was found to what is shown: weighed, without twins, spread, each with its reasons. */
import {
  type Answered,
  type FeedbackChange,
  type Fit,
  feedbackChange,
  fitOf,
  groupTwins,
  likenessOf,
  type Shortfall,
  type Sketch,
  shortfallOf,
  spreadOver,
} from '@yunhe/retrieval';
import type { FitPart, MissingSide, Points } from './fit-words.ts';
import { type JudgedPart, judgeText } from './match.ts';

export interface Candidate {
  readonly id: string;
  /** Its text score, relative to the best that may be shown. */
  readonly text: number;
  /** Every part but the text. */
  readonly facts: readonly JudgedPart[];
  /** The province it comes from; results are spread over these. */
  readonly group: string | null;
}

export interface RankedCandidate {
  readonly id: string;
  readonly rank: number;
  readonly rankWithoutSpread: number;
  readonly score: number;
  readonly parts: readonly JudgedPart[];
  readonly fit: Fit<FitPart>;
  readonly feedback: FeedbackChange | null;
  readonly twins: readonly { readonly id: string; readonly likeness: number }[];
  readonly above: { readonly id: string; readonly shortfall: Shortfall<FitPart> } | null;
  readonly missing: readonly Missing[];
}

export interface Missing {
  readonly part: FitPart;
  readonly side: MissingSide;
  /** What saying it may add to the score at most. */
  readonly mayGain: number;
}

export interface RankingWish {
  readonly points: Partial<Points>;
  readonly limit: number;
  readonly spread: boolean;
  /** Whether each stands by itself, even if it says the same as another. */
  readonly withTwins?: boolean;
  /** What was said yes and no to before, for the same need. */
  readonly answered: readonly Answered[];
  /** The terms of a record, sketched. */
  readonly sketch: (id: string) => Sketch;
}

interface Weighed {
  readonly id: string;
  readonly text: number;
  readonly group: string | null;
  readonly parts: readonly JudgedPart[];
  readonly fit: Fit<FitPart>;
  readonly score: number;
  readonly feedback: FeedbackChange | null;
}

/** Twins and feedback are looked for among so many times what is shown. */
const lookedAt = 3;

function byScore(one: Weighed, other: Weighed): number {
  return other.score - one.score || other.text - one.text || (one.id < other.id ? -1 : 1);
}

/** The best first; ties by text, then by id. */
export function rankCandidates(
  candidates: readonly Candidate[],
  wish: RankingWish,
): RankedCandidate[] {
  const weighed = candidates.map((candidate): Weighed => {
    const parts = [judgeText(candidate.text), ...candidate.facts];
    const fit = fitOf(parts, wish.points);
    const { id, text, group } = candidate;
    return { id, text, group, parts, fit, score: fit.score, feedback: null };
  });
  const best = weighed.sort(byScore).slice(0, lookedAt * wish.limit);
  const answered = best.map((one) => withFeedback(one, wish)).sort(byScore);
  const { leaders, twinsOf } = withoutTwins(wish.withTwins ? [] : answered, wish.sketch);
  if (wish.withTwins) leaders.push(...answered);
  const places = wish.spread ? spreadOver(leaders) : [...leaders.keys()];

  return places.slice(0, wish.limit).map((place, at): RankedCandidate => {
    const own = leaders[place] as Weighed;
    const above = at === 0 ? undefined : leaders[places[at - 1] as number];
    return {
      id: own.id,
      rank: at + 1,
      rankWithoutSpread: place + 1,
      score: own.score,
      parts: own.parts,
      fit: own.fit,
      feedback: own.feedback,
      twins: twinsOf.get(own.id) ?? [],
      above: above === undefined ? null : { id: above.id, shortfall: behind(own, above) },
      missing: missingIn(own),
    };
  });
}

function withFeedback(one: Weighed, { answered, sketch }: RankingWish): Weighed {
  if (answered.length === 0) return one;
  const feedback = feedbackChange(sketch(one.id), answered);
  if (feedback === null) return one;
  const score = Math.min(1, Math.max(0, one.score + feedback.change));
  return { ...one, feedback, score };
}

function withoutTwins(ranked: readonly Weighed[], sketch: RankingWish['sketch']) {
  const sketches = ranked.map(({ id }) => sketch(id));
  const leaders: Weighed[] = [];
  const twinsOf = new Map<string, { id: string; likeness: number }[]>();
  for (const [at, place] of groupTwins(sketches).entries()) {
    const own = ranked[at] as Weighed;
    if (place === at) {
      leaders.push(own);
      continue;
    }
    const leader = (ranked[place] as Weighed).id;
    const likeness = likenessOf(sketches[place] as Sketch, sketches[at] as Sketch);
    const twins = twinsOf.get(leader);
    if (twins === undefined) twinsOf.set(leader, [{ id: own.id, likeness }]);
    else twins.push({ id: own.id, likeness });
  }
  return { leaders, twinsOf };
}

function behind(own: Weighed, above: Weighed): Shortfall<FitPart> {
  return { ...shortfallOf(own.fit, above.fit), behind: above.score - own.score };
}

/** What would count more if it were said, the most first. */
function missingIn({ parts, fit }: Weighed): Missing[] {
  const missing = parts.flatMap(({ part, openBy }, at): Missing[] => {
    const weighed = fit.parts[at];
    if (openBy === null || weighed === undefined || weighed.weight === 0) return [];
    return [{ part, side: openBy, mayGain: weighed.weight * (1 - (weighed.counted ?? 0)) }];
  });
  return missing.sort((one, other) => other.mayGain - one.mayGain);
}
