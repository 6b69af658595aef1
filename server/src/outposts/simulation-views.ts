/** SQL that answers screens of simulations. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { rowOrNull, sql, type Tx } from '../runtime/sql.ts';
import type { Simulation, SimulationSummary } from './simulation-contract.ts';
import type { SimulationAsked } from './simulation-store.ts';

const columns = sql`s.id, s.agreement_id, s.version_id, s.state,
  (select jsonb_agg(one ->> 'name' order by at)
    from jsonb_array_elements(s.asked -> 'alternatives') with ordinality named (one, at))
    as alternatives,
  (s.asked ->> 'draws')::int as draws, (s.asked ->> 'seed')::int as seed, s.done,
  s.asked_digest, s.result_digest, s.terms_digest = v.terms_digest as current, s.started_by,
  s.created_at, s.finished_at`;
const from = sql`outposts.simulation s
  join outposts.agreement_version v on v.id = s.version_id`;

const newestFirst: Order = {
  name: 'simulations newest',
  columns: [
    { sql: sql`s.created_at`, type: 'timestamptz' },
    { sql: sql`s.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function simulationPage(tx: Tx, agreementId: string, wish: PageWish) {
  const where = sql`s.agreement_id = ${agreementId}`;
  const list: List = { order: newestFirst, columns, from, where };
  return await pageOfList<SimulationSummary>(tx, list, wish);
}

export async function readSimulationSummary(tx: Tx, id: string): Promise<SimulationSummary | null> {
  return await rowOrNull<SimulationSummary>(
    tx,
    sql`select ${columns} from ${from} where s.id = ${id}`,
  );
}

export interface SimulationSeen extends SimulationSummary {
  readonly asked: SimulationAsked;
  readonly result: Simulation['result'];
  readonly failure: Simulation['failure'];
}

export async function readSeenSimulation(tx: Tx, id: string): Promise<SimulationSeen | null> {
  return await rowOrNull<SimulationSeen>(
    tx,
    sql`select ${columns}, s.asked, s.result, s.failure from ${from} where s.id = ${id}`,
  );
}
