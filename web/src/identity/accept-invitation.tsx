import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { contract, passwordLengthAtLeast } from 'yunhe/identity/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useViewer } from '../ui/actor.ts';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Facts, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { Duties } from './duties.tsx';
import { identityWords } from './words.ts';

type Acceptance = BodyOf<typeof contract.acceptInvitation>;

/** The token stands behind `#`, so it reaches neither a server's log nor another site. */
export function AcceptInvitation() {
  const t = useWords(identityWords);
  const format = useFormat();
  const language = useLanguage();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [token] = useState(() => location.hash.slice(1));
  const read = useWrite(contract.readInvitation, { quiet: true });
  const accept = useWrite(contract.acceptInvitation, { onDone: () => void navigate({ to: '/' }) });
  const { mutate } = read;
  useEffect(() => {
    if (token.length >= 20) mutate({ token });
  }, [token, mutate]);
  const offer = read.data;
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  return (
    <Page title={t('invitation')} width="narrow">
      {token.length < 20 ? (
        <Empty title={t('invitationNoToken')} hint={t('invitationNoTokenHint')} />
      ) : null}
      <ProblemView problem={read.error} retry={() => mutate({ token })} />
      {offer === undefined ? null : (
        <Section title={t('invitationFrom', { who: offer.invitedBy, email: offer.email })}>
          <Facts
            facts={[
              [
                t('invitationAs'),
                <Duties
                  key="duties"
                  memberships={offer.membership === null ? [] : [offer.membership]}
                  offices={offer.office === null ? [] : [offer.office]}
                />,
              ],
              [t('invitationUntil'), format.instant(offer.expiresAt)],
            ]}
          />
          <div className="section-gap">
            {offer.hasAccount && viewer?.email !== offer.email ? (
              <>
                <p>{t('signInToAccept')}</p>
                <Link to="/sign-in" search={{ to: `/invitation#${token}` }} className="link-button">
                  {t('signIn')}
                </Link>
              </>
            ) : offer.hasAccount ? (
              <>
                <ProblemView problem={accept.error} />
                <Button
                  type="primary"
                  loading={accept.isPending}
                  onClick={() => accept.mutate({ token })}
                >
                  {t('accept')}
                </Button>
              </>
            ) : (
              <Form<Acceptance>
                schema={contract.acceptInvitation.body}
                problem={accept.error}
                busy={accept.isPending}
                submit={t('acceptNew')}
                onSubmit={(values) => accept.mutate({ ...values, token, locale })}
              >
                <Field name="name" label={t('name')} needed>
                  <Input autoComplete="name" />
                </Field>
                <Field
                  name="password"
                  label={t('newPassword')}
                  hint={t('passwordHint', { least: passwordLengthAtLeast })}
                  needed
                >
                  <Input.Password autoComplete="new-password" />
                </Field>
              </Form>
            )}
          </div>
        </Section>
      )}
    </Page>
  );
}
