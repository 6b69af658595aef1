/** Organisations that may help: by the technologies that match, and by what they took part in. */

import { asWritten } from '../registry/index.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { expertsOf, ownersAmong, type WorkRow, worksAbout } from './expert-views.ts';
import { rankMatches, type Wish, wishOfNeed, wishOfWords } from './find-matches.ts';
import type { Notice, OrganisationMatch, rankingContract } from './ranking-contract.ts';
import { requireRole } from './rights.ts';
import type { Owner } from './shape-contract.ts';
import { visibleNeed } from './views.ts';
import { type Scored, scoreOfTechnologies, scoreOfWorks, weighEvidence } from './who-may-help.ts';

export interface Backing {
  readonly technologies: readonly Scored[];
  readonly works: readonly WorkRow[];
}

export interface Backed {
  /** By organisation. */
  readonly backing: ReadonlyMap<string, Backing>;
  readonly notices: readonly Notice[];
}

const technologiesLookedAt = 100;
const worksLookedAt = 200;
/** The words that carried so many of the best are looked for in titles of works. */
const wordsFrom = 5;
const wordsAtMost = 12;
const shownOfEach = 3;
const limitUnlessTold = 20;

/** Everything that speaks for an organisation; one's own are left out. */
export async function backingFor(ctx: Context, wish: Wish): Promise<Backed> {
  const options = { ...wish.options, limit: technologiesLookedAt, explained: wordsFrom };
  const { matches } = await rankMatches(ctx, { ...wish, options });
  const backing = new Map<string, { technologies: Scored[]; works: WorkRow[] }>();
  const of = (id: string) => {
    const known = backing.get(id);
    if (known !== undefined) return known;
    const fresh = { technologies: [], works: [] };
    backing.set(id, fresh);
    return fresh;
  };
  for (const { technology, score } of matches.items) {
    if (technology === null) continue;
    const { id, title, organisation } = technology;
    of(organisation.id).technologies.push({ id, title, score });
  }
  const words = wordsToLookFor(wish, matches.items);
  const works = words.length === 0 ? [] : await worksAbout(ctx.tx, queryOf(words), worksLookedAt);
  for (const work of works) {
    for (const id of work.organisationIds) {
      if (!wish.notOf.includes(id)) of(id).works.push(work);
    }
  }
  return { backing, notices: matches.notices };
}

/** The keywords as their owner gave them, then the words that carried the best matches. */
function wordsToLookFor(
  { question }: Wish,
  matches: readonly { readonly words: readonly { readonly word: string }[] }[],
): string[] {
  const { query } = question;
  const keywords = typeof query === 'string' ? [] : [query.keywords ?? []].flat();
  const carried = matches.slice(0, wordsFrom).flatMap(({ words }) => words.slice(0, 3));
  const words = [...keywords, ...carried.map(({ word }) => word)];
  const long = words.filter((word) => [...word].length > 1 && asWritten(word) !== null);
  return [...new Set(long)].slice(0, wordsAtMost);
}

function queryOf(words: readonly string[]): string {
  return words.map((word) => `(${asWritten(word)})`).join(' | ');
}

type Filters = Pick<Wish['filters'], 'region' | 'kind'>;

async function rankOrganisations(
  ctx: Context,
  wish: Wish,
  filters: Filters,
): Promise<{ items: OrganisationMatch[]; notices: Notice[] }> {
  const { backing, notices } = await backingFor(ctx, wish);
  const ids = [...backing.keys()];
  const owners = await ownersAmong(ctx.tx, ids, filters);
  const experts = await expertsOf(ctx.tx, ids);
  const ranked = ids.flatMap((id): Omit<OrganisationMatch, 'rank'>[] => {
    const owner = owners.get(id);
    const { technologies, works } = backing.get(id) as Backing;
    if (owner === undefined) return [];
    const scores = {
      fields: 0,
      technologies: scoreOfTechnologies(technologies.map(({ score }) => score)),
      collaborations: scoreOfWorks(works.length),
    };
    const { score, parts } = weighEvidence(scores, 'organisation');
    return [
      {
        score,
        organisation: copyOwner(owner),
        parts,
        technologies: technologies.slice(0, shownOfEach).map((one) => ({ ...one })),
        collaborations: works.slice(0, shownOfEach).map(lineOf),
        experts: experts.get(id) ?? 0,
      },
    ];
  });
  const best = ranked.sort(
    (one, other) =>
      other.score - one.score || (one.organisation.id < other.organisation.id ? -1 : 1),
  );
  const limit = wish.options.limit ?? limitUnlessTold;
  const items = best.slice(0, limit).map((one, at) => ({ rank: at + 1, ...one }));
  return { items, notices: [...notices] };
}

export function copyOwner(owner: Owner): Owner {
  return { ...owner, regions: owner.regions.map((region) => ({ ...region })) };
}

export function lineOf({ id, title, kind, year }: WorkRow) {
  return { id, title, kind, year };
}

export async function organisationsOfNeed(
  ctx: Context,
  input: InputOf<typeof rankingContract.organisationsOfNeed>,
) {
  const { needId, limit, ...filters } = input;
  const need = await visibleNeed(ctx, needId);
  if (need === null) throw notFound('need');
  requireRole(ctx.actor, need.organisationId, 'viewer', 'need');
  const options = limit === undefined ? {} : { limit };
  return await rankOrganisations(ctx, wishOfNeed(ctx, need, options, filters), filters);
}

export async function findOrganisations(
  ctx: Context,
  input: InputOf<typeof rankingContract.findOrganisations>,
) {
  const { q, limit, ...filters } = input;
  const options = limit === undefined ? {} : { limit };
  return await rankOrganisations(ctx, wishOfWords(ctx, q, options, filters), filters);
}
