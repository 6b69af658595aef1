/** From matches to those behind them: organisations by what they offer and did, and their people. */
import { type ExpertPart, expertParts } from './ranking-contract.ts';

export interface Scored {
  readonly id: string;
  readonly title: string;
  readonly score: number;
}

/**
 * What several technologies say of their organisation: the best counts whole, each further one half
 * as much as the one before, of what is left to 1.
 */
export function scoreOfTechnologies(scores: readonly number[]): number {
  const best = [...scores].sort((one, other) => other - one);
  return 1 - best.reduce((left, score, at) => left * (1 - score * 0.5 ** at), 1);
}

/** Works say that somebody has done the like before: one is half, three are three quarters. */
export function scoreOfWorks(count: number): number {
  return count / (count + 1);
}

export type Evidence = {
  readonly part: ExpertPart;
  readonly score: number;
  readonly weight: number;
};

const pointsOfExpert: Readonly<Record<ExpertPart, number>> = {
  fields: 60,
  technologies: 30,
  collaborations: 10,
};
const pointsOfOrganisation: Readonly<Record<ExpertPart, number>> = {
  fields: 0,
  technologies: 80,
  collaborations: 20,
};

/** A person is known by what they do themselves first, an organisation by what it offers. */
export function weighEvidence(
  scores: Readonly<Record<ExpertPart, number>>,
  of: 'expert' | 'organisation',
): { readonly score: number; readonly parts: Evidence[] } {
  const points = of === 'expert' ? pointsOfExpert : pointsOfOrganisation;
  const counting = expertParts.filter((part) => points[part] > 0);
  const parts = counting.map((part) => {
    return { part, score: scores[part], weight: points[part] / 100 };
  });
  const score = parts.reduce((sum, part) => sum + part.score * part.weight, 0);
  return { score: Math.min(1, score), parts };
}
