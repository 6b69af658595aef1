import type { Actor } from '../runtime/actor.ts';
import type { Tx } from '../runtime/sql.ts';
import type { Locale } from './contract.ts';
import { personByEmail } from './store.ts';
import { peopleWithRights } from './views.ts';

/** Somebody who is to be told of something while they are away: where, and what they may see. */
export interface PersonToTell {
  readonly actor: Actor;
  readonly email: string;
  readonly locale: Locale;
}

/** Of these people those who may sign in, by their id; each as they would act now. */
export async function peopleToTell(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonToTell>> {
  const found = await peopleWithRights(tx, ids);
  return new Map(
    found.map(({ id, name, email, locale, memberships, offices }) => [
      id,
      { actor: { kind: 'person', personId: id, name, memberships, offices }, email, locale },
    ]),
  );
}

/** Who signs in with an email; null where nobody does, or no longer may. */
export async function accountByEmail(
  tx: Tx,
  email: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const found = await personByEmail(tx, email);
  return found === null || found.suspendedAt !== null ? null : { id: found.id, name: found.name };
}
