import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { type BudgetTable, budgetContract as contract } from 'yunhe/platforms/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { useListState } from '../ui/list-state.ts';
import { MoneyInput } from '../ui/money-input.tsx';
import { Empty, Loaded, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { PlatformPage } from './platform-page.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/budget');
const columns = ['budget', 'reserved', 'committed', 'actual', 'available'] as const;

export function Budget() {
  const { platformId } = route.useParams();
  return (
    <PlatformPage platformId={platformId}>{() => <Body platformId={platformId} />}</PlatformPage>
  );
}

function Body({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const state = useListState('');
  const year = Number(state.text('year')) || undefined;
  const asked = { platformId, ...(year === undefined ? {} : { year }) };
  const read = useRead(contract.readBudget, asked);
  return (
    <Loaded of={read}>
      {(table) => (
        <>
          <Section
            title={t('budgetOf', { year: table.year })}
            actions={
              <span className="row">
                <Select
                  aria-label={t('year')}
                  value={table.year}
                  options={[...new Set([table.year, ...table.years])]
                    .toSorted()
                    .map((value) => ({ value, label: String(value) }))}
                  onChange={(value: number) => state.change({ year: String(value) })}
                />
                <Files platformId={platformId} year={table.year} />
              </span>
            }
          >
            {table.lines.length === 0 ? (
              <Empty title={t('noBudget')} hint={t('noBudgetHint')} />
            ) : (
              <Lines table={table} />
            )}
            {table.proposed === null ? null : (
              <p>
                <Link
                  to="/platforms/motions/$motionId"
                  params={{ motionId: table.proposed.motionId }}
                >
                  {t('budgetWaits')}
                </Link>
              </p>
            )}
          </Section>
          {table.may.propose ? (
            <Propose key={table.year} platformId={platformId} table={table} />
          ) : null}
        </>
      )}
    </Loaded>
  );
}

function Files({ platformId, year }: { readonly platformId: string; readonly year: number }) {
  const notice = useNotice();
  const lang = useLanguage();
  const get = (format: 'csv' | 'xlsx') =>
    download(contract.exportBudget, { platformId, year, format, lang }).catch(notice.failed);
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button key={format} size="small" onClick={() => void get(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}

function Lines({ table }: { readonly table: BudgetTable }) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const cells = (one: BudgetTable['total']) =>
    columns.map((name) => (
      <td key={name} className="number">
        {format.money(one[`${name}Minor`], 'CNY')}
      </td>
    ));
  return (
    <TableFrame label={t('budget')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('heading')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="number">
                {t(`column_${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.lines.map((line) => (
            <tr key={line.heading}>
              <th scope="row">{nameIn(language, line)}</th>
              {cells(line)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            {cells(table.total)}
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}

const lineNames = ['nameZh', 'nameEn', 'heading'] as const;

function sumOf(lines: readonly Line[]): string {
  return String(lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor || '0'), 0n));
}

type Line = { heading: string; nameZh: string; nameEn: string; amountMinor: string };

function Propose({
  platformId,
  table,
}: {
  readonly platformId: string;
  readonly table: BudgetTable;
}) {
  const t = useWords(governanceWords);
  const format = useFormat();
  const notice = useNotice();
  const [year, setYear] = useState(table.year);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    table.lines.map(({ heading, nameZh, nameEn, budgetMinor }) => ({
      ...{ heading, nameZh, nameEn, amountMinor: budgetMinor },
    })),
  );
  const propose = useWrite(contract.proposeBudget, {
    onDone: () => notice.done(t('budgetProposed')),
  });
  const change = (at: number, line: Line | null) =>
    setLines(lines.flatMap((one, place) => (place === at ? (line ?? []) : one)));
  return (
    <Section title={t('proposeBudget')}>
      <details>
        <summary>{t('proposeBudgetHint')}</summary>
        <div className="drafts budget-drafts">
          <div className="labelled">
            <span aria-hidden>{t('year')}</span>
            <InputNumber
              aria-label={t('year')}
              controls={false}
              min={1900}
              max={2200}
              precision={0}
              value={year}
              onChange={(value) => setYear(value ?? table.year)}
            />
          </div>
          <div className="draft-row draft-head" aria-hidden>
            {([...lineNames, 'amount'] as const).map((name) => (
              <span key={name}>{t(name === 'amount' ? name : `line_${name}`)}</span>
            ))}
            <Button size="small" type="text" className="draft-gap" disabled>
              {t('remove')}
            </Button>
          </div>
          {lines.map((line, at) => (
            <div key={at} className="draft-row">
              {lineNames.map((name) => (
                <Input
                  key={name}
                  aria-label={t(`line_${name}`)}
                  placeholder={t(`line_${name}`)}
                  value={line[name]}
                  onChange={({ target }) => change(at, { ...line, [name]: target.value })}
                />
              ))}
              <MoneyInput
                aria-label={t('amount')}
                placeholder={t('amount')}
                currency="CNY"
                value={line.amountMinor}
                onChange={(amountMinor) => change(at, { ...line, amountMinor: amountMinor ?? '' })}
              />
              <Button
                size="small"
                type="text"
                aria-label={t('removeLine', { number: at + 1 })}
                onClick={() => change(at, null)}
              >
                {t('remove')}
              </Button>
            </div>
          ))}
          <p className="budget-sum">{t('sumOf', { amount: format.money(sumOf(lines), 'CNY') })}</p>
        </div>
        <div className="form-foot">
          <Button
            onClick={() =>
              setLines([...lines, { heading: '', nameZh: '', nameEn: '', amountMinor: '' }])
            }
          >
            {t('addLine')}
          </Button>
          <Button
            type="primary"
            disabled={lines.length === 0}
            loading={propose.isPending}
            onClick={() => propose.mutate({ platformId, year, lines: [...lines] })}
          >
            {t('proposeBudget')}
          </Button>
        </div>
        <ProblemView problem={propose.error} />
      </details>
    </Section>
  );
}
