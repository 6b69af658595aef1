/** Affiliation texts that are not certain, what was decided about them, and their papers. */
import { execute, row, rowOrNull, rows, sql, type Tx } from '../../runtime/sql.ts';
import type { AffiliationDecision } from '../import-contract.ts';

export interface KnownName {
  readonly text: string;
  readonly lang: string | null;
  readonly kind: 'label' | 'alias' | 'acronym';
}

/** Every organisation by which a text may be meant, with its names and where it belongs. */
export async function organisationsToResolve(tx: Tx): Promise<
  {
    readonly id: string;
    readonly regionCode: string | null;
    readonly names: readonly KnownName[];
    readonly parentIds: readonly string[];
  }[]
> {
  return await rows(
    tx,
    sql`select o.id, o.region_code,
          array_remove(array[o.parent_id], null) || coalesce(r.ids, '{}') as parent_ids,
          jsonb_path_query_array(jsonb_build_array(
            jsonb_build_object('text', o.name_zh, 'lang', 'zh', 'kind', 'label'),
            jsonb_build_object('text', o.name_en, 'lang', 'en', 'kind', 'label')),
            '$[*] ? (@.text != null)') || coalesce(n.names, '[]') as names
        from registry.organisation o
        left join (select organisation_id, jsonb_agg(jsonb_build_object('text', text,
            'lang', lang, 'kind', case kind when 'former' then 'alias' else kind end)) as names
          from registry.organisation_name group by organisation_id) n
          on n.organisation_id = o.id
        left join (select from_id, array_agg(to_id) as ids
          from registry.relation where kind = 'parent' group by from_id) r on r.from_id = o.id
        where o.status not in ('merged', 'withdrawn')
          and o.provenance -> 'nameEn' -> 'placeholder' is null`,
  );
}

export interface Decided {
  readonly key: string;
  readonly decision: AffiliationDecision;
  readonly organisationId: string | null;
}

export async function decisionsFor(tx: Tx, keys: readonly string[]): Promise<Decided[]> {
  if (keys.length === 0) return [];
  return await rows<Decided>(
    tx,
    sql`select key, decision, organisation_id from registry.affiliation
        where key = any(${keys}::text[]) and decision is not null`,
  );
}

export interface Mention {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly candidates: readonly { organisationId: string; confidence: number }[];
  readonly collaborationIds: readonly string[];
}

/** Puts texts on the list with their papers; answers the papers that were new to their text. */
export async function saveMentions(
  tx: Tx,
  mentions: readonly Mention[],
  now: Date,
): Promise<string[]> {
  if (mentions.length === 0) return [];
  await execute(
    tx,
    sql`insert into registry.affiliation as kept (id, key, text, candidates, created_at)
        select id, key, text, candidates, ${now}
        from jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) as given
          (id uuid, key text, text text, candidates jsonb)
        on conflict (key) do update set candidates = excluded.candidates
          where kept.decision is null and kept.candidates <> excluded.candidates`,
  );
  const added = await rows<{ collaborationId: string }>(
    tx,
    sql`with stated as (
          select a.id, paper::uuid as collaboration_id
          from jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) as given
            (key text, "collaborationIds" jsonb)
          join registry.affiliation a on a.key = given.key,
          jsonb_array_elements_text(given."collaborationIds") as paper),
        added as (
          insert into registry.affiliation_mention (affiliation_id, collaboration_id)
          select id, collaboration_id from stated on conflict do nothing
          returning affiliation_id, collaboration_id),
        counted as (
          update registry.affiliation a set paper_count = a.paper_count + more.count
          from (select affiliation_id, count(*)::int as count from added group by 1) as more
          where a.id = more.affiliation_id)
        select distinct collaboration_id from added`,
  );
  return added.map((one) => one.collaborationId);
}

export async function lockAffiliation(
  tx: Tx,
  id: string,
): Promise<{
  readonly id: string;
  readonly text: string;
  readonly decision: string | null;
} | null> {
  return await rowOrNull(
    tx,
    sql`select id, text, decision from registry.affiliation where id = ${id} for update`,
  );
}

export async function decide(
  tx: Tx,
  about: {
    readonly id: string;
    readonly decision: AffiliationDecision;
    readonly organisationId: string | null;
    readonly decidedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await execute(
    tx,
    sql`update registry.affiliation set decision = ${about.decision},
          organisation_id = ${about.organisationId}, decided_by = ${about.decidedBy},
          decided_at = ${about.now}
        where id = ${about.id}`,
  );
}

/** Takes away what an earlier decision wrote, where no other text of the paper says the same. */
export async function withdrawDecision(tx: Tx, id: string): Promise<void> {
  await execute(
    tx,
    sql`delete from registry.participation p
        using registry.affiliation a, registry.affiliation_mention m
        where a.id = ${id} and m.affiliation_id = a.id and p.role = 'author'
          and p.collaboration_id = m.collaboration_id and p.organisation_id = a.organisation_id
          and p.confidence = 1
          and not exists (select from registry.affiliation_mention other
            join registry.affiliation b on b.id = other.affiliation_id
            where other.collaboration_id = m.collaboration_id and b.id <> a.id
              and b.organisation_id = a.organisation_id)`,
  );
}

/** The papers of a text get the organisation; answers how many. */
export async function applyDecision(tx: Tx, id: string, organisationId: string): Promise<number> {
  return await execute(
    tx,
    sql`insert into registry.participation
          (collaboration_id, organisation_id, role, confidence, import_id)
        select m.collaboration_id, ${organisationId}, 'author', 1, c.import_id
        from registry.affiliation_mention m
        join registry.collaboration c on c.id = m.collaboration_id
        where m.affiliation_id = ${id}
        on conflict do nothing`,
  );
}

/** Papers and texts of an import that is taken back; texts that were decided stay. */
export async function forgetMentions(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`with gone as (
          delete from registry.affiliation_mention m using registry.collaboration c
          where c.id = m.collaboration_id and c.import_id = ${importId}
          returning m.affiliation_id)
        update registry.affiliation a set paper_count = a.paper_count - less.count
        from (select affiliation_id, count(*)::int as count from gone group by 1) as less
        where a.id = less.affiliation_id`,
  );
  await execute(
    tx,
    sql`delete from registry.affiliation where decision is null and paper_count = 0`,
  );
}

export async function countWaiting(tx: Tx): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from registry.affiliation where decision is null`,
  );
  return found.count;
}
