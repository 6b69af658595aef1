import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { registryContract as contract } from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Form } from '../ui/form.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { useWords } from '../ui/words.ts';
import { OrganisationFields, StatedFields } from './organisation-fields.tsx';
import { OrganisationName } from './organisation-name.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

type Body = BodyOf<typeof contract.createOrganisation>;

export function CreateOrganisation() {
  const t = useWords(registryWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const { parentId } = useSearch({ strict: false }) as Search;
  const [name, setName] = useState('');
  const create = useWrite(contract.createOrganisation, {
    onDone: ({ id }) => {
      notice.done(t('registered'));
      void navigate({ to: '/organisations/$organisationId', params: { organisationId: id } });
    },
  });
  return (
    <Page
      title={parentId === undefined ? t('registerOrganisation') : t('registerBranch')}
      lead={t('registerLead')}
      above={[{ to: '/organisations', label: t('organisations') }]}
      width="narrow"
    >
      <Section>
        <Form<Body>
          schema={contract.createOrganisation.body}
          initial={typeof parentId === 'string' ? { parentId } : {}}
          problem={create.error}
          busy={create.isPending}
          submit={t('registerOrganisation')}
          onChange={({ nameZh, nameEn }) => setName(nameZh || nameEn || '')}
          onSubmit={(body) => create.mutate(body)}
        >
          <Similar name={name} />
          <OrganisationFields />
          <StatedFields />
        </Form>
      </Section>
    </Page>
  );
}

const pauseMs = 500;

/** Shown as the name is typed, before a double comes to be. */
function Similar({ name }: { readonly name: string }) {
  const t = useWords(registryWords);
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(name.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [name]);
  const { data } = useRead(
    contract.listSimilarOrganisations,
    { name: asked },
    { enabled: asked.length > 1, keepLast: true },
  );
  const found = asked.length > 1 ? (data?.items ?? []) : [];
  return (
    <div role="status">
      {found.length === 0 ? null : (
        <div className="note">
          <p className="strong">{t('similarHere')}</p>
          <ul className="lines">
            {found.slice(0, 5).map(({ organisation, because }) => (
              <li key={organisation.id}>
                <Link
                  to="/organisations/$organisationId"
                  params={{ organisationId: organisation.id }}
                  target="_blank"
                >
                  <OrganisationName organisation={organisation} />
                </Link>{' '}
                {organisation.province === null ? null : (
                  <span className="quiet">
                    <RegionName region={organisation.province} />
                  </span>
                )}{' '}
                <span className="tag">{t(`because_${because}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
