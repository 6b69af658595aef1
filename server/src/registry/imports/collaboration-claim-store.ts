/** Collaborations and who took part in them, many at a time. */
import { execute, rows, sql, type Tx } from '../../runtime/sql.ts';
import { sortKey, titleVector } from '../search-keys.ts';
import type { CollaborationKind, ParticipationRole } from '../words.ts';

export interface CollaborationRow {
  readonly id: string;
  readonly kind: CollaborationKind;
  readonly sourceKey: string;
  readonly title: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** Decimal digits, since JSON numbers lose some. */
  readonly amountMinor: string | null;
  readonly currency: string | null;
}

export async function collaborationsOf(
  tx: Tx,
  source: string,
  keys: readonly string[],
): Promise<CollaborationRow[]> {
  return await rows<CollaborationRow>(
    tx,
    sql`select id, kind, source_key, title, starts_on, ends_on, amount_minor::text, currency
        from registry.collaboration
        where source = ${source} and source_key = any(${keys}::text[]) order by id for update`,
  );
}

const asCollaboration = sql`::jsonb) as given (id uuid, kind text, "sourceKey" text, title text,
  "sortKey" text, search tsvector, "startsOn" date, "endsOn" date, "amountMinor" numeric(30, 0),
  currency text)`;

/** The rows as JSON, with what their titles are found and sorted by. */
function written(collaborations: readonly CollaborationRow[]): string {
  return JSON.stringify(
    collaborations.map((one) => ({
      ...one,
      sortKey: sortKey(one.title ?? ''),
      search: titleVector(one.title),
    })),
  );
}

export async function insertCollaborations(
  tx: Tx,
  collaborations: readonly CollaborationRow[],
  about: { readonly source: string; readonly importId: string; readonly now: Date },
): Promise<void> {
  if (collaborations.length === 0) return;
  await execute(
    tx,
    sql`insert into registry.collaboration (id, kind, source, source_key, title, sort_key,
          search, starts_on, ends_on, amount_minor, currency, import_id, created_at)
        select id, kind, ${about.source}, "sourceKey", title, "sortKey", search, "startsOn",
          "endsOn", "amountMinor", currency, ${about.importId}, ${about.now}
        from jsonb_to_recordset(${written(collaborations)}${asCollaboration}`,
  );
}

export async function updateCollaborations(
  tx: Tx,
  collaborations: readonly CollaborationRow[],
): Promise<void> {
  if (collaborations.length === 0) return;
  await execute(
    tx,
    sql`update registry.collaboration c set title = given.title, sort_key = given."sortKey",
          search = given.search, starts_on = given."startsOn", ends_on = given."endsOn", amount_minor = given."amountMinor",
          currency = given.currency
        from jsonb_to_recordset(${written(collaborations)}${asCollaboration}
        where c.id = given.id`,
  );
}

export interface ParticipationRow {
  readonly collaborationId: string;
  readonly organisationId: string;
  readonly role: ParticipationRole;
  readonly amountMinor: string | null;
  readonly confidence: number | null;
}

/** Answers those that were new or have another amount now. */
export async function saveParticipations(
  tx: Tx,
  importId: string,
  participations: readonly ParticipationRow[],
): Promise<{ readonly collaborationId: string; readonly organisationId: string }[]> {
  if (participations.length === 0) return [];
  return await rows(
    tx,
    sql`insert into registry.participation as kept
          (collaboration_id, organisation_id, role, amount_minor, confidence, import_id)
        select "collaborationId", "organisationId", role, "amountMinor", confidence, ${importId}
        from jsonb_to_recordset(${JSON.stringify(participations)}::jsonb) as given
          ("collaborationId" uuid, "organisationId" uuid, role text,
           "amountMinor" numeric(30, 0), confidence real)
        on conflict (collaboration_id, organisation_id, role) do update
          set amount_minor = excluded.amount_minor
          where kept.amount_minor is distinct from excluded.amount_minor
        returning collaboration_id, organisation_id`,
  );
}
