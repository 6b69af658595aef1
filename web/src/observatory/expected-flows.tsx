import './observatory.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import {
  expectedFlowsContract as contract,
  type ExpectedFlows as Expected,
  type ExpectedFlowsAsked,
  type KeptExpectedFlowsSummary,
} from 'yunhe/observatory/contract';
import { useCompactChoices } from '../registry/choices.tsx';
import { Chart } from '../ui/chart.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, ExportMenu, List } from '../ui/list.tsx';
import type { ListState } from '../ui/list-state.ts';
import { Facts, Loaded, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import { useMayKeep } from './may-keep.ts';
import { networkWords } from './network-words.ts';
import { useRegionName } from './places.tsx';
import { useFigure } from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const pairsShown = 20;
const terms = ['ln_distance', 'same_compact'] as const;

/** What the page's filters ask for, and which pairs of it are shown. */
function inputOf(state: ListState) {
  const text = (name: string) => state.text(name) || undefined;
  const year = (name: string) => Number(state.text(name)) || undefined;
  const asked: ExpectedFlowsAsked = JSON.parse(
    JSON.stringify({
      kind: text('expected') === 'collaborations' ? 'collaborations' : text('kind'),
      fromYear: year('fromYear'),
      toYear: year('toYear'),
      eachYear: text('years') === 'each' ? true : undefined,
    }),
  );
  return { asked, shown: shownOf(state) };
}

/** Which pairs are shown, by the address bar. */
export function shownOf(state: ListState) {
  return Object.fromEntries(
    ['compactId', 'fromRegion', 'toRegion']
      .map((name) => [name, state.text(name)] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** What was to be expected between regions beside what there was; the page's filters hold here too. */
export function ExpectedFlows({ state }: { readonly state: ListState }) {
  const t = useWords(networkWords);
  const { asked, shown } = inputOf(state);
  const input = { ...asked, ...shown };
  const read = useRead(contract.readExpectedFlows, input, { keepLast: true });
  const mayKeep = useMayKeep();
  return (
    <Section title={t('expectedTitle')}>
      <p>{t('expectedLead')}</p>
      <div className="row">
        <Select
          aria-label={t('subject')}
          value={asked.kind === 'collaborations' ? 'collaborations' : 'flows'}
          options={[
            { value: 'flows', label: t('of_flows') },
            { value: 'collaborations', label: t('of_collaborations') },
          ]}
          popupMatchSelectWidth={false}
          onChange={(of) => state.change({ expected: of === 'flows' ? undefined : of })}
        />
        <Select
          aria-label={t('howYears')}
          value={asked.eachYear === true ? 'each' : 'together'}
          options={(['together', 'each'] as const).map((value) => ({
            value,
            label: t(`years_${value}`),
          }))}
          popupMatchSelectWidth={false}
          onChange={(years) => state.change({ years: years === 'each' ? years : undefined })}
        />
        <PairsShown state={state} />
        <ExportMenu
          endpoint={contract.exportExpectedFlows}
          formats={['csv', 'xlsx', 'jsonl']}
          query={input}
        />
        {mayKeep ? <Keep asked={asked} /> : null}
      </div>
      <Loaded of={read}>{(expected) => <ShownExpected expected={expected} />}</Loaded>
      <KeptList />
    </Section>
  );
}

export function PairsShown({ state }: { readonly state: ListState }) {
  const t = useWords(networkWords);
  const compacts = useCompactChoices();
  return (
    <>
      <Select
        aria-label={t('onlyWithin')}
        placeholder={t('onlyWithin')}
        allowClear
        value={state.text('compactId') || undefined}
        options={[...compacts]}
        popupMatchSelectWidth={false}
        onChange={(compactId: string | undefined) => state.change({ compactId })}
      />
      {state.text('fromRegion') === '' && state.text('toRegion') === '' ? null : (
        <Button onClick={() => state.change({ fromRegion: undefined, toRegion: undefined })}>
          {t('allPairs')}
        </Button>
      )}
    </>
  );
}

function Keep({ asked }: { readonly asked: ExpectedFlowsAsked }) {
  const t = useWords(networkWords);
  const navigate = useNavigate();
  const write = useWrite(contract.keepExpectedFlows, {
    onDone: ({ id: expectedId }) =>
      void navigate({ to: '/observatory/flows/expected/$expectedId', params: { expectedId } }),
  });
  return (
    <>
      <Button type="primary" loading={write.isPending} onClick={() => write.mutate(asked)}>
        {t('keepExpected')}
      </Button>
      <ProblemView problem={write.error} />
    </>
  );
}

function KeptList() {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const format = useFormat();
  const titleOf = useExpectedTitle();
  const columns: Column<KeptExpectedFlowsSummary>[] = [
    {
      key: 'title',
      title: t('keptExpected'),
      render: (kept) => (
        <>
          <Link to="/observatory/flows/expected/$expectedId" params={{ expectedId: kept.id }}>
            {titleOf(kept)}
          </Link>{' '}
          <Sample when={kept.sample} />
        </>
      ),
    },
    { key: 'madeBy', title: o('madeBy'), render: ({ madeBy }) => madeBy },
    {
      key: 'madeAt',
      title: o('when'),
      tight: true,
      render: ({ madeAt }) => format.instant(madeAt),
    },
  ];
  return (
    <>
      <p className="strong">{t('keptExpected')}</p>
      <List
        endpoint={contract.listKeptExpectedFlows}
        label={t('keptExpected')}
        prefix="kept."
        columns={columns}
        rowKey={({ id }) => id}
        empty={{ title: t('noKeptExpected'), hint: t('noKeptExpectedHint') }}
      />
    </>
  );
}

/** “人才 · 2024–2026（合并计算）”. */
export function useExpectedTitle() {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const yearsOf = useYearsSaid();
  return ({ asked, years }: Pick<Expected, 'asked' | 'years'>) => {
    const { kind } = asked;
    const of =
      kind === undefined
        ? t('of_all')
        : kind === 'collaborations'
          ? t('of_collaborations')
          : o(`flow_${kind}`);
    return `${of} · ${yearsOf({ asked, years })}`;
  };
}

function useYearsSaid() {
  const t = useWords(networkWords);
  return ({ asked, years }: Pick<Expected, 'asked' | 'years'>) => {
    if (years.length === 0) return t('noYears');
    const said = years.join('、');
    return years.length === 1
      ? said
      : t(asked.eachYear === true ? 'yearsEachSaid' : 'yearsTogetherSaid', { years: said });
  };
}

export function ShownExpected({ expected }: { readonly expected: Expected }) {
  const t = useWords(networkWords);
  const format = useFormat();
  const figure = useFigure();
  const yearsOf = useYearsSaid();
  const { identified, method, rows } = expected;
  const source = t('expectedProvenance', {
    name: method.name,
    version: method.version,
    rows: format.number(rows),
    inputs: method.inputsDigest.slice(0, 12),
  });
  const said = new Map(expected.terms.map((term) => [term.name, term]));
  return (
    <>
      <p>{t('yearsInFigures', { years: yearsOf(expected) })}</p>
      {identified ? (
        <>
          <Pairs expected={expected} source={source} />
          <Facts
            facts={terms.map((name) => {
              const term = said.get(name);
              return [
                t(`term_${name}`),
                term === undefined
                  ? '—'
                  : t('termSaid', { estimate: figure(term.estimate), error: figure(term.error) }),
              ] as const;
            })}
          />
        </>
      ) : (
        <p role="status">{t('notIdentified')}</p>
      )}
      <FlowCaveats of={expected} />
      {identified ? null : <p className="quiet">{source}</p>}
    </>
  );
}

/** What the method could not do, in words. */
export function FlowCaveats({ of: { caveats, leftOut, missingYears } }: { readonly of: Expected }) {
  const t = useWords(networkWords);
  const format = useFormat();
  const nameOf = useRegionName();
  if (caveats.length + leftOut.length + missingYears.length === 0) return null;
  return (
    <>
      <p className="strong">{t('caveats')}</p>
      <ul className="quiet">
        {caveats.map(({ code, count }) => (
          <li key={code}>
            {t(`caveat_${code}` as 'caveat_few_pairs', { count: format.number(count) })}
          </li>
        ))}
        {missingYears.length === 0 ? null : (
          <li>{t('missingYears', { years: missingYears.join('、') })}</li>
        )}
        {leftOut.length === 0 ? null : (
          <li>{t('leftOutRegions', { regions: leftOut.map(nameOf).join('、') })}</li>
        )}
      </ul>
    </>
  );
}

type Pair = Expected['pairs'][number];

function useWayOf({ regions }: Expected): (pair: Pair) => string {
  const o = useWords(observatoryWords);
  const nameOf = useRegionName();
  const named = new Map(regions.map((region) => [region.code, nameOf(region)]));
  return ({ from, to }) => o('between', { from: named.get(from)!, to: named.get(to)! });
}

/** Those that miss most, with their intervals; below, the same with the way to their barriers. */
function Pairs({ expected, source }: { readonly expected: Expected; readonly source: string }) {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const format = useFormat();
  const figure = useFigure();
  const wayOf = useWayOf(expected);
  const shown = expected.pairs.slice(0, pairsShown);
  const told = shown.filter(({ ratio }) => ratio !== null);
  const interval = ({ low, high }: Pair) =>
    low === null || high === null
      ? '—'
      : t('intervalSaid', { low: figure(low), high: figure(high) });
  return (
    <>
      {told.length === 0 ? (
        <p className="quiet">{source}</p>
      ) : (
        <Chart
          label={t('expectedPicture')}
          source={source}
          height={70 + 24 * told.length}
          option={ratioOption(told, told.map(wayOf))}
          table={{
            head: [o('region'), t('observed'), t('expected'), t('ratio'), t('interval')],
            rows: told.map((pair) => [
              wayOf(pair),
              format.number(pair.observed),
              figure(pair.expected),
              figure(pair.ratio),
              interval(pair),
            ]),
          }}
        />
      )}
      <TableFrame label={t('expectedTitle')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{o('region')}</th>
              {(['observed', 'expected', 'missing', 'ratio', 'interval'] as const).map((head) => (
                <th key={head} scope="col" className="end">
                  {t(head)}
                </th>
              ))}
              <th scope="col">{t('itsBarriers')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((pair) => (
              <tr key={`${pair.from} ${pair.to}`}>
                <th scope="row">{wayOf(pair)}</th>
                <td className="end">{format.number(pair.observed)}</td>
                <td className="end">{figure(pair.expected)}</td>
                <td className="end">{figure(pair.expected - pair.observed)}</td>
                <td className="end">{figure(pair.ratio)}</td>
                <td className="end">{interval(pair)}</td>
                <td>
                  <Link
                    to={'/observatory/barriers' as string}
                    search={{ fromRegion: pair.from, toRegion: pair.to } as never}
                  >
                    {t('see')}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

/** Dots with their intervals; the line at 1 is what was to be expected. */
function ratioOption(pairs: readonly Pair[], names: readonly string[]) {
  const sure = (pair: Pair) => (pair.high ?? Number.POSITIVE_INFINITY) < 1;
  return {
    grid: { left: 4, right: 16, top: 8, bottom: 8, containLabel: true },
    tooltip: {},
    xAxis: { type: 'value', min: 0 },
    yAxis: { type: 'category', inverse: true, data: [...names] },
    series: [
      {
        type: 'line',
        data: [],
        silent: true,
        markLine: {
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colours.quiet },
          data: [{ xAxis: 1 }],
        },
      },
      // An interval is a bar from its low to its high end, on one that is not seen.
      {
        type: 'bar',
        stack: 'interval',
        silent: true,
        barWidth: 3,
        itemStyle: { color: 'transparent' },
        data: pairs.map(({ low }) => low ?? 0),
      },
      {
        type: 'bar',
        stack: 'interval',
        silent: true,
        barWidth: 3,
        itemStyle: { color: colours.quiet },
        data: pairs.map(({ low, high }) => (high ?? 0) - (low ?? 0)),
      },
      {
        type: 'scatter',
        data: pairs.map((pair) => ({
          value: Math.round(pair.ratio! * 100) / 100,
          symbol: sure(pair) ? 'diamond' : 'circle',
          symbolSize: sure(pair) ? 14 : 10,
          itemStyle: { color: sure(pair) ? colours.series[1] : colours.series[0] },
        })),
      },
    ],
  };
}
