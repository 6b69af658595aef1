/** SQL that writes, and reads what a step needs. */
import type { Event } from '../runtime/event.ts';
import { execute, rowOrNull, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { FileOutcome, FileState, FileStep } from './barrier-file.ts';
import type { Flow } from './flow.ts';
import type { Setback } from './setback.ts';

/** The region of the first level that it lies in; one that is not known stays as it is. */
function provinceOf(code: string | null): Sql {
  return sql`coalesce((select r.province_code from registry.v_region r where r.code = ${code}::text),
    ${code}::text)`;
}

export async function insertSetback(
  tx: Tx,
  event: Event,
  { kind, reasons, versionId }: Setback,
): Promise<void> {
  // What stays in one region goes from it to itself.
  const from = provinceOf(event.fromRegion ?? event.toRegion);
  const to = provinceOf(event.toRegion ?? event.fromRegion);
  const amount = event.unit === null ? null : event.amountMinor;
  const inserted = await execute(
    tx,
    sql`insert into observatory.setback (sequence, at, capability, event_type, kind, from_region,
          to_region, organisation_id, subject_ids, journey_id, amount_minor, unit)
        values (${event.sequence}, ${event.at}, ${event.capability}, ${event.type}, ${kind}, ${from},
          ${to}, ${event.organisationId}, ${event.subjectIds}::uuid[], ${event.journeyId},
          ${amount}, ${amount === null ? null : event.unit})
        on conflict (sequence) do nothing`,
  );
  if (inserted === 0) return;
  await execute(
    tx,
    sql`with stated as (
          select md5(concat_ws('|', coalesce(s.from_region, '-'), coalesce(s.to_region, '-'),
              s.capability, stated.code, coalesce(stated.rule, '-')))::uuid as id,
            s.from_region, s.to_region, s.capability, stated.code, stated.rule
          from observatory.setback s, jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb)
            as stated (code text, rule text)
          where s.sequence = ${event.sequence}),
        known as (
          insert into observatory.barrier (id, from_region, to_region, capability, reason, rule,
              version_id)
          select id, from_region, to_region, capability, code, rule, ${versionId}::uuid from stated
          on conflict (id) do nothing)
        insert into observatory.barrier_setback (barrier_id, sequence)
        select id, ${event.sequence} from stated on conflict do nothing`,
  );
}

export async function insertFlow(
  tx: Tx,
  event: Event,
  { kind, fromRegion, toRegion }: Flow,
): Promise<void> {
  await execute(
    tx,
    sql`insert into observatory.flow (sequence, at, kind, event_type, from_region, to_region,
          organisation_id, amount_minor, unit)
        values (${event.sequence}, ${event.at}, ${kind}, ${event.type}, ${provinceOf(fromRegion)},
          ${provinceOf(toRegion)}, ${event.organisationId}, ${event.amountMinor}, ${event.unit})
        on conflict (sequence) do nothing`,
  );
}

export interface FileOwner {
  readonly regionCode: string | null;
  readonly compactId: string | null;
}

export interface KeptFile {
  readonly id: string;
  readonly barrierId: string;
  readonly state: FileState;
  readonly clarifyDueOn: string;
  readonly redressDueOn: string;
  readonly ownerRegionCode: string | null;
  readonly ownerCompactId: string | null;
  readonly fromRegion: string | null;
  readonly toRegion: string | null;
  readonly revision: number;
}

/** Answers false where the barrier has an open file already. */
export async function insertFile(
  tx: Tx,
  file: {
    readonly id: string;
    readonly barrierId: string;
    readonly title: string;
    readonly owner: FileOwner;
    readonly openedOn: string;
    readonly clarifyDueOn: string;
    readonly redressDueOn: string;
  },
): Promise<boolean> {
  const { owner } = file;
  const inserted = await execute(
    tx,
    sql`insert into observatory.barrier_file (id, barrier_id, title, owner_region_code,
          owner_compact_id, state, opened_on, clarify_due_on, redress_due_on)
        values (${file.id}, ${file.barrierId}, ${file.title}, ${owner.regionCode},
          ${owner.compactId}, 'opened', ${file.openedOn}, ${file.clarifyDueOn},
          ${file.redressDueOn})
        on conflict (barrier_id) where state <> 'closed' do nothing`,
  );
  return inserted > 0;
}

export async function lockFile(tx: Tx, id: string): Promise<KeptFile | null> {
  return await rowOrNull<KeptFile>(
    tx,
    sql`select f.id, f.barrier_id, f.state, f.clarify_due_on, f.redress_due_on,
          f.owner_region_code, f.owner_compact_id, b.from_region, b.to_region, f.revision
        from observatory.barrier_file f join observatory.barrier b on b.id = f.barrier_id
        where f.id = ${id} for update of f`,
  );
}

export async function hasOpenFile(tx: Tx, barrierId: string): Promise<boolean> {
  const found = await rowOrNull(
    tx,
    sql`select 1 as one from observatory.barrier_file
        where barrier_id = ${barrierId} and state <> 'closed'`,
  );
  return found !== null;
}

export async function writeFile(
  tx: Tx,
  id: string,
  to: {
    readonly state: FileState;
    readonly outcome: FileOutcome | null;
    readonly closedAt: Date | null;
    readonly redressDueOn: string;
  },
): Promise<void> {
  await execute(
    tx,
    sql`update observatory.barrier_file set state = ${to.state}, outcome = ${to.outcome},
          closed_at = ${to.closedAt}, redress_due_on = ${to.redressDueOn}, revision = revision + 1
        where id = ${id}`,
  );
}

export async function insertStep(
  tx: Tx,
  step: {
    readonly id: string;
    readonly fileId: string;
    readonly step: FileStep | 'opened';
    readonly note: string;
    readonly outcome: FileOutcome | null;
    readonly dueOn: string | null;
    readonly by: { readonly id: string | null; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  await execute(
    tx,
    sql`insert into observatory.barrier_step (id, file_id, step, note, outcome, due_on, taken_by_id,
          taken_by, taken_at)
        values (${step.id}, ${step.fileId}, ${step.step}, ${step.note}, ${step.outcome},
          ${step.dueOn}, ${step.by.id}, ${step.by.name}, ${step.at})`,
  );
}
