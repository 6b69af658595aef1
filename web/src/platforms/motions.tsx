import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import {
  motionContract as contract,
  type MeetingSummary,
  type MotionSummary,
  platformMotionStates,
} from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { BodyChoice } from './bodies.tsx';
import { governanceWords } from './governance-words.ts';
import { MeetingFields, MeetingState, RaiseMotion } from './meeting-parts.tsx';
import { PlatformPage } from './platform-page.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/motions');

export function Motions() {
  const t = useWords(governanceWords);
  const { platformId } = route.useParams();
  const [doing, setDoing] = useState<'raise' | 'call' | null>(null);
  const close = () => setDoing(null);
  const motionColumns = useMotionColumns();
  const meetingColumns = useMeetingColumns();
  return (
    <PlatformPage platformId={platformId}>
      {() => (
        <>
          <Section
            title={t('motionsOnly')}
            plain
            actions={<Button onClick={() => setDoing('raise')}>{t('raiseMotion')}</Button>}
          >
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
          </Section>
          <Section
            title={t('meetings')}
            plain
            actions={<Button onClick={() => setDoing('call')}>{t('callMeeting')}</Button>}
          >
            <List
              prefix="meetings."
              endpoint={contract.listMeetings}
              input={{ platformId }}
              label={t('meetings')}
              columns={meetingColumns}
              rowKey={({ id }) => id}
              empty={{ title: t('noMeetings') }}
            />
          </Section>
          {doing === 'raise' ? <RaiseMotion about={{ platformId }} onClose={close} /> : null}
          {doing === 'call' ? <CallMeeting platformId={platformId} onClose={close} /> : null}
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
    {
      key: 'when',
      title: t('when'),
      render: ({ calledFor, place }) => (
        <>
          {format.instant(calledFor)}
          {place === null ? null : <span className="quiet second-line">{place}</span>}
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      render: ({ state }) => <MeetingState state={state} />,
    },
  ];
}

function CallMeeting({
  platformId,
  onClose,
}: {
  readonly platformId: string;
  readonly onClose: () => void;
}) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const call = useWrite(contract.callMeeting, {
    onDone: () => {
      notice.done(t('meetingCalled'));
      onClose();
    },
  });
  return (
    <Modal open onCancel={onClose} footer={null} title={t('callMeeting')}>
      <p>{t('callLead')}</p>
      <Form<BodyOf<typeof contract.callMeeting>>
        schema={contract.callMeeting.body}
        initial={{ durationMinutes: 120 }}
        problem={call.error}
        busy={call.isPending}
        submit={t('callMeeting')}
        onSubmit={(body) => call.mutate({ ...body, platformId })}
      >
        <Field name="body" label={t('body')}>
          <BodyChoice platformId={platformId} />
        </Field>
        <MeetingFields />
      </Form>
    </Modal>
  );
}
