/** What places owe each other as a matrix, their net positions, and who pays whom. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Fragment, type ReactNode, useId, useState } from 'react';
import type { NettedLine, NettingPreview } from 'yunhe/outposts/contract';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { Amount, usePlaceName } from './statement-facts.tsx';
import { statementWords } from './statement-words.ts';

type Netted = Pick<NettingPreview, 'bilateral' | 'positions' | 'places'> & {
  readonly transfers: readonly NettingPreview['transfers'][number][];
};

/** One matrix a unit: who stands in a row pays who stands above the column. */
export function Matrix({ of }: { readonly of: Netted }) {
  const units = [...new Set(of.bilateral.map(({ unit }) => unit))];
  return (
    <>
      {units.map((unit) => (
        <MatrixOfUnit key={unit} of={of} unit={unit} />
      ))}
    </>
  );
}

function MatrixOfUnit({ of, unit }: { readonly of: Netted; readonly unit: string }) {
  const t = useWords(statementWords);
  const name = usePlaceName(of.places);
  const pairs = of.bilateral.filter((one) => one.unit === unit);
  const places = [...new Set(pairs.flatMap(({ payer, receiver }) => [payer, receiver]))].sort();
  const isStatistic = pairs[0]?.kind === 'statistic';
  const owed = (payer: string, receiver: string) =>
    pairs.find((one) => one.payer === payer && one.receiver === receiver)?.amount;
  return (
    <TableFrame label={t('matrix')}>
      <table className="table">
        <caption className="quiet">
          {unit} {isStatistic ? `· ${t('statistic')}` : ''}
        </caption>
        <thead>
          <tr>
            <th>{t('payer')}</th>
            {places.map((place) => (
              <th key={place} className="end" scope="col">
                {name(place)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((payer) => (
            <tr key={payer}>
              <th scope="row">{name(payer)}</th>
              {places.map((receiver) => {
                const amount = owed(payer, receiver);
                return (
                  <td key={receiver} className="end">
                    {amount === undefined ? (
                      <span className="matrix-mark">·</span>
                    ) : (
                      <Amount of={amount} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

/** Each amount opens to the lines of the statements that it came of. */
export function Positions({ of }: { readonly of: Netted }) {
  const t = useWords(statementWords);
  const name = usePlaceName(of.places);
  return (
    <TableFrame label={t('positions')}>
      <table className="table">
        <thead>
          <tr>
            <th>{t('party')}</th>
            <th className="end">{t('net')}</th>
            <th>{t('unit')}</th>
            <th>
              <span className="unseen">{t('traces')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {of.positions.map((one) => (
            <Traced key={`${one.party} ${one.unit}`} traces={one.of} columns={4}>
              <td>{name(one.party)}</td>
              <td className="end">
                <Amount of={one.net} />
              </td>
              <td>{one.unit}</td>
            </Traced>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Traced({
  traces,
  columns,
  children,
}: {
  readonly traces: readonly NettedLine[];
  readonly columns: number;
  readonly children: ReactNode;
}) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const detail = useId();
  return (
    <Fragment>
      <tr>
        {children}
        <td className="tight">
          <Button
            size="small"
            type="link"
            aria-expanded={open}
            aria-controls={detail}
            onClick={() => setOpen(!open)}
          >
            {t('traces')}
          </Button>
        </td>
      </tr>
      {open ? (
        <tr id={detail}>
          <td colSpan={columns}>
            {traces.map(({ statementId, agreementTitle, year, number, line, amount }) => (
              <span key={`${statementId} ${line}`} className="second-line">
                <Link
                  to={'/outposts/statements/$statementId' as string}
                  params={{ statementId } as never}
                  hash={`line-${line}`}
                >
                  {t('traceLine', {
                    title: agreementTitle[language],
                    year: number === 0 ? year : `${year}-${number}`,
                    line,
                  })}
                </Link>{' '}
                <Amount of={amount} />
              </span>
            ))}
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

export function Transfers<One extends NettingPreview['transfers'][number]>({
  of,
  actionOf,
}: {
  readonly of: Pick<Netted, 'places'> & { readonly transfers: readonly One[] };
  readonly actionOf?: (transfer: One) => ReactNode;
}) {
  const t = useWords(statementWords);
  const name = usePlaceName(of.places);
  if (of.transfers.length === 0) return <p className="quiet">{t('noTransfers')}</p>;
  return (
    <TableFrame label={t('transfers')}>
      <table className="table">
        <thead>
          <tr>
            <th>{t('payer')}</th>
            <th>{t('receiver')}</th>
            <th className="end">{t('amount')}</th>
            <th>{t('unit')}</th>
            {actionOf === undefined ? null : <th>{t('state')}</th>}
          </tr>
        </thead>
        <tbody>
          {of.transfers.map((one) => (
            <tr key={one.number}>
              <td>{name(one.payer)}</td>
              <td>{name(one.receiver)}</td>
              <td className="end">
                <Amount of={one.amount} />
              </td>
              <td>
                {one.unit}
                {one.kind === 'statistic' ? (
                  <span className="second-line quiet">{t('statistic')}</span>
                ) : null}
              </td>
              {actionOf === undefined ? null : <td className="roomy">{actionOf(one)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
