/** SQL of replays: what is written while they run, and the cases they run over. */
import type { Who } from '../runtime/actor.ts';
import { execute, row, rowOrNull, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { membersOf } from './adoption-views.ts';
import type { ReplayAsked } from './contract.ts';
import { type PastDecision, pastDecisions } from './decision-views.ts';
import type { ReplayState } from './replay.ts';
import type { ReplayedRow } from './replay-case.ts';
import type { PlaceKey } from './store.ts';

export interface KeptCaseFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

export async function insertCaseFile(
  tx: Tx,
  file: KeptCaseFile & { readonly uploadedBy: string },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into rules.case_file (id, name, bytes, uploaded_by, uploaded_at)
        values (${file.id}, ${file.name}, ${file.bytes}, ${file.uploadedBy}, ${now})`,
  );
}

export async function findCaseFile(tx: Tx, id: string): Promise<KeptCaseFile | null> {
  return await rowOrNull<KeptCaseFile>(
    tx,
    sql`select id, name, bytes::int as bytes from rules.case_file where id = ${id}`,
  );
}

export interface NewReplay {
  readonly id: string;
  readonly place: PlaceKey;
  readonly asked: ReplayAsked;
  readonly source: 'decisions' | 'file';
  readonly unit: string | null;
  readonly startedBy: Who;
}

export async function insertReplay(tx: Tx, one: NewReplay, now: Date): Promise<void> {
  const { asked, place, startedBy } = one;
  await execute(
    tx,
    sql`insert into rules.replay (id, title, region_code, compact_id, candidate_id, base_id, source,
          asked, unit, started_by, started_by_id, created_at)
        values (${one.id}, ${asked.title}, ${place.regionCode}, ${place.compactId},
          ${asked.candidateVersionId}, ${asked.baseVersionId ?? null}, ${one.source},
          ${JSON.stringify(asked)}::jsonb, ${one.unit}, ${startedBy.name}, ${startedBy.id},
          ${now})`,
  );
}

export interface KeptReplay {
  readonly id: string;
  readonly state: ReplayState;
  readonly place: PlaceKey;
  readonly asked: ReplayAsked;
  readonly source: 'decisions' | 'file';
  readonly cancelAsked: boolean;
  /** The day on which it was asked for, which is today to the rules for cases of a file. */
  readonly on: string;
}

export async function findReplay(tx: Tx, id: string): Promise<KeptReplay | null> {
  return await rowOrNull<KeptReplay>(
    tx,
    sql`select id, state, jsonb_build_object('regionCode', region_code, 'compactId', compact_id)
          as place, asked, source, cancel_asked,
          (created_at at time zone 'Asia/Shanghai')::date as "on" from rules.replay where id = ${id}`,
  );
}

/** Replays that somebody has to run: all, since a lock tells whether one does. */
export async function openReplays(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from rules.replay where state in ('waiting', 'running') order by id`,
  );
  return found.map(({ id }) => id);
}

/** Begins from the first case: what a process that died had written is written again. */
export async function beginReplay(
  tx: Tx,
  id: string,
  total: number | null,
  now: Date,
): Promise<void> {
  await execute(tx, sql`delete from rules.replay_row where replay_id = ${id}`);
  await execute(
    tx,
    sql`update rules.replay set state = 'running', started_at = ${now}, done = 0, total = ${total}
        where id = ${id} and state in ('waiting', 'running')`,
  );
}

/** Keeps the rows of a batch; false if somebody asked to stop. */
export async function addRows(tx: Tx, id: string, batch: readonly ReplayedRow[]): Promise<boolean> {
  await execute(
    tx,
    sql`insert into rules.replay_row (replay_id, number, name, organisation_id, decision_id, region,
          kind, size, change, base_outcome, candidate_outcome, base_amount, candidate_amount,
          difference, problem, inputs)
        select ${id}, "number", name, "organisationId", "decisionId", region, kind, size, change,
          "baseOutcome", "candidateOutcome", "baseAmount", "candidateAmount", difference, problem,
          inputs
        from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as given ("number" int, name text,
          "organisationId" uuid, "decisionId" uuid, region text, kind text, size text, change text,
          "baseOutcome" text, "candidateOutcome" text, "baseAmount" numeric,
          "candidateAmount" numeric, difference numeric, problem text, inputs jsonb)`,
  );
  const kept = await row<{ cancelAsked: boolean }>(
    tx,
    sql`update rules.replay set done = done + ${batch.length} where id = ${id}
        returning cancel_asked`,
  );
  return !kept.cancelAsked;
}

export async function endReplay(
  tx: Tx,
  id: string,
  how: {
    readonly state: 'finished' | 'failed' | 'cancelled';
    readonly failure: object | null;
    readonly now: Date;
  },
): Promise<boolean> {
  const ended = await execute(
    tx,
    sql`update rules.replay set state = ${how.state}, finished_at = ${how.now},
          failure = ${how.failure === null ? null : JSON.stringify(how.failure)}::jsonb,
          total = case when ${how.state} = 'finished' then done else total end
        where id = ${id} and state in ('waiting', 'running')`,
  );
  return ended === 1;
}

/** One that waits has nothing to stop. False if it is over. */
export async function askToCancel(tx: Tx, id: string, now: Date): Promise<boolean> {
  const asked = await execute(
    tx,
    sql`update rules.replay set cancel_asked = true,
          state = case state when 'waiting' then 'cancelled' else state end,
          finished_at = case state when 'waiting' then ${now}::timestamptz end
        where id = ${id} and state in ('waiting', 'running')`,
  );
  return asked === 1;
}

/** The decisions that a replay asks for, within the place that it is made for. */
function decisionsAsked(
  { place, asked, on }: Pick<KeptReplay, 'place' | 'asked' | 'on'>,
  ruleSetId: string,
): Sql {
  const { region = null, from = null, until = null } = asked.decisions ?? {};
  const within =
    place.regionCode === null
      ? sql`select registry.v_regions_within(array(${membersOf([place.compactId ?? ''], on)}))`
      : sql`select registry.v_regions_within(array[${place.regionCode}::text])`;
  return sql`d.rule_set_id = ${asked.decisions?.ruleSetId ?? ruleSetId}::uuid
    and d.region_code in (${within})
    and (${region}::text[] is null
      or d.region_code in (select registry.v_regions_within(${region}::text[])))
    and (${from}::date is null or d.on_day >= ${from}::date)
    and (${until}::date is null or d.on_day < ${until}::date)`;
}

export async function countDecisionsAsked(
  tx: Tx,
  replay: Pick<KeptReplay, 'place' | 'asked' | 'on'>,
  ruleSetId: string,
): Promise<number> {
  const { count } = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from rules.decision d
        where ${decisionsAsked(replay, ruleSetId)}`,
  );
  return count;
}

/** In the order of their ids, which is that of time, a piece at a time. */
export async function* everyDecisionAsked(
  tx: Tx,
  replay: Pick<KeptReplay, 'place' | 'asked' | 'on'>,
  ruleSetId: string,
  atOnce: number,
): AsyncGenerator<readonly PastDecision[]> {
  const where = decisionsAsked(replay, ruleSetId);
  let after: string | null = null;
  for (;;) {
    const piece: PastDecision[] = await pastDecisions(tx, { after, limit: atOnce, where });
    if (piece.length > 0) yield piece;
    if (piece.length < atOnce) return;
    after = piece.at(-1)!.id;
  }
}
