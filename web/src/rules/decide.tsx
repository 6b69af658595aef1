import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import {
  rulesContract as contract,
  type Evidence,
  type Holding,
  type Inputs,
} from 'yunhe/rules/contract';
import { OrganisationChoice } from '../registry/choices.tsx';
import { useViewer } from '../ui/actor.ts';
import { DayInput } from '../ui/day-input.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { EvidenceInput } from './evidence-input.tsx';
import { InputForm } from './input-form.tsx';
import { PlaceName } from './rule-facts.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

/** For whom, for which day and by which rule is in the address; the case itself is not. */
export function Decide() {
  const t = useWords(rulesWords);
  const state = useListState();
  const viewer = useViewer();
  const organisationId = state.text('organisationId') || (viewer?.organisationId ?? '');
  return (
    <Page
      title={t('decide')}
      lead={t('decideLead')}
      width="narrow"
      above={[
        { to: '/rules', label: t('rules') },
        { to: '/rules/decisions', label: t('decisions') },
      ]}
    >
      <Section title={t('aboutWhom')}>
        <div className="form">
          <div className="input-row">
            <label htmlFor="organisation">{t('organisation')}</label>
            <OrganisationChoice
              id="organisation"
              value={organisationId || null}
              onChange={(id) =>
                state.change({ organisationId: [id ?? ''].flat()[0], ruleSetId: undefined })
              }
            />
          </div>
          <div className="input-row">
            <label htmlFor="on">{t('forDay')}</label>
            <DayInput
              id="on"
              value={state.text('on')}
              onChange={(day) => state.change({ on: day ?? undefined })}
            />
            <span className="quiet second-line">{t('forDayHint')}</span>
          </div>
          {organisationId === '' ? null : (
            <RuleThatHolds organisationId={organisationId} state={state} />
          )}
        </div>
      </Section>
      <TheCase organisationId={organisationId} state={state} />
    </Page>
  );
}

/** The rules that hold for the organisation on the day, and why; conflicts are the officer's. */
function RuleThatHolds({
  organisationId,
  state,
}: {
  readonly organisationId: string;
  readonly state: ListState;
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const read = useHoldings(organisationId, state);
  return (
    <Loaded of={read}>
      {({ items }) => {
        const reaching = items.filter(({ holds, conflict }) => holds !== null || conflict);
        const chosen = reaching.find(({ ruleSetId }) => ruleSetId === state.text('ruleSetId'));
        if (reaching.length === 0) return <Empty title={t('noRuleHolds')} hint={t('askToAdopt')} />;
        return (
          <>
            <div className="input-row">
              <label htmlFor="rule">{t('rule')}</label>
              <Select
                id="rule"
                value={chosen?.ruleSetId}
                placeholder={t('chooseRule')}
                showSearch
                optionFilterProp="label"
                options={reaching.map((one) => ({
                  value: one.ruleSetId,
                  label: nameIn(language, one),
                }))}
                onChange={(ruleSetId) => state.change({ ruleSetId, versionId: undefined })}
              />
              {chosen === undefined || chosen.conflict ? null : <HoldsBecause holding={chosen} />}
            </div>
            {chosen?.conflict === true ? <Conflicting holding={chosen} state={state} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}

function useHoldings(organisationId: string, state: ListState) {
  const on = state.text('on');
  return useRead(
    contract.readHoldings,
    { organisationId, ...(on === '' ? {} : { on }) },
    { enabled: organisationId !== '' },
  );
}

function HoldsBecause({ holding }: { readonly holding: Holding }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const nearest = holding.adoptions.find(({ standing }) => standing === 'holds');
  if (nearest === undefined) return null;
  const { place, version } = nearest.adoption;
  const by = nameIn(language, place) || place.id;
  return (
    <span className="quiet second-line">
      {t('holdsThrough', { place: by, number: version.number })}
    </span>
  );
}

/** Two adoptions that are equally near contradict: which one counts is said, not guessed. */
function Conflicting({ holding, state }: { readonly holding: Holding; readonly state: ListState }) {
  const t = useWords(rulesWords);
  return (
    <div className="input-row">
      <label htmlFor="version">{t('byWhichVersion')}</label>
      <Select
        id="version"
        value={state.text('versionId') || null}
        options={holding.adoptions
          .filter(({ standing }) => standing === 'conflicts')
          .map(({ adoption: { version, place } }) => ({
            value: version.id,
            label: (
              <>
                {t('versionNumber', { number: version.number })} · <PlaceName place={place} />
              </>
            ),
          }))}
        onChange={(versionId: string | null) => state.change({ versionId: versionId ?? undefined })}
      />
      <span className="second-line">
        <span className="tag tag-bad">{t('conflict')}</span>
      </span>
    </div>
  );
}

function TheCase({
  organisationId,
  state,
}: {
  readonly organisationId: string;
  readonly state: ListState;
}) {
  const holdings = useHoldings(organisationId, state);
  const holding = holdings.data?.items.find(
    ({ ruleSetId }) => ruleSetId === state.text('ruleSetId'),
  );
  const versionId = holding?.conflict === true ? state.text('versionId') : holding?.holds?.id;
  if (holding === undefined || versionId === undefined || versionId === '') return null;
  const on = state.text('on');
  return (
    <CaseForm
      key={versionId}
      versionId={versionId}
      about={{
        organisationId,
        ruleSetId: holding.ruleSetId,
        ...(holding.conflict ? { versionId } : {}),
        ...(on === '' ? {} : { on }),
      }}
    />
  );
}

function CaseForm({
  versionId,
  about,
}: {
  readonly versionId: string;
  readonly about: {
    readonly organisationId: string;
    readonly ruleSetId: string;
    readonly versionId?: string;
    readonly on?: string;
  };
}) {
  const t = useWords(rulesWords);
  const navigate = useNavigate();
  const model = useRead(contract.readModel, { versionId });
  const [inputs, setInputs] = useState<Inputs>({});
  const [evidence, setEvidence] = useState<readonly Evidence[]>([]);
  const decide = useWrite(contract.decide, {
    onDone: ({ id }) =>
      void navigate({ to: '/rules/decisions/$decisionId', params: { decisionId: id } }),
  });
  return (
    <Loaded of={model}>
      {({ form }) => (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            decide.mutate({ ...about, inputs, evidence: [...evidence] });
          }}
        >
          <Section title={t('inputs')}>
            <InputForm
              fields={form}
              values={inputs}
              onChange={setInputs}
              reasons={decide.error?.reasons ?? []}
            />
          </Section>
          <Section title={t('evidence')}>
            <EvidenceInput fields={form} onChange={setEvidence} />
          </Section>
          <ProblemView problem={decide.error} />
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={decide.isPending}>
              {t('decideAndKeep')}
            </Button>
          </div>
        </form>
      )}
    </Loaded>
  );
}
