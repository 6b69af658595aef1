/** SQL that reads the results of published rounds for comparisons. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { ComparedRound, PlatformOfUnit } from './compare-contract.ts';
import type { SchemeDocument } from './scheme-contract.ts';

/** A published round by its last result. */
const from: Sql = sql`(select round_id, result_id, count(*)::int as unit_count
    from platforms.v_result group by round_id, result_id) c
  join platforms.round r on r.id = c.round_id`;

const facts: Sql = sql`r.id, jsonb_build_object('zh', r.title_zh, 'en', r.title_en) as title, r.type,
  r.scheme_version_id, r.data_from, r.data_until, c.unit_count, r.published_at, r.sample`;

const newestFirst: Order = {
  name: 'comparisons newest',
  columns: [
    { sql: sql`r.published_at`, type: 'timestamptz' },
    { sql: sql`r.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function comparedRoundPage(
  tx: Tx,
  { type, ...wish }: PageWish & { readonly type?: readonly string[] },
) {
  const where = type === undefined ? sql`true` : sql`r.type = any (${type}::text[])`;
  const list: List = { order: newestFirst, columns: facts, from, where };
  return await pageOfList<ComparedRound>(tx, list, wish);
}

export interface PublishedResult extends ComparedRound {
  readonly document: SchemeDocument;
  readonly data: string;
  readonly report: string;
}

export async function findComparedRound(tx: Tx, roundId: string): Promise<PublishedResult | null> {
  return await rowOrNull<PublishedResult>(
    tx,
    sql`select ${facts}, v.document, x.data, x.report
        from ${from} join platforms.result x on x.id = c.result_id
        join platforms.scheme_version v on v.id = r.scheme_version_id
        where r.id = ${roundId}`,
  );
}

/** Who the codes are that the data of a published round call platforms by; nobody without one. */
export async function platformsNamed(tx: Tx, roundId: string | null): Promise<PlatformOfUnit[]> {
  return await rows<PlatformOfUnit>(
    tx,
    sql`select s.code as unit, p.id, p.name_zh, p.name_en
        from platforms.self_report s join platforms.platform p on p.id = s.platform_id
          join platforms.round r on r.id = s.round_id and r.state = 'published'
        where s.round_id = ${roundId} and s.code is not null order by s.code`,
  );
}
