/** SQL that answers what ranking asks: who may read a need, and what was accepted for it. */
import { rows, sql, type Tx } from '../runtime/sql.ts';
import { today } from './record.ts';
import type { NeedRow } from './store.ts';

/** Which of the organisations may read a need whose audience is a compact or a list. */
export async function whoSeesNeed(
  tx: Tx,
  need: Pick<NeedRow, 'id' | 'visibility' | 'compactId'>,
  organisationIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (need.visibility === 'public') return new Set(organisationIds);
  const found = await rows<{ id: string }>(
    tx,
    need.visibility === 'named'
      ? sql`select organisation_id as id from matching.need_audience
            where need_id = ${need.id} and organisation_id = any (${organisationIds}::uuid[])`
      : sql`select o.id from registry.v_organisation o
            where o.id = any (${organisationIds}::uuid[]) and exists (
              select 1 from registry.v_compact_member m
              where m.compact_id = ${need.compactId} and m.starts_on <= ${today(now)}::date
                and (m.ends_on is null or m.ends_on > ${today(now)}::date)
                and m.region_code = any (matching.region_path(o.region_code)))`,
  );
  return new Set(found.map(({ id }) => id));
}

/** The other sides of introductions about a record that were accepted. */
export async function acceptedWith(
  tx: Tx,
  about: { readonly kind: 'need' | 'technology'; readonly id: string },
): Promise<string[]> {
  const other = sql.raw(about.kind === 'need' ? 'technology_id' : 'need_id');
  const found = await rows<{ id: string }>(
    tx,
    sql`select distinct ${other} as id from matching.introduction
        where ${sql.raw(`${about.kind}_id`)} = ${about.id} and ${other} is not null
          and state in ('accepted', 'concluded')
          and outcome is distinct from 'talks_ended' order by 1`,
  );
  return found.map(({ id }) => id);
}
