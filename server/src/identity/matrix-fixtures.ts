import { randomUUID } from 'node:crypto';
import type { MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { officesOf } from './store.ts';
import { newPerson, signedInPerson } from './testing.ts';
import { newToken } from './token.ts';

const aPerson = async ({ node }: World) => ({ params: { personId: (await newPerson(node)).id } });

const aMember = async ({ node, own }: World) => {
  const { organisationId } = own;
  const { id } = await newPerson(node, { memberships: [{ organisationId, role: 'viewer' }] });
  return { organisationId, personId: id };
};

const anInvitation = async ({ node, own }: World) => {
  const { organisationId } = own;
  const inviter = await signedInPerson(node, {
    memberships: [{ organisationId, role: 'manager' }],
  });
  const invited = await node.call('invite', {
    body: { email: someEmail(), membership: { organisationId, role: 'viewer' } },
    headers: inviter.headers,
  });
  return { invitationId: invited.body.invitation.id };
};

const someEmail = () => `${randomUUID()}@example.org`;
const reason = { reason: 'for the matrix' };

export const fixtures: MatrixFixtures = {
  operations: {
    session: { about: 'node' },
    signIn: {
      about: 'node',
      input: () => ({ body: { email: someEmail(), password: 'nobody has this' } }),
    },
    signOut: { about: 'node' },
    demoAccounts: { about: 'node' },
    actAs: { about: 'node', input: () => ({ body: { personId: randomUUID() } }) },
    ownSessions: { about: 'node' },
    endOwnSession: {
      about: 'person',
      input: async ({ node }) => {
        const { headers } = await signedInPerson(node);
        const list = await node.call('ownSessions', { headers });
        return { params: { sessionId: list.body.items[0].id } };
      },
    },
    changePassword: {
      about: 'node',
      input: () => ({
        body: { currentPassword: 'a wrong one', newPassword: 'a password for tests' },
      }),
    },
    changeLocale: { about: 'node', input: () => ({ body: { locale: 'en' } }) },
    invite: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({
        body: { email: someEmail(), membership: { organisationId, role: 'viewer' } },
      }),
    },
    invitations: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ query: { organisationId } }),
    },
    revokeInvitation: {
      about: 'private',
      input: async (world) => ({ params: await anInvitation(world) }),
    },
    readInvitation: { about: 'node', input: () => ({ body: { token: newToken() } }) },
    acceptInvitation: { about: 'node', input: () => ({ body: { token: newToken() } }) },
    members: {
      about: 'private',
      input: ({ own: { organisationId } }) => ({ params: { organisationId } }),
    },
    changeMember: {
      about: 'private',
      input: async (world) => ({ params: await aMember(world), body: { role: 'editor' } }),
    },
    removeMember: {
      about: 'private',
      input: async (world) => ({ params: await aMember(world) }),
    },
    accounts: { about: 'node' },
    account: { about: 'node', input: aPerson },
    suspendPerson: {
      about: 'node',
      input: async (world) => ({ ...(await aPerson(world)), body: reason }),
    },
    reinstatePerson: {
      about: 'node',
      input: async (world) => ({ ...(await aPerson(world)), body: reason }),
    },
    grantOffice: {
      about: 'node',
      input: async (world) => ({
        ...(await aPerson(world)),
        body: { office: 'region_officer', regionCode: world.own.regionCode },
      }),
    },
    revokeOffice: {
      about: 'node',
      input: async ({ node, compactId }) => {
        const { id } = await newPerson(node, { offices: [{ office: 'secretariat', compactId }] });
        const [held] = await officesOf(node.database.tx, id);
        return { params: { personId: id, officeId: held!.id } };
      },
    },
    events: { about: 'node' },
    exportEvents: { about: 'node', input: () => ({ query: { format: 'jsonl' } }) },
    verifyEvents: { about: 'node' },
  },
};
