import { mount } from '../runtime/module.ts';
import { expertsOfNeed, findExperts } from './find-experts.ts';
import { findMatches, matchesOfNeed, matchesOfTechnology } from './find-matches.ts';
import { findOrganisations, organisationsOfNeed } from './find-organisations.ts';
import { readMatchRun } from './keep-match-run.ts';
import { dropWeights, keepWeights } from './keep-weights.ts';
import { readRanking } from './learn-ranking.ts';
import { rankingContract } from './ranking-contract.ts';
import { refuseMatch, takeBackRefusal } from './refuse-match.ts';

export const rankingRoutes = mount(rankingContract, {
  matchesOfNeed,
  matchesOfTechnology,
  findMatches,
  expertsOfNeed,
  organisationsOfNeed,
  findExperts,
  findOrganisations,
  readRanking,
  keepWeights,
  dropWeights,
  refuseMatch,
  takeBackRefusal,
  readMatchRun,
});
