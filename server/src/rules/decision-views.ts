/** SQL that answers decisions. Whose a caller may not see is left out here, in the query. */

import { type Actor, holdsOffice } from '../runtime/actor.ts';
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
import { membersOf } from './adoption-views.ts';
import type {
  Decision,
  DecisionSummary,
  Inputs,
  OutcomeReading,
  Place,
  rulesContract,
} from './contract.ts';
import { versionSummary } from './store.ts';

export interface Subject {
  readonly id: string;
  readonly regionCode: string | null;
  readonly organisation: DecisionSummary['organisation'];
}

/** An organisation as its decisions show it; a merged one is its successor. */
export async function readSubject(tx: Tx, id: string): Promise<Subject | null> {
  return await rowOrNull<Subject>(
    tx,
    sql`select (o.organisation ->> 'id')::uuid as id, o.region_code, o.organisation
        from rules.v_subject o where o.id = ${id}`,
  );
}

const columns = sql`d.id, o.organisation, ${versionSummary} as version, d.on_day as "on",
  d.decision_name as decision, d.outcome,
  case when d.amount is not null then
    jsonb_build_object('amount', d.amount::text, 'unit', d.unit) end as amount,
  d.decided_at, d.decided_by_name as decided_by, d.sample`;

const from = sql`rules.decision d join rules.version v on v.id = d.version_id
  join rules.v_subject o on o.id = d.organisation_id`;

/** Those of one's own organisations, and those in the regions and compacts one serves. */
function visible({ actor, now }: Context): Sql {
  if (actor.kind === 'system' || holdsOffice(actor, 'audit_administrator')) return sql`true`;
  const ours = actor.memberships.map(({ organisationId }) => organisationId);
  return sql`(d.organisation_id = any(${ours}::uuid[])
    or (o.organisation ->> 'id')::uuid = any(${ours}::uuid[])
    or d.region_code in (${servedRegions(actor, dayOf(now))}))`;
}

function servedRegions(actor: Actor, day: string): Sql {
  const own = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const compacts = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  return sql`select registry.v_regions_within(${own}::text[] || array(${membersOf(compacts, day)}))`;
}

type Asked = Omit<InputOf<(typeof rulesContract)['listDecisions']>, 'limit' | 'cursor'>;

const newestFirst: Order = {
  name: 'decisions newest',
  columns: [
    { sql: sql`d.decided_at`, type: 'timestamptz' },
    { sql: sql`d.id`, type: 'uuid' },
  ],
  descending: true,
};

function listOf(ctx: Context, asked: Asked): List {
  const { ruleSetId, versionId, organisationId, outcome, region, from: since, until } = asked;
  const conditions: Sql[] = [visible(ctx)];
  if (ruleSetId !== undefined) conditions.push(sql`d.rule_set_id = ${ruleSetId}`);
  if (versionId !== undefined) conditions.push(sql`d.version_id = ${versionId}`);
  if (organisationId !== undefined) conditions.push(sql`d.organisation_id = ${organisationId}`);
  if (outcome !== undefined) conditions.push(sql`d.outcome = any(${outcome}::text[])`);
  if (region !== undefined) {
    conditions.push(sql`d.region_code in (select registry.v_regions_within(${region}::text[]))`);
  }
  if (since !== undefined) conditions.push(sql`d.on_day >= ${since}`);
  if (until !== undefined) conditions.push(sql`d.on_day < ${until}`);
  return { order: newestFirst, columns, from, where: all(conditions) };
}

export async function decisionPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<DecisionSummary>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyDecision(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<DecisionSummary>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}

export interface DecisionRow extends DecisionSummary {
  readonly inputs: Inputs;
  readonly evidence: Decision['evidence'];
  readonly versionId: string;
  readonly record: string;
  readonly digest: string;
  readonly engineVersion: string;
  readonly journeyId: string | null;
  readonly turnTo: {
    readonly place: Place;
    readonly office: NonNullable<Decision['turnTo']>['office'];
  } | null;
}

/** Null where it does not exist or the caller may not see it: nobody can tell the two apart. */
export async function visibleDecision(ctx: Context, id: string): Promise<DecisionRow | null> {
  return await rowOrNull<DecisionRow>(
    ctx.tx,
    sql`select ${columns}, d.inputs, d.evidence, d.version_id, d.record, d.digest,
          d.engine_version, d.journey_id, case when a.id is not null then
            jsonb_build_object('place', rules.place(a.region_code, a.compact_id),
              'office', a.office) end as turn_to
        from ${from} left join rules.adoption a on a.id = d.adoption_id
        where d.id = ${id} and ${visible(ctx)}`,
  );
}

export interface SampledDecision {
  readonly id: string;
  readonly decision: string;
  readonly record: string;
  readonly xml: string;
  readonly outcome: OutcomeReading | null;
}

/** Some decisions by chance, of those that this engine made. */
export async function sampleDecisions(
  tx: Tx,
  engineVersion: string,
  limit: number,
): Promise<SampledDecision[]> {
  return await rows<SampledDecision>(
    tx,
    sql`select d.id, d.decision_name as decision, d.record, v.model as xml, v.outcome
        from rules.decision d join rules.version v on v.id = d.version_id
        where d.id in (select id from rules.decision where engine_version = ${engineVersion}
          order by random() limit ${limit})`,
  );
}

export interface PastDecision {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly regionCode: string | null;
  readonly kind: string;
  readonly versionId: string;
  readonly on: string;
  readonly inputs: Inputs;
  readonly record: string;
}

/** Past decisions in the order of their ids, a piece at a time, for replays and recomputing. */
export async function pastDecisions(
  tx: Tx,
  wanted: {
    readonly after: string | null;
    readonly limit: number;
    readonly where: Sql;
  },
): Promise<PastDecision[]> {
  return await rows<PastDecision>(
    tx,
    sql`select d.id, d.organisation_id, o.organisation ->> 'displayName' as name, d.region_code,
          o.kind, d.version_id, d.on_day as "on", d.inputs, d.record
        from rules.decision d join rules.v_subject o on o.id = d.organisation_id
        where (${wanted.after}::uuid is null or d.id > ${wanted.after}::uuid) and ${wanted.where}
        order by d.id limit ${wanted.limit}`,
  );
}
