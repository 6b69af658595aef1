/** SQL that writes what ranking keeps: weights, every "not this", and how introductions came to be. */
import { execute, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { FitPart, Points } from './fit-words.ts';

type Scores = Partial<Record<FitPart, number | null>>;

function json(value: object): Sql {
  return sql`${JSON.stringify(value)}::jsonb`;
}

// Weights -----------------------------------------------------------------------------------------

export interface RankingRow {
  readonly version: number;
  readonly method: string;
  readonly points: Points;
  readonly examples: Record<FitPart, number>;
  readonly yes: number;
  readonly no: number;
  readonly corpusDigest: string;
  readonly inputsDigest: string;
  readonly learnedAt: string;
}

const rankingColumns = sql`version, method, points, examples, yes, no, corpus_digest,
  inputs_digest, learned_at`;

export async function latestRanking(tx: Tx): Promise<RankingRow | null> {
  return await rowOrNull<RankingRow>(
    tx,
    sql`select ${rankingColumns} from matching.ranking order by version desc limit 1`,
  );
}

export async function rankingOf(tx: Tx, version: number): Promise<RankingRow | null> {
  return await rowOrNull<RankingRow>(
    tx,
    sql`select ${rankingColumns} from matching.ranking where version = ${version}`,
  );
}

/** The next version; nothing where another process has just written one. */
export async function insertRanking(
  tx: Tx,
  ranking: Omit<RankingRow, 'learnedAt'> & { readonly now: Date },
): Promise<boolean> {
  const inserted = await execute(
    tx,
    sql`insert into matching.ranking (${rankingColumns})
        values (${ranking.version}, ${ranking.method}, ${json(ranking.points)},
          ${json(ranking.examples)}, ${ranking.yes}, ${ranking.no}, ${ranking.corpusDigest},
          ${ranking.inputsDigest}, ${ranking.now})
        on conflict do nothing`,
  );
  return inserted === 1;
}

export async function keptPoints(tx: Tx, needId: string): Promise<Partial<Points> | null> {
  const found = await rowOrNull<{ points: Partial<Points> }>(
    tx,
    sql`select points from matching.need_weights where need_id = ${needId}`,
  );
  return found?.points ?? null;
}

export async function keepPoints(tx: Tx, needId: string, points: Partial<Points>, now: Date) {
  await execute(
    tx,
    sql`insert into matching.need_weights (need_id, points, kept_at)
        values (${needId}, ${json(points)}, ${now})
        on conflict (need_id) do update set points = excluded.points, kept_at = excluded.kept_at`,
  );
}

export async function dropPoints(tx: Tx, needId: string) {
  await execute(tx, sql`delete from matching.need_weights where need_id = ${needId}`);
}

// Every "not this" --------------------------------------------------------------------------------

export interface FeedbackRow {
  readonly id: string;
  readonly needId: string;
  readonly technologyId: string;
  readonly organisationId: string;
  readonly reasons: string[];
  readonly note: string | null;
  readonly givenAt: string;
}

const feedbackColumns = sql`id, need_id, technology_id, organisation_id, reasons, note, given_at`;

/** False where the same organisation has said so already and not taken it back. */
export async function insertFeedback(
  tx: Tx,
  feedback: Omit<FeedbackRow, 'givenAt'> & {
    readonly scores: Scores;
    readonly rankingVersion: number;
    readonly corpusDigest: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const { id, needId, technologyId, organisationId, reasons, note } = feedback;
  const inserted = await execute(
    tx,
    sql`insert into matching.feedback (id, need_id, technology_id, organisation_id, reasons, note,
          scores, ranking_version, corpus_digest, given_at)
        values (${id}, ${needId}, ${technologyId}, ${organisationId}, ${reasons}, ${note},
          ${json(feedback.scores)}, ${feedback.rankingVersion}, ${feedback.corpusDigest},
          ${feedback.now})
        on conflict do nothing`,
  );
  return inserted === 1;
}

export async function lockFeedback(tx: Tx, id: string): Promise<FeedbackRow | null> {
  return await rowOrNull<FeedbackRow>(
    tx,
    sql`select ${feedbackColumns} from matching.feedback
        where id = ${id} and taken_back_at is null for update`,
  );
}

export async function markTakenBack(tx: Tx, id: string, now: Date) {
  await execute(tx, sql`update matching.feedback set taken_back_at = ${now} where id = ${id}`);
}

/** What one organisation said of a need or of a technology, and has not taken back. */
export async function feedbackAbout(
  tx: Tx,
  about: { readonly kind: 'need' | 'technology'; readonly id: string },
  organisationId: string,
): Promise<FeedbackRow[]> {
  return await rows<FeedbackRow>(
    tx,
    sql`select ${feedbackColumns} from matching.feedback
        where ${sql.raw(`${about.kind}_id`)} = ${about.id} and taken_back_at is null
          and organisation_id = ${organisationId}
        order by given_at desc, id`,
  );
}

// Runs --------------------------------------------------------------------------------------------

export interface KeptPart {
  readonly part: FitPart;
  readonly score: number | null;
  readonly asked: boolean;
  readonly fact: {
    readonly code: string;
    readonly params?: Record<string, string | number>;
  } | null;
}

export interface MatchRunRow {
  readonly introductionId: string;
  readonly at: string;
  readonly rank: number | null;
  readonly score: number;
  readonly parts: KeptPart[];
  readonly points: Partial<Points>;
  readonly change: number;
  readonly rankingVersion: number;
  readonly corpusDigest: string;
}

export async function insertMatchRun(tx: Tx, run: MatchRunRow) {
  await execute(
    tx,
    sql`insert into matching.match_run (introduction_id, at, rank, score, parts, points, change,
          ranking_version, corpus_digest)
        values (${run.introductionId}, ${run.at}, ${run.rank}, ${run.score}, ${json(run.parts)},
          ${json(run.points)}, ${run.change}, ${run.rankingVersion}, ${run.corpusDigest})
        on conflict do nothing`,
  );
}

export async function readRun(tx: Tx, introductionId: string): Promise<MatchRunRow | null> {
  return await rowOrNull<MatchRunRow>(
    tx,
    sql`select introduction_id, at, rank, score, parts, points, change, ranking_version,
          corpus_digest
        from matching.match_run where introduction_id = ${introductionId}`,
  );
}

// Answers to learn from ---------------------------------------------------------------------------

export interface AnswerRow {
  readonly id: string;
  readonly scores: Scores;
  readonly answer: 'yes' | 'no';
  readonly count: number;
}

/**
 * Every answer that stands, in the order of ids: a "not this", a declined introduction, an accepted
 * one, and one that led to a contract, which counts twice.
 */
export async function answersToLearnFrom(tx: Tx): Promise<AnswerRow[]> {
  return await rows<AnswerRow>(
    tx,
    sql`select f.id, f.scores, 'no' as answer, 1 as count from matching.feedback f
        where f.taken_back_at is null
        union all
        select i.id,
          (select jsonb_object_agg(p ->> 'part', p -> 'score') from jsonb_array_elements(r.parts) p),
          case when i.state = 'declined' then 'no' else 'yes' end,
          case when i.outcome = 'contract_signed' then 2 else 1 end
        from matching.match_run r join matching.introduction i on i.id = r.introduction_id
        where i.state in ('declined', 'accepted', 'concluded')
        order by id`,
  );
}
