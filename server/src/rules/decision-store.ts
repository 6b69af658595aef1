import type { Who } from '../runtime/actor.ts';
import { execute, sql, type Tx } from '../runtime/sql.ts';
import type { Evidence, Inputs } from './contract.ts';
import type { Amount, Outcome } from './decision.ts';

export interface NewDecision {
  readonly id: string;
  readonly organisationId: string;
  readonly regionCode: string;
  readonly ruleSetId: string;
  readonly versionId: string;
  readonly contentDigest: string;
  readonly adoptionId: string | null;
  readonly on: string;
  readonly decision: string;
  readonly outcome: Outcome | null;
  readonly amount: Amount | null;
  readonly inputs: Readonly<Inputs>;
  readonly evidence: readonly Evidence[];
  readonly record: string;
  readonly digest: string;
  readonly engineVersion: string;
  readonly journeyId: string | null;
  readonly decidedBy: Who;
  readonly sample: boolean;
}

export async function insertDecision(tx: Tx, one: NewDecision, now: Date): Promise<void> {
  await execute(
    tx,
    sql`insert into rules.decision (id, organisation_id, region_code, rule_set_id, version_id,
          content_digest, adoption_id, on_day, decision_name, outcome, amount, unit, inputs,
          evidence, record, digest, engine_version, journey_id, decided_by_id, decided_by_name,
          decided_at, sample)
        values (${one.id}, ${one.organisationId}, ${one.regionCode}, ${one.ruleSetId},
          ${one.versionId}, ${one.contentDigest}, ${one.adoptionId}, ${one.on}, ${one.decision},
          ${one.outcome}, ${one.amount?.amount ?? null}::numeric, ${one.amount?.unit ?? null},
          ${JSON.stringify(one.inputs)}::jsonb, ${JSON.stringify(one.evidence)}::jsonb,
          ${one.record}, ${one.digest}, ${one.engineVersion}, ${one.journeyId},
          ${one.decidedBy.id}, ${one.decidedBy.name}, ${now}, ${one.sample})`,
  );
}
