import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import {
  appealContract,
  appealGrounds,
  resultContract as contract,
  type MyEvaluation,
  type NodeShown,
} from 'yunhe/platforms/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import {
  DownloadButton,
  RoundState,
  shortNumber,
  useRoundTitle,
  WithReason,
  wasDone,
} from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/reports/$reportId/evaluation');

interface About {
  readonly own: MyEvaluation;
}

/** How one platform came to its score, how sure that is, and what would raise it. */
export function EvaluationPage() {
  const { reportId } = route.useParams();
  const [number, setNumber] = useState<number | undefined>();
  const read = useRead(
    contract.readEvaluation,
    { reportId, ...(number === undefined ? {} : { number }) },
    { keepLast: true },
  );
  return <Loaded of={read}>{(own) => <Body own={own} onNumber={setNumber} />}</Loaded>;
}

function useGradeName({ gradeNames }: MyEvaluation) {
  const language = useLanguage();
  return (id: string | null) =>
    id === null ? '—' : (gradeNames.find((one) => one.id === id)?.name[language] ?? id);
}

function Body({ own, onNumber }: About & { readonly onNumber: (number: number) => void }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const titleOf = useRoundTitle();
  const gradeName = useGradeName(own);
  const { round, platform, results, result, place, of, before } = own;
  return (
    <Page
      title={`${nameIn(language, platform)} · ${t('evaluation')}`}
      above={[
        { to: '/platforms/rounds', label: t('rounds') },
        { to: `/platforms/rounds/${round.id}` as never, label: titleOf(round) },
      ]}
      marks={
        <>
          <RoundState round={round} />
          <Sample when={round.sample} />
        </>
      }
      lead={
        <>
          <strong>{own.score ?? '—'}</strong> · {gradeName(own.grade)} ·{' '}
          {place === null ? '—' : t('placeOf', { place, of })}
          {own.withinName === null ? '' : ` (${own.withinName[language]})`}
          {before === null ? null : (
            <span className="second-line quiet">
              {t('was', { score: `${before.score ?? '—'} · ${gradeName(before.grade)}` })}
            </span>
          )}
        </>
      }
      actions={
        results.length < 2 ? null : (
          <Select
            aria-label={t('results')}
            value={result.number}
            options={results.map((one) => ({
              value: one.number,
              label: t('resultNumber', { number: one.number }),
            }))}
            onChange={onNumber}
          />
        )
      }
    >
      <div className="columns">
        <div>
          <Nodes own={own} />
        </div>
        <aside>
          <Decide own={own} />
          <HowSure own={own} />
          <Improvements own={own} />
          <Proof own={own} />
        </aside>
      </div>
    </Page>
  );
}

function Decide({ own }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const confirm = useConfirm();
  const notice = useNotice();
  const onDone = () => notice.done(t('done'));
  const agree = useWrite(contract.agreeToResult, { onDone });
  const appeal = useWrite(appealContract.fileAppeal, { onDone });
  const [clause, setClause] = useState(
    own.nodes.find(({ depth }) => depth > 0)?.id ?? own.nodes[0]!.id,
  );
  const [ground, setGround] = useState<(typeof appealGrounds)[number]>('value_wrong');
  const { reportId, may, result } = own;
  if (!may.appeal && own.agreedAt === null) return null;
  const ask = async () => {
    const question = { title: t('agree'), content: t('agreeMeans'), yes: t('agree') };
    if (await confirm(question)) agree.mutate({ reportId, digest: result.digest });
  };
  return (
    <Section title={t('appeals')}>
      {own.agreedAt === null ? null : <p className="tag tag-good">{t('agreed')}</p>}
      <div className="row">
        {may.agree ? (
          <Button type="primary" loading={agree.isPending} onClick={() => void ask()}>
            {t('agree')}
          </Button>
        ) : null}
        {may.appeal ? (
          <WithReason
            label={t('fileAppeal')}
            reason={t('reason')}
            busy={appeal.isPending}
            problem={appeal.error}
            onSay={(reason) => wasDone(appeal.mutateAsync({ reportId, clause, ground, reason }))}
          >
            <Select
              aria-label={t('appealClause')}
              value={clause}
              options={own.nodes.map(({ id, name }) => ({ value: id, label: name[language] }))}
              onChange={setClause}
            />
            <Select
              aria-label={t('ground')}
              value={ground}
              options={appealGrounds.map((value) => ({ value, label: t(`ground_${value}`) }))}
              onChange={setGround}
            />
          </WithReason>
        ) : null}
        <Link
          className="link-button"
          to="/platforms/rounds/$roundId/appeals"
          params={{ roundId: own.round.id }}
        >
          {t('openAppealsPage')}
        </Link>
      </div>
      <ProblemView problem={agree.error} />
    </Section>
  );
}

function HowSure({ own }: About) {
  const t = useWords(roundWords);
  const format = useFormat();
  const gradeName = useGradeName(own);
  const { low5, high95, grades } = own;
  if (low5 === null || high95 === null) return null;
  const odds = own.gradeNames.flatMap(({ id }) => {
    const part = grades[id];
    return part === undefined ? [] : [[gradeName(id), format.share(Number(part))] as const];
  });
  return (
    <Section title={t('howSure')}>
      <p>
        {low5 === high95
          ? t('placeAlways', { place: low5 })
          : t('placesBetween', { low: low5, high: high95 })}
      </p>
      {odds.length === 0 ? null : (
        <>
          <p className="quiet">{t('gradeOdds')}</p>
          <Facts facts={odds} />
        </>
      )}
    </Section>
  );
}

function Improvements({ own }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const gradeName = useGradeName(own);
  return (
    <Section title={t('improvements')}>
      {own.improvements.length === 0 ? <p className="quiet">{t('noImprovements')}</p> : null}
      <ol>
        {own.improvements.slice(0, 5).map((one) => (
          <li key={one.item}>
            {one.name[language]}:{' '}
            {t('improvement', {
              from: shortNumber(one.from),
              to: shortNumber(one.to),
              score: `${one.score} · ${gradeName(one.grade)}`,
            })}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Nodes({ own }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  return (
    <Section title={t('steps')}>
      {own.vetoes.map(({ id, name }) => (
        <p key={id} className="tag tag-bad">
          {t('vetoes')}: {name[language]}
        </p>
      ))}
      <TableFrame label={t('steps')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('measure')}</th>
              <th scope="col" className="end">
                {t('score')}
              </th>
              <th scope="col" className="end">
                {t('points')}
              </th>
            </tr>
          </thead>
          <tbody>
            {own.nodes.map((node) => (
              <tr key={node.id}>
                <td style={{ paddingInlineStart: `${1 + node.depth * 1.2}rem` }}>
                  {node.name[language]}{' '}
                  {node.clause === null ? null : <span className="quiet">{node.clause}</span>}
                  <Steps node={node} own={own} />
                </td>
                <td className="end">{shortNumber(node.score)}</td>
                <td className="end">{node.points ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

const named = [
  'reported',
  'value',
  'of-points',
  'child',
  'sum',
  'imputed',
  'not-reported',
  'not-asked',
] as const;

function Steps({ node, own }: About & { readonly node: NodeShown }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const nameOf = (id: string | undefined) =>
    [...own.nodes, ...own.measures].find((one) => one.id === id)?.name[language] ?? id ?? '';
  const stepName = (step: string) => {
    const known = named.find((one) => one === step);
    return known === undefined ? step : t(`step_${known}`);
  };
  if (node.steps.length === 0) return null;
  return (
    <details>
      <summary>{t('howComputed')}</summary>
      <ul className="quiet">
        {node.steps.map((step, at) => (
          <li key={at}>
            {stepName(step.step)} {nameOf(step.of)} {shortNumber(step.value)}
            {step.weight === undefined ? '' : ` × ${shortNumber(step.weight)}`}{' '}
            {step.evidence === undefined ? null : <Evidence digests={step.evidence} own={own} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Evidence stands in the data by the first digits of its digest; who may see the file gets its name. */
function Evidence({ digests, own }: About & { readonly digests: string }) {
  const files = own.files.filter(({ digest }) =>
    digests.split(' ').some((one) => digest.startsWith(one)),
  );
  return <code>{files.length === 0 ? digests : files.map(({ name }) => name).join(', ')}</code>;
}

function Proof({ own }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const { result, reportId, may } = own;
  const again = useRead(contract.recomputeResult, { resultId: result.id }, { enabled: false });
  const files = may.seeData
    ? (['scheme', 'data', 'options', 'report'] as const)
    : (['scheme', 'options'] as const);
  return (
    <Section title={t('proof')}>
      <code className="digest-line">{result.digest}</code>
      <div className="row below">
        <Button loading={again.isFetching} onClick={() => void again.refetch()}>
          {t('recompute')}
        </Button>
        {(['pdf', 'xlsx'] as const).map((format) => (
          <DownloadButton
            key={format}
            endpoint={contract.downloadEvaluation}
            input={{ reportId, number: result.number, format, lang: language }}
          >
            {t(`file_${format}`)}
          </DownloadButton>
        ))}
      </div>
      <div role="status">
        {again.data === undefined ? null : (
          <span className={again.data.same ? 'tag tag-good' : 'tag tag-bad'}>
            {t(again.data.same ? 'same' : 'unequal')}
          </span>
        )}
      </div>
      <ProblemView problem={again.error} />
      <p className="quiet">
        {t('command')}: <code>{own.command}</code>
      </p>
      <div className="row">
        {files.map((file) => (
          <DownloadButton
            key={file}
            endpoint={contract.downloadResult}
            input={{ resultId: result.id, file }}
          >
            {t(`file_${file}`)}
          </DownloadButton>
        ))}
      </div>
    </Section>
  );
}
