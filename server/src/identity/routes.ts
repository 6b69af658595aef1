import { verifyChain } from '../runtime/event.ts';
import { mount } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { acceptInvitation, readInvitation } from './accept-invitation.ts';
import { actAs, demoAccounts } from './act-as.ts';
import { changeMember, members, removeMember } from './change-member.ts';
import { contract } from './contract.ts';
import { exportEvents } from './export-events.ts';
import { grantOffice, revokeOffice } from './grant-office.ts';
import { invitations, invite, revokeInvitation } from './invite.ts';
import { changeLocale, changePassword } from './own-account.ts';
import { showSession } from './session.ts';
import { idleLimit } from './session-time.ts';
import { signIn } from './sign-in.ts';
import { endOwnSession, signOut } from './sign-out.ts';
import { reinstatePerson, suspendPerson } from './suspend-person.ts';
import { accountOf, accountsOf, eventsOf, sessionsOf } from './views.ts';

export const routes = mount(contract, {
  session: async (ctx) => await showSession(ctx, ctx.actor.sessionId ?? null),
  signIn,
  signOut,
  demoAccounts,
  actAs,
  ownSessions: async ({ tx, actor, now }) => {
    const about = { now, idleSince: idleLimit(now), currentId: actor.sessionId };
    return { items: await sessionsOf(tx, actor.personId!, about) };
  },
  endOwnSession,
  changePassword,
  changeLocale,
  invite,
  invitations,
  revokeInvitation,
  readInvitation,
  acceptInvitation,
  members,
  changeMember,
  removeMember,
  accounts: async ({ tx }, input) => await accountsOf(tx, input),
  account: async ({ tx }, { personId }) => {
    const found = await accountOf(tx, personId);
    if (found === null) throw notFound('person');
    return found;
  },
  suspendPerson,
  reinstatePerson,
  grantOffice,
  revokeOffice,
  events: async ({ tx }, input) => await eventsOf(tx, input),
  exportEvents,
  verifyEvents: async ({ tx }) => {
    const { events, head, brokenAt } = await verifyChain(tx);
    const broken = brokenAt === null ? null : Number(brokenAt);
    return { holds: broken === null, events, head, brokenAt: broken };
  },
});
