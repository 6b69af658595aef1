/** Who may do what with a record; a route's rule has only looked at roles in general. */
import { type Actor, hasRole, isMember, type Role } from '../runtime/actor.ts';
import { notAllowed, notFound, type Stake } from '../runtime/refusal.ts';
import { introductionActions, introductionMay, type Side, sides } from './introduction.ts';
import { type Meeting, meetingActions, meetingMay, meetingStateAt } from './meeting.ts';
import { needActions, needMay } from './need.ts';
import type { IntroductionRow, NeedRow, RecordRow, TechnologyRow } from './store.ts';
import { technologyActions, technologyMay } from './technology.ts';

/** Strangers are told that it does not exist, members with a lower role that they may not. */
export function requireRole(actor: Actor, organisationId: string, role: Role, what: string): void {
  if (hasRole(actor, organisationId, role)) return;
  if (!isMember(actor, organisationId)) throw notFound(what);
  throw notAllowed(`This asks for the role ${role} in the organisation.`);
}

/** What a refusal about a record was about. */
export function stakeIn(record: RecordRow): Stake {
  return {
    subjectIds: [record.id],
    journeyId: record.journeyId,
    organisationId: record.organisationId,
    fromRegion: record.province,
  };
}

/** Where the actor may act for an organisation other than the owner, it may ask the owner. */
function mayAsk(actor: Actor, ownerId: string): boolean {
  return actor.memberships.some(
    ({ organisationId }) => organisationId !== ownerId && hasRole(actor, organisationId, 'editor'),
  );
}

export function rights<Action extends string>(
  actions: readonly Action[],
  may: (action: Action) => boolean,
): Record<Action, boolean> {
  return Object.fromEntries(actions.map((action) => [action, may(action)])) as Record<
    Action,
    boolean
  >;
}

export function technologyRights(actor: Actor, record: TechnologyRow) {
  const edits = hasRole(actor, record.organisationId, 'editor');
  const published = record.state === 'published';
  return {
    ...rights(technologyActions, (action) => edits && technologyMay(record.state, action)),
    ask: published && mayAsk(actor, record.organisationId),
    match: isMember(actor, record.organisationId),
  };
}

export function needRights(actor: Actor, record: NeedRow) {
  const edits = hasRole(actor, record.organisationId, 'editor');
  const published = record.state === 'published';
  return {
    ...rights(needActions, (action) => edits && needMay(record.state, action)),
    ask: published && mayAsk(actor, record.organisationId),
    match: isMember(actor, record.organisationId),
  };
}

/** Which side the actor stands on; somebody of both organisations stands on the asked one. */
export function sideOf(
  actor: Actor,
  introduction: Pick<IntroductionRow, 'askerId' | 'askedId'>,
): Side | null {
  if (actor.kind === 'system') return null;
  if (isMember(actor, introduction.askedId)) return 'asked';
  return isMember(actor, introduction.askerId) ? 'asker' : null;
}

export function introductionRights(actor: Actor, introduction: IntroductionRow, now: Date) {
  const meeting = introduction.meeting === null ? null : meetingStateAt(introduction.meeting, now);
  const meets = meeting === 'proposed' || meeting === 'arranged';
  return rights(
    introductionActions,
    (action) =>
      !(action === 'meet' && meets) &&
      sides.some(
        (side) =>
          hasRole(actor, introduction[`${side}Id`], 'editor') &&
          introductionMay(introduction.state, side, action),
      ),
  );
}

export function meetingRights(
  actor: Actor,
  introduction: IntroductionRow,
  meeting: Meeting,
  now: Date,
) {
  const state = meetingStateAt(meeting, now);
  return rights(
    meetingActions,
    (action) =>
      introduction.state === 'accepted' &&
      sides.some(
        (side) =>
          hasRole(actor, introduction[`${side}Id`], 'editor') &&
          meetingMay(state, introduction[`${side}Id`] === meeting.proposedById, action),
      ),
  );
}
