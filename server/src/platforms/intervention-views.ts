/** SQL that answers interventions; what a caller may not see is left out in the query. */

import type { Who } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rowOrNull, rows, type Sql, sql } from '../runtime/sql.ts';
import type { InterventionSummary, interventionContract } from './intervention-contract.ts';
import { keptByCaller } from './scheme-visibility-views.ts';

type Asked = Omit<InputOf<(typeof interventionContract)['listInterventions']>, 'limit' | 'cursor'>;

// The round is `s`, as schemes are where the same people keep them.
const from = sql`platforms.intervention i join platforms.platform p on p.id = i.platform_id
  join platforms.self_report e on e.id = i.report_id join platforms.round s on s.id = e.round_id
  join platforms.scheme_version v on v.id = s.scheme_version_id`;

/** A grade is called as its scheme calls it. */
const subject = sql`case when i.cause = 'missed_target'
  then jsonb_build_object('zh', i.subject, 'en', i.subject)
  else coalesce((select g -> 'name' from jsonb_array_elements(v.document -> 'grades') g
      where g ->> 'id' = i.subject), jsonb_build_object('zh', i.subject, 'en', i.subject)) end`;

function columnsFor(ctx: Context): Sql {
  return sql`i.id, jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en)
      as platform,
    s.id as round_id, s.title_zh as round_zh, s.title_en as round_en, i.report_id, i.cause,
    ${subject} as subject, i.owner, i.due_on,
    i.state = 'open' and i.due_on < ${dayOf(ctx.now)}::date as is_overdue,
    i.state, i.outcome, i.opened_at, i.closed_at, i.sample`;
}

/** For who keeps the round and whoever runs the platform. */
function visibleTo(ctx: Context): Sql {
  const own = ctx.actor.memberships.map(({ organisationId }) => organisationId);
  return sql`(${keptByCaller(ctx)} or p.operator_id = any (${own}::uuid[]))`;
}

const dueFirst: Order = {
  name: 'interventions due',
  columns: [
    { sql: sql`(i.state = 'closed')`, type: 'boolean' },
    { sql: sql`i.due_on`, type: 'date' },
    { sql: sql`i.id`, type: 'uuid' },
  ],
};

function listOf(ctx: Context, { state, overdue, platformId, roundId, region }: Asked): List {
  const conditions: Sql[] = [visibleTo(ctx)];
  if (state !== undefined) conditions.push(sql`i.state = any (${state}::text[])`);
  if (overdue !== undefined) {
    const late = sql`(i.state = 'open' and i.due_on < ${dayOf(ctx.now)}::date)`;
    conditions.push(overdue ? late : sql`not ${late}`);
  }
  if (platformId !== undefined) conditions.push(sql`p.id = ${platformId}`);
  if (roundId !== undefined) conditions.push(sql`s.id = ${roundId}`);
  if (region !== undefined) {
    conditions.push(
      sql`p.region_codes && array(select registry.v_regions_within(${region}::text[]))`,
    );
  }
  return { order: dueFirst, columns: columnsFor(ctx), from, where: all(conditions) };
}

export async function interventionPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<InterventionSummary>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyIntervention(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<InterventionSummary>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}

/** What is left to mend, as a task of a round. */
export interface Mending {
  readonly interventionId: string;
  readonly roundId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly reportId: string;
  readonly platform: InterventionSummary['platform'];
  readonly operatorId: string | null;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly sample: boolean;
}

const mendingsAtMost = 200;

export async function openMendings(ctx: Context): Promise<Mending[]> {
  return await rows<Mending>(
    ctx.tx,
    sql`select i.id as intervention_id, s.id as round_id, s.title_zh, s.title_en, i.report_id,
          jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en) as platform,
          p.operator_id, i.due_on, i.due_on < ${dayOf(ctx.now)}::date as is_overdue, i.sample
        from ${from} where i.state = 'open' and ${visibleTo(ctx)}
        order by i.due_on, i.id limit ${mendingsAtMost}`,
  );
}

export type InterventionFacts = InterventionSummary & {
  readonly measures: string[];
  readonly note: string | null;
  readonly openedBy: Who;
  readonly closedBy: Who | null;
  readonly revision: number;
};

export async function readInterventionFacts(
  ctx: Context,
  id: string,
): Promise<InterventionFacts | null> {
  return await rowOrNull<InterventionFacts>(
    ctx.tx,
    sql`select ${columnsFor(ctx)}, i.measures, i.note, i.opened_by, i.closed_by, i.revision
        from ${from} where i.id = ${id} and ${visibleTo(ctx)}`,
  );
}
