import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import {
  registryContract as contract,
  type Organisation,
  type OrganisationKind,
} from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { call } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Conflict, type ConflictField, changed } from '../ui/conflict.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { NameOfOrganisation, NameOfRegion } from './choices.tsx';
import { OrganisationFields, StatedFields } from './organisation-fields.tsx';
import { registryWords } from './words.ts';

const route = getRouteApi('/organisations/$organisationId/edit');
const statuses = ['active', 'inactive', 'withdrawn'] as const;
type Change = BodyOf<typeof contract.editOrganisation>;

export function EditOrganisation() {
  const { organisationId } = route.useParams();
  const read = useRead(contract.readOrganisation, { organisationId });
  return <Loaded of={read}>{(organisation) => <Editing organisation={organisation} />}</Loaded>;
}

function Editing({ organisation }: { readonly organisation: Organisation }) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const notice = useNotice();
  const navigate = useNavigate();
  // What this person started from; a read in the background must not move it.
  const [found] = useState(organisation);
  const [theirs, setTheirs] = useState<Organisation | null>(null);
  const [mine, setMine] = useState<Change>({});
  const organisationId = found.id;
  const edit = useWrite(contract.editOrganisation, {
    onDone: () => {
      notice.done(t('saved'));
      void navigate({ to: '/organisations/$organisationId', params: { organisationId } });
    },
  });
  const save = (change: Change, revision: number) =>
    edit.mutate(
      { ...change, organisationId, revision },
      {
        onError: async ({ status }) => {
          if (status !== 412) return;
          setMine(change);
          setTheirs(await call(contract.readOrganisation, { organisationId }));
        },
      },
    );
  const meetsOther = edit.error?.status === 412;
  const fields = useConflictFields();
  return (
    <Page
      title={t('editOrganisation')}
      lead={nameIn(language, found) || found.displayName}
      above={[{ to: '/organisations', label: t('organisations') }]}
      width="narrow"
    >
      {theirs === null || !meetsOther ? null : (
        <Conflict<Change>
          fields={fields}
          base={stated(found)}
          theirs={stated(theirs)}
          mine={mine}
          busy={edit.isPending}
          onSave={(left) => save(left, theirs.revision)}
        />
      )}
      <Section>
        <Form<Change>
          schema={contract.editOrganisation.body}
          initial={stated(found)}
          problem={meetsOther ? null : edit.error}
          busy={edit.isPending}
          extra={
            <Link
              to="/organisations/$organisationId"
              params={{ organisationId }}
              className="link-button link-button-plain"
            >
              {t('cancelEdit')}
            </Link>
          }
          onSubmit={(values) => save(changed(stated(found), values), found.revision)}
        >
          <OrganisationFields />
          <Field name="status" label={t('status')}>
            <Select options={statuses.map((value) => ({ value, label: t(`status_${value}`) }))} />
          </Field>
          <StatedFields />
        </Form>
      </Section>
    </Page>
  );
}

/** The record in the words of the form. */
function stated(organisation: Organisation): Change {
  const { kind, status, nameZh, nameEn, city, latitude, longitude, established, website, fields } =
    organisation;
  return {
    kind,
    ...(status === 'merged' ? {} : { status }),
    nameZh,
    nameEn,
    regionCode: organisation.region?.code ?? null,
    city,
    latitude,
    longitude,
    established,
    website,
    fields,
    parentId: organisation.parentId,
  };
}

function useConflictFields(): readonly ConflictField<Change>[] {
  const t = useWords(registryWords);
  const text = (value: unknown) => [value ?? '—'].flat().join(' · ') || '—';
  return [
    { name: 'nameZh', label: t('nameZh'), show: text },
    { name: 'nameEn', label: t('nameEn'), show: text },
    { name: 'kind', label: t('kind'), show: (kind) => t(`kind_${kind as OrganisationKind}`) },
    {
      name: 'status',
      label: t('status'),
      show: (status) => t(`status_${status as (typeof statuses)[number]}`),
    },
    {
      name: 'regionCode',
      label: t('region'),
      show: (code) => (code == null ? '—' : <NameOfRegion code={String(code)} />),
    },
    {
      name: 'parentId',
      label: t('parent'),
      show: (id) => (id == null ? '—' : <NameOfOrganisation organisationId={String(id)} />),
    },
    { name: 'city', label: t('city'), show: text },
    { name: 'established', label: t('established'), show: text },
    { name: 'website', label: t('website'), show: text },
    { name: 'fields', label: t('fields'), show: text },
    { name: 'latitude', label: t('latitude'), show: text },
    { name: 'longitude', label: t('longitude'), show: text },
  ];
}
