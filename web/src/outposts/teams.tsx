import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { outpostContract as contract, type Outpost, type Team } from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { OrganisationChoice } from '../registry/choices.tsx';
import { useNotice } from '../ui/confirm.tsx';
import { changed } from '../ui/conflict.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlaceLink } from './outpost-facts.tsx';
import { outpostWords } from './outpost-words.ts';

const endings = [
  'landed_at_home',
  'stayed_at_host',
  'landed_elsewhere',
  'left',
  'dissolved',
] as const;

/** The teams of an outpost; who keeps it admits them and says where they went. */
export function Teams({ outpost }: { readonly outpost: Outpost }) {
  const t = useWords(outpostWords);
  const [writing, setWriting] = useState<Team | 'new' | null>(null);
  const may = outpost.may.edit;
  const admit = may ? <Button onClick={() => setWriting('new')}>{t('admitTeam')}</Button> : null;
  return (
    <Section title={t('teams')} actions={admit} plain>
      <List
        prefix="teams."
        endpoint={contract.listTeams}
        input={{ outpostId: outpost.id }}
        label={t('teams')}
        filters={[
          {
            kind: 'choice',
            name: 'there',
            label: t('only'),
            options: [
              { value: 'true', label: t('only_there') },
              { value: 'false', label: t('only_gone') },
            ],
          },
        ]}
        columns={useTeamColumns(may ? setWriting : null)}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportTeams }}
        empty={{ title: t('noTeams') }}
      />
      <Modal
        open={writing !== null}
        onCancel={() => setWriting(null)}
        footer={null}
        destroyOnHidden
        title={writing === 'new' ? t('admitTeam') : t('editTeam')}
      >
        {writing === 'new' ? (
          <Admit outpostId={outpost.id} onDone={() => setWriting(null)} />
        ) : writing === null ? null : (
          <EditTeam team={writing} onDone={() => setWriting(null)} />
        )}
      </Modal>
    </Section>
  );
}

function useTeamColumns(onEdit: ((team: Team) => void) | null): Column<Team>[] {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('team'),
      render: (team) => (
        <>
          {nameIn(language, team) || <PlaceLink place={team.organisation} />}{' '}
          <Sample when={team.sample} />
          {team.field === null ? null : <span className="quiet second-line">{team.field}</span>}
        </>
      ),
    },
    {
      key: 'admittedOn',
      title: t('admittedOn'),
      tight: true,
      render: ({ admittedOn }) => format.day(admittedOn),
    },
    {
      key: 'ending',
      title: t('ending'),
      render: ({ ending, leftOn }) =>
        ending === null ? (
          <span className="tag tag-good">{t('stillThere')}</span>
        ) : (
          <>
            {t(`ending_${ending}`)}
            <span className="quiet second-line">{format.day(leftOn)}</span>
          </>
        ),
    },
    ...(onEdit === null
      ? []
      : [
          {
            key: 'actions',
            title: t('actions'),
            unseenTitle: true,
            tight: true,
            render: (team: Team) => (
              <Button size="small" onClick={() => onEdit(team)}>
                {t('edit')}
              </Button>
            ),
          },
        ]),
  ];
}

function TeamFields() {
  const t = useWords(outpostWords);
  return (
    <>
      <Field name="organisationId" label={t('organisation')} hint={t('organisationHint')}>
        <OrganisationChoice label={t('organisation')} />
      </Field>
      <Field name="nameZh" label={t('nameZh')}>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input lang="en" />
      </Field>
      <Field name="field" label={t('field')}>
        <Input />
      </Field>
      <Field name="admittedOn" label={t('admittedOn')}>
        <DayInput />
      </Field>
      <Field name="leftOn" label={t('leftOn')}>
        <DayInput />
      </Field>
      <Field name="ending" label={t('ending')}>
        <Select
          allowClear
          aria-label={t('ending')}
          options={endings.map((value) => ({ value, label: t(`ending_${value}`) }))}
        />
      </Field>
    </>
  );
}

function Admit({ outpostId, onDone }: { readonly outpostId: string; readonly onDone: () => void }) {
  const t = useWords(outpostWords);
  const notice = useNotice();
  const admit = useWrite(contract.admitTeam, {
    onDone: () => {
      notice.done(t('teamAdmitted'));
      onDone();
    },
  });
  return (
    <Form<BodyOf<typeof contract.admitTeam>>
      schema={contract.admitTeam.body}
      problem={admit.error}
      busy={admit.isPending}
      submit={t('admitTeam')}
      onSubmit={(body) => admit.mutate({ ...body, outpostId })}
    >
      <TeamFields />
    </Form>
  );
}

type Change = BodyOf<typeof contract.editTeam>;

function EditTeam({ team, onDone }: { readonly team: Team; readonly onDone: () => void }) {
  const t = useWords(outpostWords);
  const notice = useNotice();
  const edit = useWrite(contract.editTeam, {
    onDone: () => {
      notice.done(t('saved'));
      onDone();
    },
  });
  const { organisation, nameZh, nameEn, field, admittedOn, leftOn, ending, note } = team;
  const stated: Change = {
    organisationId: organisation?.id ?? null,
    ...{ nameZh, nameEn, field, admittedOn, leftOn, ending, note },
  };
  return (
    <Form<Change>
      schema={contract.editTeam.body}
      initial={stated}
      problem={edit.error}
      busy={edit.isPending}
      onSubmit={(values) =>
        edit.mutate({ ...changed(stated, values), teamId: team.id, revision: team.revision })
      }
    >
      <TeamFields />
    </Form>
  );
}
