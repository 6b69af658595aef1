import { getRouteApi } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { contract, type Invitation, type Member } from 'yunhe/identity/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { Duties } from './duties.tsx';
import { InviteDialog } from './invite.tsx';
import { identityWords } from './words.ts';

const route = getRouteApi('/members/$organisationId');
const roles = ['viewer', 'editor', 'manager'] as const;

export function Members() {
  const t = useWords(identityWords);
  const viewer = useViewer();
  const { organisationId } = route.useParams();
  const [inviting, setInviting] = useState(false);
  const columns = useMemberColumns(organisationId);
  const own = viewer?.memberships.find((one) => one.organisationId === organisationId);
  const manages = mayActFor(viewer, organisationId, 'manager');
  return (
    <Page
      title={own?.name ? t('membersOf', { organisation: own.name }) : t('members')}
      lead={t('membersLead')}
      actions={
        manages ? (
          <Button type="primary" onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        ) : null
      }
    >
      <List
        endpoint={contract.members}
        input={{ organisationId }}
        label={t('members')}
        columns={columns}
        rowKey={({ personId }) => personId}
      />
      {manages ? (
        <Section title={t('invitations')} plain>
          <Invitations organisationId={organisationId} />
        </Section>
      ) : null}
      <InviteDialog
        open={inviting}
        onClose={() => setInviting(false)}
        organisationId={organisationId}
      />
    </Page>
  );
}

function useMemberColumns(organisationId: string): Column<Member>[] {
  const t = useWords(identityWords);
  const format = useFormat();
  const confirm = useConfirm();
  const notice = useNotice();
  const change = useWrite(contract.changeMember);
  const remove = useWrite(contract.removeMember);
  const onError = (error: Error) => notice.failed(error);
  const changeRole = ({ personId, name, role: before }: Member, role: Member['role']) =>
    change.mutate(
      { organisationId, personId, role },
      {
        onError,
        onSuccess: () =>
          notice.done(t('roleChanged', { name, role: t(`role_${role}`) }), () =>
            change.mutate({ organisationId, personId, role: before }, { onError }),
          ),
      },
    );
  const removeOne = async ({ personId, name }: Member) => {
    const sure = await confirm({
      title: t('removeMemberOf', { name }),
      content: t('removeMemberHint'),
      yes: t('removeMember'),
      danger: true,
    });
    if (!sure) return;
    remove.mutate(
      { organisationId, personId },
      { onError, onSuccess: () => notice.done(t('memberRemoved', { name })) },
    );
  };
  return [
    {
      key: 'name',
      title: t('name'),
      render: ({ name, suspended }) => (
        <>
          {name} {suspended ? <span className="tag tag-bad">{t('memberSuspended')}</span> : null}
        </>
      ),
    },
    { key: 'email', title: t('email'), render: ({ email }) => email },
    {
      key: 'role',
      title: t('role'),
      render: (member) =>
        member.mayChange ? (
          <Select
            size="small"
            aria-label={t('changeRoleOf', { name: member.name })}
            value={member.role}
            popupMatchSelectWidth={false}
            options={roles.map((role) => ({ value: role, label: t(`role_${role}`) }))}
            onChange={(role) => changeRole(member, role)}
          />
        ) : (
          t(`role_${member.role}`)
        ),
    },
    {
      key: 'since',
      title: t('memberSince'),
      tight: true,
      render: ({ since }) => format.instant(since),
    },
    {
      key: 'actions',
      title: t('actions'),
      unseenTitle: true,
      align: 'end',
      render: (member) =>
        member.mayChange ? (
          <Button
            size="small"
            type="text"
            danger
            aria-label={`${t('remove')} ${member.name}`}
            onClick={() => void removeOne(member)}
          >
            {t('remove')}
          </Button>
        ) : null,
    },
  ];
}

const tones = { open: 'tag-warn', accepted: 'tag-good', revoked: '', expired: '' } as const;

function Invitations({ organisationId }: { readonly organisationId: string }) {
  const t = useWords(identityWords);
  const format = useFormat();
  const confirm = useConfirm();
  const notice = useNotice();
  const revoke = useWrite(contract.revokeInvitation);
  const takeBack = async ({ id, email }: Invitation) => {
    if (!(await confirm({ title: t('revokeAsk', { email }), yes: t('revoke') }))) return;
    revoke.mutate(
      { invitationId: id },
      {
        onError: (error) => notice.failed(error),
        onSuccess: () => notice.done(t('revoked')),
      },
    );
  };
  const columns: Column<Invitation>[] = [
    { key: 'email', title: t('invited'), render: ({ email }) => email },
    {
      key: 'as',
      title: t('invitedAs'),
      render: ({ membership, office }) => (
        <Duties
          memberships={membership === null ? [] : [membership]}
          offices={office === null ? [] : [office]}
        />
      ),
    },
    { key: 'by', title: t('invitedBy'), render: ({ invitedBy }) => invitedBy },
    {
      key: 'state',
      title: t('state'),
      render: ({ state }) => <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>,
    },
    {
      key: 'expires',
      title: t('expires'),
      tight: true,
      render: ({ expiresAt }) => format.instant(expiresAt),
    },
    {
      key: 'actions',
      title: t('actions'),
      unseenTitle: true,
      align: 'end',
      render: (invitation) =>
        invitation.state === 'open' ? (
          <Button
            size="small"
            type="text"
            aria-label={`${t('revoke')} ${invitation.email}`}
            onClick={() => void takeBack(invitation)}
          >
            {t('revoke')}
          </Button>
        ) : null,
    },
  ];
  return (
    <List
      prefix="invitations."
      endpoint={contract.invitations}
      input={{ organisationId }}
      label={t('invitations')}
      columns={columns}
      rowKey={({ id }) => id}
      empty={{ title: t('noInvitations') }}
    />
  );
}
