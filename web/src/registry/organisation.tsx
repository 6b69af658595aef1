import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  registryContract as contract,
  type Organisation as Record_,
} from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { List } from '../ui/list.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { CollaborationList } from './collaborations.tsx';
import { MergeDialog } from './merge-organisation.tsx';
import { IdentifierSection } from './organisation-identifiers.tsx';
import { NameSection } from './organisation-names.tsx';
import { useOrganisationColumns } from './organisations.tsx';
import { Partners } from './partners.tsx';
import { Provenance } from './provenance.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';
import './registry.css';

/** What other capabilities know of the organisation comes as children. */
export function Organisation({
  organisationId,
  children,
}: {
  readonly organisationId: string;
  readonly children?: ReactNode;
}) {
  const read = useRead(contract.readOrganisation, { organisationId });
  return (
    <Loaded of={read}>
      {(organisation) => <Body organisation={organisation}>{children}</Body>}
    </Loaded>
  );
}

function Body({
  organisation,
  children,
}: {
  readonly organisation: Record_;
  readonly children?: ReactNode;
}) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const name = nameIn(language, organisation) || organisation.displayName;
  const other = nameIn(language === 'zh' ? 'en' : 'zh', organisation);
  return (
    <Page
      title={name}
      lead={other === name ? undefined : other}
      above={[{ to: '/organisations', label: t('organisations') }]}
      marks={
        <>
          <span className="tag tag-accent">{t(`kind_${organisation.kind}`)}</span>
          {organisation.status === 'active' ? null : (
            <span className="tag tag-warn">{t(`status_${organisation.status}`)}</span>
          )}
          <Sample when={organisation.sample} />
        </>
      }
      actions={<Actions organisation={organisation} />}
    >
      {organisation.mergedFrom === null ? null : (
        <p className="note" role="status">
          {t('mergedFrom', { name: organisation.mergedFrom.displayName })}
        </p>
      )}
      <div className="columns">
        <div>
          <Overview organisation={organisation} />
          {children}
          <Section title={t('partners')}>
            <Partners organisationId={organisation.id} />
          </Section>
          <Section title={t('collaborations')} plain>
            <CollaborationList
              prefix="collaborations."
              input={{ organisationId: organisation.id }}
            />
          </Section>
          {organisation.branchCount === 0 ? null : (
            <Section title={t('branches')} plain>
              <Branches organisationId={organisation.id} />
            </Section>
          )}
        </div>
        <div>
          <IdentifierSection organisation={organisation} />
          <NameSection organisation={organisation} />
          <Relations organisation={organisation} />
          <Absorbed organisation={organisation} />
        </div>
      </div>
    </Page>
  );
}

function Actions({ organisation }: { readonly organisation: Record_ }) {
  const t = useWords(registryWords);
  const [merging, setMerging] = useState(false);
  const { id, may } = organisation;
  return (
    <>
      {may.merge ? <Button onClick={() => setMerging(true)}>{t('merge')}</Button> : null}
      {may.addBranch ? (
        <Link
          to="/organisations/new"
          search={{ parentId: id }}
          className="link-button link-button-plain"
        >
          {t('registerBranch')}
        </Link>
      ) : null}
      {may.edit ? (
        <Link
          to="/organisations/$organisationId/edit"
          params={{ organisationId: id }}
          className="link-button"
        >
          {t('edit')}
        </Link>
      ) : null}
      <MergeDialog open={merging} onClose={() => setMerging(false)} organisation={organisation} />
    </>
  );
}

function Overview({ organisation }: { readonly organisation: Record_ }) {
  const t = useWords(registryWords);
  const format = useFormat();
  const language = useLanguage();
  const { region, province, parent, website, established, city, fields } = organisation;
  const claimed = (attribute: string, value: ReactNode) => (
    <>
      {value}
      <Provenance claim={organisation.provenance[attribute]} />
    </>
  );
  return (
    <Section title={t('overview')}>
      <Facts
        facts={[
          region === null
            ? null
            : [
                t('region'),
                claimed(
                  'regionCode',
                  <>
                    {province === null || province.code === region.code ? null : (
                      <>
                        <RegionName region={province} linked />{' '}
                      </>
                    )}
                    <RegionName region={region} linked />
                  </>,
                ),
              ],
          city === null ? null : [t('city'), claimed('city', city)],
          parent === null
            ? null
            : [
                t('parent'),
                claimed(
                  'parentId',
                  <Link to="/organisations/$organisationId" params={{ organisationId: parent.id }}>
                    {parent.displayName}
                  </Link>,
                ),
              ],
          website === null
            ? null
            : [
                t('website'),
                claimed(
                  'website',
                  <a href={website} target="_blank" rel="noreferrer">
                    {website.replace(/^https?:\/\/|\/$/g, '')}
                  </a>,
                ),
              ],
          established === null
            ? null
            : [t('established'), claimed('established', String(established))],
          fields.length === 0
            ? null
            : [t('fields'), claimed('fields', fields.join(language === 'zh' ? '、' : ', '))],
          [t('prominence'), format.number(organisation.collaborationCount)],
        ]}
      />
      <p className="section-foot">
        <Link
          to="/network"
          search={{
            focus: organisation.id,
            ...(province === null ? {} : { region: [province.code] }),
          }}
        >
          {t('showInNetwork')}
        </Link>
      </p>
    </Section>
  );
}

function Branches({ organisationId }: { readonly organisationId: string }) {
  const t = useWords(registryWords);
  return (
    <List
      prefix="branches."
      endpoint={contract.listOrganisations}
      input={{ parentId: organisationId }}
      label={t('branches')}
      columns={useOrganisationColumns()}
      rowKey={({ id }) => id}
    />
  );
}

function Relations({ organisation }: { readonly organisation: Record_ }) {
  const t = useWords(registryWords);
  if (organisation.relations.length === 0) return null;
  return (
    <Section title={t('relations')}>
      <ul className="lines">
        {organisation.relations.map(({ kind, to, source, statedOn }) => (
          <li key={`${kind} ${to.id}`}>
            <span className="quiet">{t(`relation_${kind}`)}</span>{' '}
            <Link to="/organisations/$organisationId" params={{ organisationId: to.id }}>
              {to.displayName}
            </Link>
            <Provenance claim={{ source, statedOn }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Absorbed({ organisation }: { readonly organisation: Record_ }) {
  const t = useWords(registryWords);
  const format = useFormat();
  if (organisation.absorbed.length === 0) return null;
  return (
    <Section title={t('absorbed')}>
      <ul className="lines">
        {organisation.absorbed.map(({ id, displayName, mergedAt }) => (
          <li key={id}>
            {displayName}
            <span className="provenance">{t('mergedAt', { when: format.instant(mergedAt) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
