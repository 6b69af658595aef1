/** SQL of chains and their versions. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Chain, ChainSummary } from './chain-contract.ts';
import type { ChainModel } from './chain-model.ts';

const columns = sql`c.id, c.code, v.model->'name' as name, v.model->>'source' as source,
  jsonb_array_length(v.model->'links') as links, v.number as version, v.digest, v.note, v.made_by,
  v.made_at, c.sample`;
const tables = sql`observatory.chain c
  join observatory.chain_version v on v.chain_id = c.id`;

const byKey: Order = { name: 'chains', columns: [{ sql: sql`c.code`, type: 'text' }] };

export async function chainPage(tx: Tx, wish: PageWish) {
  const list: List = { order: byKey, columns, from: tables, where: sql`v.number = c.revision` };
  return await pageOfList<ChainSummary>(tx, list, wish);
}

export interface KeptChain extends ChainSummary {
  readonly model: ChainModel;
  readonly revision: number;
}

/** The version that is asked for, else the newest. */
export async function findChain(
  tx: Tx,
  id: string,
  version: number | undefined,
): Promise<KeptChain | null> {
  return await rowOrNull<KeptChain>(
    tx,
    sql`select ${columns}, v.model, c.revision from ${tables}
        where c.id = ${id} and v.number = coalesce(${version ?? null}::int, c.revision)`,
  );
}

/** Others that would change it wait. */
export async function lockChain(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`select from observatory.chain where id = ${id} for update`);
}

export async function versionsOf(tx: Tx, id: string): Promise<Chain['versions']> {
  return await rows<Chain['versions'][number]>(
    tx,
    sql`select number, note, made_by, made_at from observatory.chain_version
        where chain_id = ${id} order by number desc`,
  );
}

/** False where the code is another chain's. */
export async function insertChain(
  tx: Tx,
  { id, code, sample, now }: { id: string; code: string; sample: boolean; now: Date },
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into observatory.chain (id, code, revision, created_at, sample)
        values (${id}, ${code}, 0, ${now}, ${sample}) on conflict (code) do nothing`,
  );
  return written > 0;
}

export interface NewVersion {
  readonly model: ChainModel;
  readonly digest: string;
  readonly note: string | null;
  readonly madeBy: { readonly id: string | null; readonly name: string };
}

export async function insertChainVersion(
  tx: Tx,
  id: string,
  { model, digest, note, madeBy }: NewVersion,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`with raised as (
          update observatory.chain set revision = revision + 1 where id = ${id} returning revision)
        insert into observatory.chain_version (chain_id, number, model, digest, note, made_by_id,
          made_by, made_at)
        select ${id}, revision, ${JSON.stringify(model)}::jsonb, ${digest}, ${note}, ${madeBy.id},
          ${madeBy.name}, ${now}
        from raised`,
  );
}
