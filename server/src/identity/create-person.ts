/** How the command line and the demo make and mend people: as the node, without invitation. */
import type { Membership, Office } from '../runtime/actor.ts';
import type { Context } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { doubt } from './authenticate.ts';
import { type DemoPart, type Locale, passwordLengthAtLeast } from './contract.ts';
import { announceOffice, checkOffice } from './grant-office.ts';
import { officeOf, type WantedOffice } from './office.ts';
import { hashPassword } from './password.ts';
import {
  deleteSessions,
  holdPerson,
  insertOffice,
  insertPerson,
  officesOf,
  personByEmail,
  writeMembership,
  writePassword,
} from './store.ts';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  /** Left out, the person signs in by another provider or, in the demo, is acted as. */
  readonly password?: string;
  readonly locale?: Locale;
  /** What the account is for in the demo, where anyone may act as this person. */
  readonly demo?: DemoPart;
}

/** @throws Refusal email_taken, password_too_short, email_invalid. */
export async function createPerson(ctx: Context, person: NewPerson): Promise<{ id: string }> {
  const { name, email, password, locale = 'zh-CN', demo = null } = person;
  if (!/^[^\s@]{1,64}@[^\s@]{1,189}$/.test(email)) {
    throw new Refusal('email_invalid', `${email} is not an email address.`);
  }
  if (password !== undefined) checkLength(password);
  const made = { name, email, locale, demo, emailVerified: true };
  const id = await insertPerson(ctx.tx, made, ctx.now);
  if (id === null) throw new Refusal('email_taken', `${email} has an account already.`);
  if (password !== undefined) {
    await writePassword(ctx.tx, id, await hashPassword(password), ctx.now);
  }
  ctx.announce({
    type: 'identity.person_created',
    subjectIds: [id],
    payload: { demo: demo !== null },
  });
  return { id };
}

function checkLength(password: string): void {
  if (password.length >= passwordLengthAtLeast) return;
  throw new Refusal(
    'password_too_short',
    `A password has at least ${passwordLengthAtLeast} characters.`,
  );
}

/**
 * The way back for a person who forgot the password: whoever runs the node sets another and tells
 * it. Every session of the person ends.
 */
export async function setPassword(
  ctx: Context,
  given: { readonly email: string; readonly password: string },
): Promise<{ id: string }> {
  checkLength(given.password);
  const person = await personByEmail(ctx.tx, given.email);
  if (person === null) throw notFound('person');
  await writePassword(ctx.tx, person.id, await hashPassword(given.password), ctx.now);
  const sessionsEnded = await deleteSessions(ctx.tx, person.id, {});
  doubt(person.id, ctx.now);
  ctx.announce({
    type: 'identity.password_set',
    subjectIds: [person.id],
    payload: { sessionsEnded },
  });
  return { id: person.id };
}

export async function createAdministrator(
  ctx: Context,
  person: { readonly email: string; readonly name: string; readonly password: string },
): Promise<{ id: string }> {
  const made = await createPerson(ctx, person);
  await grantOffice(ctx, made.id, { office: 'system_administrator' });
  return made;
}

/** Gives a role in an organisation, in place of the one the person may have there. */
export async function grantMembership(
  ctx: Context,
  personId: string,
  membership: Membership,
): Promise<void> {
  if ((await holdPerson(ctx.tx, personId)) === null) throw notFound('person');
  await writeMembership(ctx.tx, personId, membership, ctx.now);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.membership_granted',
    subjectIds: [personId],
    organisationId: membership.organisationId,
    payload: { role: membership.role },
  });
}

/** Gives an office; does nothing where the person holds it already. */
export async function grantOffice(
  ctx: Context,
  personId: string,
  wanted: WantedOffice,
): Promise<void> {
  const office: Office = officeOf(wanted);
  if ((await holdPerson(ctx.tx, personId)) === null) throw notFound('person');
  checkOffice(office, await officesOf(ctx.tx, personId));
  const held = await insertOffice(ctx.tx, personId, office, ctx.now);
  if (held !== null) announceOffice(ctx, 'identity.office_granted', personId, office);
}
