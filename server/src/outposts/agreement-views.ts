/** SQL that answers lists and pages of agreements. What a caller may not see is left out in the query. */
import { dayOf } from '../runtime/day.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { agreementContract } from './agreement-contract.ts';
import { agreementVisible, versionVisible } from './agreement-visibility-views.ts';
import type {
  Agreement,
  AgreementSummary,
  HistoryStep,
  Signature,
  VersionOfAgreement,
} from './contract.ts';

type Asked = Omit<InputOf<(typeof agreementContract)['listAgreements']>, 'limit' | 'cursor'>;

/** What lists and references show of a version; `v` is the version. */
const versionFacts = sql`jsonb_build_object('id', v.id, 'agreementId', v.agreement_id,
  'number', v.number, 'state', v.state, 'title', jsonb_build_object('zh', v.title_zh,
    'en', v.title_en), 'document', v.document, 'grade', v.grade, 'template', v.template,
  'startsOn', v.starts_on, 'endsOn', v.ends_on, 'termsDigest', v.terms_digest,
  'problemCount', v.problem_count, 'signedAt', v.signed_at)`;

/** The version's parties as the terms name them, each with who it is. */
const boundParties = sql`coalesce((select jsonb_agg(jsonb_build_object('party', named.one ->> 'id',
      'role', coalesce(named.one ->> 'role', ''),
      'name', jsonb_build_object('zh', coalesce(named.one -> 'name' ->> 'zh', ''),
        'en', coalesce(named.one -> 'name' ->> 'en', '')),
      'place', outposts.place(p.region_code, p.organisation_id)) order by named.at)
    from jsonb_array_elements(case when jsonb_typeof(v.terms -> 'parties') = 'array'
      then v.terms -> 'parties' else '[]' end) with ordinality named (one, at)
    left join outposts.party p on p.version_id = v.id and p.party = named.one ->> 'id'
    where named.one ->> 'id' <> ''), '[]')`;

const compact = sql`(select jsonb_build_object('id', c.id, 'nameZh', c.name_zh,
  'nameEn', c.name_en) from registry.v_compact c where c.id = a.compact_id)`;

function columnsOn(ctx: Context): Sql {
  return sql`a.id, outposts.agreement_state(a.id, ${dayOf(ctx.now)}::date) as state,
    ${versionFacts} as version, ${boundParties} as parties,
    exists (select from outposts.agreement_version o where o.agreement_id = a.id and o.id <> v.id
      and o.state in ('draft', 'simulated', 'in_review')) as amending,
    coalesce((select jsonb_agg(g.party order by g.signed_at) from outposts.signature g
      where g.version_id = v.id and g.round = v.round), '[]') as signed_by,
    ${compact} as compact, a.is_public, a.sample, a.created_at`;
}

/** The version that stands for its agreement: the one that rules, else signed, else in the making. */
function fromOn(ctx: Context): Sql {
  const day = dayOf(ctx.now);
  return sql`outposts.agreement a join lateral (
    select * from outposts.agreement_version v
    where v.agreement_id = a.id and ${versionVisible(ctx)}
    order by (v.state = 'signed' and v.starts_on <= ${day}::date
        and coalesce(v.ends_on, 'infinity') > ${day}::date) desc,
      (v.state = 'signed') desc, (v.state <> 'withdrawn') desc, v.number desc
    limit 1) v on true`;
}

const orders: Readonly<Record<NonNullable<Asked['sort']>, Order>> = {
  '-createdAt': {
    name: 'agreements newest',
    columns: [
      { sql: sql`a.created_at`, type: 'timestamptz' },
      { sql: sql`a.id`, type: 'uuid' },
    ],
    descending: true,
  },
  title: {
    name: 'agreements title',
    columns: [
      { sql: sql`v.sort_key`, type: 'text' },
      { sql: sql`a.id`, type: 'uuid' },
    ],
  },
  startsOn: {
    name: 'agreements start',
    columns: [
      { sql: sql`coalesce(v.starts_on, 'infinity')`, type: 'date' },
      { sql: sql`a.id`, type: 'uuid' },
    ],
  },
};

function listOf(ctx: Context, asked: Asked): List {
  const { q, state, region, organisationId, compactId, template, sort = '-createdAt' } = asked;
  const conditions: Sql[] = [agreementVisible(ctx)];
  const hasParty = (who: Sql) =>
    sql`exists (select from outposts.party p where p.version_id = v.id and ${who})`;
  if (q !== undefined && q.trim() !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', v.title_zh, v.title_en, v.sort_key,
      v.document)), ${q.trim().toLowerCase()}) > 0`);
  }
  if (state !== undefined) {
    conditions.push(
      sql`outposts.agreement_state(a.id, ${dayOf(ctx.now)}::date) = any (${state}::text[])`,
    );
  }
  if (region !== undefined) {
    const within = sql`p.region_code in (select registry.v_regions_within(${region}::text[]))`;
    conditions.push(sql`(${hasParty(within)})`);
  }
  if (organisationId !== undefined) {
    conditions.push(hasParty(sql`p.organisation_id = ${organisationId}`));
  }
  if (compactId !== undefined) conditions.push(sql`a.compact_id = ${compactId}`);
  if (template !== undefined) conditions.push(sql`v.template = any (${template}::text[])`);
  return {
    order: orders[sort],
    columns: columnsOn(ctx),
    from: fromOn(ctx),
    where: all(conditions),
  };
}

export async function agreementPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<AgreementSummary>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyAgreement(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<AgreementSummary>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}

export type AgreementRow = Omit<Agreement, 'versions' | 'actsFor' | 'may'>;

export async function readAgreementRow(ctx: Context, id: string): Promise<AgreementRow | null> {
  return await rowOrNull<AgreementRow>(
    ctx.tx,
    sql`select ${columnsOn(ctx)}, a.journey_id, outposts.place(a.begun_by_region, null) as begun_by, a.revision
        from ${fromOn(ctx)} where a.id = ${id} and ${agreementVisible(ctx)}`,
  );
}

/** Those that the caller may see, the newest first. */
export async function versionsOfAgreement(
  ctx: Context,
  agreementId: string,
): Promise<VersionOfAgreement[]> {
  const found = await rows<{ version: VersionOfAgreement }>(
    ctx.tx,
    sql`select ${versionFacts} as version
        from outposts.agreement_version v join outposts.agreement a on a.id = v.agreement_id
        where v.agreement_id = ${agreementId} and ${versionVisible(ctx)} order by v.number desc`,
  );
  return found.map(({ version }) => version);
}

export async function readVersionFacts(
  tx: Tx,
  versionId: string,
): Promise<VersionOfAgreement | null> {
  const found = await rowOrNull<{ version: VersionOfAgreement }>(
    tx,
    sql`select ${versionFacts} as version from outposts.agreement_version v
        where v.id = ${versionId}`,
  );
  return found?.version ?? null;
}

/** Of one round, in the order in which they came. */
export async function signaturesOf(tx: Tx, versionId: string, round: number): Promise<Signature[]> {
  return await rows<Signature>(
    tx,
    sql`select g.party, jsonb_build_object('id', g.person_id, 'name', g.person_name) as person,
          g.office, g.terms_digest, g.signed_at, g.terms_digest = v.terms_digest as holds
        from outposts.signature g join outposts.agreement_version v on v.id = g.version_id
        where g.version_id = ${versionId} and g.round = ${round} order by g.signed_at, g.party`,
  );
}

const newestStepFirst: Order = {
  name: 'history of an agreement',
  columns: [{ sql: sql`e.sequence`, type: 'bigint' }],
  descending: true,
};

/** What the log says was done with an agreement, the newest first; what was refused is not. */
export async function historyPage(tx: Tx, journeyId: string, wish: PageWish) {
  const list: List = {
    order: newestStepFirst,
    columns: sql`e.sequence::text as sequence, e.at, e.type, e.actor_name, e.payload`,
    from: sql`runtime.event e`,
    where: sql`e.journey_id = ${journeyId} and e.capability = 'outposts'
      and e.type <> 'outposts.refused'`,
  };
  return await pageOfList<HistoryStep>(tx, list, wish);
}
