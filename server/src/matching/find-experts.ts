/** People who may help: by what they do, and by what their organisation offers and did. */
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { expertIndexOf } from './expert-index.ts';
import { expertsNamed, expertsWithin, ownersAmong } from './expert-views.ts';
import { fieldNearness } from './fields.ts';
import { type Wish, wishOfNeed, wishOfWords } from './find-matches.ts';
import { type Backing, backingFor, copyOwner, lineOf } from './find-organisations.ts';
import type { ExpertMatch, Notice, rankingContract } from './ranking-contract.ts';
import { requireRole } from './rights.ts';
import { visibleNeed } from './views.ts';
import { scoreOfTechnologies, scoreOfWorks, weighEvidence } from './who-may-help.ts';

const peopleLookedAt = 200;
const organisationsLookedAt = 20;
const peopleOfEach = 5;
const shownOfEach = 3;
const limitUnlessTold = 20;
/** Somebody who shares nothing but the organisation with a weak match is no answer. */
const leastScore = 0.1;

type Filters = Pick<Wish['filters'], 'region' | 'kind'>;

async function rankExperts(
  ctx: Context,
  wish: Wish,
  filters: Filters,
): Promise<{ items: ExpertMatch[]; notices: Notice[] }> {
  const { question } = wish;
  const { backing, notices } = await backingFor(ctx, wish);
  const index = await expertIndexOf(ctx.tx);
  const hits = question.asksSomething
    ? index
        .search(question.query, { limit: peopleLookedAt, reasons: 8 })
        .filter(({ why }) => question.onlySingles || why.some(({ word }) => [...word].length > 1))
    : [];
  const best = hits[0]?.score ?? 1;
  const hitOf = new Map(hits.map((hit) => [hit.id, hit]));

  const offering = [...backing.keys()].slice(0, organisationsLookedAt);
  const people = new Map(
    [
      ...(await expertsWithin(ctx.tx, offering, peopleOfEach)),
      ...(await expertsNamed(ctx.tx, [...hitOf.keys()])),
    ].map((person) => [person.id, person]),
  );
  const homes = [...people.values()].flatMap(({ organisationId }) => organisationId ?? []);
  const owners = await ownersAmong(ctx.tx, [...new Set(homes)], filters);
  const isFiltered = (filters.region?.length ?? 0) + (filters.kind?.length ?? 0) > 0;

  const ranked = [...people.values()].flatMap((person): Omit<ExpertMatch, 'rank'>[] => {
    const { organisationId, ...shown } = person;
    if (organisationId !== null && wish.notOf.includes(organisationId)) return [];
    const owner = owners.get(organisationId ?? '');
    if (owner === undefined && (isFiltered || organisationId !== null)) return [];
    const hit = hitOf.get(person.id);
    const { technologies, works }: Backing = backing.get(organisationId ?? '') ?? {
      technologies: [],
      works: [],
    };
    const { score, parts } = weighEvidence(
      {
        fields: Math.max(
          hit === undefined ? 0 : hit.score / best,
          // A field is broad: that of the need alone says half as much as its words.
          0.5 * (fieldNearness.nearest(wish.fields, shown.fields)?.nearness ?? 0),
        ),
        technologies: scoreOfTechnologies(technologies.map((one) => one.score)),
        collaborations: scoreOfWorks(works.length),
      },
      'expert',
    );
    if (score < leastScore) return [];
    return [
      {
        score,
        person: { ...shown, fields: [...shown.fields] },
        organisation: owner === undefined ? null : copyOwner(owner),
        parts,
        words: [...new Set((hit?.why ?? []).map(({ word }) => word))],
        technologies: technologies.slice(0, shownOfEach).map((one) => ({ ...one })),
        collaborations: works.slice(0, shownOfEach).map(lineOf),
      },
    ];
  });
  const inOrder = ranked.sort(
    (one, other) => other.score - one.score || (one.person.id < other.person.id ? -1 : 1),
  );
  const limit = wish.options.limit ?? limitUnlessTold;
  const items = inOrder.slice(0, limit).map((one, at) => ({ rank: at + 1, ...one }));
  return { items, notices: [...notices] };
}

export async function expertsOfNeed(
  ctx: Context,
  input: InputOf<typeof rankingContract.expertsOfNeed>,
) {
  const { needId, limit, ...filters } = input;
  const need = await visibleNeed(ctx, needId);
  if (need === null) throw notFound('need');
  requireRole(ctx.actor, need.organisationId, 'viewer', 'need');
  const options = limit === undefined ? {} : { limit };
  return await rankExperts(ctx, wishOfNeed(ctx, need, options, filters), filters);
}

export async function findExperts(
  ctx: Context,
  input: InputOf<typeof rankingContract.findExperts>,
) {
  const { q, limit, ...filters } = input;
  const options = limit === undefined ? {} : { limit };
  return await rankExperts(ctx, wishOfWords(ctx, q, options, filters), filters);
}
