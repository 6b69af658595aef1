import { dayOf } from '../../runtime/day.ts';
import { uuidv7 } from '../../runtime/id.ts';
import type { Context, UseCase } from '../../runtime/module.ts';
import { notFound, Refusal } from '../../runtime/refusal.ts';
import type { Affiliation, importContract } from '../import-contract.ts';
import { requireRegion } from '../judge-region.ts';
import { shownAs, tidyName } from '../organisation.ts';
import { insertOrganisation, refreshSearchKeys } from '../organisation-store.ts';
import { applyDecision, decide, lockAffiliation, withdrawDecision } from './affiliation-store.ts';
import { readAffiliation } from './import-views.ts';
import { survivorsOf } from './organisation-claim-store.ts';

type Decide = UseCase<(typeof importContract)['decideAffiliation']>;
type Input = Parameters<Decide>[1];

/**
 * A person says which organisation a text means, a new one, or none that is to be registered. The
 * papers that carry it follow at once; later ones do when they are imported. Deciding anew takes
 * back what the earlier decision said.
 */
export const decideAffiliation: Decide = async (ctx, input) => {
  const { tx, now, actor } = ctx;
  const affiliation = await lockAffiliation(tx, input.affiliationId);
  if (affiliation === null) throw notFound('affiliation');
  const organisationId = await organisationMeant(ctx, input);
  if (affiliation.decision !== null) await withdrawDecision(tx, affiliation.id);
  await decide(tx, {
    id: affiliation.id,
    decision: organisationId === null ? 'none' : 'organisation',
    organisationId,
    decidedBy: actor.name,
    now,
  });
  const papers =
    organisationId === null ? 0 : await applyDecision(tx, affiliation.id, organisationId);
  ctx.announce({
    type: 'registry.affiliation_decided',
    subjectIds: [affiliation.id, ...(organisationId === null ? [] : [organisationId])],
    payload: { text: affiliation.text.slice(0, 500), decision: input.decision, papers },
  });
  return (await readAffiliation(tx, affiliation.id)) as Affiliation;
};

async function organisationMeant(ctx: Context, input: Input): Promise<string | null> {
  if (input.decision === 'none') return null;
  if (input.decision === 'new_organisation') return await registered(ctx, input.organisation);
  const { organisationId } = input;
  if (organisationId === undefined) throw notNamed('organisationId');
  // A record that was merged meanwhile stands for its successor.
  const survivor = (await survivorsOf(ctx.tx, [organisationId])).get(organisationId);
  if (survivor !== undefined) return survivor;
  throw new Refusal('organisation_not_found', 'There is no such organisation.', {
    params: { organisationId },
  });
}

async function registered(ctx: Context, given: Input['organisation']): Promise<string> {
  if (given === undefined) throw notNamed('organisation');
  const nameZh = tidyName(given.nameZh ?? null);
  const nameEn = tidyName(given.nameEn ?? null);
  if (nameZh === null && nameEn === null) {
    throw new Refusal('name_missing', 'A Chinese or an English name is needed.', {
      reasons: [{ code: 'name_missing', detail: 'Name it.', pointer: '/organisation/nameZh' }],
    });
  }
  const regionCode = given.regionCode ?? null;
  if (regionCode !== null) {
    await requireRegion(ctx, regionCode, { pointer: '/organisation/regionCode' });
  }
  const id = uuidv7();
  const claim = { source: 'entered', statedOn: dayOf(ctx.now), importId: null };
  const said = { kind: given.kind, nameZh, nameEn, regionCode };
  const stated = Object.entries(said).filter(([, value]) => value !== null);
  await insertOrganisation(
    ctx.tx,
    {
      ...said,
      ...shownAs(said),
      id,
      status: 'active',
      parentId: null,
      city: null,
      latitude: null,
      longitude: null,
      established: null,
      website: null,
      fields: [],
      provenance: Object.fromEntries(stated.map(([name]) => [name, claim])),
      sample: false,
    },
    ctx.now,
  );
  await refreshSearchKeys(ctx.tx, id);
  ctx.announce({
    type: 'registry.organisation_created',
    subjectIds: [id],
    toRegion: regionCode,
    payload: { name: nameZh ?? nameEn ?? '', kind: given.kind },
  });
  return id;
}

function notNamed(pointer: string): Refusal {
  const detail = 'Say which organisation is meant.';
  return new Refusal('organisation_not_named', detail, {
    reasons: [{ code: 'organisation_not_named', detail, pointer: `/${pointer}` }],
  });
}
