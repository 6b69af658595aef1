import { execute, row, rows, sql, type Tx } from '../runtime/sql.ts';

/** What a merge moves, as it stood before: kept in the event, so that nothing is lost. */
export interface Moved {
  readonly identifiers: { readonly scheme: string; readonly value: string }[];
  readonly names: { readonly text: string; readonly lang: string | null; readonly kind: string }[];
  readonly collaborationIds: string[];
  readonly branchIds: string[];
  readonly personIds: string[];
}

export async function readMoving(tx: Tx, id: string): Promise<Moved> {
  return await row<Moved>(
    tx,
    sql`select
      coalesce((select json_agg(json_build_object('scheme', scheme, 'value', value)
          order by scheme, value)
        from registry.identifier where organisation_id = ${id}), '[]') as identifiers,
      coalesce((select json_agg(json_build_object('text', text, 'lang', lang, 'kind', kind)
          order by kind, text)
        from registry.organisation_name where organisation_id = ${id}), '[]') as names,
      array(select distinct collaboration_id from registry.participation
        where organisation_id = ${id}) as collaboration_ids,
      array(select id from registry.organisation where parent_id = ${id}) as branch_ids,
      array(select id from registry.person where organisation_id = ${id}) as person_ids`,
  );
}

/** Gives everything that hangs on a record to its successor. */
export async function moveEverything(
  tx: Tx,
  from: { readonly id: string; readonly parentId: string | null },
  toId: string,
  nameId: () => string,
): Promise<void> {
  await execute(
    tx,
    sql`update registry.identifier set organisation_id = ${toId} where organisation_id = ${from.id}`,
  );
  await moveNames(tx, from.id, toId, nameId);
  await moveParticipations(tx, from.id, toId);
  await moveRelations(tx, from.id, toId);
  // A successor that was a branch of the merged one moves up to where that one was.
  await execute(
    tx,
    sql`update registry.organisation set parent_id = nullif(${from.parentId}::uuid, ${toId})
        where id = ${toId} and parent_id = ${from.id}`,
  );
  await execute(
    tx,
    sql`update registry.organisation set parent_id = ${toId} where parent_id = ${from.id}`,
  );
  await execute(
    tx,
    sql`update registry.person set organisation_id = ${toId} where organisation_id = ${from.id}`,
  );
}

async function moveNames(tx: Tx, fromId: string, toId: string, nameId: () => string) {
  await execute(
    tx,
    sql`update registry.organisation_name n set organisation_id = ${toId}
        where organisation_id = ${fromId} and not exists (select from registry.organisation_name k
          where k.organisation_id = ${toId} and k.text = n.text and k.kind = n.kind)`,
  );
  await execute(tx, sql`delete from registry.organisation_name where organisation_id = ${fromId}`);
  const own = await rows<{ text: string; lang: string }>(
    tx,
    sql`select name_zh as text, 'zh' as lang from registry.organisation
          where id = ${fromId} and name_zh is not null
        union all
        select name_en, 'en' from registry.organisation
          where id = ${fromId} and name_en is not null`,
  );
  for (const { text, lang } of own) {
    await execute(
      tx,
      sql`insert into registry.organisation_name (id, organisation_id, text, lang, kind, source)
          values (${nameId()}, ${toId}, ${text}, ${lang}, 'alias', 'merge')
          on conflict (organisation_id, text, kind) do nothing`,
    );
  }
}

/** Where both took part in one role, they are one participant with the money of both. */
async function moveParticipations(tx: Tx, fromId: string, toId: string) {
  await execute(
    tx,
    sql`insert into registry.participation as kept
          (collaboration_id, organisation_id, role, amount_minor, confidence)
        select collaboration_id, ${toId}::uuid, role, amount_minor, confidence
        from registry.participation where organisation_id = ${fromId}
        on conflict (collaboration_id, organisation_id, role) do update set
          amount_minor = case when kept.amount_minor is null then excluded.amount_minor
            else kept.amount_minor + coalesce(excluded.amount_minor, 0) end,
          confidence = greatest(kept.confidence, excluded.confidence)`,
  );
  await execute(tx, sql`delete from registry.participation where organisation_id = ${fromId}`);
}

async function moveRelations(tx: Tx, fromId: string, toId: string) {
  await execute(
    tx,
    sql`insert into registry.relation (from_id, to_id, kind, source, stated_on, import_id)
        select case when from_id = ${fromId} then ${toId}::uuid else from_id end,
          case when to_id = ${fromId} then ${toId}::uuid else to_id end,
          kind, source, stated_on, import_id
        from registry.relation
        where (from_id = ${fromId} and to_id <> ${toId})
          or (to_id = ${fromId} and from_id <> ${toId})
        on conflict (from_id, to_id, kind) do nothing`,
  );
  await execute(
    tx,
    sql`delete from registry.relation where from_id = ${fromId} or to_id = ${fromId}`,
  );
}

export async function markMerged(tx: Tx, id: string, intoId: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update registry.organisation set status = 'merged', merged_into_id = ${intoId},
          parent_id = null, updated_at = ${now}, revision = revision + 1
        where id = ${id}`,
  );
}
