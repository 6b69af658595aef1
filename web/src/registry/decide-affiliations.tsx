import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { type Affiliation, importContract, organisationKinds } from 'yunhe/registry/contract';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { OrganisationChoice, RegionChoice } from './choices.tsx';
import { importWords } from './import-words.ts';
import { registryWords } from './words.ts';
import './imports.css';

/** Texts that may mean several organisations: a person decides once and it is remembered. */
export function DecideAffiliations() {
  const t = useWords(importWords);
  const columns = useAffiliationColumns();
  return (
    <Page
      title={t('reviewTexts')}
      lead={t('reviewLead')}
      above={[{ to: '/imports', label: t('imports') }]}
    >
      <List
        endpoint={importContract.listAffiliations}
        label={t('reviewTexts')}
        columns={columns}
        rowKey={({ id }) => id}
        filters={[
          { kind: 'text', name: 'q', label: t('searchText') },
          {
            kind: 'choice',
            name: 'decided',
            label: t('undecided'),
            options: [
              { value: 'false', label: t('undecided') },
              { value: 'true', label: t('decided') },
            ],
          },
          {
            kind: 'choice',
            name: 'withCandidates',
            label: t('candidates'),
            options: [
              { value: 'true', label: t('withCandidates') },
              { value: 'false', label: t('withoutCandidates') },
            ],
          },
        ]}
        empty={{ title: t('nothingToDecide'), hint: t('nothingToDecideHint') }}
      />
    </Page>
  );
}

function useAffiliationColumns(): Column<Affiliation>[] {
  const t = useWords(importWords);
  return [
    {
      key: 'text',
      title: t('affiliations'),
      render: (affiliation) => (
        <>
          <div>{affiliation.text}</div>
          <div className="quiet">
            {t('paperCount', { count: affiliation.paperCount })}
            {affiliation.papers[0]?.title ? ` · ${affiliation.papers[0].title}` : ''}
          </div>
          <Decision affiliation={affiliation} />
        </>
      ),
    },
  ];
}

function Decision({ affiliation }: { readonly affiliation: Affiliation }) {
  const t = useWords(importWords);
  const format = useFormat();
  const notice = useNotice();
  const [open, setOpen] = useState<'another' | 'new' | null>(null);
  const decide = useWrite(importContract.decideAffiliation, {
    onDone: () => {
      setOpen(null);
      notice.done(t('decisionDone'));
    },
  });
  const affiliationId = affiliation.id;
  const onError = (error: Error) => notice.failed(error);
  const choose = (organisationId: string) =>
    decide.mutate({ affiliationId, decision: 'organisation', organisationId }, { onError });
  return (
    <div className="candidates">
      {affiliation.decision === null ? null : (
        <span className="tag tag-good">
          {affiliation.organisation === null
            ? t('decidedNone')
            : t('decidedAs', { name: affiliation.organisation.displayName })}
        </span>
      )}
      {affiliation.candidates.map(({ organisation, confidence }) => (
        <Button
          key={organisation.id}
          size="small"
          disabled={decide.isPending}
          aria-label={t('itIs', { name: organisation.displayName })}
          onClick={() => choose(organisation.id)}
        >
          {organisation.displayName}
          <span className="quiet">{format.share(confidence)}</span>
        </Button>
      ))}
      <Button size="small" type="text" onClick={() => setOpen('another')}>
        {t('another')}
      </Button>
      <Button size="small" type="text" onClick={() => setOpen('new')}>
        {t('registerNew')}
      </Button>
      <Button
        size="small"
        type="text"
        disabled={decide.isPending}
        onClick={() => decide.mutate({ affiliationId, decision: 'none' }, { onError })}
      >
        {t('noneOfThem')}
      </Button>
      <Modal
        open={open !== null}
        onCancel={() => setOpen(null)}
        footer={null}
        destroyOnHidden
        title={open === 'new' ? t('registerNew') : t('another')}
      >
        <p>{affiliation.text}</p>
        {open === 'another' ? (
          <OrganisationChoice
            value={null}
            onChange={(value) => typeof value === 'string' && choose(value)}
          />
        ) : (
          <NewOrganisation
            problem={decide.error}
            busy={decide.isPending}
            onSubmit={(organisation) =>
              decide.mutate({ affiliationId, decision: 'new_organisation', organisation })
            }
          />
        )}
      </Modal>
    </div>
  );
}

const schema = importContract.decideAffiliation.body?.properties.organisation;
type New = NonNullable<
  Parameters<
    ReturnType<typeof useWrite<typeof importContract.decideAffiliation>>['mutate']
  >[0]['organisation']
>;

function NewOrganisation({
  problem,
  busy,
  onSubmit,
}: {
  readonly problem: React.ComponentProps<typeof Form>['problem'];
  readonly busy: boolean;
  readonly onSubmit: (organisation: New) => void;
}) {
  const t = useWords(importWords);
  const registry = useWords(registryWords);
  return (
    <Form<New>
      schema={schema}
      problem={problem ?? null}
      busy={busy}
      submit={t('register')}
      onSubmit={onSubmit}
    >
      <Field name="nameZh" label={t('nameZh')}>
        <Input />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input />
      </Field>
      <Field name="kind" label={t('organisationKind')}>
        <Select
          options={organisationKinds.map((value) => ({
            value,
            label: registry(`kind_${value}`),
          }))}
        />
      </Field>
      <Field name="regionCode" label={t('region')}>
        <RegionChoice />
      </Field>
    </Form>
  );
}
