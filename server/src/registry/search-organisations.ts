import { lately } from '../runtime/lately.ts';
import type { UseCase } from '../runtime/module.ts';
import type { Tx } from '../runtime/sql.ts';
import type { registryContract, searchMatches } from './contract.ts';
import { scopeOf } from './judge-region.ts';
import {
  isInNames,
  organisationsByRelevance,
  organisationsInOrder,
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
  const wish = { ...(limit && { limit }), ...(cursor !== undefined && { cursor }) };
  if (q === undefined || q.trim() === '') {
    const order = sort === 'newest' ? 'newest' : 'name';
    const page = await organisationsInOrder(tx, { filter, query: null, sort: order }, wish);
    return { ...page, matched: 'as_written' };
  }
  if (asWritten(q) === null) return nothing;
  const { found, matched } = await findQuery(tx, q, (query) =>
    sort === 'name' || sort === 'newest'
      ? organisationsInOrder(tx, { filter, query, sort }, wish)
      : organisationsByRelevance(tx, { filter, ranking: { query, ...favoursOf(q) } }, wish),
  );
  return { ...found, matched };
};

/** What was typed has no letter and no digit in it. */
const nothing = {
  items: [],
  next: null,
  previous: null,
  total: 0,
  matched: 'as_written' as const,
};

/** Asks in one way after the other until something is found. */
export async function findQuery<Found extends { readonly total: number | null }>(
  tx: Tx,
  q: string,
  find: (query: string) => Promise<Found>,
): Promise<{ readonly query: string; readonly found: Found; readonly matched: Matched }> {
  const query = asWritten(q)!;
  const found = await find(query);
  const ways: readonly [Matched, () => string | null | Promise<string | null>][] = [
    ['by_sound', () => bySound(q)],
    ['similar', () => similarQuery(tx, q)],
  ];
  if (found.total === 0) {
    for (const [matched, ask] of ways) {
      const other = await ask();
      if (other === null) continue;
      const more = await find(other);
      if (more.total !== 0) return { query: other, found: more, matched };
    }
  }
  return { query, found, matched: 'as_written' };
}

async function similarQuery(tx: Tx, q: string): Promise<string | null> {
  const meant = new Map<string, readonly string[]>();
  for (const word of wordsOf(q)) {
    const others = await meantBy(tx, word);
    if (others !== null) meant.set(word, others);
  }
  return similarTo(q, meant);
}

/**
 * What a word may have meant that no name has; null where some name has it. Kept for a moment,
 * since the pages and the filters of one search ask it again and again.
 */
async function meantBy(tx: Tx, word: string): Promise<string[] | null> {
  const look = async () =>
    (await isInNames(tx, word)) ? null : likelyMeant(word, await wordsLike(tx, word));
  return await lately(tx, JSON.stringify(['meant', word]), look, () => true);
}
