/** SQL that reads journeys out of the event log. */
import type { Json } from '../runtime/event.ts';
import { rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Owner } from './contract.ts';
import { type RecordKind, today } from './record.ts';
import { needs, technologies } from './store.ts';

export interface JourneyAbout {
  readonly kind: RecordKind;
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly organisationId: string;
  readonly organisation: Owner;
}

export async function journeyAbout(tx: Tx, journeyId: string): Promise<JourneyAbout | null> {
  return await rowOrNull<JourneyAbout>(
    tx,
    sql`select 'need' as kind, n.id, n.title, n.state, n.organisation_id, owner.owner as organisation
        from ${needs} where n.journey_id = ${journeyId}
        union all
        select 'technology', t.id, t.title, t.state, t.organisation_id, owner.owner
        from ${technologies} where t.journey_id = ${journeyId}`,
  );
}

export interface Participants {
  readonly introductionId: string;
  readonly askerId: string;
  readonly askedId: string;
  readonly asker: Owner;
  readonly asked: Owner;
}

export async function journeyParticipants(tx: Tx, journeyId: string): Promise<Participants[]> {
  return await rows<Participants>(
    tx,
    sql`select i.id as introduction_id, i.asker_id, i.asked_id, asker.owner as asker,
          asked.owner as asked
        from matching.introduction i
        join matching.v_owner asker on asker.id = i.asker_id
        join matching.v_owner asked on asked.id = i.asked_id
        where i.journey_id = ${journeyId}`,
  );
}

export interface StepRow {
  /** Null for a step that the log has not numbered yet. */
  readonly sequence: bigint | null;
  readonly at: string;
  readonly type: string;
  readonly actorName: string;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly organisationNameZh: string | null;
  readonly organisationNameEn: string | null;
  readonly fromRegion: string | null;
  readonly toRegion: string | null;
  readonly amountMinor: string | null;
  readonly unit: string | null;
  readonly payload: { readonly [key: string]: Json };
}

/** The steps of a journey, or of one introduction in it, in the order in which they happened. */
export async function stepsOf(
  tx: Tx,
  journeyId: string,
  introductionId: string | null = null,
): Promise<StepRow[]> {
  return await rows<StepRow>(
    tx,
    sql`select e.sequence, e.at, e.type, e.actor_name, e.organisation_id,
          o.display_name as organisation_name, o.name_zh as organisation_name_zh,
          o.name_en as organisation_name_en, e.from_region, e.to_region, e.amount_minor, e.unit,
          e.payload
        from runtime.event e left join registry.v_organisation o on o.id = e.organisation_id
        where e.journey_id = ${journeyId} and e.capability = 'matching'
          and (${introductionId}::text is null
            or e.payload ->> 'introductionId' = ${introductionId}::text)
        order by e.sequence`,
  );
}

/** The regions that are in the compacts today. */
export async function regionsOfCompacts(
  tx: Tx,
  compactIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const found = await rows<{ regionCode: string }>(
    tx,
    sql`select distinct region_code from registry.v_compact_member
        where compact_id = any (${compactIds}::uuid[]) and starts_on <= ${today(now)}::date
          and (ends_on is null or ends_on > ${today(now)}::date)`,
  );
  return found.map((one) => one.regionCode);
}
