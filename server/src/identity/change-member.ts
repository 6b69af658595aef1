import { hasRole, holdsOffice, isMember, type Role } from '../runtime/actor.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { doubt } from './authenticate.ts';
import type {
  changeMember as change,
  members as list,
  removeMember as remove,
} from './contract.ts';
import { deleteMembership, holdMembers, writeMembership } from './store.ts';
import { memberOf, membersOf } from './views.ts';

export const members: UseCase<typeof list> = async (ctx, { organisationId, ...request }) => {
  const { actor } = ctx;
  if (!isMember(actor, organisationId) && !holdsOffice(actor, 'system_administrator')) {
    throw notFound('organisation');
  }
  const mayChange = mayManage(ctx, organisationId);
  return await membersOf(ctx.tx, organisationId, { ...request, mayChange });
};

export const changeMember: UseCase<typeof change> = async (ctx, input) => {
  const { organisationId, personId, role } = input;
  const before = await holdMember(ctx, organisationId, personId, role);
  await writeMembership(ctx.tx, personId, { organisationId, role }, ctx.now);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.member_changed',
    subjectIds: [personId],
    organisationId,
    payload: { before, role },
  });
  return { ...(await memberOf(ctx.tx, organisationId, personId)), mayChange: true };
};

export const removeMember: UseCase<typeof remove> = async (ctx, { organisationId, personId }) => {
  const before = await holdMember(ctx, organisationId, personId, null);
  await deleteMembership(ctx.tx, personId, organisationId);
  doubt(personId, ctx.now);
  ctx.announce({
    type: 'identity.member_removed',
    subjectIds: [personId],
    organisationId,
    payload: { before },
  });
  return null;
};

function mayManage(ctx: Context, organisationId: string): boolean {
  return (
    hasRole(ctx.actor, organisationId, 'manager') || holdsOffice(ctx.actor, 'system_administrator')
  );
}

/** Checks that the caller may change the member into `next` and answers the role until now. */
async function holdMember(
  ctx: Context,
  organisationId: string,
  personId: string,
  next: Role | null,
): Promise<Role> {
  if (!mayManage(ctx, organisationId)) {
    throw isMember(ctx.actor, organisationId)
      ? notAllowed('This asks for a manager of the organisation.')
      : notFound('organisation');
  }
  const all = await holdMembers(ctx.tx, organisationId);
  const member = all.find((one) => one.personId === personId);
  if (member === undefined) throw notFound('member');
  const managers = all.filter((one) => one.role === 'manager');
  if (member.role === 'manager' && next !== 'manager' && managers.length === 1) {
    throw new Refusal(
      'last_manager_stays',
      'This is the only manager of the organisation; make another one first.',
      { stake: { organisationId } },
    );
  }
  return member.role;
}
