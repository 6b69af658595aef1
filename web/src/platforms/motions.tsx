import { getRouteApi, Link } from '@tanstack/react-router';
import { DatePicker, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import {
  motionContract as contract,
  type MeetingSummary,
  type MotionSummary,
  platformMotionStates,
} from 'yunhe/platforms/contract';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { BodyChoice } from './bodies.tsx';
import { governanceWords } from './governance-words.ts';
import { PlatformPage } from './platform-page.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/motions');

export function Motions() {
  const t = useWords(governanceWords);
  const { platformId } = route.useParams();
  const motionColumns = useMotionColumns();
  const meetingColumns = useMeetingColumns();
  return (
    <PlatformPage platformId={platformId}>
      {() => (
        <>
          <Section title={t('motions')} plain>
            <List
              prefix="motions."
              endpoint={contract.listMotions}
              input={{ platformId }}
              label={t('motions')}
              filters={[
                {
                  kind: 'choices',
                  name: 'state',
                  label: t('state'),
                  options: platformMotionStates.map((value) => ({
                    value,
                    label: t(`motion_${value}`),
                  })),
                },
              ]}
              columns={motionColumns}
              rowKey={({ id }) => id}
              empty={{ title: t('noMotions') }}
            />
            <RaiseMotion platformId={platformId} />
          </Section>
          <Section title={t('meetings')} plain>
            <List
              prefix="meetings."
              endpoint={contract.listMeetings}
              input={{ platformId }}
              label={t('meetings')}
              columns={meetingColumns}
              rowKey={({ id }) => id}
              empty={{ title: t('noMeetings') }}
            />
            <CallMeeting platformId={platformId} />
          </Section>
        </>
      )}
    </PlatformPage>
  );
}

const tones = {
  open: 'tag-warn',
  carried: 'tag-good',
  defeated: 'tag-bad',
  undecided: '',
  withdrawn: '',
} as const;

export function MotionState({ state }: { readonly state: MotionSummary['state'] }) {
  const t = useWords(governanceWords);
  return <span className={`tag ${tones[state]}`}>{t(`motion_${state}`)}</span>;
}

export function useMotionColumns(): Column<MotionSummary>[] {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'title',
      title: t('motion'),
      render: (one) => (
        <>
          <Link to="/platforms/motions/$motionId" params={{ motionId: one.id }} className="strong">
            {one.title}
          </Link>
          <span className="quiet second-line">
            {language === 'zh' ? one.bodyNameZh : one.bodyNameEn} · {one.raisedBy.name} ·{' '}
            {format.instant(one.raisedAt)}
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      render: ({ state, closesAt, decidedAt }) => (
        <>
          <MotionState state={state} />
          <span className="quiet second-line">
            {decidedAt === null
              ? t('until', { when: format.instant(closesAt) })
              : format.instant(decidedAt)}
          </span>
        </>
      ),
    },
  ];
}

function useMeetingColumns(): Column<MeetingSummary>[] {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'meeting',
      title: t('meeting'),
      render: (one) => (
        <Link to="/platforms/meetings/$meetingId" params={{ meetingId: one.id }} className="strong">
          {t('meetingNumber', {
            body: language === 'zh' ? one.bodyNameZh : one.bodyNameEn,
            number: one.number,
          })}
        </Link>
      ),
    },
    { key: 'when', title: t('when'), render: ({ calledFor }) => format.instant(calledFor) },
    { key: 'state', title: t('state'), render: ({ state }) => t(`meeting_${state}`) },
  ];
}

function RaiseMotion({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const raise = useWrite(contract.raiseMotion, { onDone: () => notice.done(t('motionRaised')) });
  return (
    <details>
      <summary>{t('raiseMotion')}</summary>
      <Form<{ body: string; title: string }>
        schema={contract.raiseMotion.body}
        problem={raise.error}
        busy={raise.isPending}
        submit={t('raiseMotion')}
        onSubmit={(body) => raise.mutate({ ...body, platformId })}
      >
        <Field name="body" label={t('body')}>
          <BodyChoice platformId={platformId} />
        </Field>
        <Field name="title" label={t('motion')}>
          <Input />
        </Field>
        <Field name="note" label={t('note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Field>
      </Form>
    </details>
  );
}

function CallMeeting({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const [when, setWhen] = useState<Dayjs | null>(null);
  const call = useWrite(contract.callMeeting, { onDone: () => notice.done(t('meetingCalled')) });
  return (
    <details>
      <summary>{t('callMeeting')}</summary>
      <DatePicker
        showTime={{ format: 'HH:mm' }}
        aria-label={t('when')}
        placeholder={t('when')}
        value={when}
        onChange={setWhen}
      />
      <Form<{ body: string }>
        schema={contract.callMeeting.body}
        problem={call.error}
        busy={call.isPending}
        submit={t('callMeeting')}
        onSubmit={(body) =>
          when === null
            ? undefined
            : call.mutate({ ...body, platformId, calledFor: when.toISOString() })
        }
      >
        <Field name="body" label={t('body')}>
          <BodyChoice platformId={platformId} />
        </Field>
        <Field name="place" label={t('place')}>
          <Input />
        </Field>
        <Field name="agenda" label={t('agenda')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Field>
      </Form>
    </details>
  );
}
