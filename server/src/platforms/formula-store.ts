/** SQL that writes and reads budgets split by a formula. */
import type { Who } from '../runtime/actor.ts';
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import type { Context } from '../runtime/module.ts';
import { execute, rowOrNull, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { FundingRun, FundingSummary } from './formula-contract.ts';
import type { SchemeDocument } from './scheme-contract.ts';
import { madeWithCaller } from './scheme-visibility-views.ts';

export interface NewFunding {
  readonly id: string;
  readonly versionId: string;
  readonly digest: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: FundingSummary['source'];
  readonly previewId: string | null;
  readonly roundId: string | null;
  readonly budget: string;
  readonly data: string;
  readonly document: SchemeDocument;
  /** Canonical bytes. */
  readonly result: string;
  readonly resultDigest: string;
  readonly unitCount: number;
  readonly computedBy: Who;
}

export async function insertFunding(tx: Tx, one: NewFunding, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.funding_run (id, version_id, digest, title_zh, title_en, source,
          preview_id, round_id, budget, data, document, result, result_digest, unit_count, computed_by, created_at)
        values (${one.id}, ${one.versionId}, ${one.digest}, ${one.title.zh}, ${one.title.en},
          ${one.source}, ${one.previewId}, ${one.roundId}, ${one.budget}, ${one.data}, ${JSON.stringify(one.document)}::jsonb,
          ${one.result}, ${one.resultDigest}, ${one.unitCount},
          ${JSON.stringify(one.computedBy)}::jsonb, ${now})`,
  );
}

const facts: Sql = sql`r.id, r.version_id,
  jsonb_build_object('zh', r.title_zh, 'en', r.title_en) as title, r.source,
  case when p.id is null then null else jsonb_build_object('id', p.id,
    'title', p.document -> 'title') end as preview,
  case when o.id is null then null else jsonb_build_object('id', o.id,
    'title', jsonb_build_object('zh', o.title_zh, 'en', o.title_en)) end as round, r.budget,
  r.document ->> 'currency' as currency, r.unit_count,
  r.digest is not distinct from v.digest as current, r.result_digest, r.computed_by, r.created_at`;
const from: Sql = sql`platforms.funding_run r
  join platforms.scheme_version v on v.id = r.version_id
  join platforms.scheme s on s.id = v.scheme_id
  left join platforms.scheme_preview p on p.id = r.preview_id
  left join platforms.round o on o.id = r.round_id`;

const newestFirst: Order = {
  name: 'funding newest',
  columns: [
    { sql: sql`r.created_at`, type: 'timestamptz' },
    { sql: sql`r.id`, type: 'uuid' },
  ],
  descending: true,
};

async function pageWhere(tx: Tx, where: Sql, wish: PageWish) {
  const list: List = { order: newestFirst, columns: facts, from, where };
  return await pageOfList<FundingSummary>(tx, list, wish);
}

export async function fundingPage(tx: Tx, versionId: string, wish: PageWish) {
  return await pageWhere(tx, sql`r.version_id = ${versionId}`, wish);
}

/** By formulas that the caller makes. */
export async function fundingsOfRound(ctx: Context, roundId: string, wish: PageWish) {
  return await pageWhere(ctx.tx, sql`r.round_id = ${roundId} and ${madeWithCaller(ctx)}`, wish);
}

export interface KeptFunding extends FundingSummary {
  readonly schemeId: string;
  readonly document: SchemeDocument;
  readonly result: string;
  readonly grades: FundingRun['grades'];
}

export async function loadFunding(tx: Tx, id: string): Promise<KeptFunding | null> {
  return await rowOrNull<KeptFunding>(
    tx,
    sql`select ${facts}, v.scheme_id, r.document, r.result, coalesce(p.document -> 'grades',
          e.document -> 'grades', '[]') as grades
        from ${from} left join platforms.scheme_version e on e.id = o.scheme_version_id
        where r.id = ${id}`,
  );
}
