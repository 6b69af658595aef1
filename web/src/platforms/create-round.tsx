import { useNavigate } from '@tanstack/react-router';
import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import {
  roundContract as contract,
  platformContract,
  roundPhases,
  roundSharings,
  schemeContract,
} from 'yunhe/platforms/contract';
import { type ServedPlace, ServedPlaceChoice, useServedPlaces } from '../registry/choices.tsx';
import type { Input as InputOf } from '../ui/call.ts';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { roundWords } from './round-words.ts';

type Body = InputOf<typeof contract.createRound>;

/** A round is prepared: what is evaluated by what, when, and who takes part. */
export function CreateRound() {
  const t = useWords(roundWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const types = usePlatformTypes();
  const places = useServedPlaces();
  const [type, setType] = useState('');
  const [place, setPlace] = useState<ServedPlace | null>(null);
  const schemes = useRead(schemeContract.listSchemes, { limit: 100 });
  const platforms = useRead(
    platformContract.listPlatforms,
    { type: [type], limit: 100 },
    { enabled: type !== '' },
  );
  const create = useWrite(contract.createRound, {
    onDone: ({ id }) =>
      void navigate({ to: '/platforms/rounds/$roundId', params: { roundId: id } }),
  });
  const chosen = place ?? places[0];
  return (
    <Page
      title={t('newRound')}
      lead={t('createLead')}
      width="narrow"
      above={[{ to: '/platforms/rounds', label: t('rounds') }]}
    >
      <Form<Body>
        schema={contract.createRound.body}
        problem={create.error}
        busy={create.isPending}
        submit={t('create')}
        onSubmit={(body) => create.mutate({ ...body, ...chosen })}
        onChange={(body) => setType(body.type ?? '')}
      >
        {places.length < 2 ? null : (
          <ServedPlaceChoice
            id="round-keeper"
            label={t('keptBy')}
            value={chosen}
            onChange={setPlace}
          />
        )}
        <Field name="titleZh" label={t('titleZh')}>
          <Input />
        </Field>
        <Field name="titleEn" label={t('titleEn')}>
          <Input />
        </Field>
        <Field name="type" label={t('type')}>
          <Select options={[...types.options]} />
        </Field>
        <Field name="schemeVersionId" label={t('scheme')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(schemes.data?.items ?? [])
              .filter(({ version }) => version.state === 'published')
              .map(({ version }) => ({
                value: version.id,
                label: `${version.title[language]} v${version.number}`,
              }))}
          />
        </Field>
        <Field name="platformIds" label={t('choosePlatforms')}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={(platforms.data?.items ?? []).map((one) => ({
              value: one.id,
              label: nameIn(language, one),
            }))}
          />
        </Field>
        <Field name="dataFrom" label={t('dataFrom')}>
          <DayInput />
        </Field>
        <Field name="dataUntil" label={t('dataUntil')}>
          <DayInput />
        </Field>
        {roundPhases.map((phase) => (
          <Field
            key={phase}
            name={['calendar', phase]}
            label={`${t(`phase_${phase}`)} · ${t('beginsOn')}`}
          >
            <DayInput />
          </Field>
        ))}
        <Field name="sharing" label={t('sharing')}>
          <Select
            options={roundSharings.map((value) => ({ value, label: t(`sharing_${value}`) }))}
          />
        </Field>
        <Field name="seats" label={t('seats')}>
          <InputNumber min={1} max={20} />
        </Field>
        <Field name="draws" label={t('draws')}>
          <InputNumber min={0} max={100_000} />
        </Field>
      </Form>
    </Page>
  );
}
