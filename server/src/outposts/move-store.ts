/** SQL that writes moves, and reads what a verb needs of them. */
import {
  columnsOf,
  execute,
  row,
  rowOrNull,
  type Sql,
  settersOf,
  sql,
  type Tx,
} from '../runtime/sql.ts';
import type { MoveFacts, TaxBefore } from './move.ts';
import type { Keeping } from './outpost-store.ts';

export interface MoveRow extends MoveFacts {
  readonly outpostId: string | null;
  readonly agreementId: string | null;
  readonly taxesBefore: TaxBefore[];
  readonly note: string | null;
}

export interface KeptMove extends MoveRow {
  readonly id: string;
  readonly revision: number;
}

const moveColumns = sql`id, kind, organisation_id, name_zh, name_en, extent, led_by, from_region,
  to_region, outpost_id, agreement_id, listed_on, moved_on, registered_on, producing_on,
  deregistered_on, taxes_before, note, revision`;

export async function findMove(tx: Tx, id: string, lock = false): Promise<KeptMove | null> {
  const locking = lock ? sql`for update` : sql``;
  return await rowOrNull(
    tx,
    sql`select ${moveColumns} from outposts.move where id = ${id} ${locking}`,
  );
}

function moveValues(one: MoveRow, sortKey: string): readonly (readonly [string, Sql])[] {
  return [
    ['kind', sql`${one.kind}`],
    ['organisation_id', sql`${one.organisationId}`],
    ['name_zh', sql`${one.nameZh}`],
    ['name_en', sql`${one.nameEn}`],
    ['sort_key', sql`${sortKey}`],
    ['extent', sql`${one.extent}`],
    ['led_by', sql`${one.ledBy}`],
    ['from_region', sql`${one.fromRegion}`],
    ['to_region', sql`${one.toRegion}`],
    ['outpost_id', sql`${one.outpostId}`],
    ['agreement_id', sql`${one.agreementId}`],
    ['listed_on', sql`${one.listedOn}`],
    ['moved_on', sql`${one.movedOn}`],
    ['registered_on', sql`${one.registeredOn}`],
    ['producing_on', sql`${one.producingOn}`],
    ['deregistered_on', sql`${one.deregisteredOn}`],
    ['taxes_before', sql`${JSON.stringify(one.taxesBefore)}::jsonb`],
    ['note', sql`${one.note}`],
  ];
}

export async function insertMove(
  tx: Tx,
  one: MoveRow,
  { id, sortKey, now, sample }: Keeping & { readonly sample: boolean },
): Promise<void> {
  const values = moveValues(one, sortKey);
  await execute(
    tx,
    sql`insert into outposts.move (id, sample, created_at, updated_at, ${columnsOf(values)})
        values (${id}, ${sample}, ${now}, ${now}, ${sql.join(values.map(([, value]) => value))})`,
  );
}

export async function updateMove(
  tx: Tx,
  one: MoveRow,
  { id, sortKey, now }: Keeping,
): Promise<void> {
  await execute(
    tx,
    sql`update outposts.move set ${settersOf(moveValues(one, sortKey))}, updated_at = ${now},
          revision = revision + 1 where id = ${id}`,
  );
}

export async function outpostIsKnown(tx: Tx, id: string): Promise<boolean> {
  const { known } = await row<{ known: boolean }>(
    tx,
    sql`select exists (select from outposts.outpost where id = ${id}) as known`,
  );
  return known;
}

/** A region with those it lies in, the nearest first. */
export async function pathOfRegion(tx: Tx, code: string): Promise<readonly string[]> {
  const { path } = await row<{ path: string[] }>(
    tx,
    sql`select outposts.region_path(${code}) as path`,
  );
  return path;
}
