/**
 * Who acts. The door works it out once for each request and hands it to the use case; nothing
 * below the door reads a cookie or a header.
 */

export const roles = ['viewer', 'editor', 'manager'] as const;
export type Role = (typeof roles)[number];

export const offices = [
  'region_officer',
  'secretariat',
  'system_administrator',
  'audit_administrator',
] as const;
export type OfficeName = (typeof offices)[number];

/**
 * What an operation asks of its caller. `anyone` needs no sign-in, `person` any signed-in person.
 * A role is held in the organisation that the operation is about: a member with a lower role is
 * refused with 403, everyone else is told 404. An office is held on the node, in a region or in a
 * compact. Where several are named, any one of them opens the door.
 */
export type Rule = 'anyone' | 'person' | Role | OfficeName;

export interface Membership {
  readonly organisationId: string;
  readonly role: Role;
}

export interface Office {
  readonly office: OfficeName;
  /** The region a region officer serves; null for offices of the node and of the compact. */
  readonly regionCode: string | null;
  /** The compact a secretariat serves; null otherwise. */
  readonly compactId: string | null;
}

export interface Actor {
  readonly kind: 'anonymous' | 'person' | 'system';
  /** Null for anonymous callers and for the system itself. */
  readonly personId: string | null;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly offices: readonly Office[];
  /** The session the call came in; left out where there is none. */
  readonly sessionId?: string;
}

export const anonymous: Actor = {
  kind: 'anonymous',
  personId: null,
  name: 'anonymous',
  memberships: [],
  offices: [],
};

/** The node itself: jobs, the command line on the machine, the seed. It passes every rule. */
export const system: Actor = {
  kind: 'system',
  personId: null,
  name: 'system',
  memberships: [],
  offices: [],
};

export function holdsOffice(actor: Actor, office: OfficeName): boolean {
  return actor.kind === 'system' || actor.offices.some((held) => held.office === office);
}

/** True if the actor's role in the organisation is `role` or a higher one. */
export function hasRole(actor: Actor, organisationId: string, role: Role): boolean {
  if (actor.kind === 'system') return true;
  const least = roles.indexOf(role);
  return actor.memberships.some(
    (membership) =>
      membership.organisationId === organisationId && roles.indexOf(membership.role) >= least,
  );
}

export function isMember(actor: Actor, organisationId: string): boolean {
  return hasRole(actor, organisationId, 'viewer');
}

/** Whoever acted, as records keep it. */
export interface Who {
  /** Null for the node itself. */
  readonly id: string | null;
  readonly name: string;
}

export function whoActs({ actor }: { readonly actor: Actor }): Who {
  return { id: actor.personId, name: actor.name };
}
