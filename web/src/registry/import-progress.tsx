import { Progress } from 'antd';
import { type Import, importContract, problemGravities } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, type ItemOf, List } from '../ui/list.tsx';
import { sayReason } from '../ui/problem.tsx';
import { TimeLeft } from '../ui/time-left.tsx';
import { useWords } from '../ui/words.ts';
import { useImportKindNames } from './import-kind-names.ts';
import { isUnderWay } from './import-state.tsx';
import { importWords } from './import-words.ts';

/** How far an import has come and what became of the rows. */
export function ImportProgress({ of }: { readonly of: Import }) {
  const t = useWords(importWords);
  const format = useFormat();
  const figures = ['created', 'changed', 'unchanged', 'failed'] as const;
  return (
    <div className="stack">
      {isUnderWay(of) ? (
        <div>
          <Progress percent={Math.round(of.percent)} aria-label={t('progress')} />
          <p className="quiet" role="status">
            {t('rowsRead')} {format.number(of.rowsRead)}
            {of.secondsLeft === null ? null : <> · {<TimeLeft seconds={of.secondsLeft} />}</>}
          </p>
        </div>
      ) : null}
      {of.failure === null ? null : (
        <p className="problem" role="alert">
          {sayReason(of.failure)}
        </p>
      )}
      {of.undone === null ? null : (
        <p className="note">
          {t('undoneFacts', {
            when: format.instant(of.undone.at),
            takenBack: format.number(of.undone.takenBack),
            kept: format.number(of.undone.kept),
          })}
        </p>
      )}
      <dl className="figures">
        {figures.map((name) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{format.number(of[name])}</dd>
          </div>
        ))}
      </dl>
      {of.affiliations === null ? null : (
        <p className="quiet">
          {t('affiliations')}: {t('affiliationFacts', of.affiliations)}
        </p>
      )}
    </div>
  );
}

type RowProblem = ItemOf<typeof importContract.listImportProblems>;

const tones = { error: 'tag tag-bad', warning: 'tag tag-warn', kept: 'tag' } as const;

export function ImportProblems({
  importId,
  kind,
}: {
  readonly importId: string;
  readonly kind: string;
}) {
  const t = useWords(importWords);
  const names = useImportKindNames();
  const columns: Column<RowProblem>[] = [
    { key: 'row', title: t('row'), align: 'end', render: ({ row }) => row ?? '' },
    {
      key: 'column',
      title: t('column'),
      render: ({ column }) => (column === null ? '' : names.column(kind, column)),
    },
    { key: 'why', title: t('why'), render: (problem) => sayReason(problem) },
    {
      key: 'value',
      title: t('value'),
      render: ({ value }) => (value === null ? '' : <code className="cell">{value}</code>),
    },
    {
      key: 'gravity',
      title: t('gravity'),
      render: ({ gravity }) => <span className={tones[gravity]}>{t(`gravity_${gravity}`)}</span>,
    },
  ];
  return (
    <List
      prefix="problems."
      endpoint={importContract.listImportProblems}
      input={{ importId }}
      label={t('problems')}
      columns={columns}
      rowKey={({ row, column, code, value }) => `${row} ${column} ${code} ${value}`}
      exports={{ endpoint: importContract.exportImportProblems }}
      filters={[
        {
          kind: 'choices',
          name: 'gravity',
          label: t('gravity'),
          options: problemGravities.map((value) => ({ value, label: t(`gravity_${value}`) })),
        },
      ]}
      empty={{ title: t('noProblems') }}
    />
  );
}
