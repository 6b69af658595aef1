/** SQL that answers lists and pages of statements. What a caller may not see is left out in the query. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { agreementWithin } from './agreement-visibility-views.ts';
import type { Statement, StatementSummary, statementContract } from './statement-contract.ts';

type Asked = Omit<InputOf<(typeof statementContract)['listStatements']>, 'limit' | 'cursor'>;

const parties = sql`(select jsonb_agg(jsonb_build_object('party', named.one ->> 'id',
    'role', named.one ->> 'role', 'name', named.one -> 'name',
    'place', outposts.place(p.region_code, p.organisation_id)) order by named.at)
  from jsonb_array_elements(v.terms -> 'parties') with ordinality named (one, at)
  left join outposts.party p on p.version_id = v.id and p.party = named.one ->> 'id')`;

const summaryColumns = sql`s.id, jsonb_build_object('id', a.id, 'title', jsonb_build_object(
    'zh', v.title_zh, 'en', v.title_en)) as agreement, s.year, s.number, s.issued_in,
  outposts.statement_state(s.id) as state, s.digest, ${parties} as parties,
  coalesce((select jsonb_agg(c.party order by c.accepted_at, c.party) from outposts.acceptance c
    where c.statement_id = s.id), '[]') as accepted_by,
  s.sums, s.open_points, (select count(*)::int from outposts.objection o
    where o.statement_id = s.id and o.withdrawn_at is null and o.answered_by is null)
    as open_objections,
  s.issued_at, s.sample`;

const from = sql`outposts.statement s join outposts.agreement a on a.id = s.agreement_id
  join outposts.agreement_version v on v.id = s.version_id`;

const orders: Readonly<Record<NonNullable<Asked['sort']>, Order>> = {
  '-issuedAt': {
    name: 'statements newest',
    columns: [
      { sql: sql`s.issued_at`, type: 'timestamptz' },
      { sql: sql`s.id`, type: 'uuid' },
    ],
    descending: true,
  },
  '-year': {
    name: 'statements year',
    columns: [
      { sql: sql`s.year`, type: 'int' },
      { sql: sql`s.number`, type: 'int' },
      { sql: sql`s.id`, type: 'uuid' },
    ],
    descending: true,
  },
};

function listOf(ctx: Context, asked: Asked): List {
  const { agreementId, year, state, region, compactId, kind, sort = '-issuedAt' } = asked;
  const conditions: Sql[] = [agreementWithin(ctx)];
  if (agreementId !== undefined) conditions.push(sql`s.agreement_id = ${agreementId}`);
  if (year !== undefined) conditions.push(sql`s.year = any (${year}::int[])`);
  if (state !== undefined) {
    conditions.push(sql`outposts.statement_state(s.id) = any (${state}::text[])`);
  }
  if (region !== undefined) {
    conditions.push(sql`exists (select from outposts.party p where p.version_id = s.version_id
      and p.region_code in (select registry.v_regions_within(${region}::text[])))`);
  }
  if (compactId !== undefined) conditions.push(sql`a.compact_id = ${compactId}`);
  if (kind !== undefined) conditions.push(sql`(s.number = 0) = ${kind === 'first'}`);
  return { order: orders[sort], columns: summaryColumns, from, where: all(conditions) };
}

export async function statementPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<StatementSummary>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyStatement(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<StatementSummary>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}

/** In the order of the ids that were asked for. */
export async function statementSummaries(
  ctx: Context,
  ids: readonly string[],
): Promise<StatementSummary[]> {
  return await rows(
    ctx.tx,
    sql`select ${summaryColumns} from ${from}
        join unnest(${ids}::uuid[]) with ordinality wanted (id, at) on wanted.id = s.id
        order by wanted.at`,
  );
}

export type StatementFacts = StatementSummary &
  Pick<
    Statement,
    'version' | 'termsDigest' | 'contentDigest' | 'issuedBy' | 'journeyId' | 'acceptances'
  > & { readonly agreementId: string };

/** What the database knows of a statement that the caller may see; the rest is in its texts. */
export async function statementFacts(ctx: Context, id: string): Promise<StatementFacts | null> {
  const [found = null] = await rows<StatementFacts>(
    ctx.tx,
    sql`select ${summaryColumns}, s.agreement_id, s.content_digest, a.journey_id,
          jsonb_build_object('id', v.id, 'number', v.number) as version, v.terms_digest,
          jsonb_build_object('id', s.issued_by_id, 'name', s.issued_by_name) as issued_by,
          coalesce((select jsonb_agg(jsonb_build_object('party', c.party, 'digest', c.digest,
              'person', jsonb_build_object('id', c.person_id, 'name', c.person_name),
              'acceptedAt', c.accepted_at) order by c.accepted_at, c.party)
            from outposts.acceptance c where c.statement_id = s.id), '[]') as acceptances
        from ${from} where s.id = ${id} and ${agreementWithin(ctx)}`,
  );
  return found;
}

export async function objectionsTo(tx: Tx, statementId: string) {
  return await rows<Omit<Statement['objections'][number], 'mayWithdraw'>>(
    tx,
    sql`select id, party, line, reason, note, raised_by_name as raised_by, raised_at,
          withdrawn_at, answered_by
        from outposts.objection where statement_id = ${statementId} order by raised_at, id`,
  );
}

export type ObligationRow = Omit<Statement['obligations'][number], 'amount'> & {
  readonly amountMinor: string;
  readonly digits: number;
};

export async function obligationsFrom(tx: Tx, statementId: string): Promise<ObligationRow[]> {
  return await rows(
    tx,
    sql`select o.line, outposts.place(o.payer_region, o.payer_organisation) as payer,
          outposts.place(o.receiver_region, o.receiver_organisation) as receiver, o.unit, o.kind,
          o.digits, o.amount_minor::text as amount_minor, o.transaction_id,
          e.netting_id, coalesce(n.state = 'paid', false) as is_paid
        from outposts.obligation o
        left join outposts.netted_obligation e on e.statement_id = o.statement_id
          and e.line = o.line and e.is_live
        left join outposts.netting n on n.id = e.netting_id
        where o.statement_id = ${statementId} order by o.line`,
  );
}

export async function nettingsOf(tx: Tx, statementId: string) {
  return await rows<Statement['nettings'][number]>(
    tx,
    sql`select distinct n.id, n.state from outposts.netted_obligation e
        join outposts.netting n on n.id = e.netting_id
        where e.statement_id = ${statementId} order by n.id`,
  );
}

// Periods -----------------------------------------------------------------------------------------

export async function closings(tx: Tx, agreementId: string) {
  const found = await rows<{ year: number; closedAt: string; closedBy: string }>(
    tx,
    sql`select year, closed_at, closed_by_name as closed_by from outposts.period
        where agreement_id = ${agreementId}`,
  );
  return new Map(found.map((one) => [one.year, one]));
}

export type StatementRef = Statement['sameYear'][number] & { readonly year: number };

/** Of an agreement, or of one of its years; in the order in which they came. */
export async function statementRefs(
  tx: Tx,
  agreementId: string,
  year: number | null = null,
): Promise<StatementRef[]> {
  return await rows(
    tx,
    sql`select s.year, s.id, s.number, s.digest, outposts.statement_state(s.id) as state,
          s.issued_at
        from outposts.statement s where s.agreement_id = ${agreementId}
          and (${year}::int is null or s.year = ${year}) order by s.year, s.number`,
  );
}
