import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Progress, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import {
  agreementContract,
  simulationContract as contract,
  type SimulatedAlternative,
  type Simulation as SimulationData,
} from 'yunhe/outposts/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { queries, useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { anchorOf } from './clauses.tsx';
import { GainsChart } from './gains-chart.tsx';
import { simulationWords } from './simulation-words.ts';
import './agreements.css';

const route = getRouteApi('/outposts/simulations/$simulationId');

export function Simulation() {
  const { simulationId } = route.useParams();
  const read = useRead(
    contract.readSimulation,
    { simulationId },
    {
      everyMs: (last) =>
        last !== undefined && (last.state === 'finished' || last.state === 'failed')
          ? false
          : 1_000,
    },
  );
  return <Loaded of={read}>{(simulation) => <Shown simulation={simulation} />}</Loaded>;
}

const { method, path } = agreementContract.readAgreementVersion;
const ofVersions = [method, path];

function Shown({ simulation }: { readonly simulation: SimulationData }) {
  const t = useWords(simulationWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const { id: simulationId, state, draws, seed, done, result, failure } = simulation;
  // A version is another one once it is simulated: what was read of it before is old.
  useEffect(() => {
    if (state === 'finished') void queries.invalidateQueries({ queryKey: ofVersions });
  }, [state]);
  const repeat = useWrite(contract.repeatSimulation, {
    onDone: ({ id }) =>
      void navigate({ to: '/outposts/simulations/$simulationId', params: { simulationId: id } }),
  });
  const take = (format: 'csv' | 'xlsx') =>
    download(contract.exportSimulation, { simulationId, format }).catch(notice.failed);
  return (
    <Page
      title={`${t('simulation')} · ${simulation.alternatives.join(' · ')}`}
      lead={t('drawsAndSeed', { draws, seed })}
      marks={
        <span className="tags">
          <span className="tag">{t(`state_${state}`)}</span>
          {simulation.current ? null : <span className="tag tag-warn">{t('outdated')}</span>}
        </span>
      }
      actions={
        <>
          <Link
            to="/outposts/agreements/$agreementId"
            params={{ agreementId: simulation.agreementId }}
            search={{ version: simulation.versionId }}
            className="link-button link-button-plain"
          >
            {t('toAgreement')}
          </Link>
          {result === null ? null : (
            <>
              <Button onClick={() => void take('xlsx')}>{t('download')} XLSX</Button>
              <Button onClick={() => void take('csv')}>CSV</Button>
              <Button
                title={t('repeatHint')}
                loading={repeat.isPending}
                onClick={() => repeat.mutate({ simulationId }, { onError: notice.failed })}
              >
                {t('repeat')}
              </Button>
            </>
          )}
        </>
      }
    >
      {state === 'waiting' || state === 'running' ? (
        <Section>
          <p role="status">{t('progress', { done, all: draws })}</p>
          <Progress
            percent={Math.floor((done / draws) * 100)}
            aria-label={t('progress', { done, all: draws })}
          />
        </Section>
      ) : null}
      {failure === null ? null : (
        <p role="alert" className="problem">
          {t(failure.code === 'limit_reached' ? 'failed_limit_reached' : 'failed_fault')}
        </p>
      )}
      {result === null ? null : (
        <Result simulation={simulation} alternatives={result.alternatives} />
      )}
    </Page>
  );
}

interface Of {
  readonly simulation: SimulationData;
  readonly alternatives: readonly SimulatedAlternative[];
}

function usePartyName({ parties }: Pick<SimulationData, 'parties'>): (id: string) => string {
  const language = useLanguage();
  return (id) => parties.find((one) => one.id === id)?.name[language] || id;
}

function Result({ simulation, alternatives }: Of) {
  const t = useWords(simulationWords);
  const nameOf = usePartyName(simulation);
  const all = alternatives.flatMap(({ years }) => years);
  const units = [...new Set(all.map(({ unit }) => unit))];
  const parties = [...new Set(all.map(({ party }) => party))];
  const [unit, setUnit] = useState(units[0] ?? '');
  const [by, setBy] = useState<'party' | 'terms'>(alternatives.length > 1 ? 'terms' : 'party');
  const [party, setParty] = useState(parties[0] ?? '');
  const [terms, setTerms] = useState(alternatives[0]?.name ?? '');
  const lines =
    by === 'party'
      ? parties.map((one) => ({
          name: nameOf(one),
          years: yearsOf(alternatives, terms, one, unit),
        }))
      : alternatives.map(({ name }) => ({
          name,
          years: yearsOf(alternatives, name, party, unit),
        }));
  return (
    <>
      <Doubts simulation={simulation} alternatives={alternatives} />
      <Section>
        <div className="tags">
          {alternatives.length < 2 ? null : (
            <Segmented
              value={by}
              options={[
                { value: 'terms', label: t('byTerms') },
                { value: 'party', label: t('byParty') },
              ]}
              onChange={setBy}
            />
          )}
          {by === 'terms' ? (
            <Select
              aria-label={t('byParty')}
              popupMatchSelectWidth={false}
              value={party}
              options={parties.map((id) => ({ value: id, label: nameOf(id) }))}
              onChange={setParty}
            />
          ) : alternatives.length < 2 ? null : (
            <Select
              aria-label={t('terms')}
              popupMatchSelectWidth={false}
              value={terms}
              options={alternatives.map(({ name }) => ({ value: name, label: name }))}
              onChange={setTerms}
            />
          )}
          {units.length < 2 ? null : (
            <Select
              aria-label={t('unit')}
              popupMatchSelectWidth={false}
              value={unit}
              options={units.map((code) => ({ value: code, label: code }))}
              onChange={setUnit}
            />
          )}
        </div>
        <GainsChart
          label={by === 'party' ? t('gains') : t('gainsOf', { party: nameOf(party) })}
          lines={lines}
          unit={unit}
          of={t(by === 'party' ? 'party' : 'terms')}
        />
      </Section>
      <BreakEvens simulation={simulation} alternatives={alternatives} />
      <Digests simulation={simulation} />
    </>
  );
}

function yearsOf(
  alternatives: readonly SimulatedAlternative[],
  name: string,
  party: string,
  unit: string,
) {
  const years = alternatives.find((one) => one.name === name)?.years ?? [];
  return years.filter((one) => one.party === party && one.unit === unit);
}

/** Futures in which the terms say nothing, or leave something open: never passed over in silence. */
function Doubts({ simulation: { draws, agreementId, versionId }, alternatives }: Of) {
  const t = useWords(simulationWords);
  const format = useFormat();
  const doubts = alternatives.flatMap(({ name, uncoveredDraws, open }) => [
    ...(uncoveredDraws === 0
      ? []
      : [{ text: t('uncovered', { name, share: format.share(uncoveredDraws / draws) }) }]),
    ...open.map(({ clause, draws: of }) => ({
      text: t('openIn', { name, share: format.share(of / draws) }),
      clause,
    })),
  ]);
  if (doubts.length === 0) return null;
  return (
    <div className="notice">
      {doubts.map(({ text, clause }: { readonly text: string; readonly clause?: string }) => (
        <p key={`${text} ${clause}`}>
          {text}{' '}
          {clause === undefined ? null : (
            <Link
              to="/outposts/agreements/$agreementId"
              params={{ agreementId }}
              search={{ version: versionId }}
              hash={anchorOf(clause)}
            >
              {t('theClause')}
            </Link>
          )}
        </p>
      ))}
    </div>
  );
}

function BreakEvens({ simulation, alternatives }: Of) {
  const t = useWords(simulationWords);
  const format = useFormat();
  const nameOf = usePartyName(simulation);
  if (alternatives.every(({ breakEven }) => breakEven.length === 0)) return null;
  return (
    <Section title={t('breakEven')}>
      <TableFrame label={t('breakEven')}>
        <table className="table">
          <thead>
            <tr>
              {[t('terms'), t('party'), t('unit'), t('reached'), t('medianYear')].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {alternatives.flatMap(({ name, breakEven }) =>
              breakEven.map(({ party, unit, reached, medianYear }) => (
                <tr key={`${name} ${party} ${unit}`}>
                  <td>{name}</td>
                  <td>{nameOf(party)}</td>
                  <td>{unit}</td>
                  <td>{format.share(reached)}</td>
                  <td>{medianYear ?? t('neverReached')}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

function Digests({ simulation: { askedDigest, resultDigest } }: Pick<Of, 'simulation'>) {
  const t = useWords(simulationWords);
  return (
    <Section>
      <Facts
        facts={[
          [
            t('askedDigest'),
            <code key="asked" className="digest">
              {askedDigest}
            </code>,
          ],
          [
            t('resultDigest'),
            <code key="result" className="digest">
              {resultDigest}
            </code>,
          ],
        ]}
      />
    </Section>
  );
}
