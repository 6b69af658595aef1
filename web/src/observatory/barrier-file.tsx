import { getRouteApi, Link } from '@tanstack/react-router';
import { Form as AntForm, Input, Radio } from 'antd';
import { useState } from 'react';
import {
  observatoryContract as contract,
  type BarrierFile as FileRead,
  reportContract,
} from 'yunhe/observatory/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { FileState } from './barrier-files.tsx';
import { ExpectedEffect } from './expected-effect.tsx';
import { useReasonName, useWay } from './places.tsx';
import { ReportMenu } from './report-menu.tsx';
import { WhatIf } from './what-if.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/files/$fileId');
const outcomes = ['removed', 'eased', 'kept', 'no_barrier'] as const;
type Step = BodyOf<typeof contract.takeBarrierStep>;

export function BarrierFile() {
  const { fileId } = route.useParams();
  const read = useRead(contract.readBarrierFile, { fileId });
  return <Loaded of={read}>{(file) => <Shown file={file} />}</Loaded>;
}

function Shown({ file }: { readonly file: FileRead }) {
  const t = useWords(observatoryWords);
  const language = useLanguage();
  const format = useFormat();
  const wayOf = useWay();
  const reasonOf = useReasonName();
  const { barrier } = file;
  return (
    <Page
      title={file.title}
      marks={<FileState of={file} />}
      lead={wayOf(barrier.from, barrier.to)}
      above={[{ to: '/observatory/files', label: t('files') }]}
      width="narrow"
      actions={
        <ReportMenu
          endpoint={reportContract.reportBarrierFile}
          input={{ fileId: file.id }}
          tables={[{ section: 'steps', label: t('steps') }]}
        />
      }
    >
      <Section>
        <Facts
          facts={[
            [
              t('barrier'),
              <Link
                key="barrier"
                to="/observatory/barriers/$barrierId"
                params={{ barrierId: barrier.id }}
              >
                {reasonOf(barrier.reason)}
              </Link>,
            ],
            [t('rule'), barrier.rule ?? t('noRule')],
            [t('owner'), nameIn(language, file.owner)],
            [t('openedOn'), format.day(file.openedOn)],
            [t('clarifyDueOn'), format.day(file.clarifyDueOn)],
            [t('redressDueOn'), format.day(file.redressDueOn)],
            [t('dueOn'), <Clock key="clock" file={file} />],
            [t('outcome'), file.outcome === null ? '—' : t(`outcome_${file.outcome}`)],
          ]}
        />
      </Section>
      <Section title={t('steps')}>
        <ol className="timeline">
          {file.steps.map(({ id, step, note, outcome, dueOn, takenBy, takenAt }) => (
            <li key={id}>
              <p>
                <strong>{t(`step_${step}`)}</strong>
                {outcome === null ? '' : ` ${t(`outcome_${outcome}`)}`}
                {dueOn === null ? '' : ` ${format.day(dueOn)}`}{' '}
                <span className="quiet">
                  {takenBy} · {format.instant(takenAt)}
                </span>
              </p>
              <p className="as-written">{note}</p>
            </li>
          ))}
        </ol>
      </Section>
      {file.may.step ? <TakeStep key={file.revision} file={file} /> : null}
      {barrier.from === null ||
      barrier.to === null ||
      barrier.from.code === barrier.to.code ? null : (
        <ExpectedEffect from={barrier.from} to={barrier.to} ruled={barrier.versionId !== null} />
      )}
      {barrier.versionId === null ? null : <WhatIf versionId={barrier.versionId} />}
      <p>
        <Link to="/observatory/barriers/$barrierId" params={{ barrierId: barrier.id }}>
          {t('seeRecords')}
        </Link>
      </p>
    </Page>
  );
}

/** The clock that runs, and how many days it still has. */
function Clock({ file: { dueOn, overdue } }: { readonly file: FileRead }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  if (dueOn === null) return <>—</>;
  const days = Math.abs(Math.round((Date.parse(dueOn) - Date.now()) / 86_400_000));
  return (
    <>
      {format.day(dueOn)} {t(overdue ? 'daysOver' : 'daysLeft', { count: days })}
    </>
  );
}

function TakeStep({ file }: { readonly file: FileRead }) {
  const t = useWords(observatoryWords);
  const notice = useNotice();
  const possible =
    file.state === 'closed'
      ? (['reopened'] as const)
      : file.state === 'opened'
        ? (['clarified', 'measure', 'extended', 'closed'] as const)
        : (['measure', 'extended', 'closed'] as const);
  const [step, setStep] = useState<Step['step']>(possible[0]);
  const write = useWrite(contract.takeBarrierStep, { onDone: () => notice.done(t('stepTaken')) });
  return (
    <Section title={t('takeStep')}>
      <Form<Omit<Step, 'step'>>
        schema={contract.takeBarrierStep.body}
        problem={write.error}
        busy={write.isPending}
        onSubmit={(typed) =>
          write.mutate({ fileId: file.id, revision: file.revision, ...typed, step } as never)
        }
      >
        <AntForm.Item label={t('step')}>
          <Radio.Group
            aria-label={t('step')}
            value={step}
            onChange={({ target }) => setStep(target.value as Step['step'])}
            options={possible.map((value) => ({ value, label: t(`step_${value}`) }))}
          />
        </AntForm.Item>
        {step === 'closed' ? (
          <Field name="outcome" label={t('outcome')} needed>
            <Radio.Group
              options={outcomes.map((value) => ({ value, label: t(`outcome_${value}`) }))}
            />
          </Field>
        ) : null}
        {step === 'extended' ? (
          <Field name="dueOn" label={t('newDueOn')} needed>
            <DayInput />
          </Field>
        ) : null}
        <Field name="note" label={t('note')}>
          <Input.TextArea rows={4} maxLength={4_000} />
        </Field>
      </Form>
    </Section>
  );
}
