/** What the web and other programs see of identity. */
import { type Static, Type } from 'typebox';
import { offices, roles } from '../runtime/actor.ts';
import {
  endpoint,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';

// Words and shapes ---------------------------------------------------------------------------

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

export const passwordLengthAtLeast = 12;

export const Role = OneOf(roles);
export const OfficeName = OneOf(offices);
export const Locale = OneOf(locales);

const Email = Type.String({ format: 'email', maxLength: 254 });
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
const NewPassword = Type.String({ minLength: passwordLengthAtLeast, maxLength: 128 });
/** Long enough for any password that was ever accepted; what is wrong is told after the check. */
const GivenPassword = Type.String({ minLength: 1, maxLength: 128 });
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const RegionCode = Type.String({ minLength: 1, maxLength: 20 });
const Token = Type.String({ minLength: 20, maxLength: 100 });

export const Membership = Type.Object({ organisationId: Id, role: Role });
export type Membership = Static<typeof Membership>;

export const Office = Type.Object({
  office: OfficeName,
  regionCode: Nullable(Type.String()),
  compactId: Nullable(Id),
});
export type Office = Static<typeof Office>;

/** An office as it is asked for: a region officer names the region, a secretariat the compact. */
const WantedOffice = Type.Object(
  {
    office: OfficeName,
    regionCode: Type.Optional(Nullable(RegionCode)),
    compactId: Type.Optional(Nullable(Id)),
  },
  { additionalProperties: false },
);

export const Session = Type.Object({
  /** Null while nobody is signed in. */
  person: Nullable(
    Type.Object({ id: Id, name: Type.String(), email: Type.String(), locale: Locale }),
  ),
  memberships: Type.Array(Membership),
  offices: Type.Array(Office),
  /** At this moment the session ends even if it is used; used no more, it ends earlier. */
  endsAt: Nullable(Instant),
  /** The node offers accounts to act as. */
  demo: Type.Boolean(),
  /** The node offers sign-in by another provider: a link to `/api/identity/oidc`. */
  oidc: Type.Boolean(),
});
export type Session = Static<typeof Session>;

export const OwnSession = Type.Object({
  id: Id,
  startedAt: Instant,
  lastSeenAt: Instant,
  endsAt: Instant,
  /** The browser, as it calls itself. */
  agent: Nullable(Type.String()),
  address: Nullable(Type.String()),
  /** The session that asks. */
  current: Type.Boolean(),
});
export type OwnSession = Static<typeof OwnSession>;

export const invitationStates = ['open', 'accepted', 'revoked', 'expired'] as const;

export const Invitation = Type.Object({
  id: Id,
  email: Type.String(),
  /** What the invited person will be; one of the two is null. */
  membership: Nullable(Membership),
  office: Nullable(Office),
  state: OneOf(invitationStates),
  invitedBy: Type.String(),
  invitedAt: Instant,
  expiresAt: Instant,
});
export type Invitation = Static<typeof Invitation>;

export const Member = Type.Object({
  personId: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  since: Instant,
  suspended: Type.Boolean(),
  /** The caller may change the role and remove the person. */
  mayChange: Type.Boolean(),
});
export type Member = Static<typeof Member>;

export const HeldOffice = Type.Object({ id: Id, ...Office.properties, since: Instant });
export type HeldOffice = Static<typeof HeldOffice>;

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  locale: Locale,
  createdAt: Instant,
  lastSignedInAt: Nullable(Instant),
  suspendedAt: Nullable(Instant),
  suspendedBecause: Nullable(Type.String()),
  memberships: Type.Array(Membership),
  offices: Type.Array(HeldOffice),
});
export type Account = Static<typeof Account>;

/** What an account of the demo is for, in both languages. */
export const DemoPart = Type.Object({ zh: Type.String(), en: Type.String() });
export type DemoPart = Static<typeof DemoPart>;

export const DemoAccount = Type.Object({
  personId: Id,
  name: Type.String(),
  part: DemoPart,
  memberships: Type.Array(Membership),
  offices: Type.Array(Office),
});
export type DemoAccount = Static<typeof DemoAccount>;

export const LoggedEvent = Type.Object({
  sequence: Type.Integer(),
  at: Instant,
  actorId: Nullable(Id),
  actorName: Type.String(),
  organisationId: Nullable(Id),
  capability: Type.String(),
  type: Type.String(),
  subjectIds: Type.Array(Id),
  journeyId: Nullable(Id),
  fromRegion: Nullable(Type.String()),
  toRegion: Nullable(Type.String()),
  amountMinor: Nullable(Type.String()),
  unit: Nullable(Type.String()),
  payload: Type.Record(Type.String(), Type.Unknown()),
  requestId: Nullable(Type.String()),
});
export type LoggedEvent = Static<typeof LoggedEvent>;

const EventFilter = {
  type: Type.Optional(Several(Type.String({ maxLength: 100 }))),
  capability: Type.Optional(Type.String({ maxLength: 50 })),
  actorId: Type.Optional(Id),
  organisationId: Type.Optional(Id),
  subjectId: Type.Optional(Id),
  journeyId: Type.Optional(Id),
  fromRegion: Type.Optional(RegionCode),
  toRegion: Type.Optional(RegionCode),
  /** Half-open: from `since` on, before `until`. */
  since: Type.Optional(Instant),
  until: Type.Optional(Instant),
};

const NoContent = Type.Null();
const ofPerson = Type.Object({ personId: Id });
const ofOrganisation = Type.Object({ organisationId: Id });
const ofMember = Type.Object({ organisationId: Id, personId: Id });

// Signing in ---------------------------------------------------------------------------------

export const session = endpoint({
  method: 'GET',
  path: '/identity/session',
  summary: 'Who am I, and what may I do here',
  rule: 'anyone',
  reply: Session,
});

export const signIn = endpoint({
  method: 'POST',
  path: '/identity/session',
  summary: 'Sign in with email and password; the session comes as a cookie',
  rule: 'anyone',
  callsPerMinute: 20,
  body: Type.Object({ email: Email, password: GivenPassword }, { additionalProperties: false }),
  reply: Session,
  refusals: { email_or_password_wrong: 422, sign_in_locked: 422, account_suspended: 422 },
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/identity/session',
  summary: 'Sign out; does nothing where nobody is signed in',
  rule: 'anyone',
  reply: Session,
});

export const demoAccounts = endpoint({
  method: 'GET',
  path: '/identity/demo-accounts',
  summary: 'Accounts of the demo that anyone may act as; 404 outside demo mode',
  rule: 'anyone',
  reply: Type.Object({ items: Type.Array(DemoAccount) }),
});

export const actAs = endpoint({
  method: 'POST',
  path: '/identity/demo-session',
  summary: 'Sign in as an account of the demo; 404 outside demo mode',
  rule: 'anyone',
  body: Type.Object({ personId: Id }, { additionalProperties: false }),
  reply: Session,
});

// My own account -----------------------------------------------------------------------------

export const ownSessions = endpoint({
  method: 'GET',
  path: '/identity/sessions',
  summary: 'Where I am signed in, last used first',
  rule: 'person',
  reply: Type.Object({ items: Type.Array(OwnSession) }),
});

export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/identity/sessions/{sessionId}',
  summary: 'Sign out elsewhere',
  rule: 'person',
  params: Type.Object({ sessionId: Id }),
  reply: NoContent,
  status: 204,
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/identity/password',
  summary: 'Change my password; ends my other sessions',
  rule: 'person',
  callsPerMinute: 20,
  body: Type.Object(
    { currentPassword: GivenPassword, newPassword: NewPassword },
    { additionalProperties: false },
  ),
  reply: Type.Object({ sessionsEnded: Type.Integer() }),
  refusals: { current_password_wrong: 422, sign_in_locked: 422 },
});

export const changeLocale = endpoint({
  method: 'PUT',
  path: '/identity/locale',
  summary: 'Choose my language',
  rule: 'person',
  body: Type.Object({ locale: Locale }, { additionalProperties: false }),
  reply: Session,
});

// Invitations --------------------------------------------------------------------------------

export const invite = endpoint({
  method: 'PUT',
  path: '/identity/invitations',
  summary: 'Invite somebody; inviting again renews the link, and the earlier link ends',
  rule: ['manager', 'system_administrator'],
  body: Type.Object(
    {
      email: Email,
      /** One of the two: a manager invites to the own organisation only. */
      membership: Type.Optional(
        Type.Object(Membership.properties, { additionalProperties: false }),
      ),
      office: Type.Optional(WantedOffice),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({
    invitation: Invitation,
    /** Shown this once; the node keeps only a digest. `{url of the node}/invitation#{token}`. */
    link: Type.String(),
  }),
  refusals: {
    membership_or_office: 422,
    office_needs_region: 422,
    office_needs_compact: 422,
    already_member: 409,
    duties_must_be_separate: 409,
  },
});

export const invitations = endpoint({
  method: 'GET',
  path: '/identity/invitations',
  summary: 'Invitations, newest first; a manager names the own organisation',
  rule: ['manager', 'system_administrator'],
  query: Type.Object({
    organisationId: Type.Optional(Id),
    state: Type.Optional(Several(OneOf(invitationStates))),
    ...Paging,
  }),
  reply: Page(Invitation),
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/identity/invitations/{invitationId}',
  summary: 'Take an open invitation back',
  rule: ['manager', 'system_administrator'],
  params: Type.Object({ invitationId: Id }),
  reply: NoContent,
  status: 204,
  refusals: { invitation_not_open: 409 },
});

/** A token never stands in an address, since addresses are logged: hence POST. */
export const readInvitation = endpoint({
  method: 'POST',
  path: '/identity/invitation',
  summary: 'What the link of an invitation offers',
  rule: 'anyone',
  callsPerMinute: 60,
  body: Type.Object({ token: Token }, { additionalProperties: false }),
  reply: Type.Object({
    email: Type.String(),
    membership: Nullable(Membership),
    office: Nullable(Office),
    invitedBy: Type.String(),
    expiresAt: Instant,
    /** There is an account with this email: sign in to it, then accept without name and password. */
    hasAccount: Type.Boolean(),
  }),
  refusals: { invitation_not_open: 410 },
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/identity/invitation/acceptance',
  summary: 'Accept: makes the account where there is none, and signs in',
  rule: 'anyone',
  callsPerMinute: 20,
  body: Type.Object(
    {
      token: Token,
      name: Type.Optional(Name),
      password: Type.Optional(NewPassword),
      locale: Type.Optional(Locale),
    },
    { additionalProperties: false },
  ),
  reply: Session,
  refusals: {
    invitation_not_open: 410,
    name_and_password_needed: 422,
    sign_in_to_accept: 409,
    duties_must_be_separate: 409,
  },
});

// Members of an organisation -----------------------------------------------------------------

export const members = endpoint({
  method: 'GET',
  path: '/identity/organisations/{organisationId}/members',
  summary: 'Members of an organisation, by name',
  rule: ['viewer', 'system_administrator'],
  params: ofOrganisation,
  query: Type.Object({ ...Paging }),
  reply: Page(Member),
});

export const changeMember = endpoint({
  method: 'PATCH',
  path: '/identity/organisations/{organisationId}/members/{personId}',
  summary: 'Give a member another role',
  rule: ['manager', 'system_administrator'],
  params: ofMember,
  body: Type.Object({ role: Role }, { additionalProperties: false }),
  reply: Member,
  refusals: { last_manager_stays: 409 },
});

export const removeMember = endpoint({
  method: 'DELETE',
  path: '/identity/organisations/{organisationId}/members/{personId}',
  summary: 'End a membership',
  rule: ['manager', 'system_administrator'],
  params: ofMember,
  reply: NoContent,
  status: 204,
  refusals: { last_manager_stays: 409 },
});

// Administration of people -------------------------------------------------------------------

export const accounts = endpoint({
  method: 'GET',
  path: '/identity/people',
  summary: 'Accounts, by name',
  rule: 'system_administrator',
  query: Type.Object({
    /** Part of a name or an email. */
    q: Type.Optional(Type.String({ maxLength: 100 })),
    suspended: Type.Optional(Type.Boolean()),
    office: Type.Optional(OfficeName),
    organisationId: Type.Optional(Id),
    ...Paging,
  }),
  reply: Page(Account),
});

export const account = endpoint({
  method: 'GET',
  path: '/identity/people/{personId}',
  summary: 'One account',
  rule: 'system_administrator',
  params: ofPerson,
  reply: Account,
});

export const suspendPerson = endpoint({
  method: 'POST',
  path: '/identity/people/{personId}/suspension',
  summary: 'Suspend: ends every session at once, and no sign-in until reinstated',
  rule: 'system_administrator',
  params: ofPerson,
  body: Type.Object({ reason: Reason }, { additionalProperties: false }),
  reply: Account,
  refusals: { already_suspended: 409, not_yourself: 409 },
});

export const reinstatePerson = endpoint({
  method: 'POST',
  path: '/identity/people/{personId}/reinstatement',
  summary: 'End a suspension',
  rule: 'system_administrator',
  params: ofPerson,
  body: Type.Object({ reason: Reason }, { additionalProperties: false }),
  reply: Account,
  refusals: { not_suspended: 409 },
});

export const grantOffice = endpoint({
  method: 'POST',
  path: '/identity/people/{personId}/offices',
  summary: 'Give an office',
  rule: 'system_administrator',
  creates: true,
  params: ofPerson,
  body: WantedOffice,
  reply: HeldOffice,
  refusals: {
    office_needs_region: 422,
    office_needs_compact: 422,
    office_already_held: 409,
    duties_must_be_separate: 409,
  },
});

export const revokeOffice = endpoint({
  method: 'DELETE',
  path: '/identity/people/{personId}/offices/{officeId}',
  summary: 'Take an office back',
  rule: 'system_administrator',
  params: Type.Object({ personId: Id, officeId: Id }),
  reply: NoContent,
  status: 204,
  refusals: { last_administrator_stays: 409 },
});

// The event log ------------------------------------------------------------------------------

export const events = endpoint({
  method: 'GET',
  path: '/identity/events',
  summary: 'The event log, newest first',
  rule: 'audit_administrator',
  query: Type.Object({ ...EventFilter, ...Paging }),
  reply: Page(LoggedEvent),
});

export const exportEvents = endpoint({
  method: 'GET',
  path: '/identity/events/export',
  summary: 'The event log as a file, oldest first',
  rule: 'audit_administrator',
  query: Type.Object({ ...EventFilter, format: OneOf(['csv', 'jsonl']) }),
  reply: Type.Unknown(),
  download: true,
});

export const verifyEvents = endpoint({
  method: 'GET',
  path: '/identity/events/verification',
  summary: 'Recompute the chain of the event log',
  rule: 'audit_administrator',
  callsPerMinute: 10,
  reply: Type.Object({
    holds: Type.Boolean(),
    events: Type.Integer(),
    /** Hex of the last hash; noted elsewhere, it shows later whether the tail was cut. */
    head: Nullable(Type.String()),
    /** The first event whose link or content does not hold. */
    brokenAt: Nullable(Type.Integer()),
  }),
});

export const contract = {
  session,
  signIn,
  signOut,
  demoAccounts,
  actAs,
  ownSessions,
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
  accounts,
  account,
  suspendPerson,
  reinstatePerson,
  grantOffice,
  revokeOffice,
  events,
  exportEvents,
  verifyEvents,
} as const;
