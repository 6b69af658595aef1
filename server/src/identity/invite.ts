import { hasRole, holdsOffice, type Office } from '../runtime/actor.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type {
  Invitation,
  invitations as listInvitations,
  Membership,
  invite as makeInvitation,
  revokeInvitation as revoke,
} from './contract.ts';
import { checkOffice } from './grant-office.ts';
import { expiryOf, linkOf, stateOf } from './invitation.ts';
import { officeOf, type WantedOffice } from './office.ts';
import {
  holdInvitation,
  holdMembers,
  markRevoked,
  officesOf,
  personByEmail,
  type StoredInvitation,
  writeInvitation,
} from './store.ts';
import { digestOf, newToken } from './token.ts';
import { invitationsOf } from './views.ts';

/** A manager invites to the own organisation, a system administrator anywhere and to offices. */
export const invite: UseCase<typeof makeInvitation> = async (ctx, input) => {
  const { membership, office } = wantedThing(input);
  checkMayInvite(ctx, membership?.organisationId ?? null);
  const person = await personByEmail(ctx.tx, input.email);
  if (person !== null && membership !== null) {
    const members = await holdMembers(ctx.tx, membership.organisationId);
    if (members.some((member) => member.personId === person.id)) {
      throw new Refusal('already_member', 'This person is a member already; change the role.');
    }
  }
  if (office !== null) {
    checkOffice(office, person === null ? [] : await officesOf(ctx.tx, person.id));
  }

  const token = newToken();
  const invitation = await writeInvitation(ctx.tx, {
    email: input.email,
    membership,
    office,
    tokenDigest: digestOf(token),
    invitedById: ctx.actor.personId,
    invitedBy: ctx.actor.name,
    invitedAt: ctx.now,
    expiresAt: expiryOf(ctx.now),
  });

  ctx.announce({
    type: 'identity.person_invited',
    subjectIds: [invitation.id],
    organisationId: membership?.organisationId,
    payload: { role: membership?.role ?? null, office: office?.office ?? null },
  });
  return {
    invitation: shown(invitation, ctx.now),
    link: linkOf(ctx.settings.publicUrl, token),
  };
};

function wantedThing(input: { readonly membership?: Membership; readonly office?: WantedOffice }): {
  readonly membership: Membership | null;
  readonly office: Office | null;
} {
  const { membership = null, office } = input;
  if ((membership === null) === (office === undefined)) {
    throw new Refusal('membership_or_office', 'Invite to one thing: a membership or an office.');
  }
  return { membership, office: office === undefined ? null : officeOf(office) };
}

/** Without an organisation, what is meant is the whole node. */
function checkMayInvite(ctx: Context, organisationId: string | null): void {
  if (holdsOffice(ctx.actor, 'system_administrator')) return;
  if (organisationId !== null && hasRole(ctx.actor, organisationId, 'manager')) return;
  checkRoleThere(ctx, organisationId);
}

/** Members who may less are told so; to everyone else the organisation's doings do not exist. */
function checkRoleThere(ctx: Context, organisationId: string | null): never {
  const isMember = organisationId !== null && hasRole(ctx.actor, organisationId, 'viewer');
  if (organisationId === null || isMember) {
    throw new Refusal('not_allowed', 'This asks for a manager or a system administrator.');
  }
  throw notFound('organisation');
}

export const invitations: UseCase<typeof listInvitations> = async (ctx, input) => {
  checkMayInvite(ctx, input.organisationId ?? null);
  const page = await invitationsOf(ctx.tx, ctx.now, input);
  return { ...page, items: page.items.map((one) => shown(one, ctx.now)) };
};

export const revokeInvitation: UseCase<typeof revoke> = async (ctx, { invitationId }) => {
  const invitation = await holdInvitation(ctx.tx, { id: invitationId });
  if (invitation === null) throw notFound('invitation');
  const organisationId = invitation.membership?.organisationId ?? null;
  const mayRevoke =
    holdsOffice(ctx.actor, 'system_administrator') ||
    (organisationId !== null && hasRole(ctx.actor, organisationId, 'manager'));
  if (!mayRevoke) throw notFound('invitation');
  const state = stateOf(invitation, ctx.now);
  if (state !== 'open' && state !== 'expired') throw notOpen(state);

  await markRevoked(ctx.tx, invitation.id, ctx.now);
  ctx.announce({
    type: 'identity.invitation_revoked',
    subjectIds: [invitation.id],
    organisationId,
  });
  return null;
};

export function notOpen(state: string): Refusal {
  return new Refusal('invitation_not_open', `This invitation is ${state}.`, { params: { state } });
}

function shown(invitation: StoredInvitation, now: Date): Invitation {
  const { id, email, membership, office, invitedBy, invitedAt, expiresAt } = invitation;
  const state = stateOf(invitation, now);
  return { id, email, membership, office, state, invitedBy, invitedAt, expiresAt };
}
