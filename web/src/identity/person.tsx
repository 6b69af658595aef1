import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { type Account, contract } from 'yunhe/identity/contract';
import { registryContract } from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { administrationWords } from './administration-words.ts';
import { type OfficeName, offices } from './office-names.ts';
import { identityWords } from './words.ts';

const route = getRouteApi('/administration/people/$personId');

export function Person() {
  const { personId } = route.useParams();
  const account = useRead(contract.account, { personId });
  return <Loaded of={account}>{(found) => <PersonPage account={found} />}</Loaded>;
}

type Dialog = 'grant' | 'suspend' | 'reinstate' | null;

function PersonPage({ account }: { readonly account: Account }) {
  const t = useWords(administrationWords);
  const identity = useWords(identityWords);
  const format = useFormat();
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const suspended = account.suspendedAt !== null;
  return (
    <Page
      width="narrow"
      title={account.name}
      above={[{ to: '/administration/people', label: t('people') }]}
      marks={suspended ? <span className="tag tag-bad">{t('suspended')}</span> : null}
      actions={
        suspended ? (
          <Button onClick={() => setDialog('reinstate')}>{t('reinstate')}</Button>
        ) : (
          <Button danger onClick={() => setDialog('suspend')}>
            {t('suspend')}
          </Button>
        )
      }
    >
      <Section>
        <Facts
          facts={[
            [t('email'), account.email],
            [t('createdAt'), format.instant(account.createdAt)],
            [
              t('lastSignIn'),
              account.lastSignedInAt === null ? t('never') : format.ago(account.lastSignedInAt),
            ],
            suspended
              ? [
                  t('suspendedSince', { when: format.instant(account.suspendedAt) }),
                  account.suspendedBecause,
                ]
              : null,
          ]}
        />
      </Section>
      <Section title={t('memberships')}>
        {account.memberships.length === 0 ? (
          <p className="quiet">{t('noMembership')}</p>
        ) : (
          <ul className="rows">
            {account.memberships.map(({ organisationId, role }) => (
              <li key={organisationId}>
                <OrganisationName organisationId={organisationId} />
                <span className="tag tag-accent">{identity(`role_${role}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={t('offices')}
        actions={
          <Button size="small" onClick={() => setDialog('grant')}>
            {t('grant')}
          </Button>
        }
      >
        <Offices account={account} />
      </Section>
      <GrantDialog open={dialog === 'grant'} onClose={close} personId={account.id} />
      <SuspensionDialog
        open={dialog === 'suspend' || dialog === 'reinstate'}
        onClose={close}
        account={account}
      />
    </Page>
  );
}

function OrganisationName({ organisationId }: { readonly organisationId: string }) {
  const language = useLanguage();
  const read = useRead(registryContract.readOrganisation, { organisationId });
  return <span>{read.data === undefined ? organisationId : nameIn(language, read.data)}</span>;
}

function Offices({ account }: { readonly account: Account }) {
  const t = useWords(administrationWords);
  const identity = useWords(identityWords);
  const format = useFormat();
  const confirm = useConfirm();
  const notice = useNotice();
  const revoke = useWrite(contract.revokeOffice, { onDone: () => notice.done(t('revoked')) });
  const takeBack = async (officeId: string, office: OfficeName) => {
    const title = t('revokeAsk', { name: account.name, office: identity(`office_${office}`) });
    if (!(await confirm({ title, yes: t('revoke'), danger: true }))) return;
    revoke.mutate({ personId: account.id, officeId }, { onError: (error) => notice.failed(error) });
  };
  if (account.offices.length === 0) return <p className="quiet">{t('noOffice')}</p>;
  return (
    <ul className="rows">
      {account.offices.map(({ id, office, regionCode, since }) => (
        <li key={id}>
          <span>
            {identity(`office_${office}`)} {regionCode}{' '}
            <span className="quiet">{t('since', { day: format.instant(since) })}</span>
          </span>
          <Button
            size="small"
            type="text"
            danger
            aria-label={`${t('revoke')} ${identity(`office_${office}`)}`}
            onClick={() => void takeBack(id, office)}
          >
            {t('revoke')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

type Grant = BodyOf<typeof contract.grantOffice>;

function GrantDialog({ open, onClose, personId }: DialogProps & { readonly personId: string }) {
  const t = useWords(administrationWords);
  const notice = useNotice();
  const grant = useWrite(contract.grantOffice, {
    onDone: () => {
      onClose();
      notice.done(t('granted'));
    },
  });
  const [office, setOffice] = useState<OfficeName>('region_officer');
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('grant')} destroyOnHidden>
      <Form<Grant>
        schema={contract.grantOffice.body}
        initial={{ office }}
        problem={grant.error}
        busy={grant.isPending}
        submit={t('grant')}
        onChange={(values) => setOffice(values.office ?? office)}
        onSubmit={(values) => grant.mutate({ ...values, personId })}
      >
        <OfficeFields office={office} />
      </Form>
    </Modal>
  );
}

/** An office of a region names it, one of a compact names that. */
export function OfficeFields({ office }: { readonly office: OfficeName }) {
  const t = useWords(administrationWords);
  const identity = useWords(identityWords);
  const language = useLanguage();
  const regions = useRead(registryContract.listRegions, { level: ['province'], limit: 100 });
  const compacts = useRead(registryContract.listCompacts, {});
  return (
    <>
      <Field name="office" label={t('office')}>
        <Select options={offices.map((value) => ({ value, label: identity(`office_${value}`) }))} />
      </Field>
      {office === 'region_officer' ? (
        <Field name="regionCode" label={t('region')} needed>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(regions.data?.items ?? []).map((region) => ({
              value: region.code,
              label: `${nameIn(language, region)} ${region.code}`,
            }))}
          />
        </Field>
      ) : null}
      {office === 'secretariat' ? (
        <Field name="compactId" label={t('compact')} needed>
          <Select
            options={(compacts.data?.items ?? []).map((compact) => ({
              value: compact.id,
              label: nameIn(language, compact),
            }))}
          />
        </Field>
      ) : null}
    </>
  );
}

function SuspensionDialog({ open, onClose, account }: DialogProps & { readonly account: Account }) {
  const t = useWords(administrationWords);
  const suspended = account.suspendedAt !== null;
  const suspend = useWrite(contract.suspendPerson, { onDone: onClose });
  const reinstate = useWrite(contract.reinstatePerson, { onDone: onClose });
  const write = suspended ? reinstate : suspend;
  const verb = suspended ? t('reinstate') : t('suspend');
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={verb} destroyOnHidden>
      {suspended ? null : <p>{t('suspendLead')}</p>}
      <Form<BodyOf<typeof contract.suspendPerson>>
        schema={contract.suspendPerson.body}
        problem={write.error}
        busy={write.isPending}
        submit={verb}
        onSubmit={({ reason }) => write.mutate({ personId: account.id, reason })}
      >
        <Field name="reason" label={t('reason')} hint={t('reasonHint')}>
          <Input.TextArea rows={3} />
        </Field>
      </Form>
    </Modal>
  );
}
