/** Who stands where, and how sure that is: cohort by cohort, since only within one is anything ranked. */
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { ComparedCohort, ComparedUnit, Standing } from 'yunhe/platforms/contract';
import { Chart } from '../ui/chart.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Section } from '../ui/page.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { colours } from '../ui/theme.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { schemeWords } from './scheme-words.ts';
import './schemes.css';

interface Of {
  readonly standing: Standing;
  /** What a unit is called; its own name unless told. */
  readonly nameOf?: (unit: string) => string;
}

interface OfCohort extends Required<Of> {
  readonly cohort: ComparedCohort;
}

export function StandingView({ standing, nameOf = (unit) => unit }: Of) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const { cohorts } = standing;
  const called = ({ within: answer, withinName }: ComparedCohort) =>
    withinName?.[language] || answer || '';
  const [within, setWithin] = useState(cohorts[0]?.within ?? null);
  const cohort = cohorts.find((one) => one.within === within) ?? cohorts[0];
  if (cohort === undefined) return null;
  const of = { standing, nameOf, cohort };
  return (
    <>
      {cohorts.length < 2 ? null : (
        <Section>
          <Segmented
            aria-label={t('cohort')}
            value={cohort.within ?? ''}
            options={cohorts.map((one) => ({ value: one.within ?? '', label: called(one) }))}
            onChange={setWithin}
          />
          <p className="quiet">{t('withinOne', { within: called(cohort) })}</p>
        </Section>
      )}
      <Places {...of} />
      <Drivers {...of} />
      <LeftOut {...of} />
      <Section>
        <Facts
          facts={[
            [
              t('evaluationDigest'),
              <code key="digest" className="digest">
                {standing.digest}
              </code>,
            ],
          ]}
        />
      </Section>
    </>
  );
}

/** Numbers come with twelve digits or as fractions: enough of them to read. */
export function shortened(text: string): string {
  if (text === '') return '';
  const [above = '', below = '1'] = text.split('/');
  const number = Number(above) / Number(below);
  return Number.isFinite(number) ? String(Math.round(number * 1_000) / 1_000) : text;
}

function numberOf(text: string): number {
  const [above = '', below = '1'] = text.split('/');
  return Number(above) / Number(below);
}

function useNames({ grades, nodes }: Standing) {
  const language = useLanguage();
  const find =
    (list: readonly { id: string; name: { zh: string; en: string } }[]) => (id: string) =>
      list.find((one) => one.id === id)?.name[language] || id;
  return { grade: find(grades), node: find(nodes) };
}

function Places({ standing, cohort, nameOf }: OfCohort) {
  const t = useWords(schemeWords);
  const format = useFormat();
  const names = useNames(standing);
  const { units, moved } = cohort;
  const drawn = standing.draws > 0;
  const option = useMemo(() => pictureOf(units, nameOf), [units, nameOf]);
  const heads = [
    t('place'),
    t('unit'),
    t('score'),
    t('grade'),
    ...(drawn ? [t('interval'), t('chance')] : []),
  ];
  const intervalOf = ({ places }: ComparedUnit) =>
    places === null ? '' : `${places.low5}–${places.high95}`;
  const rows = units.map((one) => [
    one.place ?? t('noScore'),
    nameOf(one.unit),
    one.score === null ? t('noScore') : shortened(one.score),
    one.grade === null ? '' : names.grade(one.grade),
    ...(drawn ? [intervalOf(one)] : []),
  ]);
  return (
    <Section title={t('result')}>
      {drawn ? (
        <Chart
          label={t('placesPicture')}
          option={option}
          height={Math.min(900, 90 + units.length * 26)}
          table={{ head: heads.slice(0, 5), rows }}
        />
      ) : (
        <p className="quiet">{t('noDraws')}</p>
      )}
      {moved === null ? null : <p className="quiet">{t('moved', { places: shortened(moved) })}</p>}
      <TableFrame label={t('result')} height={560}>
        <table className="table">
          <caption className="unseen">{t('result')}</caption>
          <thead>
            <tr>
              {heads.map((head, at) => (
                <th key={head} scope="col" className={[0, 2, 4].includes(at) ? 'figure' : ''}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map((one) => (
              <tr key={one.unit}>
                <td className="figure">{one.place ?? ''}</td>
                <th scope="row">
                  {nameOf(one.unit)}
                  {one.flags.length === 0 ? null : (
                    <span className="quiet second-line" title={one.flags.join('; ')}>
                      {t('flagged')}: {one.flags.join('; ')}
                    </span>
                  )}
                </th>
                <td className="figure">
                  {one.score === null ? t('noScore') : shortened(one.score)}
                </td>
                <td>
                  {one.grade === null ? null : names.grade(one.grade)}{' '}
                  {one.vetoes.length === 0 ? null : (
                    <span className="tag tag-bad">{t('vetoed')}</span>
                  )}
                </td>
                {drawn ? (
                  <>
                    <td className="figure">{intervalOf(one)}</td>
                    <td>
                      {Object.entries(one.grades)
                        .filter(([, share]) => numberOf(share) > 0)
                        .map(([grade, share]) =>
                          t('chanceOf', {
                            grade: names.grade(grade),
                            share: format.share(numberOf(share)),
                          }),
                        )
                        .join(' · ')}
                    </td>
                  </>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

/** The interval as a bar that floats, the place as a mark on it: told apart without colour. */
function pictureOf(units: readonly ComparedUnit[], nameOf: (unit: string) => string) {
  const shown = units.filter(({ places }) => places !== null).toReversed();
  const low = shown.map(({ places }) => places!.low5 - 0.4);
  return {
    grid: { left: 8, right: 24, bottom: 8, top: 16, containLabel: true },
    xAxis: {
      ...{ type: 'value', min: 0, max: units.length + 1, minInterval: 1, position: 'top' },
      // Nobody stands before the first or behind the last place.
      axisLabel: {
        formatter: (place: number) => (place < 1 || place > units.length ? '' : String(place)),
      },
    },
    yAxis: { type: 'category', data: shown.map(({ unit }) => nameOf(unit)) },
    series: [
      {
        type: 'bar',
        stack: 'interval',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: low,
      },
      {
        type: 'bar',
        stack: 'interval',
        silent: true,
        barMaxWidth: 12,
        itemStyle: { color: colours.scale[2] },
        data: shown.map(({ places }, at) => places!.high95 + 0.4 - low[at]!),
      },
      {
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 12,
        itemStyle: { color: colours.ink },
        data: shown.map(({ place, unit }) => [place, nameOf(unit)]),
      },
    ],
  };
}

function Drivers({ standing, cohort }: OfCohort) {
  const t = useWords(schemeWords);
  const names = useNames(standing);
  const said = (input: string) => {
    const known = (['normalisation', 'aggregation', 'imputation', 'experts'] as const).find(
      (one) => one === input,
    );
    if (known !== undefined) return t(`driver_${known}`);
    return t('driver_weights', { node: names.node(input.replace(/^weights /, '')) });
  };
  if (cohort.drivers.length === 0) return null;
  if (cohort.drivers.every(({ total }) => Math.abs(numberOf(total)) < 0.0005)) {
    return (
      <Section title={t('drivers')}>
        <p className="quiet">{t('noDrivers')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('drivers')}>
      <p className="quiet">{t('driversHint')}</p>
      <Figures
        label={t('drivers')}
        heads={[t('driver'), t('first'), t('totalEffect')]}
        rows={cohort.drivers
          .toSorted((a, b) => numberOf(b.total) - numberOf(a.total))
          .map(({ input, first, total }) => [said(input), shortened(first), shortened(total)])}
      />
    </Section>
  );
}

/** Below these correlations and alphas are what three or four numbers happen to give. */
const fewUnits = 10;

function LeftOut({ standing, cohort }: OfCohort) {
  const t = useWords(schemeWords);
  const names = useNames(standing);
  const alphas = cohort.groups.filter(({ alpha }) => alpha !== '');
  return (
    <Section title={t('leftOut')}>
      <p className="quiet">{t('leftOutHint')}</p>
      {cohort.units.length < fewUnits ? (
        <p className="note">{t('fewUnits', { count: cohort.units.length })}</p>
      ) : null}
      <Figures
        label={t('leftOut')}
        heads={[t('level'), t('movedWithout'), t('mostMoved'), t('withWhole'), t('withGroup')]}
        rows={cohort.items.map((one) => [
          names.node(one.node),
          shortened(one.movedWithout),
          String(one.mostMovedWithout),
          shortened(one.withWhole),
          shortened(one.withGroup),
        ])}
      />
      {alphas.length === 0 ? null : (
        <p className="quiet">
          {t('alphas')}:{' '}
          {alphas.map((one) => `${names.node(one.node)} ${shortened(one.alpha)}`).join(' · ')}
        </p>
      )}
      <Agreements panels={cohort.panels} nodeName={names.node} />
    </Section>
  );
}

/** How far experts agree on what they scored. */
function Agreements({
  panels,
  nodeName,
}: {
  readonly panels: ComparedCohort['panels'];
  readonly nodeName: (id: string) => string;
}) {
  const t = useWords(schemeWords);
  const told = panels.filter(({ alpha }) => alpha !== '');
  if (told.length === 0) return null;
  return (
    <>
      <h3>{t('agreement')}</h3>
      <Figures
        label={t('agreement')}
        heads={[t('level'), t('krippendorff'), t('iccSingle'), t('iccAverage')]}
        rows={told.map(({ node, alpha, single, average }) => [
          nodeName(node),
          ...[alpha, single, average].map(shortened),
        ])}
      />
    </>
  );
}

/** A table whose first column names what the figures are about. */
function Figures({
  label,
  heads,
  rows,
}: {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <TableFrame label={label} height={420}>
      <table className="table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head} scope="col" className={at === 0 ? '' : 'figure'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...figures], at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              {figures.map((figure, column) => (
                <td key={heads[column + 1]} className="figure">
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
