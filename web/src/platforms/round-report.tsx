import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  roundContract as contract,
  type MeasureOfRound,
  type Report,
  type ReportedValue,
} from 'yunhe/platforms/contract';
import type { Answer } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { FileDoor } from '../ui/file-door.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { sayReason } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { type Language, nameIn, useLanguage, useWords } from '../ui/words.ts';
import { NamedProblem, useMeasureNames, withNames } from './named-problem.tsx';
import { DownloadButton, RoundState, useRoundTitle, WithReason, wasDone } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/reports/$reportId');

interface About {
  readonly report: Report;
}

/** One platform in a round: what it reports, by what it is proven, and what the check says. */
export function ReportPage() {
  const { reportId } = route.useParams();
  const read = useRead(contract.readReport, { reportId });
  return <Loaded of={read}>{(report) => <Body report={report} />}</Loaded>;
}

function Body({ report }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const titleOf = useRoundTitle();
  const { round, platform, submittedAt, submittedBy, code } = report;
  return (
    <Page
      title={`${nameIn(language, platform)} · ${t('report')}`}
      lead={t('reportLead')}
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
    >
      <Facts
        facts={[
          [t('code'), code ?? '—'],
          [t('dataDays'), `${format.day(round.dataFrom)} – ${format.day(round.dataUntil)}`],
          [
            t('submittedAt'),
            submittedAt === null
              ? t('notSubmitted')
              : `${format.instant(submittedAt)} · ${submittedBy?.name ?? ''}`,
          ],
        ]}
      />
      <Actions report={report} />
      <Section title={t('report')}>
        <ul className="rows">
          {report.measures
            .filter(({ scored }) => !scored)
            .map((measure) => (
              <li key={measure.id}>
                <Measure measure={measure} report={report} />
              </li>
            ))}
        </ul>
      </Section>
      {report.may.report ? <FromFile report={report} /> : null}
    </Page>
  );
}

function Actions({ report }: About) {
  const t = useWords(roundWords);
  const notice = useNotice();
  const onDone = () => notice.done(t('done'));
  const pull = useWrite(contract.pullValues, { onDone });
  const submit = useWrite(contract.submitReport, { onDone });
  const accept = useWrite(contract.checkValue, { onDone });
  const names = useMeasureNames(report.measures);
  const { id: reportId, revision, may, values } = report;
  const unchecked = values.some(({ verdict }) => verdict === null);
  return (
    <>
      <div className="row below">
        {may.report ? (
          <Button loading={pull.isPending} onClick={() => pull.mutate({ reportId })}>
            {t('pull')}
          </Button>
        ) : null}
        {may.report || may.answer ? (
          <Button
            type="primary"
            loading={submit.isPending}
            onClick={() => submit.mutate({ reportId, revision })}
          >
            {t('submit')}
          </Button>
        ) : null}
        {may.check && unchecked ? (
          <Button
            loading={accept.isPending}
            onClick={() => accept.mutate({ reportId, revision, verdict: 'accepted' })}
          >
            {t('acceptAll')}
          </Button>
        ) : null}
      </div>
      {[pull, submit, accept].map((one, at) => (
        <NamedProblem key={at} problem={one.error} names={names} />
      ))}
    </>
  );
}

/** An answer of a choice by what the scheme calls it. */
function answerName({ choices, choiceNames }: MeasureOfRound, value: string, language: Language) {
  return choiceNames[choices.indexOf(value)]?.[language] ?? value;
}

interface OfMeasure extends About {
  readonly measure: MeasureOfRound;
}

function Measure({ measure, report }: OfMeasure) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const value = report.values.find((one) => one.measure === measure.id);
  const open = report.may.report || (report.may.answer && value?.verdict === 'returned');
  return (
    <div className="section">
      <p>
        <strong>{measure.name[language]}</strong> {measure.unit === null ? '' : `(${measure.unit})`}{' '}
        {value === undefined ? null : (
          <span
            className={`tag ${value.verdict === 'returned' ? 'tag-bad' : value.verdict === null ? '' : 'tag-good'}`}
          >
            {t(`verdict_${value.verdict ?? 'none'}`)}
          </span>
        )}
      </p>
      <p className="quiet">
        {t('usedBy')} {measure.clauses.map(({ name }) => name[language]).join(' · ')}
      </p>
      {open ? (
        <ValueInput measure={measure} report={report} value={value} />
      ) : (
        <p>{value === undefined ? '—' : answerName(measure, value.value, language)}</p>
      )}
      {value === undefined ? null : <ValueFacts value={value} report={report} />}
      {report.may.check && value !== undefined ? <Check value={value} report={report} /> : null}
    </div>
  );
}

function ValueFacts({ value, report }: About & { readonly value: ReportedValue }) {
  const t = useWords(roundWords);
  return (
    <>
      {value.origin === 'yunhe' ? (
        <p className="quiet">
          {t('counted')} · {t('records', { count: value.records.length })}{' '}
          {value.records.slice(0, 10).map((one) => (
            <Link key={one.id} className="apart" to={recordAddress(one) as never}>
              {one.label}
            </Link>
          ))}
        </p>
      ) : null}
      <span className="row">
        {report.files
          .filter(({ id }) => value.evidence.includes(id))
          .map(({ id, name }) => (
            <DownloadButton
              key={id}
              endpoint={contract.downloadReportEvidence}
              input={{ fileId: id }}
            >
              {name}
            </DownloadButton>
          ))}
      </span>
      {value.checkedValue === null ? null : (
        <p>{t('correctedTo', { value: value.checkedValue })}</p>
      )}
      {value.checkReason === null ? null : (
        <p className="quiet">
          {value.checkReason} · {value.checkedBy?.name}
        </p>
      )}
    </>
  );
}

function recordAddress({ kind, id }: { readonly kind: string; readonly id: string }): string {
  if (kind === 'introduction' || kind === 'contract') return `/matching/introductions/${id}`;
  if (kind === 'outpost') return `/outposts/${id}`;
  return `/registry/collaborations/${id}`;
}

const pauseMs = 800;

/** Kept a moment after the last key; of several that were written, one after the other. */
function ValueInput({
  measure,
  report,
  value,
}: OfMeasure & { readonly value: ReportedValue | undefined }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const names = useMeasureNames(report.measures);
  const [text, setText] = useState(value?.value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useWrite(contract.saveReport);
  const send = useWrite(contract.uploadReportEvidence, {
    quiet: true,
    onDone: (file) => keep(text, [...(value?.evidence ?? []), file.id]),
  });
  const { id: reportId, revision } = report;
  const keep = (said: string, evidence?: string[]) =>
    save.mutate({
      ...{ reportId, revision },
      values: [
        { measure: measure.id, value: said, ...(evidence === undefined ? {} : { evidence }) },
      ],
    });
  useEffect(() => () => clearTimeout(timer.current), []);
  const write = (said: string) => {
    setText(said);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => keep(said), pauseMs);
  };
  const leave = () => {
    if (text === (value?.value ?? '')) return;
    clearTimeout(timer.current);
    keep(text);
  };
  const name = measure.name[language];
  return (
    <>
      <span className="row">
        {measure.choices.length > 0 ? (
          <Select
            aria-label={name}
            value={text === '' ? null : text}
            options={measure.choices.map((value, at) => ({
              value,
              label: measure.choiceNames[at]?.[language] ?? value,
            }))}
            onChange={(said) => write(said ?? '')}
          />
        ) : (
          <Input
            aria-label={name}
            inputMode="decimal"
            value={text}
            onChange={({ target }) => write(target.value)}
            onBlur={leave}
          />
        )}
        <Upload
          accept=".pdf,.ofd,.png,.jpg,.jpeg,.xlsx,.docx,.csv,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            send.mutate({ reportId, file } as never);
            return false;
          }}
        >
          <Button loading={send.isPending} disabled={text.trim() === ''}>
            {t('addEvidence')}
          </Button>
        </Upload>
        <span className="quiet" role="status">
          {save.isSuccess && !save.isPending ? t('saved') : ''}
        </span>
      </span>
      <NamedProblem problem={save.error ?? send.error} names={names} />
    </>
  );
}

function Check({ value, report }: About & { readonly value: ReportedValue }) {
  const t = useWords(roundWords);
  const check = useWrite(contract.checkValue);
  const [right, setRight] = useState('');
  const { id: reportId, revision } = report;
  const about = { reportId, revision, measure: value.measure };
  return (
    <div className="row below">
      <Button onClick={() => check.mutate({ ...about, verdict: 'accepted' })}>{t('accept')}</Button>
      <WithReason
        label={t('correct')}
        reason={t('reason')}
        busy={check.isPending}
        problem={check.error}
        onSay={(reason) =>
          wasDone(check.mutateAsync({ ...about, verdict: 'corrected', value: right, reason }))
        }
      >
        <Input
          aria-label={t('rightValue')}
          placeholder={t('rightValue')}
          value={right}
          onChange={({ target }) => setRight(target.value)}
        />
      </WithReason>
      <WithReason
        label={t('return')}
        reason={t('reason')}
        busy={check.isPending}
        problem={check.error}
        onSay={(reason) => wasDone(check.mutateAsync({ ...about, verdict: 'returned', reason }))}
      />
    </div>
  );
}

function FromFile({ report }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const [looked, setLooked] = useState<Answer<typeof contract.uploadValues> | null>(null);
  const save = useWrite(contract.saveReport, { onDone: () => setLooked(null) });
  const { id: reportId, revision, measures } = report;
  const names = useMeasureNames(measures);
  return (
    <Section
      title={t('uploadValues')}
      actions={
        <DownloadButton
          endpoint={contract.downloadReportSheet}
          input={{ reportId, format: 'xlsx', lang: language }}
        >
          {t('downloadSheet')}
        </DownloadButton>
      }
    >
      <FileDoor
        endpoint={contract.uploadValues}
        input={{ reportId }}
        title={t('uploadValues')}
        hint={t('uploadHint')}
        accept=".csv,.xlsx"
        onDone={setLooked}
      />
      {looked === null ? null : (
        <div role="status">
          {looked.problems.length === 0 ? null : <p className="strong">{t('rowsWrong')}</p>}
          <ul>
            {looked.problems.slice(0, problemsAtMost).map((problem) => (
              <li key={`${problem.row} ${problem.column} ${problem.code}`}>
                {t('rowProblem', {
                  row: problem.row,
                  column: t(`column_${problem.column}`),
                  said: sayReason(withNames(problem, names)),
                })}
              </li>
            ))}
          </ul>
          {looked.problems.length <= problemsAtMost ? null : (
            <p>{t('moreProblems', { count: looked.problems.length - problemsAtMost })}</p>
          )}
          <Button
            type="primary"
            disabled={looked.values.length === 0}
            loading={save.isPending}
            onClick={() => save.mutate({ reportId, revision, values: looked.values })}
          >
            {t('keepRows', { count: looked.values.length })}
          </Button>
          <NamedProblem problem={save.error} names={names} />
        </div>
      )}
    </Section>
  );
}

const problemsAtMost = 50;
