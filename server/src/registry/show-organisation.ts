import { checkIdentifier } from '@yunhe/identifiers';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { Tx } from '../runtime/sql.ts';
import type { Organisation, registryContract } from './contract.ts';
import { holderOf, readName, readOrganisationRecord, successorOf } from './organisation-views.ts';
import { readTerritory, type Territory } from './region-views.ts';
import { rightsOver } from './rights.ts';

type Contract = typeof registryContract;

const nowhere: Territory = { regionCodes: [], compactIds: [] };

export async function territoryOf(
  tx: Tx,
  regionCode: string | null,
  day: string,
): Promise<Territory> {
  return regionCode === null ? nowhere : await readTerritory(tx, regionCode, day);
}

/** The record as a screen sees it; for a merged one its successor's, which says so. */
export async function organisationAnswer(ctx: Context, id: string): Promise<Organisation> {
  const currentId = await successorOf(ctx.tx, id);
  const record = currentId === null ? null : await readOrganisationRecord(ctx.tx, currentId);
  if (record === null) throw notFound('organisation');
  const { regionCode, ...shown } = record;
  const territory = await territoryOf(ctx.tx, regionCode, dayOf(ctx.now));
  return {
    ...shown,
    mergedFrom: record.id === id ? null : await readName(ctx.tx, id),
    may: rightsOver(ctx.actor, record, territory),
  };
}

export const readOrganisation: UseCase<Contract['readOrganisation']> = (ctx, input) =>
  organisationAnswer(ctx, input.organisationId);

export const findOrganisation: UseCase<Contract['findOrganisation']> = async (ctx, input) => {
  const id = await holderOf(ctx.tx, input.scheme, storedForm(input.scheme, input.value));
  if (id === null) throw notFound('organisation');
  return await organisationAnswer(ctx, id);
};

/** Sources bring schemes of their own, such as stock codes, which nobody here can check. */
function storedForm(scheme: string, text: string): string {
  const judgement = checkIdentifier(scheme, text);
  if (judgement.valid) return judgement.value;
  if (judgement.reason === 'identifier_scheme_is_unknown') return text;
  throw new Refusal('identifier_invalid', `${scheme} ${text}: ${judgement.detail}.`, {
    params: { scheme, value: text },
    reasons: [{ code: judgement.reason, detail: judgement.detail, pointer: '/value' }],
  });
}
