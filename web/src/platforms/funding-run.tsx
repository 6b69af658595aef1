import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { formulaContract as contract, type FundingRun as Run } from 'yunhe/platforms/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { ExportMenu } from '../ui/list.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { FundedBy } from './fundings.tsx';
import { SchemeTree } from './scheme-tree.tsx';
import { schemeWords } from './scheme-words.ts';
import { useUnitNames } from './unit-names.ts';
import './schemes.css';

const route = getRouteApi('/platforms/funding/$runId');

export function FundingRun() {
  const { runId } = route.useParams();
  const read = useRead(contract.readFundingRun, { runId });
  return <Loaded of={read}>{(run) => <Shown run={run} />}</Loaded>;
}

function Shown({ run }: { readonly run: Run }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const notice = useNotice();
  const { id: runId, title, budget, currency, rows, left, resultDigest } = run;
  return (
    <Page
      title={`${t('funding')} · ${title[language] || title.zh}`}
      above={[{ to: '/platforms/schemes', label: t('schemes') }]}
      lead={
        <>
          {t('budget')} {groupedDigits(budget)} {currency} · <FundedBy run={run} />
        </>
      }
      marks={run.current ? null : <span className="tag tag-warn">{t('outdated')}</span>}
      actions={
        <>
          <Link
            to="/platforms/schemes/$schemeId"
            params={{ schemeId: run.schemeId }}
            search={{ version: run.versionId }}
            className="link-button link-button-plain"
          >
            {t('toScheme')}
          </Link>
          <ExportMenu
            endpoint={contract.exportFundingRun}
            formats={['xlsx', 'csv']}
            query={{ runId, lang: language }}
          />
          <Button
            onClick={() =>
              void download(contract.downloadFundingResult, { runId }).catch(notice.failed)
            }
          >
            {t('takeReport')}
          </Button>
        </>
      }
    >
      <Section title={t('result')}>
        <Split run={run} />
      </Section>
      <Section title={t('streams')}>
        <SchemeTree kind="funding" rows={rows} />
      </Section>
      <Section>
        <Facts
          facts={[
            left === '0.00' || left === '0' ? null : [t('left'), groupedDigits(left)],
            [
              t('resultDigest'),
              <code key="digest" className="digest">
                {resultDigest}
              </code>,
            ],
          ]}
        />
      </Section>
    </Page>
  );
}

/** Who gets what from which stream, each with how it comes about. */
function Split({
  run: { rows, units, streams, budget, platforms, grades },
}: {
  readonly run: Run;
}) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const names = useUnitNames(platforms);
  const nameOf = (id: string) => {
    const name = rows.find((row) => row.id === id)?.name;
    return name?.[language] || name?.zh || id;
  };
  const gradeCalled = (grade: string | null) =>
    grades.find(({ id }) => id === grade)?.name[language] || grade;
  const sumOf = (id: string) => streams.find(({ stream }) => stream === id)?.amount ?? '';
  return (
    <TableFrame label={t('result')}>
      <table className="table table-cards">
        <caption className="unseen">{t('result')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('grade')}</th>
            {rows.map(({ id }) => (
              <th key={id} scope="col" className="figure">
                {nameOf(id)}
              </th>
            ))}
            <th scope="col" className="figure">
              {t('total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, grade, amount, parts }) => (
            <tr key={unit}>
              <th scope="row">{names(unit)}</th>
              <td data-label={t('grade')}>{gradeCalled(grade)}</td>
              {parts.map((part) => (
                <td key={part.stream} className="figure" data-label={nameOf(part.stream)}>
                  {groupedDigits(part.amount)}
                  <span className="quiet second-line">
                    {part.percent === null || part.ofWeight === null
                      ? null
                      : t('stepOfPool', {
                          weight: groupedDigits(part.weight),
                          total: groupedDigits(part.ofWeight),
                          percent: part.percent,
                        })}
                  </span>
                  {part.multiplier === '1' ? null : (
                    <span className="quiet second-line">
                      {t('multiplied', { multiplier: part.multiplier })}
                    </span>
                  )}
                </td>
              ))}
              <td className="figure strong" data-label={t('total')}>
                {groupedDigits(amount)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('total')}
            </th>
            {rows.map(({ id }) => (
              <td key={id} className="figure" data-label={nameOf(id)}>
                {groupedDigits(sumOf(id))}
              </td>
            ))}
            <td className="figure strong" data-label={t('total')}>
              {groupedDigits(budget)}
            </td>
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}
