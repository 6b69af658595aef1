/** Technologies for a need, needs for a technology, either for words as they are typed. */
import type { Query } from '@yunhe/retrieval';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { contract, Match } from './contract.ts';
import { type Facts, weigh } from './match.ts';
import { matchIndexOf } from './match-index.ts';
import { requireRole } from './rights.ts';
import { needSummary, technologySummary } from './show.ts';
import type { NeedRow, TechnologyRow } from './store.ts';
import {
  type CandidateFilters,
  introductionsWith,
  type KnownIntroduction,
  needsAmong,
  technologiesAmong,
  visibleNeed,
  visibleTechnology,
} from './views.ts';
import { organisationsOf } from './visibility-views.ts';

interface Wish {
  readonly query: Query;
  readonly limit: number | undefined;
  readonly filters: CandidateFilters;
  /** Whose records are no match: one's own. */
  readonly notOf: readonly string[];
}

interface Matches {
  readonly items: Match[];
}

const noFacts: Facts = { speaksFor: [], speaksAgainst: [] };
const limitUnlessTold = 20;

async function findTechnologies(
  ctx: Context,
  wish: Wish,
  factsOf: (technology: TechnologyRow) => Facts,
): Promise<Match[]> {
  const found = await matchIndexOf(ctx.tx).search(
    'technology',
    wish.query,
    wish.limit ?? limitUnlessTold,
    (ids) => technologiesAmong(ctx, ids, wish.notOf, wish.filters),
  );
  return found.map(({ hit, row }, at) => ({
    rank: at + 1,
    score: hit.score,
    words: [...hit.why],
    ...copy(factsOf(row)),
    kind: 'technology',
    technology: technologySummary(row),
    need: null,
    introduction: null,
  }));
}

async function findNeeds(
  ctx: Context,
  wish: Wish,
  factsOf: (need: NeedRow) => Facts,
): Promise<Match[]> {
  const found = await matchIndexOf(ctx.tx).search(
    'need',
    wish.query,
    wish.limit ?? limitUnlessTold,
    (ids) => needsAmong(ctx, ids, wish.notOf, wish.filters),
  );
  return found.map(({ hit, row }, at) => ({
    rank: at + 1,
    score: hit.score,
    words: [...hit.why],
    ...copy(factsOf(row)),
    kind: 'need',
    technology: null,
    need: needSummary(row),
    introduction: null,
  }));
}

function copy(facts: Facts): Pick<Match, 'speaksFor' | 'speaksAgainst'> {
  const fact = ({ code, params }: Facts['speaksFor'][number]) =>
    params === undefined ? { code } : { code, params: { ...params } };
  return { speaksFor: facts.speaksFor.map(fact), speaksAgainst: facts.speaksAgainst.map(fact) };
}

function sideOf(technology: TechnologyRow) {
  const regionPath = technology.organisation.regions.map((region) => region.code);
  return { ...technology, regionPath };
}

/** Says of each match whether the two already talk. */
function withIntroductions(
  matches: readonly Match[],
  known: ReadonlyMap<string, KnownIntroduction>,
): Match[] {
  return matches.map((match) => {
    const found = known.get((match.technology ?? match.need)?.id ?? '');
    const introduction = found === undefined ? null : { id: found.id, state: found.state };
    return { ...match, introduction };
  });
}

export async function matchesOfNeed(
  ctx: Context,
  input: InputOf<typeof contract.matchesOfNeed>,
): Promise<Matches> {
  const { needId, limit, ...filters } = input;
  const need = await visibleNeed(ctx, needId);
  if (need === null) throw notFound('need');
  requireRole(ctx.actor, need.organisationId, 'viewer', 'need');

  const text = [need.problem, need.targets].filter((part) => part !== null).join('\n');
  const query = { title: need.title, keywords: need.keywords, text };
  const wish = { query, limit, filters, notOf: [need.organisationId] };
  const matches = await findTechnologies(ctx, wish, (technology) =>
    weigh(need, sideOf(technology), ctx.now),
  );
  const ids = matches.flatMap((match) => match.technology?.id ?? []);
  const known = await introductionsWith(ctx.tx, { kind: 'need', ...need }, ids);
  return { items: withIntroductions(matches, known) };
}

export async function matchesOfTechnology(
  ctx: Context,
  input: InputOf<typeof contract.matchesOfTechnology>,
): Promise<Matches> {
  const { technologyId, limit, ...filters } = input;
  const technology = await visibleTechnology(ctx, technologyId);
  if (technology === null) throw notFound('technology');
  requireRole(ctx.actor, technology.organisationId, 'viewer', 'technology');

  const { title, keywords, organisationId } = technology;
  const query = { title, keywords, text: technology.summary ?? '' };
  const wish = { query, limit, filters, notOf: [organisationId] };
  const matches = await findNeeds(ctx, wish, (need) => weigh(need, sideOf(technology), ctx.now));
  const ids = matches.flatMap((match) => match.need?.id ?? []);
  const known = await introductionsWith(ctx.tx, { kind: 'technology', ...technology }, ids);
  return { items: withIntroductions(matches, known) };
}

export async function findMatches(
  ctx: Context,
  input: InputOf<typeof contract.findMatches>,
): Promise<Matches> {
  const { q, find, limit, ...filters } = input;
  const wish = { query: q, limit, filters, notOf: organisationsOf(ctx.actor) };
  const items =
    find === 'need'
      ? await findNeeds(ctx, wish, () => noFacts)
      : await findTechnologies(ctx, wish, () => noFacts);
  return { items };
}
