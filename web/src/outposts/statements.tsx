import { Link } from '@tanstack/react-router';
import { statementContract as contract, type StatementSummary } from 'yunhe/outposts/contract';
import { regionFilter } from '../registry/choices.tsx';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { Amount, partyName, StatementState, useStatementTitle } from './statement-facts.tsx';
import { statementWords } from './statement-words.ts';

export function Statements() {
  const t = useWords(statementWords);
  return (
    <Page
      title={t('statements')}
      lead={t('statementsLead')}
      actions={
        <Link to={'/outposts/nettings' as string} className="link-button link-button-plain">
          {t('nettings')}
        </Link>
      }
    >
      <List
        endpoint={contract.listStatements}
        label={t('statements')}
        filters={useStatementFilters()}
        columns={useStatementColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-issuedAt', label: t('sort_issued') },
          { value: '-year', label: t('sort_year') },
        ]}
        exports={{ endpoint: contract.exportStatements }}
        empty={{ title: t('noStatements'), hint: t('noStatementsHint') }}
      />
    </Page>
  );
}

const states = ['issued', 'accepted', 'netted', 'paid'] as const;
const yearsBack = 15;

function useStatementFilters(): Filter[] {
  const t = useWords(statementWords);
  const last = new Date().getFullYear() - 1;
  const years = Array.from({ length: yearsBack }, (_, at) => String(last - at));
  return [
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    {
      kind: 'choices',
      name: 'year',
      label: t('year'),
      options: years.map((value) => ({ value, label: value })),
    },
    {
      kind: 'choice',
      name: 'kind',
      label: t('kind'),
      options: (['first', 'difference'] as const).map((value) => ({
        value,
        label: t(`kind_${value}`),
      })),
    },
    regionFilter('region', t('partyRegion')),
  ];
}

function useStatementColumns(): Column<StatementSummary>[] {
  const t = useWords(statementWords);
  const language = useLanguage();
  const format = useFormat();
  const titleOf = useStatementTitle();
  return [
    {
      key: 'statement',
      title: t('statements'),
      render: (one) => (
        <>
          <Link
            to={'/outposts/statements/$statementId' as string}
            params={{ statementId: one.id } as never}
            className="strong"
          >
            {titleOf(one)}
          </Link>{' '}
          <Sample when={one.sample} />
          <span className="second-line quiet">{one.agreement.title[language]}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ state, acceptedBy, parties, openPoints, openObjections }) => (
        <span className="tags">
          <StatementState state={state} />
          {state === 'issued' ? (
            <span className="quiet">
              {t('acceptedOf', { done: acceptedBy.length, all: parties.length })}
            </span>
          ) : null}
          {openPoints > 0 ? (
            <span className="tag">{t('openPoints', { count: openPoints })}</span>
          ) : null}
          {openObjections > 0 ? (
            <span className="tag tag-warn">{t('openObjections', { count: openObjections })}</span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'owes',
      title: t('owes'),
      align: 'end',
      render: ({ sums, parties }) =>
        sums.length === 0 ? (
          <span className="quiet">{t('nothingOwed')}</span>
        ) : (
          sums.map((sum) => (
            <span key={`${sum.payer} ${sum.receiver} ${sum.unit}`} className="second-line">
              <Amount of={sum.amount} /> {sum.unit}
              <span className="second-line quiet">
                {t('pays', {
                  payer: partyName(language, parties, sum.payer),
                  receiver: partyName(language, parties, sum.receiver),
                })}
                {sum.kind === 'statistic' ? ` · ${t('statistic')}` : ''}
              </span>
            </span>
          ))
        ),
    },
    {
      key: 'issuedAt',
      title: t('issuedAt'),
      tight: true,
      render: ({ issuedAt }) => format.date(issuedAt),
    },
  ];
}
