/** Identifiers of an organisation: verified before they are kept, and each held by one only. */
import { checkIdentifier } from '@yunhe/identifiers';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, type Reason, Refusal } from '../runtime/refusal.ts';
import { type Stated, statedBy } from './claim.ts';
import type { registryContract } from './contract.ts';
import { lockForChange } from './lock-organisation.ts';
import { deleteIdentifier, insertIdentifier, touchOrganisation } from './organisation-store.ts';
import { holderOf, readName } from './organisation-views.ts';
import { organisationAnswer } from './show-organisation.ts';

type Contract = typeof registryContract;

interface Written {
  readonly scheme: string;
  readonly value: string;
}

/**
 * The form in which each is kept.
 *
 * @throws Refusal identifier_invalid with every one that does not hold.
 */
export function checkedIdentifiers(given: readonly Written[], pointer: string): Written[] {
  const reasons: Reason[] = [];
  const checked = given.map(({ scheme, value }, at) => {
    const judgement = checkIdentifier(scheme, value);
    if (judgement.valid) return { scheme, value: judgement.value };
    reasons.push({
      code: judgement.reason,
      detail: `${scheme} ${value}: ${judgement.detail}`,
      params: { scheme, value },
      pointer: pointer.replace('#', String(at)),
    });
    return { scheme, value };
  });
  if (reasons.length === 0) return checked;
  throw new Refusal('identifier_invalid', reasons.map((reason) => reason.detail).join('; '), {
    reasons,
    params: { ...reasons[0]?.params },
  });
}

/** @throws Refusal identifier_held_by_another, naming the holder. */
export async function holdIdentifier(
  ctx: Context,
  organisationId: string,
  { scheme, value }: Written,
  stated: Stated,
): Promise<void> {
  if (await insertIdentifier(ctx.tx, { scheme, value, organisationId, ...stated })) return;
  const holderId = await holderOf(ctx.tx, scheme, value);
  if (holderId === organisationId) return;
  const holder = holderId === null ? null : await readName(ctx.tx, holderId);
  throw new Refusal(
    'identifier_held_by_another',
    `${scheme} ${value} belongs to ${holder?.displayName}; it may be the same organisation.`,
    {
      params: { scheme, value, holderId: holder?.id ?? '', holderName: holder?.displayName ?? '' },
      stake: { subjectIds: holder === null ? [] : [holder.id] },
    },
  );
}

export const addIdentifier: UseCase<Contract['addIdentifier']> = async (ctx, input) => {
  const { organisationId, scheme, value } = input;
  const organisation = await lockForChange(ctx, organisationId);
  const [identifier] = checkedIdentifiers([{ scheme, value }], '/value');
  await holdIdentifier(ctx, organisationId, identifier!, statedBy(input, ctx.now));
  await touchOrganisation(ctx.tx, organisationId, ctx.now);
  ctx.announce({
    type: 'registry.identifier_added',
    subjectIds: [organisationId],
    toRegion: organisation.regionCode,
    payload: { ...identifier! },
  });
  return await organisationAnswer(ctx, organisationId);
};

export const removeIdentifier: UseCase<Contract['removeIdentifier']> = async (ctx, input) => {
  const { organisationId, scheme, value } = input;
  const organisation = await lockForChange(ctx, organisationId);
  if (!(await deleteIdentifier(ctx.tx, organisationId, scheme, value))) {
    throw notFound('identifier');
  }
  await touchOrganisation(ctx.tx, organisationId, ctx.now);
  ctx.announce({
    type: 'registry.identifier_removed',
    subjectIds: [organisationId],
    toRegion: organisation.regionCode,
    payload: { scheme, value },
  });
  return await organisationAnswer(ctx, organisationId);
};
