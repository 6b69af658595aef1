import type { UseCase } from '../runtime/module.ts';
import type { Tx } from '../runtime/sql.ts';
import type { registryContract, searchMatches } from './contract.ts';
import { scopeOf } from './judge-region.ts';
import {
  countOrganisations,
  organisationsByRelevance,
  organisationsInOrder,
  unknownWords,
  wordsLike,
} from './organisation-views.ts';
import { asWritten, bySound, favoursOf, likelyMeant, similarTo, wordsOf } from './search-query.ts';

type Matched = (typeof searchMatches)[number];

/**
 * Searches by name. What was typed is asked for first as it is written; only where that finds
 * nothing, by its sound, and then with a typing error forgiven.
 */
export const listOrganisations: UseCase<(typeof registryContract)['listOrganisations']> = async (
  ctx,
  { q, sort, limit, cursor, region, compactId, ...more },
) => {
  const { tx } = ctx;
  const named = { ...(region && { region }), ...(compactId && { compactId }) };
  const filter = { ...more, scope: await scopeOf(ctx, named) };
  const count = (query: string | null) => countOrganisations(tx, filter, query);
  const paging = { ...(limit && { limit }), ...(cursor !== undefined && { cursor }) };
  if (q === undefined || q.trim() === '') {
    const order = sort === 'newest' ? 'newest' : 'name';
    const about = {
      filter,
      query: null,
      sort: order,
      total: await count(null),
      ...paging,
    } as const;
    return { ...(await organisationsInOrder(tx, about)), matched: 'as_written' };
  }
  if (asWritten(q) === null) return nothing;
  const { query, total, matched } = await findQuery(tx, q, count);
  if (sort === 'name' || sort === 'newest') {
    const about = { filter, query, sort, total, ...paging };
    return { ...(await organisationsInOrder(tx, about)), matched };
  }
  const ranking = { query, ...favoursOf(q) };
  const about = { filter, ranking, total, ...paging };
  return { ...(await organisationsByRelevance(tx, about)), matched };
};

/** What was typed has no letter and no digit in it. */
const nothing = {
  items: [],
  next: null,
  previous: null,
  total: 0,
  matched: 'as_written' as const,
};

interface Found {
  readonly query: string;
  readonly total: number | null;
  readonly matched: Matched;
}

/** The first way of asking that finds something; as written where none does. */
export async function findQuery(
  tx: Tx,
  q: string,
  count: (query: string) => Promise<number | null>,
): Promise<Found> {
  const written = asWritten(q)!;
  const ways: readonly [Matched, () => string | null | Promise<string | null>][] = [
    ['as_written', () => written],
    ['by_sound', () => bySound(q)],
    ['similar', () => similarQuery(tx, q)],
  ];
  for (const [matched, ask] of ways) {
    const query = await ask();
    if (query === null) continue;
    const total = await count(query);
    if (total !== 0) return { query, total, matched };
  }
  return { query: written, total: 0, matched: 'as_written' };
}

async function similarQuery(tx: Tx, q: string): Promise<string | null> {
  const unknown = await unknownWords(tx, wordsOf(q));
  const meant = new Map<string, string[]>();
  for (const word of unknown) meant.set(word, likelyMeant(word, await wordsLike(tx, word)));
  return similarTo(q, meant);
}
