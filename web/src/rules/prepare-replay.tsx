import { useNavigate } from '@tanstack/react-router';
import { Form as AntForm, Input, Radio } from 'antd';
import { useState } from 'react';
import { rulesContract as contract, type ReplayAsked } from 'yunhe/rules/contract';
import {
  RegionChoice,
  type ServedPlace,
  ServedPlaceChoice,
  useServedPlaces,
} from '../registry/choices.tsx';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { CasesFile } from './replay-cases-file.tsx';
import { ReplayStake } from './replay-stake.tsx';
import { replayWords } from './replay-words.ts';
import { RuleChoice } from './rule-choice.tsx';
import { VersionChoice } from './version-choice.tsx';
import '../ui/file-door.css';
import './replay.css';
import './rules.css';

type Decisions = NonNullable<ReplayAsked['decisions']>;
type Source = 'decisions' | 'file';

/** From a candidate rule to a replay: compared with what, over which cases, for which money. */
export function PrepareReplay() {
  const t = useWords(replayWords);
  const navigate = useNavigate();
  const notice = useNotice();
  const state = useListState();
  const fileId = state.text('fileId');
  const places = useServedPlaces();
  const [place, setPlace] = useState<ServedPlace>();
  const [source, setSource] = useState<Source>(fileId === '' ? 'decisions' : 'file');
  const start = useWrite(contract.startReplay, {
    onDone: ({ id }) => {
      notice.done(t('started'));
      void navigate({ to: '/rules/replays/$replayId', params: { replayId: id } });
    },
  });
  const chosen = place ?? places[0];
  return (
    <Page
      title={t('newReplay')}
      lead={t('newReplayLead')}
      above={[{ to: '/rules/replays', label: t('replays') }]}
      width="narrow"
    >
      <Form<ReplayAsked>
        schema={contract.startReplay.body}
        initial={initialOf(state)}
        problem={start.error}
        busy={start.isPending}
        submit={t('start')}
        onSubmit={(typed) =>
          start.mutate({ ...askedOf(typed, source, fileId), ...chosen } as ReplayAsked)
        }
      >
        <Section title={t('theRules')}>
          <Field name="title" label={t('title')} hint={t('titleHint')}>
            <Input />
          </Field>
          {places.length < 2 ? null : (
            <AntForm.Item label={t('forPlace')} htmlFor="replay-place">
              <ServedPlaceChoice
                id="replay-place"
                label={t('forPlace')}
                value={chosen}
                onChange={setPlace}
              />
            </AntForm.Item>
          )}
          <Field name="candidateVersionId" label={t('candidate')}>
            <VersionChoice label={t('candidate')} />
          </Field>
          <Field
            name="baseVersionId"
            label={t('base')}
            hint={t('baseHint')}
            needed={source === 'file'}
          >
            <VersionChoice label={t('base')} />
          </Field>
        </Section>
        <Cases source={source} onSource={setSource} state={state} />
        <Stake />
      </Form>
    </Page>
  );
}

function initialOf(state: ListState): Partial<ReplayAsked> {
  const candidateVersionId = state.text('candidateVersionId');
  const baseVersionId = state.text('baseVersionId');
  return {
    ...(candidateVersionId === '' ? {} : { candidateVersionId }),
    ...(baseVersionId === '' ? {} : { baseVersionId }),
  };
}

/** Parts that were begun and left are not asked for. */
function askedOf(typed: ReplayAsked, source: Source, fileId: string): Partial<ReplayAsked> {
  const { decisions, file, size, money, ...more } = typed;
  return {
    ...more,
    ...(source === 'decisions'
      ? { decisions: wherever(decisions ?? {}) }
      : { file: { ...file, fileId, columns: file?.columns ?? {} } }),
    ...(size?.input === undefined || (size.bounds ?? []).length === 0 ? {} : { size }),
    ...(money?.unit === undefined ? {} : { money }),
  };
}

/** No region named means all of them, not none. */
function wherever({ region = [], ...more }: Decisions): Decisions {
  return { ...more, ...(region.length === 0 ? {} : { region }) };
}

function Cases({
  source,
  onSource,
  state,
}: {
  readonly source: Source;
  readonly onSource: (source: Source) => void;
  readonly state: ListState;
}) {
  const t = useWords(replayWords);
  const candidateVersionId = AntForm.useWatch('candidateVersionId') as string | undefined;
  return (
    <Section title={t('theCases')}>
      <Radio.Group
        className="rule-ways"
        optionType="button"
        aria-label={t('source')}
        value={source}
        options={(['decisions', 'file'] as const).map((value) => ({
          value,
          label: t(`source_${value}`),
        }))}
        onChange={({ target }) => onSource(target.value as Source)}
      />
      {source === 'file' ? (
        <CasesFile
          fileId={state.text('fileId')}
          onFile={(fileId) => state.change({ fileId })}
          candidateVersionId={candidateVersionId}
        />
      ) : (
        <>
          <Field name={['decisions', 'ruleSetId']} label={t('ofRule')} hint={t('ofRuleHint')}>
            <RuleChoice label={t('ofRule')} />
          </Field>
          <Field name={['decisions', 'region']} label={t('regions')}>
            <RegionChoice several label={t('regions')} />
          </Field>
          <div className="columns columns-even">
            <Field name={['decisions', 'from']} label={t('from')}>
              <DayInput />
            </Field>
            <Field name={['decisions', 'until']} label={t('until')}>
              <DayInput />
            </Field>
          </div>
        </>
      )}
    </Section>
  );
}

/** What can be at stake follows from the inputs and answers of the candidate. */
function Stake() {
  const t = useWords(replayWords);
  const versionId = AntForm.useWatch('candidateVersionId') as string | undefined;
  const known = versionId !== undefined && versionId !== '';
  const model = useRead(contract.readModel, { versionId: versionId ?? '' }, { enabled: known });
  if (!known) return null;
  return (
    <Section title={t('theMoney')}>
      <Loaded of={model}>{(found) => <ReplayStake key={versionId} model={found} />}</Loaded>
    </Section>
  );
}
