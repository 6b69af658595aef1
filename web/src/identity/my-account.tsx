import { Link } from '@tanstack/react-router';
import { Form as AntForm, Button, Input, Radio } from 'antd';
import { contract, passwordLengthAtLeast } from 'yunhe/identity/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { uiWords } from '../ui/ui-words.ts';
import { speak, useLanguage, useWords } from '../ui/words.ts';
import { Duties } from './duties.tsx';
import { nameAgent } from './name-agent.ts';
import { identityWords } from './words.ts';

export function MyAccount() {
  const t = useWords(identityWords);
  const ui = useWords(uiWords);
  const viewer = useViewer();
  const language = useLanguage();
  const changeLocale = useWrite(contract.changeLocale, { quiet: true });
  if (viewer === null) return null;
  const session = { memberships: viewer.memberships, offices: viewer.offices };
  return (
    <Page title={t('myAccount')} width="narrow">
      <Section title={t('personal')}>
        <Facts
          facts={[
            [t('name'), viewer.name],
            [t('email'), viewer.email],
            [
              t('myOrganisations'),
              session.memberships.length === 0
                ? t('noOrganisation')
                : session.memberships.map(({ organisationId, name, role }) => (
                    <div key={organisationId}>
                      <Link to="/members/$organisationId" params={{ organisationId }}>
                        {name}
                      </Link>{' '}
                      <span className="tag">{t(`role_${role}`)}</span>
                    </div>
                  )),
            ],
            [
              t('offices'),
              session.offices.length === 0 ? (
                t('noOffice')
              ) : (
                <Duties key="duties" memberships={[]} offices={session.offices as never} />
              ),
            ],
            [
              t('language'),
              <Radio.Group
                key="language"
                aria-label={t('language')}
                value={language}
                options={[
                  { value: 'zh', label: ui('languageZh') },
                  { value: 'en', label: ui('languageEn') },
                ]}
                onChange={({ target }) => {
                  void speak(target.value);
                  changeLocale.mutate({ locale: target.value === 'zh' ? 'zh-CN' : 'en' });
                }}
              />,
            ],
          ]}
        />
      </Section>
      <Section title={t('changePassword')}>
        <PasswordForm />
      </Section>
      <Section title={t('sessions')}>
        <Sessions />
      </Section>
    </Page>
  );
}

function PasswordForm() {
  const t = useWords(identityWords);
  const notice = useNotice();
  const [form] = AntForm.useForm();
  const change = useWrite(contract.changePassword, {
    onDone: ({ sessionsEnded }) => {
      form.resetFields();
      notice.done(t('passwordChanged', { count: sessionsEnded }));
    },
  });
  return (
    <Form<BodyOf<typeof contract.changePassword>>
      form={form}
      schema={contract.changePassword.body}
      problem={change.error}
      busy={change.isPending}
      submit={t('changePassword')}
      onSubmit={(values) => change.mutate(values)}
    >
      <Field name="currentPassword" label={t('currentPassword')}>
        <Input.Password autoComplete="current-password" />
      </Field>
      <Field
        name="newPassword"
        label={t('newPassword')}
        hint={t('passwordHint', { least: passwordLengthAtLeast })}
      >
        <Input.Password autoComplete="new-password" />
      </Field>
    </Form>
  );
}

function Sessions() {
  const t = useWords(identityWords);
  const format = useFormat();
  const notice = useNotice();
  const sessions = useRead(contract.ownSessions, {});
  const end = useWrite(contract.endOwnSession, { onDone: () => notice.done(t('sessionEnded')) });
  return (
    <Loaded of={sessions}>
      {({ items }) => (
        <ul className="rows">
          {items.map((one) => (
            <li key={one.id}>
              <div>
                <p className="rows-title">
                  {nameAgent(one.agent) ?? t('sessionUnknownAgent')}{' '}
                  {one.current ? <span className="tag tag-good">{t('sessionHere')}</span> : null}
                </p>
                <p className="quiet">
                  {t('sessionSeen', { when: format.ago(one.lastSeenAt) })} ·{' '}
                  {t('sessionEnds', { when: format.instant(one.endsAt) })}
                  {one.address === null ? null : ` · ${one.address}`}
                </p>
              </div>
              {one.current ? null : (
                <Button
                  size="small"
                  onClick={() =>
                    end.mutate({ sessionId: one.id }, { onError: (error) => notice.failed(error) })
                  }
                >
                  {t('endSession')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
