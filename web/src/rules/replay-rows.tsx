import { Link } from '@tanstack/react-router';
import { rulesContract as contract, type ReplayResult, type ReplayRow } from 'yunhe/rules/contract';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { useGroupName } from './replay-group-name.ts';
import { ChangeTag, Difference, isUnderWay } from './replay-state.tsx';
import { replayWords } from './replay-words.ts';
import { OutcomeTag } from './run-view.tsx';

/** Every case of a replay; each leads to its two explanations. */
export function ReplayRows({ replay }: { readonly replay: ReplayResult }) {
  const t = useWords(replayWords);
  const underWay = isUnderWay(replay);
  return (
    <div id="rows">
      <Section title={t('rows')} plain>
        <List
          endpoint={contract.listReplayRows}
          input={{ replayId: replay.id }}
          label={t('rows')}
          columns={useRowColumns(replay)}
          rowKey={({ number }) => String(number)}
          filters={useRowFilters(replay)}
          sorts={[
            { value: '-stake', label: t('sort_stake') },
            { value: 'number', label: t('sort_number') },
          ]}
          exports={{ endpoint: contract.exportReplayRows }}
          empty={{ title: t('noRows'), hint: underWay ? t('notYet') : t('noRowsHint') }}
        />
      </Section>
    </div>
  );
}

function useRowFilters(replay: ReplayResult): Filter[] {
  const t = useWords(replayWords);
  const nameOf = useGroupName();
  const groups = (['region', 'kind', 'size'] as const).map((by) => ({
    by,
    options: replay.groups
      .filter((group) => group.by === by && group.key !== null)
      .map((group) => ({ value: group.key ?? '', label: nameOf(group) })),
  }));
  return [
    {
      kind: 'choices',
      name: 'change',
      label: t('change'),
      options: (['gains', 'loses', 'same', 'unclear'] as const).map((value) => ({
        value,
        label: t(`change_${value}`),
      })),
    },
    ...groups
      .filter(({ options }) => options.length > 0)
      .map(({ by, options }): Filter => ({ kind: 'choices', name: by, label: t(by), options })),
  ];
}

function useRowColumns(replay: ReplayResult): Column<ReplayRow>[] {
  const t = useWords(replayWords);
  const nameOf = useGroupName();
  const named = (by: 'region' | 'kind' | 'size', key: string | null) => {
    if (key === null) return '';
    const found = replay.groups.find((group) => group.by === by && group.key === key);
    return nameOf(found ?? { by, key, label: { zh: '', en: '' } });
  };
  const { unit } = replay;
  return [
    {
      key: 'case',
      title: t('cases'),
      render: ({ number, name, problem }) => (
        <>
          <Link
            to="/rules/replays/$replayId/rows/$number"
            params={{ replayId: replay.id, number: String(number) }}
          >
            {name ?? t('caseNumber', { number })}
          </Link>
          {problem === null ? null : <span className="quiet second-line">{problem}</span>}
        </>
      ),
    },
    { key: 'change', title: t('change'), render: ({ change }) => <ChangeTag change={change} /> },
    { key: 'region', title: t('region'), render: ({ region }) => named('region', region) },
    { key: 'kind', title: t('kind'), render: ({ kind }) => named('kind', kind) },
    { key: 'size', title: t('size'), render: ({ size }) => named('size', size) },
    {
      key: 'before',
      title: t('before'),
      render: ({ baseOutcome, baseAmount }) => <Side outcome={baseOutcome} amount={baseAmount} />,
    },
    {
      key: 'after',
      title: t('after'),
      render: ({ candidateOutcome, candidateAmount }) => (
        <Side outcome={candidateOutcome} amount={candidateAmount} />
      ),
    },
    {
      key: 'difference',
      title: unit === null ? t('difference') : t('inUnit', { name: t('difference'), unit }),
      align: 'end',
      tight: true,
      render: ({ difference }) => <Difference of={difference} />,
    },
  ];
}

function Side({
  outcome,
  amount,
}: {
  readonly outcome: ReplayRow['baseOutcome'];
  readonly amount: string | null;
}) {
  const format = useFormat();
  return (
    <>
      <OutcomeTag outcome={outcome} />
      {amount === null ? null : <> {format.decimal(amount)}</>}
    </>
  );
}
