import { execute, sql, type Tx } from '../runtime/sql.ts';
import { sortKey, titleVector } from './search-keys.ts';
import type { CollaborationKind, ParticipationRole } from './words.ts';

export interface NewCollaboration {
  readonly id: string;
  readonly kind: CollaborationKind;
  readonly source: string;
  readonly sourceKey: string;
  readonly title: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly sample: boolean;
  readonly participations: readonly {
    readonly organisationId: string;
    readonly role: ParticipationRole;
    readonly amountMinor: string | null;
  }[];
}

/** False if the source has a collaboration with this key already. */
export async function insertCollaboration(
  tx: Tx,
  c: NewCollaboration,
  now: Date,
): Promise<boolean> {
  const written = await execute(
    tx,
    sql`insert into registry.collaboration (id, kind, source, source_key, title, sort_key,
          search, starts_on, ends_on, amount_minor, currency, sample, created_at)
        values (${c.id}, ${c.kind}, ${c.source}, ${c.sourceKey}, ${c.title},
          ${sortKey(c.title)}, ${titleVector(c.title)}::tsvector, ${c.startsOn}, ${c.endsOn},
          ${c.amountMinor}, ${c.currency}, ${c.sample}, ${now})
        on conflict (source, source_key) do nothing`,
  );
  if (written === 0) return false;
  await execute(
    tx,
    sql`insert into registry.participation (collaboration_id, organisation_id, role, amount_minor)
        select ${c.id}::uuid, "organisationId", role, "amountMinor"
        from jsonb_to_recordset(${JSON.stringify(c.participations)}::jsonb)
          as given ("organisationId" uuid, role text, "amountMinor" numeric)`,
  );
  return true;
}
