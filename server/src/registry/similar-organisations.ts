import type { UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { registryContract, SimilarOrganisation } from './contract.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { type NamedOrganisation, namesakes, namesOf } from './organisation-views.ts';
import { asWritten, bySound, favoursOf, similarTo } from './search-query.ts';

const comparedAtMost = 300;
const shownAtMost = 20;
const namesAtMost = 8;
/** Below this, two names have little more in common than the word university. */
const worthShowing = 0.6;

/** Organisations that may be the same: asked before registering one, and when merging. */
export const listSimilarOrganisations: UseCase<
  (typeof registryContract)['listSimilarOrganisations']
> = async (ctx, { name, organisationId }) => {
  const names = organisationId === undefined ? [name ?? ''] : await namesOf(ctx.tx, organisationId);
  if (organisationId !== undefined && names.length === 0) throw notFound('organisation');
  const found = new Map<string, SimilarOrganisation>();
  for (const one of names.slice(0, namesAtMost)) {
    for (const query of waysToAsk(one)) {
      for (const other of await namesakes(ctx.tx, query, comparedAtMost)) {
        if (other.id === organisationId) continue;
        const better = closer(found.get(other.id), other, one);
        if (better !== null) found.set(other.id, better);
      }
    }
  }
  const items = [...found.values()]
    .sort(
      (a, b) =>
        b.similarity - a.similarity || b.organisation.prominence - a.organisation.prominence,
    )
    .slice(0, shownAtMost);
  return { items };
};

function waysToAsk(name: string): string[] {
  const written = asWritten(name);
  if (written === null) return [];
  const ways = [favoursOf(name).whole, written, bySound(name), similarTo(name, new Map())];
  return ways.filter((way) => way !== null);
}

function closer(
  known: SimilarOrganisation | undefined,
  other: NamedOrganisation,
  name: string,
): SimilarOrganisation | null {
  const { searchText, ...organisation } = other;
  const best = searchText
    .split('\n')
    .map((line): Likeness => likenessOf(name, line))
    .reduce((a, b) => (b.similarity > a.similarity ? b : a));
  if (best.similarity < worthShowing || best.similarity <= (known?.similarity ?? 0)) return null;
  return {
    organisation,
    similarity: Math.round(best.similarity * 100) / 100,
    because: best.because,
  };
}
