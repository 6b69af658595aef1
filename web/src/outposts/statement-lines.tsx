/** The lines of a statement, each with how it was computed, and what is left open. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Fragment, useId, useState } from 'react';
import type { PeriodPreview, Statement } from 'yunhe/outposts/contract';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { Empty, Section } from '../ui/page.tsx';
import { sayReason } from '../ui/problem.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { articleNumber } from './article-words.ts';
import { anchorOf } from './clauses.tsx';
import { Amount, partyName } from './statement-facts.tsx';
import { statementWords } from './statement-words.ts';

/** What lines, totals and open points are shown by; a preview has no lines that wait. */
export type Shown = Pick<
  PeriodPreview,
  | 'lines'
  | 'totals'
  | 'units'
  | 'undefined'
  | 'covered'
  | 'reasons'
  | 'version'
  | 'measures'
  | 'prose'
> &
  Pick<Statement, 'parties' | 'paused'> & { readonly agreementId: string };

type Line = Shown['lines'][number];

export function Lines({ of }: { readonly of: Shown }) {
  const t = useWords(statementWords);
  if (!of.covered) return <NotCovered of={of} />;
  if (of.lines.length === 0) return <Empty title={t('noLines')} />;
  return (
    <>
      {of.paused.length === 0 ? null : <p className="note">{t('pausedHint')}</p>}
      <TableFrame label={t('lines')}>
        <table className="table table-cards">
          <thead>
            <tr>
              <th className="end">{t('line')}</th>
              <th>{t('clause')}</th>
              <th>{t('payer')}</th>
              <th>{t('receiver')}</th>
              <th>{t('measure')}</th>
              <th className="end">{t('amount')}</th>
              <th>{t('unit')}</th>
              <th>
                <span className="unseen">{t('howComputed')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {of.lines.map((line, at) => (
              <LineRow key={at} of={of} line={line} number={at + 1} />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

function LineRow({
  of,
  line,
  number,
}: {
  readonly of: Shown;
  readonly line: Line;
  readonly number: number;
}) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const detail = useId();
  const name = (party: string) => partyName(language, of.parties, party);
  const measure = of.measures.find(({ id }) => id === line.measure)?.name[language];
  const { kind } = of.units.find(({ code }) => code === line.unit) ?? {};
  return (
    <Fragment>
      <tr id={`line-${number}`}>
        <td className="end" data-label={t('line')}>
          {number}
        </td>
        <td data-label={t('clause')}>
          <ClauseLink of={of} clause={line.clause} />
        </td>
        <td data-label={t('payer')}>{name(line.payer)}</td>
        <td data-label={t('receiver')}>
          {line.payer === line.receiver ? (
            <span className="quiet">{t('keeps')}</span>
          ) : (
            name(line.receiver)
          )}
        </td>
        <td data-label={t('measure')}>{measure ?? line.measure}</td>
        <td className="end" data-label={t('amount')}>
          <Amount of={line.amount} />
        </td>
        <td data-label={t('unit')}>
          {line.unit}
          {kind === 'statistic' ? (
            <span className="second-line quiet">{t('statistic')}</span>
          ) : null}
          {of.paused.includes(number) ? (
            <span className="tag tag-warn second-line">{t('paused')}</span>
          ) : null}
        </td>
        <td className="tight">
          <Button
            size="small"
            type="link"
            aria-expanded={open}
            aria-controls={detail}
            onClick={() => setOpen(!open)}
          >
            {t('howComputed')}
          </Button>
        </td>
      </tr>
      {open ? (
        <tr id={detail}>
          <td colSpan={8}>
            <Steps of={of} line={line} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

/** To the clause as the version says it by which the year was settled. */
function ClauseLink({ of, clause }: { readonly of: Shown; readonly clause: string }) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const paragraph = of.prose.find((one) => one.clause === clause);
  const number = paragraph?.number ?? null;
  return (
    <Link
      to={'/outposts/agreements/$agreementId' as string}
      params={{ agreementId: of.agreementId } as never}
      search={{ version: of.version.id } as never}
      hash={anchorOf(clause)}
    >
      {number === null ? clause : t('clauseNumber', { number: articleNumber(language, number) })}
    </Link>
  );
}

const stepWords = {
  'year-of-agreement': 'step_yearOfAgreement',
  base: 'step_base',
  'slice-of-base': 'step_sliceOfBase',
  share: 'step_share',
  part: 'step_part',
  'raised-to-floor': 'step_raisedToFloor',
  'carried-from-before': 'step_carriedFromBefore',
  cap: 'step_cap',
  'received-before': 'step_receivedBefore',
  'cut-by-cap': 'step_cutByCap',
  'not-shared-this-year': 'step_notSharedThisYear',
  principal: 'step_principal',
  rate: 'step_rate',
  event: 'step_event',
  'agreed-amount': 'step_agreedAmount',
  ratio: 'step_ratio',
  'to-split': 'step_toSplit',
  'tax-at-own-rate': 'step_taxAtOwnRate',
  successor: 'step_successor',
  before: 'step_before',
  after: 'step_after',
} as const;

function useStepName(measures: Shown['measures']) {
  const t = useWords(statementWords);
  const language = useLanguage();
  return (step: string): string => {
    const word = Object.hasOwn(stepWords, step)
      ? stepWords[step as keyof typeof stepWords]
      : undefined;
    if (word !== undefined) return t(word);
    const measure = /^share-of-(.+)$/.exec(step)?.[1];
    if (measure === undefined) return step;
    const name = measures.find(({ id }) => id === measure)?.name[language];
    return t('step_shareOf', { measure: name ?? measure });
  };
}

/** Every intermediate value, and the facts it was read from. */
function Steps({ of, line }: { readonly of: Shown; readonly line: Line }) {
  const t = useWords(statementWords);
  const nameOf = useStepName(of.measures);
  return (
    <table className="steps">
      <thead>
        <tr>
          <th>{t('step')}</th>
          <th className="end">{t('value')}</th>
          <th>{t('facts')}</th>
        </tr>
      </thead>
      <tbody>
        {line.steps.map(({ step, value, unit, facts = [] }, at) => (
          <tr key={at}>
            <td>{nameOf(step)}</td>
            <td className="end">
              <Amount of={value} /> {unit}
            </td>
            <td>
              {facts.map((key) => (
                <FactLink key={key} of={of} fact={key} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** To the facts of the same year, party and measure. */
function FactLink({ of, fact }: { readonly of: Shown; readonly fact: string }) {
  const language = useLanguage();
  const [period = '', party = '', measure = '', source] = fact.split('/');
  const name = of.measures.find(({ id }) => id === measure)?.name[language] ?? measure;
  const words = [period, partyName(language, of.parties, party), name, source];
  return (
    <Link
      to={'/outposts/agreements/$agreementId/facts' as string}
      params={{ agreementId: of.agreementId } as never}
      search={{ year: [period.slice(0, 4)], party: [party], measure: [measure] } as never}
      className="second-line"
    >
      {words.filter(Boolean).join(' · ')}
    </Link>
  );
}

function NotCovered({ of }: { readonly of: Shown }) {
  const t = useWords(statementWords);
  return (
    <>
      <p className="strong">{t('notCovered')}</p>
      <ul className="rows">
        {of.reasons.map((reason) => (
          <li key={`${reason.code} ${reason.clause ?? ''}`}>
            <div>
              {reason.clause === null ? null : <ClauseLink of={of} clause={reason.clause} />}
              <p>{sayReason(reason)}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Totals({ of }: { readonly of: Shown }) {
  const t = useWords(statementWords);
  const language = useLanguage();
  if (of.totals.length === 0) return null;
  return (
    <TableFrame label={t('totals')}>
      <table className="table table-cards">
        <thead>
          <tr>
            <th>{t('party')}</th>
            <th className="end">{t('paid')}</th>
            <th className="end">{t('received')}</th>
            <th className="end">{t('kept')}</th>
            <th>{t('unit')}</th>
          </tr>
        </thead>
        <tbody>
          {of.totals.map((one) => (
            <tr key={`${one.party} ${one.unit}`}>
              <td className="strong">{partyName(language, of.parties, one.party)}</td>
              {(['paid', 'received', 'kept'] as const).map((column) => (
                <td key={column} className="end" data-label={t(column)}>
                  <Amount of={one[column]} />
                </td>
              ))}
              <td data-label={t('unit')}>{one.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const waiting = new Set(['fact_disputed', 'fact_unconfirmed', 'depends_on_open']);

/** What waits for a dispute or a confirmation stands apart from what nobody has stated. */
export function OpenPoints({ of }: { readonly of: Shown }) {
  const t = useWords(statementWords);
  const paused = of.undefined.filter(({ code }) => waiting.has(code));
  const open = of.undefined.filter(({ code }) => !waiting.has(code));
  return (
    <>
      {paused.length === 0 ? null : (
        <Section title={t('waitingPoints')}>
          <PointList of={of} points={paused} />
        </Section>
      )}
      {open.length === 0 ? null : (
        <Section title={t('leftOpen')}>
          <PointList of={of} points={open} />
        </Section>
      )}
    </>
  );
}

function PointList({ of, points }: { readonly of: Shown; readonly points: Shown['undefined'] }) {
  const t = useWords(statementWords);
  const language = useLanguage();
  return (
    <ul className="rows">
      {points.map(({ clause, code, what, period, shortfall, unit }) => (
        <li key={`${clause} ${code} ${period ?? ''} ${what.en}`}>
          <div>
            <ClauseLink of={of} clause={clause} />
            <p>{what[language]}</p>
            <p className="quiet">
              {period}{' '}
              {shortfall === null
                ? null
                : t('shortfall', { amount: groupedDigits(shortfall), unit: unit ?? '' })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
