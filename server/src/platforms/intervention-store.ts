/** SQL that writes interventions, and reads what verbs need. */
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type {
  InterventionCause,
  InterventionOutcome,
  InterventionState,
  Plan,
} from './intervention.ts';

export interface NewIntervention extends Plan {
  readonly id: string;
  readonly platformId: string;
  readonly reportId: string;
  readonly resultId: string;
  readonly cause: InterventionCause;
  readonly subject: string;
  readonly sample: boolean;
}

/** @returns false where there is one for the same already. */
export async function insertIntervention(
  tx: Tx,
  one: NewIntervention,
  by: Who,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into platforms.intervention (id, platform_id, report_id, result_id, cause, subject,
          owner, measures, due_on, sample, opened_at, opened_by)
        values (${one.id}, ${one.platformId}, ${one.reportId}, ${one.resultId}, ${one.cause},
          ${one.subject}, ${one.owner}, ${one.measures}::text[], ${one.dueOn}, ${one.sample},
          ${now}, ${JSON.stringify(by)}::jsonb)
        on conflict do nothing`,
  );
  return written > 0;
}

export interface InterventionRow {
  readonly id: string;
  readonly reportId: string;
  readonly platformId: string;
  readonly state: InterventionState;
  readonly measures: readonly string[];
  readonly dueOn: string;
  readonly revision: number;
}

export async function lockIntervention(tx: Tx, id: string): Promise<InterventionRow | null> {
  return await rowOrNull<InterventionRow>(
    tx,
    sql`select id, report_id, platform_id, state, measures, due_on, revision
        from platforms.intervention where id = ${id} for update`,
  );
}

export async function writePlan(tx: Tx, id: string, plan: Plan): Promise<void> {
  await execute(
    tx,
    sql`update platforms.intervention set owner = ${plan.owner}, due_on = ${plan.dueOn},
          measures = ${plan.measures}::text[], revision = revision + 1 where id = ${id}`,
  );
}

export interface StepRow {
  readonly id: string;
  readonly text: string;
  readonly writtenAt: string;
  readonly writtenBy: Who;
}

export async function stepsOfIntervention(tx: Tx, id: string): Promise<StepRow[]> {
  return await rows<StepRow>(
    tx,
    sql`select id, text, written_at, written_by from platforms.intervention_step
        where intervention_id = ${id} order by written_at, id`,
  );
}

export async function insertStep(
  tx: Tx,
  interventionId: string,
  step: { readonly id: string; readonly text: string },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into platforms.intervention_step (id, intervention_id, text, written_at, written_by)
        values (${step.id}, ${interventionId}, ${step.text}, ${now},
          ${JSON.stringify(by)}::jsonb)`,
  );
}

export async function writeClosing(
  tx: Tx,
  id: string,
  end: { readonly outcome: InterventionOutcome; readonly note: string },
  by: Who,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`update platforms.intervention set state = 'closed', outcome = ${end.outcome},
          note = ${end.note}, closed_at = ${now}, closed_by = ${JSON.stringify(by)}::jsonb,
          revision = revision + 1 where id = ${id}`,
  );
}

export interface OverdueRow {
  readonly id: string;
  readonly platformId: string;
  readonly dueOn: string;
  readonly journeyId: string;
  readonly regionCode: string | null;
}

/** Overdue and not told of this day before. */
export async function lockOverdueInterventions(tx: Tx, today: string): Promise<OverdueRow[]> {
  return await rows<OverdueRow>(
    tx,
    sql`select i.id, i.platform_id, i.due_on, p.journey_id, p.region_codes[1] as region_code
        from platforms.intervention i join platforms.platform p on p.id = i.platform_id
        where i.state = 'open' and i.due_on < ${today}::date
          and i.told_due_on is distinct from i.due_on
        order by i.due_on, i.id for update of i`,
  );
}

export async function markOverdueTold(tx: Tx, ids: readonly string[]): Promise<void> {
  await execute(
    tx,
    sql`update platforms.intervention set told_due_on = due_on where id = any (${ids}::uuid[])`,
  );
}
