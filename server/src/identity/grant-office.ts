import type { Office } from '../runtime/actor.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { doubt } from './authenticate.ts';
import type { grantOffice as grant, revokeOffice as revoke } from './contract.ts';
import { againstOffice, officeOf } from './office.ts';
import {
  deleteOffice,
  type HeldOffice,
  holdPerson,
  holdSystemAdministrators,
  insertOffice,
  officesOf,
} from './store.ts';

export const grantOffice: UseCase<typeof grant> = async (ctx, { personId, ...wanted }) => {
  const office = officeOf(wanted);
  if ((await holdPerson(ctx.tx, personId)) === null) throw notFound('person');
  checkOffice(office, await officesOf(ctx.tx, personId));
  const held = await insertOffice(ctx.tx, personId, office, ctx.now);
  if (held === null) throw new Refusal('office_already_held', 'The person holds this office.');
  announceOffice(ctx, 'identity.office_granted', personId, office);
  return held;
};

export const revokeOffice: UseCase<typeof revoke> = async (ctx, { personId, officeId }) => {
  if ((await holdPerson(ctx.tx, personId)) === null) throw notFound('person');
  const office = (await officesOf(ctx.tx, personId)).find((one) => one.id === officeId);
  if (office === undefined) throw notFound('office');
  if (office.office === 'system_administrator') await checkAnotherKeeps(ctx, personId);
  await deleteOffice(ctx.tx, officeId);
  announceOffice(ctx, 'identity.office_revoked', personId, office);
  return null;
};

/** @throws Refusal with the code of the first reason, and every reason. */
export function checkOffice(office: Office, held: readonly Pick<HeldOffice, 'office'>[]): void {
  const reasons = againstOffice(office, held);
  const [first] = reasons;
  if (first !== undefined) throw new Refusal(first.code, first.detail, { reasons });
}

/** Without any system administrator, nobody could ever be made one again. */
export async function checkAnotherKeeps(ctx: Context, personId: string): Promise<void> {
  const administrators = await holdSystemAdministrators(ctx.tx);
  if (administrators.length === 1 && administrators[0] === personId) {
    throw new Refusal(
      'last_administrator_stays',
      'This is the only system administrator; make another one first.',
    );
  }
}

export function announceOffice(
  ctx: Context,
  type: 'identity.office_granted' | 'identity.office_revoked',
  personId: string,
  { office, regionCode, compactId }: Office,
): void {
  doubt(personId, ctx.now);
  ctx.announce({ type, subjectIds: [personId], payload: { office, regionCode, compactId } });
}
