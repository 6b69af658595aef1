import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { registryContract as contract, type Person as Record_ } from 'yunhe/registry/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { call } from '../ui/call.ts';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Conflict, changed } from '../ui/conflict.tsx';
import { Form } from '../ui/form.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { IdentifierLink } from './identifier-link.tsx';
import { PersonFields } from './people.tsx';
import { registryWords } from './words.ts';

const route = getRouteApi('/people/$personId');
type Change = BodyOf<typeof contract.editPerson>;

export function Person() {
  const { personId } = route.useParams();
  const read = useRead(contract.readPerson, { personId });
  return <Loaded of={read}>{(person) => <Body person={person} />}</Loaded>;
}

function Body({ person }: { readonly person: Record_ }) {
  const t = useWords(registryWords);
  const language = useLanguage();
  const [editing, setEditing] = useState(false);
  const name = nameIn(language, person);
  const other = nameIn(language === 'zh' ? 'en' : 'zh', person);
  return (
    <Page
      title={name}
      lead={other === name ? undefined : other}
      above={[{ to: '/people', label: t('people') }]}
      width="narrow"
      marks={<Sample when={person.sample} />}
      actions={
        <>
          <Erase person={person} name={name} />
          {person.may.edit ? (
            <Button type="primary" onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
          ) : null}
        </>
      }
    >
      <Section>
        <Facts
          facts={[
            person.organisation === null
              ? null
              : [
                  t('organisation'),
                  <Link
                    to="/organisations/$organisationId"
                    params={{ organisationId: person.organisation.id }}
                  >
                    {person.organisation.displayName}
                  </Link>,
                ],
            person.title === null ? null : [t('position'), person.title],
            person.orcid === null
              ? null
              : [t('orcid'), <IdentifierLink scheme="orcid" value={person.orcid} />],
            person.fields.length === 0
              ? null
              : [t('fields'), person.fields.join(language === 'zh' ? '、' : ', ')],
            [t('consent'), <Consent person={person} />],
          ]}
        />
      </Section>
      {editing ? <Edit person={person} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function Consent({ person }: { readonly person: Record_ }) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const record = useWrite(contract.recordConsent, {
    onDone: () => notice.done(t('consentRecorded')),
  });
  const withdraw = useWrite(contract.withdrawConsent, {
    onDone: () => notice.done(t('consentWithdrawn')),
  });
  const change = () =>
    (person.consents ? withdraw : record).mutate(
      { personId: person.id },
      { onError: (error) => notice.failed(error) },
    );
  return (
    <>
      {person.consents ? t('consents') : t('consentsNot')}{' '}
      {person.may.edit ? (
        <Button size="small" loading={record.isPending || withdraw.isPending} onClick={change}>
          {person.consents ? t('withdrawConsent') : t('recordConsent')}
        </Button>
      ) : null}
    </>
  );
}

function Erase({ person, name }: { readonly person: Record_; readonly name: string }) {
  const t = useWords(registryWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const navigate = useNavigate();
  const erase = useWrite(contract.erasePerson, {
    quiet: true,
    onDone: () => {
      notice.done(t('erased'));
      void navigate({ to: '/people' });
    },
  });
  if (!person.may.erase) return null;
  const ask = async () => {
    const sure = await confirm({
      title: t('eraseAsk', { name }),
      content: t('eraseHint'),
      yes: t('erasePerson'),
      danger: true,
    });
    if (sure) {
      erase.mutate({ personId: person.id }, { onError: (error) => notice.failed(error) });
    }
  };
  return (
    <Button danger loading={erase.isPending} onClick={() => void ask()}>
      {t('erasePerson')}
    </Button>
  );
}

const stated = ({ nameZh, nameEn, orcid, title, fields }: Record_): Change => ({
  nameZh,
  nameEn,
  orcid,
  title,
  fields,
});

function Edit({ person, onClose }: { readonly person: Record_; readonly onClose: () => void }) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const [found] = useState(person);
  const [theirs, setTheirs] = useState<Record_ | null>(null);
  const [mine, setMine] = useState<Change>({});
  const personId = found.id;
  const edit = useWrite(contract.editPerson, {
    onDone: () => {
      notice.done(t('saved'));
      onClose();
    },
  });
  const save = (change: Change, revision: number) =>
    edit.mutate(
      { ...change, personId, revision },
      {
        onError: async ({ status }) => {
          if (status !== 412) return;
          setMine(change);
          setTheirs(await call(contract.readPerson, { personId }));
        },
      },
    );
  const meetsOther = edit.error?.status === 412;
  const show = (value: unknown) => [value ?? '—'].flat().join(' · ') || '—';
  return (
    <Modal open onCancel={onClose} footer={null} title={t('editPerson')}>
      {theirs === null || !meetsOther ? null : (
        <Conflict<Change>
          fields={[
            { name: 'nameZh', label: t('personNameZh'), show },
            { name: 'nameEn', label: t('personNameEn'), show },
            { name: 'title', label: t('position'), show },
            { name: 'orcid', label: t('orcid'), show },
            { name: 'fields', label: t('fields'), show },
          ]}
          base={stated(found)}
          theirs={stated(theirs)}
          mine={mine}
          busy={edit.isPending}
          onSave={(left) => save(left, theirs.revision)}
        />
      )}
      <Form<Change>
        schema={contract.editPerson.body}
        initial={stated(found)}
        problem={meetsOther ? null : edit.error}
        busy={edit.isPending}
        onSubmit={(values) => save(changed(stated(found), values), found.revision)}
      >
        <PersonFields />
      </Form>
    </Modal>
  );
}
