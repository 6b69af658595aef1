import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { roundContract as contract } from 'yunhe/platforms/contract';
import { type ServedPlace, ServedPlaceChoice, useServedPlaces } from '../registry/choices.tsx';
import type { Input as InputOf } from '../ui/call.ts';
import { Field, Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { RoundFields, RoundTitleFields } from './round-form.tsx';
import { roundWords } from './round-words.ts';

type Body = InputOf<typeof contract.createRound>;

/** A round is prepared: what is evaluated by what, when, and who takes part. */
export function CreateRound() {
  const t = useWords(roundWords);
  const navigate = useNavigate();
  const types = usePlatformTypes();
  const places = useServedPlaces();
  const [suggested] = useState(suggestedSettings);
  const [type, setType] = useState('');
  const [place, setPlace] = useState<ServedPlace | null>(null);
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
        initial={suggested}
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
        <RoundTitleFields />
        <Field name="type" label={t('type')}>
          <Select options={[...types.options]} />
        </Field>
        <RoundFields type={type} />
      </Form>
    </Page>
  );
}

/** Weeks from today on which each phase begins, as most evaluations take them. */
const weeks = {
  self_report: 1,
  evidence_check: 4,
  panel: 6,
  result: 8,
  appeal: 9,
  publication: 11,
} as const;

function suggestedSettings(): Partial<Body> {
  const now = new Date();
  const dayIn = (week: number) =>
    new Date(now.getTime() + week * 7 * 86_400_000).toISOString().slice(0, 10);
  const calendar = Object.fromEntries(
    Object.entries(weeks).map(([phase, week]) => [phase, dayIn(week)]),
  ) as Record<keyof typeof weeks, string>;
  const year = now.getFullYear();
  return {
    ...{ calendar, dataFrom: `${year - 1}-01-01`, dataUntil: `${year}-01-01` },
    ...{ sharing: 'coded', seats: 3, mostLoad: 20, draws: 10_000, seed: 1 },
  };
}
