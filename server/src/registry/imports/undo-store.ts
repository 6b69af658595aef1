/** What an import left behind, and taking it back. */
import { execute, rowOrNull, rows, sql, type Tx } from '../../runtime/sql.ts';
import type { KeptClaim } from './weigh-claim.ts';

export async function startUndo(tx: Tx, id: string): Promise<boolean> {
  const started = await execute(
    tx,
    sql`update registry.import set state = 'undoing'
        where id = ${id} and state in ('finished', 'failed', 'cancelled') and not dry_run`,
  );
  return started === 1;
}

/** Why an organisation is not as the import left it; null if it is. */
export interface Standing {
  readonly organisationId: string;
  readonly created: boolean;
  readonly before: Readonly<Record<string, { value: unknown; claim: KeptClaim | null }>>;
  readonly displayName: string;
  readonly status: string;
  readonly provenance: Readonly<Record<string, KeptClaim>>;
  readonly isChanged: boolean;
  /** Merged into another one, or successor of one that was. */
  readonly isMerged: boolean;
  /** Something that the import did not write refers to it, or the event log names it. */
  readonly isUsed: boolean;
}

/** The next organisations of an import, those it made last first. */
export async function standings(tx: Tx, importId: string, limit: number): Promise<Standing[]> {
  return await rows<Standing>(
    tx,
    sql`with next as (
          select c.*, o.display_name, o.status, o.provenance, o.revision as now_at
          from registry.import_change c join registry.organisation o on o.id = c.organisation_id
          where c.import_id = ${importId} order by c.organisation_id desc limit ${limit}
          for update of o)
        select organisation_id, created, before, display_name, status, provenance,
          now_at <> revision as is_changed,
          status = 'merged' or exists (select from registry.organisation m
            where m.merged_into_id = organisation_id) as is_merged,
          exists (select from registry.participation p where p.organisation_id = n.organisation_id
              and p.import_id is distinct from ${importId}::uuid)
            or exists (select from registry.person p where p.organisation_id = n.organisation_id)
            or exists (select from registry.organisation b where b.parent_id = n.organisation_id
              and not exists (select from registry.import_change own
                where own.import_id = ${importId} and own.organisation_id = b.id and own.created))
            or exists (select from registry.affiliation a
              where a.organisation_id = n.organisation_id)
            or exists (select from registry.relation r where r.import_id is distinct from
                ${importId}::uuid and n.organisation_id in (r.from_id, r.to_id))
            or exists (select from registry.identifier i where i.organisation_id =
                n.organisation_id and i.import_id is distinct from ${importId}::uuid)
            or exists (select from registry.organisation_name a where a.organisation_id =
                n.organisation_id and a.import_id is distinct from ${importId}::uuid)
            or exists (select from runtime.event e
              where e.subject_ids @> array[n.organisation_id])
            or exists (select from runtime.event e
              where e.organisation_id = n.organisation_id) as is_used
        from next n`,
  );
}

/** Forgets that the import did something to these; they have been dealt with. */
export async function forgetChanges(
  tx: Tx,
  importId: string,
  organisationIds: readonly string[],
): Promise<void> {
  await execute(
    tx,
    sql`delete from registry.import_change
        where import_id = ${importId} and organisation_id = any(${organisationIds}::uuid[])`,
  );
}

export async function deleteOrganisations(
  tx: Tx,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  await deleteFacts(tx, importId, ids);
  await execute(
    tx,
    sql`update registry.organisation set parent_id = null where parent_id = any(${ids}::uuid[])`,
  );
  await execute(tx, sql`delete from registry.organisation where id = any(${ids}::uuid[])`);
}

/** Names, identifiers, keys and relations that the import added to organisations. */
export async function deleteFacts(tx: Tx, importId: string, ids: readonly string[]): Promise<void> {
  for (const table of ['organisation_name', 'identifier', 'source_key']) {
    await execute(
      tx,
      sql`delete from ${sql.table(`registry.${table}`)}
          where organisation_id = any(${ids}::uuid[]) and import_id = ${importId}`,
    );
  }
  await execute(
    tx,
    sql`delete from registry.relation
        where import_id = ${importId}
          and (from_id = any(${ids}::uuid[]) or to_id = any(${ids}::uuid[]))`,
  );
}

/** Participations and collaborations; those in which others took part since are kept. */
export async function deleteCollaborations(
  tx: Tx,
  importId: string,
): Promise<{ readonly deleted: number; readonly kept: number }> {
  await execute(tx, sql`delete from registry.participation where import_id = ${importId}`);
  const deleted = await execute(
    tx,
    sql`delete from registry.collaboration c
        where import_id = ${importId} and not exists
          (select from registry.participation p where p.collaboration_id = c.id)`,
  );
  const left = await rowOrNull<{ kept: number }>(
    tx,
    sql`select count(*)::int as kept from registry.collaboration where import_id = ${importId}`,
  );
  return { deleted, kept: left?.kept ?? 0 };
}

export async function addUndone(
  tx: Tx,
  importId: string,
  counts: { readonly takenBack: number; readonly kept: number },
): Promise<void> {
  await execute(
    tx,
    sql`update registry.import set taken_back = coalesce(taken_back, 0) + ${counts.takenBack},
          kept = coalesce(kept, 0) + ${counts.kept} where id = ${importId}`,
  );
}

export async function endUndo(
  tx: Tx,
  importId: string,
  now: Date,
): Promise<{ takenBack: number; kept: number } | null> {
  return await rowOrNull(
    tx,
    sql`update registry.import set state = 'undone', undone_at = ${now}
        where id = ${importId} and state = 'undoing'
        returning coalesce(taken_back, 0) as taken_back, coalesce(kept, 0) as kept`,
  );
}
