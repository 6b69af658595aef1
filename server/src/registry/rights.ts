/** Who may do what in the registry. Pure: the territory of a record is read before. */
import { type Actor, hasRole } from '../runtime/actor.ts';
import type { Territory } from './region-views.ts';

/** Officers of the region or of one above it, and secretariats of compacts that it is in. */
export function answersFor(actor: Actor, territory: Territory): boolean {
  if (actor.kind === 'system') return true;
  return actor.offices.some(
    ({ office, regionCode, compactId }) =>
      (office === 'region_officer' &&
        regionCode !== null &&
        territory.regionCodes.includes(regionCode)) ||
      (office === 'secretariat' && compactId !== null && territory.compactIds.includes(compactId)),
  );
}

export interface OrganisationRights {
  readonly edit: boolean;
  readonly merge: boolean;
  readonly addBranch: boolean;
}

export function rightsOver(
  actor: Actor,
  organisation: { readonly id: string; readonly status: string },
  territory: Territory,
): OrganisationRights {
  const open = organisation.status !== 'merged';
  const officer = open && answersFor(actor, territory);
  const manager = open && hasRole(actor, organisation.id, 'manager');
  return { edit: officer || manager, merge: officer, addBranch: officer || manager };
}

/** The secretariat that serves the compact, and system administrators. */
export function mayEditCompact(actor: Actor, compactId: string): boolean {
  if (actor.kind === 'system') return true;
  return actor.offices.some(
    (held) =>
      held.office === 'system_administrator' ||
      (held.office === 'secretariat' && held.compactId === compactId),
  );
}

export interface PersonRights {
  readonly edit: boolean;
  readonly erase: boolean;
}

export function rightsOverPerson(actor: Actor, organisationId: string | null): PersonRights {
  const holds = (role: 'editor' | 'manager') =>
    actor.kind === 'system' || (organisationId !== null && hasRole(actor, organisationId, role));
  const administrates = actor.offices.some((held) => held.office === 'system_administrator');
  return { edit: holds('editor'), erase: holds('manager') || administrates };
}
