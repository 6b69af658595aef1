/** Who answers for a region here: its officers, and the secretariats of the compacts it is in. */
import { type Actor, holdsOffice } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import { notAllowed, Refusal } from '../runtime/refusal.ts';
import type { FileOwner } from './store.ts';
import { membersOf } from './views.ts';

/** Regions whose figures and records the caller sees whole; null for all of them. */
export async function regionsServed({
  tx,
  actor,
  now,
}: Context): Promise<readonly string[] | null> {
  if (holdsOffice(actor, 'audit_administrator')) return null;
  const compacts = held(actor, 'secretariat').flatMap(({ compactId }) => compactId ?? []);
  const own = held(actor, 'region_officer').flatMap(({ regionCode }) => regionCode ?? []);
  return [...own, ...(compacts.length > 0 ? await membersOf(tx, compacts, dayOf(now)) : [])];
}

/** Owners see to their files: officers of the region, the secretariat of the compact. */
export function seesTo(actor: Actor, { regionCode, compactId }: FileOwner): boolean {
  if (actor.kind === 'system') return true;
  return actor.offices.some(
    (one) =>
      (one.office === 'region_officer' && regionCode !== null && one.regionCode === regionCode) ||
      (one.office === 'secretariat' && compactId !== null && one.compactId === compactId),
  );
}

export function requireOwner({
  regionCode = null,
  compactId = null,
}: Partial<FileOwner>): FileOwner {
  if ((regionCode === null) !== (compactId === null)) return { regionCode, compactId };
  throw new Refusal('owner_not_named', 'Name the region or the compact that sees to it.');
}

export function requireSeesTo({ actor }: Context, owner: FileOwner): void {
  if (seesTo(actor, owner)) return;
  throw notAllowed('Officers of the region or the secretariat of the compact see to it.', {
    stake: { toRegion: owner.regionCode },
  });
}

function held(actor: Actor, office: 'region_officer' | 'secretariat') {
  return actor.offices.filter((one) => one.office === office);
}
