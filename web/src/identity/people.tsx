import { Link } from '@tanstack/react-router';
import { type Account, contract } from 'yunhe/identity/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { administrationWords } from './administration-words.ts';
import { Duties } from './duties.tsx';
import { offices } from './office-names.ts';
import { identityWords } from './words.ts';

export function People() {
  const t = useWords(administrationWords);
  const office = useWords(identityWords);
  const columns = usePeopleColumns();
  return (
    <Page title={t('people')} lead={t('peopleLead')}>
      <List
        endpoint={contract.accounts}
        label={t('people')}
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          { kind: 'text', name: 'q', label: t('search') },
          {
            kind: 'choice',
            name: 'office',
            label: t('office'),
            options: offices.map((value) => ({ value, label: office(`office_${value}`) })),
          },
          {
            kind: 'choice',
            name: 'suspended',
            label: t('state'),
            options: [
              { value: 'false', label: t('notSuspended') },
              { value: 'true', label: t('suspended') },
            ],
          },
        ]}
        empty={{ title: t('noPeople'), hint: t('noPeopleHint') }}
      />
    </Page>
  );
}

function usePeopleColumns(): Column<Account>[] {
  const t = useWords(administrationWords);
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('name'),
      render: ({ id, name }) => (
        <Link to="/administration/people/$personId" params={{ personId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'email', title: t('email'), render: ({ email }) => email },
    {
      key: 'duties',
      title: t('duties'),
      render: (account) => <Duties memberships={account.memberships} offices={account.offices} />,
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ suspendedAt }) => (
        <span className={suspendedAt === null ? 'tag tag-good' : 'tag tag-bad'}>
          {suspendedAt === null ? t('notSuspended') : t('suspended')}
        </span>
      ),
    },
    {
      key: 'lastSignIn',
      title: t('lastSignIn'),
      tight: true,
      render: ({ lastSignedInAt }) =>
        lastSignedInAt === null ? t('never') : format.ago(lastSignedInAt),
    },
    {
      key: 'createdAt',
      title: t('createdAt'),
      tight: true,
      optional: true,
      render: ({ createdAt }) => format.instant(createdAt),
    },
  ];
}
