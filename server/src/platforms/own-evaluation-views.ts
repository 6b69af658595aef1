/** SQL that answers one's own platforms in rounds, the newest round first. */
import {
  everyRowOfList,
  type List,
  type Order,
  type PageWish,
  pageOfList,
} from '../runtime/keyset.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { all, type Sql, sql } from '../runtime/sql.ts';
import type { OwnEvaluation, ownEvaluationContract } from './own-evaluation-contract.ts';
import type { Calendar } from './round.ts';

type Asked = Omit<
  InputOf<(typeof ownEvaluationContract)['listOwnEvaluations']>,
  'limit' | 'cursor'
>;

/** The phase and what follows of it are the noun's; the result is there before it may be shown. */
export type OwnEvaluationRow = Omit<OwnEvaluation, 'phase' | 'task' | 'until'> & {
  readonly calendar: Calendar;
};

const columns = sql`e.id as report_id,
  jsonb_build_object('id', p.id, 'nameZh', p.name_zh, 'nameEn', p.name_en) as platform,
  s.id as round_id, s.title_zh as round_zh, s.title_en as round_en, s.state, s.calendar,
  e.submitted_at, e.agreed_at, s.sample,
  (select count(*)::int from platforms.reported_value v
    where v.report_id = e.id and v.verdict = 'returned') as returned,
  (select count(*)::int from platforms.appeal a
    where a.report_id = e.id and a.state = 'open') as open_appeals,
  (select count(*)::int from platforms.intervention i
    where i.report_id = e.id and i.state = 'open') as open_interventions,
  (select jsonb_build_object('number', x.number, 'score', u.score, 'place', u.place, 'of', u.of,
      'grade', (select g -> 'name' from jsonb_array_elements(v.document -> 'grades') g
        where g ->> 'id' = u.grade))
    from platforms.result x join platforms.result_unit u on u.result_id = x.id
    where x.round_id = s.id and u.report_id = e.id order by x.number desc limit 1) as result`;
const from = sql`platforms.self_report e join platforms.round s on s.id = e.round_id
  join platforms.platform p on p.id = e.platform_id
  join platforms.scheme_version v on v.id = s.scheme_version_id`;

const newest: Order = {
  name: 'own evaluations newest',
  columns: [
    { sql: sql`s.created_at`, type: 'timestamptz' },
    { sql: sql`e.id`, type: 'uuid' },
  ],
  descending: true,
};

function listOf({ actor }: Context, { q, state, platformId }: Asked): List {
  const own = actor.memberships.map(({ organisationId }) => organisationId);
  const conditions: Sql[] = [sql`s.state <> 'draft'`, sql`p.operator_id = any (${own}::uuid[])`];
  const words = q?.trim().toLowerCase() ?? '';
  if (words !== '') {
    conditions.push(sql`strpos(lower(concat_ws(' ', p.name_zh, p.name_en, s.title_zh, s.title_en)),
      ${words}) > 0`);
  }
  if (state !== undefined) conditions.push(sql`s.state = any (${state}::text[])`);
  if (platformId !== undefined) conditions.push(sql`p.id = ${platformId}`);
  return { order: newest, columns, from, where: all(conditions) };
}

export async function ownEvaluationPage(ctx: Context, asked: Asked & PageWish) {
  return await pageOfList<OwnEvaluationRow>(ctx.tx, listOf(ctx, asked), asked);
}

export function everyOwnEvaluation(ctx: Context, asked: Asked, rowsAtMost: number) {
  return everyRowOfList<OwnEvaluationRow>(ctx.tx, listOf(ctx, asked), rowsAtMost);
}
