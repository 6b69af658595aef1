import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { contract } from 'yunhe/identity/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { Field, Form } from '../ui/form.tsx';
import { Mark } from '../ui/layout.tsx';
import { useTitle } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { queries, useRead, useWrite } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { identityWords } from './words.ts';
import './identity.css';

export function SignIn() {
  const t = useWords(identityWords);
  useTitle(t('signIn'));
  const session = useRead(contract.session, {});
  const arrive = useArrival();
  const signIn = useWrite(contract.signIn, { onDone: arrive });
  return (
    <div className="welcome">
      <section className="welcome-intro">
        <Mark />
        <h1 tabIndex={-1}>{t('introTitle')}</h1>
        <ul>
          <li>{t('introPoint1')}</li>
          <li>{t('introPoint2')}</li>
          <li>{t('introPoint3')}</li>
        </ul>
      </section>
      <div className="welcome-doors">
        {session.data?.demo === true ? <DemoAccounts onDone={arrive} /> : null}
        <section className="sheet">
          <h2>{session.data?.demo === true ? t('otherAccounts') : t('signIn')}</h2>
          <p className="quiet">{t('signInLead')}</p>
          <Form<BodyOf<typeof contract.signIn>>
            schema={contract.signIn.body}
            problem={signIn.error}
            busy={signIn.isPending}
            submit={t('signIn')}
            onSubmit={(values) => signIn.mutate(values)}
          >
            <Field name="email" label={t('email')}>
              <Input type="email" autoComplete="username" />
            </Field>
            <Field name="password" label={t('password')}>
              <Input.Password autoComplete="current-password" />
            </Field>
          </Form>
          {session.data?.oidc === true ? (
            <Button href="/api/identity/oidc" block className="welcome-oidc">
              {t('oidc')}
            </Button>
          ) : null}
          <p className="quiet welcome-foot">{t('noAccount')}</p>
        </section>
      </div>
    </div>
  );
}

function DemoAccounts({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(identityWords);
  const language = useLanguage();
  const accounts = useRead(contract.demoAccounts, {});
  const actAs = useWrite(contract.actAs, { onDone });
  return (
    <section className="sheet">
      <h2>{t('demoTitle')}</h2>
      <p className="quiet">{t('demoLead')}</p>
      <ProblemView problem={accounts.error ?? actAs.error} />
      <ul className="demo-accounts">
        {accounts.data?.items.map((account) => (
          <li key={account.personId}>
            <button
              type="button"
              disabled={actAs.isPending}
              onClick={() => actAs.mutate({ personId: account.personId })}
            >
              <span className="strong">{account.name}</span>
              <span className="quiet">{account.part[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Goes where the person wanted to go before being asked to sign in; never off this node. */
function useArrival(): () => void {
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as Search;
  return () => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== contract.session.path });
    const wanted = typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/';
    void navigate({ href: wanted, replace: true });
  };
}
