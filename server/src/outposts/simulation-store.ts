/** SQL that writes simulations, and reads what running them needs. */
import type { Who } from '../runtime/actor.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { TermsData } from './agreement-contract.ts';
import type { ScenarioData, SimulatedAlternative } from './simulation-contract.ts';

export interface SimulationAsked {
  readonly engine: string;
  readonly alternatives: readonly { readonly name: string; readonly terms: TermsData }[];
  readonly scenario: ScenarioData;
  readonly draws: number;
  readonly seed: number;
}

export interface SimulationKey {
  readonly id: string;
  readonly agreementId: string;
  readonly versionId: string;
  readonly termsDigest: string;
  readonly askedDigest: string;
}

export interface KeptSimulation extends SimulationKey {
  readonly state: string;
  readonly asked: SimulationAsked;
  readonly startedBy: Who;
}

export async function insertSimulation(
  tx: Tx,
  one: SimulationKey & { readonly asked: SimulationAsked; readonly startedBy: Who },
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into outposts.simulation (id, agreement_id, version_id, terms_digest, asked,
          asked_digest, total, started_by, created_at)
        values (${one.id}, ${one.agreementId}, ${one.versionId}, ${one.termsDigest},
          ${JSON.stringify(one.asked)}::jsonb, ${one.askedDigest}, ${one.asked.draws},
          ${JSON.stringify(one.startedBy)}::jsonb, ${now})`,
  );
}

export async function findSimulation(tx: Tx, id: string): Promise<KeptSimulation | null> {
  return await rowOrNull<KeptSimulation>(
    tx,
    sql`select id, agreement_id, version_id, terms_digest, asked_digest, state, asked, started_by
        from outposts.simulation where id = ${id}`,
  );
}

/** What waits, and what a process that died left behind. */
export async function openSimulations(tx: Tx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`select id from outposts.simulation where state in ('waiting', 'running')
        order by created_at limit 100`,
  );
  return found.map(({ id }) => id);
}

export async function tellDone(tx: Tx, id: string, done: number): Promise<void> {
  await execute(
    tx,
    sql`update outposts.simulation set state = 'running', done = greatest(done, ${done}::int)
        where id = ${id} and state in ('waiting', 'running')`,
  );
}

export type SimulationEnd =
  | {
      readonly result: { readonly alternatives: readonly SimulatedAlternative[] };
      readonly digest: string;
    }
  | { readonly failure: { readonly code: string; readonly detail: string } };

/** False where somebody else ended it before. */
export async function endSimulation(
  tx: Tx,
  id: string,
  end: SimulationEnd,
  now: Date,
): Promise<boolean> {
  const [state, result, digest, failure] =
    'result' in end
      ? ['finished', JSON.stringify(end.result), end.digest, null]
      : ['failed', null, null, JSON.stringify(end.failure)];
  const ended = await execute(
    tx,
    sql`update outposts.simulation set state = ${state}, result = ${result}::jsonb,
          result_digest = ${digest}, failure = ${failure}::jsonb, finished_at = ${now},
          done = case when ${state} = 'finished' then total else done end
        where id = ${id} and state in ('waiting', 'running')`,
  );
  return ended > 0;
}
