/** Who would gain and who would lose: by region, kind and size, in cases and in money. */
import { Link } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useMemo, useState } from 'react';
import type { ReplayResult } from 'yunhe/rules/contract';
import { Chart } from '../ui/chart.tsx';
import { useFormat } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { colours } from '../ui/theme.ts';
import { useWords } from '../ui/words.ts';
import { type Group, useGroupName } from './replay-group-name.ts';
import { replayWords } from './replay-words.ts';

const dimensions = ['region', 'kind', 'size'] as const;
type Dimension = (typeof dimensions)[number];
type Measure = 'cases' | 'money';

/** More bars than this cannot be told apart; the table has them all. */
const barsAtMost = 20;

export function ReplayGroups({ replay }: { readonly replay: ReplayResult }) {
  const t = useWords(replayWords);
  const [measure, setMeasure] = useState<Measure>(replay.unit === null ? 'cases' : 'money');
  const shown = dimensions
    .map((by) => [by, replay.groups.filter((group) => group.by === by)] as const)
    .filter(([, groups]) => groups.some(({ key }) => key !== null));
  if (shown.length === 0) return null;
  return (
    <>
      {replay.unit === null ? null : (
        <Radio.Group
          className="rule-ways"
          optionType="button"
          aria-label={t('measure')}
          value={measure}
          options={(['money', 'cases'] as const).map((value) => ({
            value,
            label: t(`measure_${value}`),
          }))}
          onChange={({ target }) => setMeasure(target.value as Measure)}
        />
      )}
      {shown.map(([by, groups]) => (
        <Section key={by} title={t(`by_${by}`)}>
          <GroupPicture replay={replay} by={by} groups={groups} measure={measure} />
          <GroupTable replay={replay} by={by} groups={groups} />
        </Section>
      ))}
    </>
  );
}

interface GroupsProps {
  readonly replay: ReplayResult;
  readonly by: Dimension;
  readonly groups: readonly Group[];
}

function GroupPicture({
  replay,
  by,
  groups,
  measure,
}: GroupsProps & { readonly measure: Measure }) {
  const t = useWords(replayWords);
  const nameOf = useGroupName();
  const table = useGroupRows({ replay, by, groups });
  const bars = groups.slice(0, barsAtMost);
  const option = useMemo(() => {
    // A picture may round what the table says exactly.
    const [up, down] =
      measure === 'money' ? (['gained', 'lost'] as const) : (['gains', 'loses'] as const);
    const series = (name: string, color: string, values: readonly number[]) => ({
      ...{ name, type: 'bar', stack: 'all', color, barMaxWidth: 22 },
      data: values,
    });
    return {
      grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
      xAxis: { type: 'value' },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(nameOf),
        axisLabel: { width: 110, overflow: 'truncate' },
      },
      series: [
        series(
          t('change_gains'),
          colours.good,
          bars.map((group) => Number(group[up])),
        ),
        series(
          t('change_loses'),
          colours.bad,
          bars.map((group) => -Number(group[down])),
        ),
      ],
    };
  }, [bars, measure, t, nameOf]);
  const words = { by: t(`by_${by}`), unit: replay.unit ?? '' };
  return (
    <Chart
      label={t(`picture_${measure}`, words)}
      height={90 + 34 * bars.length}
      option={option}
      table={table}
    />
  );
}

/** The figures with their names; each group leads to its cases. */
function useGroupRows({ replay, by, groups }: GroupsProps) {
  const t = useWords(replayWords);
  const format = useFormat();
  const nameOf = useGroupName();
  const { unit } = replay;
  const money = unit === null ? [] : (['gained', 'lost'] as const);
  return {
    head: [
      t(by),
      ...(['gains', 'loses', 'same', 'unclear'] as const).map((one) => t(`change_${one}`)),
      ...money.map((one) => t('inUnit', { name: t(one), unit: unit ?? '' })),
    ],
    rows: groups.map((group) => [
      group.key === null ? (
        nameOf(group)
      ) : (
        <Link
          key="name"
          to="/rules/replays/$replayId"
          params={{ replayId: replay.id }}
          search={{ [by]: group.key } as never}
          hash="rows"
        >
          {nameOf(group)}
        </Link>
      ),
      ...(['gains', 'loses', 'same', 'unclear'] as const).map((one) => format.number(group[one])),
      ...money.map((one) => format.decimal(group[one])),
    ]),
  };
}

function GroupTable(props: GroupsProps) {
  const t = useWords(replayWords);
  const { head, rows } = useGroupRows(props);
  const label = t(`by_${props.by}`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
    <section className="table-frame" aria-label={label} tabIndex={0}>
      <table className="table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {head.map((title, at) => (
              <th key={title} scope="col" className={at === 0 ? '' : 'end'}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={props.groups[index]?.key ?? ''}>
              {row.map((cell, at) => (
                <td key={head[at]} className={at === 0 ? '' : 'end tight'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
