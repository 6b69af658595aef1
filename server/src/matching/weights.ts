/** By which weights a list is ranked, and where each of them comes from. */
import { weightsAfterRefusals } from '@yunhe/retrieval';
import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { defaultPoints, type FitPart, fitParts, type Points } from './fit-words.ts';
import type { DeclineReason } from './introduction.ts';
import type { Weight } from './ranking-contract.ts';
import { reason } from './record.ts';

/** What a node ranks by until somebody asks for something else. */
export interface RankingModel {
  /** 0 for the weights it is delivered with. */
  readonly version: number;
  readonly points: Points;
}

export const deliveredRanking: RankingModel = { version: 0, points: defaultPoints };

/** How far learning moves a weight from its default, as a multiple and a fraction. */
export const learnedAtMost = 2;

/** What a "no" says of a part; the others are about the text and the work itself. */
export const partOfReason: Readonly<Partial<Record<DeclineReason, FitPart>>> = {
  too_early: 'maturity',
  outside_our_field: 'field',
  terms_not_acceptable: 'money',
};

export interface Wishes {
  readonly model: RankingModel;
  /** Kept with the need by its owner. */
  readonly kept: Partial<Points> | null;
  /** Of every "not this" that was said of the need. */
  readonly reasons: readonly string[];
  /** Asked for in the address: `text:60`; of two for one part the later holds. */
  readonly asked: readonly string[];
}

/** What was asked for just now holds, then what was kept, then reasons, then what was learned. */
export function weightsFor({ model, kept, reasons, asked }: Wishes): Weight[] {
  const counts: Partial<Record<FitPart, number>> = {};
  for (const one of reasons) {
    const part = partOfReason[one as DeclineReason];
    if (part !== undefined) counts[part] = (counts[part] ?? 0) + 1;
  }
  const lifted = weightsAfterRefusals(model.points, counts);
  const wished = new Map(asked.map((wish) => wish.split(':') as [string, string]));

  return fitParts.map((part): Weight => {
    const keptPoints = kept?.[part];
    const usualPoints = keptPoints ?? lifted[part];
    const wish = wished.get(part);
    const points = wish === undefined ? usualPoints : Number(wish);
    const source =
      wish !== undefined
        ? 'asked'
        : keptPoints !== undefined
          ? 'kept'
          : lifted[part] !== model.points[part]
            ? 'feedback'
            : model.points[part] !== defaultPoints[part]
              ? 'learned'
              : 'default';
    return { part, points, source, usualPoints };
  });
}

/** Where everything is set to 0 the text alone counts: a list needs an order. */
export function pointsOf(weights: readonly Weight[]): Partial<Points> {
  if (weights.every(({ points }) => points === 0)) return { text: 1 };
  return Object.fromEntries(weights.map(({ part, points }) => [part, points]));
}

/** Judges weights that are to be kept. */
export function judgeWeights(given: readonly Pick<Weight, 'part' | 'points'>[]): Judgement {
  const reasons: Reason[] = [];
  if (new Set(given.map(({ part }) => part)).size < given.length) {
    reasons.push(reason('part_named_twice', 'Each part is named once.', '/weights'));
  }
  const all: Partial<Points> = Object.fromEntries(given.map(({ part, points }) => [part, points]));
  if (fitParts.every((part) => (all[part] ?? defaultPoints[part]) === 0)) {
    reasons.push(reason('nothing_counts', 'At least one part counts above 0.', '/weights'));
  }
  return judged(reasons);
}
