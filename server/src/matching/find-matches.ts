/** Technologies for a need, needs for a technology, either for words as they are typed. */
import { type Answered, analyse, type Explanation, type Sketch, sketchOf } from '@yunhe/retrieval';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import {
  factsOf,
  type JudgedPart,
  judgeFacts,
  type NeedSide,
  type TechnologySide,
} from './match.ts';
import { type Found, matchIndexOf } from './match-index.ts';
import {
  type Candidate,
  type RankedCandidate,
  type RankingWish,
  rankCandidates,
} from './rank-candidates.ts';
import type { Match, Matches, Notice, Part, Refused, rankingContract } from './ranking-contract.ts';
import { type FeedbackRow, feedbackAbout, keptPoints, latestRanking } from './ranking-store.ts';
import { acceptedWith, whoSeesNeed } from './ranking-views.ts';
import { type Question, readQuestion } from './read-question.ts';
import type { RecordKind } from './record.ts';
import { requireRole } from './rights.ts';
import { needSummary, technologySummary } from './show.ts';
import { simplify } from './simplify.ts';
import type { NeedRow, TechnologyRow } from './store.ts';
import {
  introductionsWith,
  type KnownIntroduction,
  needsAmong,
  technologiesAmong,
  visibleNeed,
  visibleTechnology,
} from './views.ts';
import { organisationsOf } from './visibility-views.ts';
import { deliveredRanking, pointsOf, type RankingModel, weightsFor } from './weights.ts';

type Input = InputOf<typeof rankingContract.findMatches>;
type Filters = Pick<Input, 'region' | 'field' | 'kind' | 'maturity'>;
type Options = Pick<Input, 'limit' | 'weight' | 'spread' | 'floor'> &
  Pick<RankingWish, 'withTwins'> & {
    /** How many of the best get the words that carried them; left out, all. */
    readonly explained?: number;
  };
type Row = TechnologyRow | NeedRow;

/** What matches are looked for, and what is known of whoever looks. */
export interface Wish {
  readonly kind: RecordKind;
  readonly question: Question;
  readonly filters: Filters;
  readonly options: Options;
  /** The fields of what is looked for; none where words are all there is. */
  readonly fields: readonly string[];
  /** Whose records are no match: one's own. */
  readonly notOf: readonly string[];
  /** The record of one's own that they are matched with. */
  readonly ours: Ours | null;
}

interface Ours {
  readonly kind: RecordKind;
  readonly id: string;
  readonly organisationId: string;
  /** Every part but the text, for some of the other kind. */
  readonly factsOf: (rows: readonly Row[]) => Promise<(row: Row) => JudgedPart[]>;
}

export interface Ranked {
  readonly matches: Matches;
  readonly candidates: readonly RankedCandidate[];
}

const limitUnlessTold = 20;
/** In hundredths of the best: what shares less with the question is no answer to it. */
export const usualFloor = 10;

// Terms of records, sketched ----------------------------------------------------------------------

const sketchesKept = 20_000;
const sketches = new Map<string, Sketch>();

/** Kept by record and revision, since analysing is dear; the oldest go first. */
function sketchOfRow(row: Row): Sketch {
  const key = `${row.id} ${row.revision}`;
  const known = sketches.get(key);
  if (known !== undefined) return known;
  const text = 'summary' in row ? row.summary : row.problem;
  const whole = [row.title, ...row.keywords, text ?? ''].join('\n');
  const sketch = sketchOf(analyse(whole, { fold: simplify }).tokens.map(({ term }) => term));
  if (sketches.size >= sketchesKept) sketches.delete(sketches.keys().next().value as string);
  sketches.set(key, sketch);
  return sketch;
}

// Searching ---------------------------------------------------------------------------------------

/** A hit is one by more than a character in common, unless characters are all that was asked. */
function carries({ why, neighbours }: Explanation, question: Question): boolean {
  if (question.onlySingles || neighbours.length > 0) return true;
  return why.some(({ word }) => [...word].length > 1);
}

export async function rankMatches(ctx: Context, wish: Wish): Promise<Ranked> {
  const index = matchIndexOf(ctx);
  const { kind, question, filters, notOf, ours, options } = wish;
  const limit = options.limit ?? limitUnlessTold;
  const said = ours === null ? [] : await feedbackAbout(ctx.tx, ours, ours.organisationId);
  const otherOf = (one: FeedbackRow) => (kind === 'technology' ? one.technologyId : one.needId);
  const refusedIds = new Set(said.map(otherOf));
  const among = (ids: readonly string[]): Promise<readonly Row[]> =>
    kind === 'technology'
      ? technologiesAmong(ctx, ids, notOf, filters)
      : needsAmong(ctx, ids, notOf, filters);

  const found: Found<Row>[] = question.asksSomething
    ? await index.search(kind, question.query, limit + refusedIds.size, among)
    : [];
  if (!question.asksSomething) await index.catchUp();

  const model: RankingModel = (await latestRanking(ctx.tx)) ?? deliveredRanking;
  const weights = weightsFor({
    model,
    kept: ours?.kind === 'need' ? await keptPoints(ctx.tx, ours.id) : null,
    reasons: said.flatMap((one) => one.reasons),
    asked: options.weight ?? [],
  });

  const rows = new Map(found.map(({ row }) => [row.id, row]));
  const { answered, refused } = await answersTo(ctx, wish, said, rows, among);
  const factsFor = (await ours?.factsOf([...rows.values()])) ?? (() => []);
  const candidates = found
    .filter(({ row }) => !refusedIds.has(row.id))
    .map(({ row, text }): Candidate => {
      return { id: row.id, text, facts: factsFor(row), group: row.province };
    });

  const floor = (options.floor ?? usualFloor) / 100;
  const near = candidates.filter(({ text }) => text >= floor);
  const sketch = (id: string) => sketchOfRow(rows.get(id) as Row);
  const rank = (some: readonly Candidate[]) =>
    rankCandidates(some, {
      points: pointsOf(weights),
      limit,
      spread: options.spread === true,
      withTwins: options.withTwins === true,
      answered,
      sketch,
    });

  // Words are asked for where they will be shown; what turns out to share too little makes room.
  let belowFloor = candidates.length - near.length;
  let left = near;
  let ranked = rank(left);
  const explained = new Map<string, Explanation>();
  for (;;) {
    const shown = ranked.slice(0, options.explained ?? limit).map(({ id }) => id);
    const unknown = shown.filter((id) => !explained.has(id));
    for (const [id, why] of index.explain(kind, question.query, unknown)) explained.set(id, why);
    const weak = new Set(
      shown.filter((id) => {
        const why = explained.get(id);
        return floor > 0 && why !== undefined && !carries(why, question);
      }),
    );
    if (weak.size === 0) break;
    belowFloor += weak.size;
    left = left.filter(({ id }) => !weak.has(id));
    ranked = rank(left);
  }

  const scoresOf = new Map(found.map((one) => [one.row.id, one]));
  const items = ranked.map((one) => showMatch(one, { kind, rows, explained, scoresOf }));
  const known =
    ours === null
      ? new Map<string, KnownIntroduction>()
      : await introductionsWith(ctx.tx, ours, items.map(idOf));
  const notices: Notice[] = [...question.notices];
  if (question.isShort && index.matchesNearlyAll(kind, question.query)) {
    notices.push('matches_nearly_all');
  }
  if (question.asksSomething) {
    if (index.missesEndpoint(kind)) notices.push('endpoint_away');
    else if (!index.knowsMeaning(kind)) notices.push('words_alone');
  }
  return {
    candidates: ranked,
    matches: {
      items: items.map((match) => ({ ...match, introduction: introductionIn(known, match) })),
      notices,
      weights,
      rankingVersion: model.version,
      corpusDigest: index.digest(),
      belowFloor,
      refused,
    },
  };
}

/** What was said yes and no to, sketched; and what was refused, as it is shown. */
async function answersTo(
  ctx: Context,
  wish: Wish,
  said: readonly FeedbackRow[],
  rows: Map<string, Row>,
  among: (ids: readonly string[]) => Promise<readonly Row[]>,
): Promise<{ answered: Answered[]; refused: Refused[] }> {
  const { ours, kind } = wish;
  if (ours === null) return { answered: [], refused: [] };
  const accepted = await acceptedWith(ctx.tx, ours);
  const otherOf = (one: FeedbackRow) => (kind === 'technology' ? one.technologyId : one.needId);
  const needed = [...accepted, ...said.map(otherOf)].filter((id) => !rows.has(id));
  const more = needed.length === 0 ? [] : await among(needed);
  const byId = new Map([...rows, ...more.map((row) => [row.id, row] as const)]);
  const sketched = (id: string, answer: 'yes' | 'no'): Answered[] => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ id, sketch: sketchOfRow(row), answer }];
  };
  const answered = [
    ...said.flatMap((one) => sketched(otherOf(one), 'no')),
    ...accepted.flatMap((id) => sketched(id, 'yes')),
  ];
  const refused = said.flatMap((one): Refused[] => {
    const row = byId.get(otherOf(one));
    return row === undefined ? [] : [showRefused(one, kind, row)];
  });
  for (const row of more) rows.set(row.id, row);
  return { answered, refused };
}

// Showing -----------------------------------------------------------------------------------------

export function showRefused(one: FeedbackRow, kind: RecordKind, row: Row): Refused {
  return {
    feedbackId: one.id,
    kind,
    recordId: row.id,
    title: row.title,
    organisation: showOwner(row),
    reasons: one.reasons as Refused['reasons'],
    note: one.note,
    at: one.givenAt,
  };
}

function showOwner({ organisation }: Row): Match['twins'][number]['organisation'] {
  const { regions } = organisation;
  return { ...organisation, regions: regions.map((region) => ({ ...region })) };
}

interface Shown {
  readonly kind: RecordKind;
  readonly rows: ReadonlyMap<string, Row>;
  readonly explained: ReadonlyMap<string, Explanation>;
  readonly scoresOf: ReadonlyMap<string, Found<Row>>;
}

function copyFact({
  code,
  params,
}: { readonly code: Match['speaksFor'][number]['code'] } & {
  readonly params?: Readonly<Record<string, string | number>>;
}): Match['speaksFor'][number] {
  return params === undefined ? { code } : { code, params: { ...params } };
}

export function showParts({ parts, fit }: Pick<RankedCandidate, 'parts' | 'fit'>): Part[] {
  return parts.map(({ part, score, fact }, at) => ({
    part,
    score,
    counted: fit.parts[at]?.counted ?? null,
    weight: fit.parts[at]?.weight ?? 0,
    fact: fact === null ? null : copyFact(fact),
  }));
}

function showMatch(one: RankedCandidate, shown: Shown): Match {
  const { kind, rows, explained, scoresOf } = shown;
  const row = rows.get(one.id) as Row;
  const why = explained.get(one.id);
  const scores = scoresOf.get(one.id);
  const facts = factsOf(one.parts);
  const { feedback, above } = one;
  return {
    rank: one.rank,
    score: one.score,
    words: [...(why?.why ?? [])].map((word) => ({ ...word })),
    neighbours: [...(why?.neighbours ?? [])].map((neighbour) => ({ ...neighbour })),
    textScores: { words: scores?.words ?? 0, meaning: scores?.meaning ?? 0 },
    parts: showParts(one),
    speaksFor: facts.speaksFor.map(copyFact),
    speaksAgainst: facts.speaksAgainst.map(copyFact),
    whyNotHigher:
      above === null
        ? null
        : {
            aboveId: above.id,
            part: above.shortfall.part,
            costs: above.shortfall.costs,
            behind: above.shortfall.behind,
          },
    missing: one.missing.map((missing) => ({ ...missing })),
    twins: one.twins.flatMap(({ id, likeness }) => {
      const twin = rows.get(id);
      if (twin === undefined) return [];
      return [{ id, title: twin.title, organisation: showOwner(twin), likeness }];
    }),
    feedback:
      feedback === null
        ? null
        : {
            likeId: feedback.likeId,
            likeTitle: rows.get(feedback.likeId)?.title ?? '',
            likeness: feedback.likeness,
            changes: feedback.change,
          },
    rankWithoutSpread: one.rankWithoutSpread,
    kind,
    technology: kind === 'technology' ? technologySummary(row as TechnologyRow) : null,
    need: kind === 'need' ? needSummary(row as NeedRow) : null,
    introduction: null,
  };
}

function idOf(match: Match): string {
  return (match.technology ?? match.need)?.id ?? '';
}

/** Says of a match whether the two already talk. */
function introductionIn(
  known: ReadonlyMap<string, KnownIntroduction>,
  match: Match,
): Match['introduction'] {
  const found = known.get(idOf(match));
  return found === undefined ? null : { id: found.id, state: found.state };
}

// Use cases ---------------------------------------------------------------------------------------

function sideOf(technology: TechnologyRow, seers: ReadonlySet<string>): TechnologySide {
  const regionPath = technology.organisation.regions.map((region) => region.code);
  return { ...technology, regionPath, ownerSeesNeed: seers.has(technology.organisationId) };
}

export function questionOfNeed(need: NeedRow): Question {
  const text = [need.problem, need.targets].filter((part) => part !== null).join('\n');
  return readQuestion({ title: need.title, keywords: need.keywords, text });
}

/** Technologies for a need, whoever asks. */
export function wishOfNeed(
  ctx: Context,
  need: NeedRow,
  options: Options = {},
  filters: Filters = {},
): Wish {
  return {
    kind: 'technology',
    question: questionOfNeed(need),
    filters,
    options,
    fields: need.fields,
    notOf: [need.organisationId],
    ours: {
      kind: 'need',
      id: need.id,
      organisationId: need.organisationId,
      factsOf: async (rows) => {
        const owners = [...new Set(rows.map((row) => row.organisationId))];
        const seers = await whoSeesNeed(ctx.tx, need, owners, ctx.now);
        return (row) => judgeFacts(need, sideOf(row as TechnologyRow, seers), ctx.now);
      },
    },
  };
}

/** Needs for a technology. Those found may be seen, so their visibility takes nothing off. */
export function wishOfTechnology(
  ctx: Context,
  technology: TechnologyRow,
  options: Options = {},
  filters: Filters = {},
): Wish {
  const { title, keywords, organisationId, summary, id } = technology;
  const side = sideOf(technology, new Set([organisationId]));
  return {
    kind: 'need',
    question: readQuestion({ title, keywords, text: summary }),
    filters,
    options,
    fields: technology.fields,
    notOf: [organisationId],
    ours: {
      kind: 'technology',
      id,
      organisationId,
      factsOf: async () => (row) => judgeFacts(row as NeedSide & Row, side, ctx.now),
    },
  };
}

/** Whatever fits words as they were typed. */
export function wishOfWords(
  ctx: Context,
  q: string,
  options: Options = {},
  filters: Filters = {},
  kind: RecordKind = 'technology',
): Wish {
  const notOf = organisationsOf(ctx.actor);
  return { kind, question: readQuestion(q), filters, options, fields: [], notOf, ours: null };
}

function parted(input: Omit<Input, 'q' | 'find'>): { options: Options; filters: Filters } {
  const { limit, weight, spread, floor, ...filters } = input;
  const options = { limit, weight, spread, floor };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { options: Object.fromEntries(given), filters };
}

export async function matchesOfNeed(
  ctx: Context,
  input: InputOf<typeof rankingContract.matchesOfNeed>,
): Promise<Matches> {
  const { needId, ...rest } = input;
  const need = await visibleNeed(ctx, needId);
  if (need === null) throw notFound('need');
  requireRole(ctx.actor, need.organisationId, 'viewer', 'need');
  const { options, filters } = parted(rest);
  return (await rankMatches(ctx, wishOfNeed(ctx, need, options, filters))).matches;
}

export async function matchesOfTechnology(
  ctx: Context,
  input: InputOf<typeof rankingContract.matchesOfTechnology>,
): Promise<Matches> {
  const { technologyId, ...rest } = input;
  const technology = await visibleTechnology(ctx, technologyId);
  if (technology === null) throw notFound('technology');
  requireRole(ctx.actor, technology.organisationId, 'viewer', 'technology');
  const { options, filters } = parted(rest);
  return (await rankMatches(ctx, wishOfTechnology(ctx, technology, options, filters))).matches;
}

export async function findMatches(ctx: Context, input: Input): Promise<Matches> {
  const { q, find, ...rest } = input;
  const { options, filters } = parted(rest);
  return (await rankMatches(ctx, wishOfWords(ctx, q, options, filters, find))).matches;
}
