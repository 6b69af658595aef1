import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, InputNumber, Segmented } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import {
  type AgreementVersion,
  agreementContract,
  simulationContract as contract,
  type ScenarioData,
  type TermsData,
} from 'yunhe/outposts/contract';
import { call } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { agreementWords } from './agreement-words.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioTables } from './scenario-tables.tsx';
import { simulationWords } from './simulation-words.ts';
import './agreements.css';
import '../ui/schema-form.css';

const route = getRouteApi('/outposts/agreement-versions/$versionId/simulate');

export function Simulate() {
  const { versionId } = route.useParams();
  const [basis, setBasis] = useState<Basis>();
  const version = useRead(agreementContract.readAgreementVersion, { versionId });
  const scenario = useRead(contract.draftScenario, {
    versionId,
    ...(basis === undefined ? {} : { basis }),
  });
  return (
    <Loaded of={version}>
      {(found) => (
        <Loaded of={scenario}>
          {(begun) => (
            <Asking
              key={`${found.id} ${begun.basis}`}
              version={found}
              begun={begun.scenario as unknown as Scenario}
              choice={
                begun.bases.length < 2 ? null : (
                  <Bases value={begun.basis} bases={begun.bases} onChange={setBasis} />
                )
              }
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

type Basis = 'past' | 'future' | 'example';

function Bases({
  value,
  bases,
  onChange,
}: {
  readonly value: Basis;
  readonly bases: readonly Basis[];
  readonly onChange: (basis: Basis) => void;
}) {
  const t = useWords(simulationWords);
  return (
    <Segmented<Basis>
      aria-label={t('basis')}
      value={value}
      options={bases.map((one) => ({ value: one, label: t(`basis_${one}`) }))}
      onChange={onChange}
    />
  );
}

interface Alternative {
  readonly name: string;
  readonly terms: TermsData;
}

function Asking({
  version,
  begun,
  choice,
}: {
  readonly version: AgreementVersion;
  readonly begun: Scenario;
  /** What the scenario is based on, where there is a choice. */
  readonly choice: ReactNode;
}) {
  const t = useWords(simulationWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const [scenario, setScenario] = useState(begun);
  const [draws, setDraws] = useState(2_000);
  const [seed, setSeed] = useState(1);
  const [beside, setBeside] = useState<readonly Alternative[]>([]);
  const start = useWrite(contract.startSimulation, {
    onDone: ({ id }) =>
      void navigate({ to: '/outposts/simulations/$simulationId', params: { simulationId: id } }),
  });
  const number = (label: string, value: number, set: (value: number) => void, hint?: string) => (
    <NumberField label={label} value={value} onChange={set} hint={hint} />
  );
  return (
    <Page
      title={`${t('simulate')} · ${version.title[language] || version.title.zh}`}
      lead={t('simulateLead')}
      above={[{ to: '/outposts/agreements', label: useWords(agreementWords)('agreements') }]}
      actions={
        <Link
          to="/outposts/agreements/$agreementId"
          params={{ agreementId: version.agreementId }}
          search={{ version: version.id }}
          className="link-button link-button-plain"
        >
          {t('toAgreement')}
        </Link>
      }
    >
      <Section title={t('horizon')} actions={choice}>
        <div className="schema-row">
          {number(t('from'), scenario.from, (from) => setScenario({ ...scenario, from }))}
          {number(t('years'), scenario.years, (years) => setScenario({ ...scenario, years }))}
          {number(t('relocation'), (scenario.relocation ?? 0) * 100, (percent) =>
            setScenario({ ...scenario, relocation: percent / 100 }),
          )}
          {number(t('draws'), draws, setDraws)}
          {number(t('seed'), seed, setSeed, t('seedHint'))}
        </div>
        <p className="quiet">{t('given', { count: scenario.given?.length ?? 0 })}</p>
      </Section>
      <ScenarioTables scenario={scenario} terms={version.terms} onChange={setScenario} />
      <Alternatives version={version} beside={beside} onChange={setBeside} />
      <ProblemView problem={start.error} />
      <Button
        type="primary"
        loading={start.isPending}
        onClick={() =>
          start.mutate({
            versionId: version.id,
            scenario: scenario as unknown as ScenarioData,
            draws,
            seed,
            ...(beside.length === 0 ? {} : { beside: [...beside] }),
          })
        }
      >
        {t('run')}
      </Button>
    </Page>
  );
}

function NumberField({
  label,
  value,
  hint,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly hint?: string | undefined;
  readonly onChange: (value: number) => void;
}) {
  return (
    <div className="schema-field">
      <span className="schema-label">{label}</span>
      <InputNumber
        aria-label={label}
        controls={false}
        value={value}
        onChange={(next) => onChange(next ?? 0)}
      />
      {hint === undefined ? null : <span className="quiet">{hint}</span>}
    </div>
  );
}

const besideAtMost = 4;

/** Other terms for the same futures: other versions of the agreement, or a file. */
function Alternatives({
  version,
  beside,
  onChange,
}: {
  readonly version: AgreementVersion;
  readonly beside: readonly Alternative[];
  readonly onChange: (beside: readonly Alternative[]) => void;
}) {
  const t = useWords(simulationWords);
  const notice = useNotice();
  const input = useRef<HTMLInputElement>(null);
  const { agreementId } = version;
  const { data } = useRead(agreementContract.readAgreement, { agreementId });
  const others = (data?.versions ?? []).filter(
    ({ id, number }) => id !== version.id && !beside.some(({ name }) => name === `v${number}`),
  );
  const full = beside.length >= besideAtMost;
  const add = (one: Alternative) => onChange([...beside, one]);
  const addVersion = async (versionId: string, number: number) => {
    const read = await call(agreementContract.readAgreementVersion, { versionId });
    add({ name: `v${number}`, terms: read.terms });
  };
  const addFile = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const terms = JSON.parse(await file.text()) as TermsData;
      add({ name: file.name.replace(/\.json$/, '').slice(0, 100), terms });
    } catch {
      notice.failed(t('fileIsNoJson'));
    }
  };
  return (
    <Section title={t('alternatives')}>
      <p className="quiet">{t('alternativesHint')}</p>
      <ul className="plain-list">
        <li>{t('ownTerms', { number: version.number })}</li>
        {beside.map(({ name }, at) => (
          <li key={name} className="tags">
            {name}
            <Button size="small" type="link" onClick={() => onChange(beside.toSpliced(at, 1))}>
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="schema-more">
        {others.map(({ id, number }) => (
          <Button
            key={id}
            size="small"
            disabled={full}
            onClick={() => addVersion(id, number).catch(notice.failed)}
          >
            {t('addVersion', { number })}
          </Button>
        ))}
        <Button size="small" disabled={full} onClick={() => input.current?.click()}>
          {t('addFile')}
        </Button>
      </div>
      <Input
        ref={(element) => {
          input.current = element?.input ?? null;
        }}
        type="file"
        hidden
        accept=".json"
        aria-label={t('addFile')}
        onChange={({ target }) => {
          void addFile((target as HTMLInputElement).files?.[0]);
          target.value = '';
        }}
      />
    </Section>
  );
}
