import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { motionContract as contract, type Meeting as Meeting_ } from 'yunhe/platforms/contract';
import { addressOf, download } from '../ui/call.ts';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { MeetingState, RaiseMotion } from './meeting-parts.tsx';
import { MotionState } from './motions.tsx';
import './platforms.css';
import { CancelMeeting, MoveMeeting } from './move-meeting.tsx';

const route = getRouteApi('/platforms/meetings/$meetingId');

export function Meeting() {
  const { meetingId } = route.useParams();
  const read = useRead(contract.readMeeting, { meetingId });
  return (
    <Loaded of={read}>{(meeting) => <Body key={meeting.revision} meeting={meeting} />}</Loaded>
  );
}

function Body({ meeting }: { readonly meeting: Meeting_ }) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const notice = useNotice();
  const { id: meetingId, platformId, number, may } = meeting;
  const title = t('meetingNumber', {
    body: language === 'zh' ? meeting.bodyNameZh : meeting.bodyNameEn,
    number,
  });
  const [doing, setDoing] = useState<'move' | 'cancel' | 'raise' | null>(null);
  const close = () => setDoing(null);
  const file = () => download(contract.downloadMinutes, { meetingId, lang: language });
  return (
    <Page
      title={title}
      above={[{ to: `/platforms/${platformId}/motions` as never, label: t('meetings') }]}
      marks={
        <>
          <MeetingState state={meeting.state} />
          <Sample when={meeting.sample} />
        </>
      }
      actions={
        meeting.state === 'held' ? (
          <Button onClick={() => void file().catch(notice.failed)}>{t('minutesPdf')}</Button>
        ) : (
          <>
            <a
              className="link-button link-button-plain"
              href={addressOf(contract.downloadMeetingCalendar, { meetingId, lang: language })}
              download
            >
              {t(meeting.state === 'cancelled' ? 'calendarOff' : 'calendarFile')}
            </a>
            {may.move ? (
              <>
                <Button onClick={() => setDoing('move')}>{t('moveMeeting')}</Button>
                <Button danger onClick={() => setDoing('cancel')}>
                  {t('cancelMeeting')}
                </Button>
              </>
            ) : null}
          </>
        )
      }
    >
      <Section title={t('meetingFacts')}>
        <Facts
          facts={[
            [t('when'), format.instant(meeting.calledFor)],
            [t('duration'), t('minutesLong', { count: meeting.durationMinutes })],
            meeting.movedFrom === null ? null : [t('movedFrom'), format.instant(meeting.movedFrom)],
            meeting.changeNote === null ? null : [t('reason'), meeting.changeNote],
            meeting.place === null ? null : [t('place'), meeting.place],
            [t('calledBy'), meeting.calledBy.name],
          ]}
        />
        {meeting.agenda === null ? null : <Said title={t('agenda')} text={meeting.agenda} />}
        {meeting.minutes === null ? null : <Said title={t('minutes')} text={meeting.minutes} />}
      </Section>
      {may.attend ? <Attendance meeting={meeting} /> : <Members meeting={meeting} />}
      <Section
        title={t('motionsOfMeeting')}
        actions={
          may.raise ? (
            <Button size="small" onClick={() => setDoing('raise')}>
              {t('raiseMotion')}
            </Button>
          ) : null
        }
      >
        <ul className="rows">
          {meeting.motions.map((motion) => (
            <li key={motion.id}>
              <Link to="/platforms/motions/$motionId" params={{ motionId: motion.id }}>
                {motion.title}
              </Link>{' '}
              <MotionState state={motion.state} />
            </li>
          ))}
        </ul>
        {meeting.motions.length === 0 ? <p className="quiet">{t('noMotions')}</p> : null}
      </Section>
      {doing === 'raise' ? (
        <RaiseMotion about={meeting} meetingId={meetingId} onClose={close} />
      ) : null}
      {doing === 'move' ? <MoveMeeting meeting={meeting} onClose={close} /> : null}
      {doing === 'cancel' ? <CancelMeeting meeting={meeting} onClose={close} /> : null}
      {may.close ? <Close meetingId={meetingId} /> : null}
    </Page>
  );
}

/** Who is there, as the chair writes it down. */
function Attendance({ meeting }: { readonly meeting: Meeting_ }) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const nameOf = useMemberName();
  const { id: meetingId, revision, seats } = meeting;
  const attend = useWrite(contract.recordAttendance, { onDone: () => notice.done(t('saved')) });
  const [there, setThere] = useState(() =>
    seats.filter(({ present }) => present).map(({ seat }) => seat.id),
  );
  return (
    <Section title={t('present')}>
      <Checkbox.Group
        value={there}
        onChange={(ids) => setThere(ids as string[])}
        options={seats.map(({ seat }) => ({ value: seat.id, label: nameOf(seat) }))}
      />
      <div className="form-foot">
        <Button
          loading={attend.isPending}
          onClick={() => attend.mutate({ meetingId, revision, seatIds: there })}
        >
          {t('saveAttendance')}
        </Button>
      </div>
      <ProblemView problem={attend.error} />
    </Section>
  );
}

/** Who was there, or, where it was not held, who sits in the body. */
function Members({ meeting: { seats, state } }: { readonly meeting: Meeting_ }) {
  const t = useWords(governanceWords);
  const nameOf = useMemberName();
  const separator = useLanguage() === 'zh' ? '、' : ', ';
  const namesOf = (among: Meeting_['seats']) =>
    among.map(({ seat }) => nameOf(seat)).join(separator) || '—';
  return (
    <Section title={t(state === 'held' ? 'present' : 'called')}>
      {state === 'held' ? (
        <Facts
          facts={[
            [t('present'), namesOf(seats.filter(({ present }) => present))],
            [t('absent'), namesOf(seats.filter(({ present }) => !present))],
          ]}
        />
      ) : (
        <p>{namesOf(seats)}</p>
      )}
    </Section>
  );
}

function useMemberName(): (seat: Meeting_['seats'][number]['seat']) => string {
  const t = useWords(governanceWords);
  return ({ isChair, person }) =>
    isChair ? t('inTheChair', { person: person.name }) : person.name;
}

/** Several lines as they were written. */
function Said({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="said">
      <h3>{title}</h3>
      <p className="as-written">{text}</p>
    </div>
  );
}

function Close({ meetingId }: { readonly meetingId: string }) {
  const t = useWords(governanceWords);
  const confirm = useConfirm();
  const [minutes, setMinutes] = useState('');
  const close = useWrite(contract.closeMeeting);
  const ask = async () => {
    const title = t('closeMeetingQuestion');
    if (await confirm({ title, yes: t('closeMeeting') })) close.mutate({ meetingId, minutes });
  };
  return (
    <Section title={t('minutes')}>
      <p className="quiet">{t('minutesLead')}</p>
      <Input.TextArea
        aria-label={t('minutes')}
        value={minutes}
        maxLength={20_000}
        autoSize={{ minRows: 4, maxRows: 20 }}
        onChange={({ target }) => setMinutes(target.value)}
      />
      <div className="form-foot">
        <Button
          type="primary"
          disabled={minutes.trim() === ''}
          loading={close.isPending}
          onClick={() => void ask()}
        >
          {t('closeMeeting')}
        </Button>
      </div>
      <ProblemView problem={close.error} />
    </Section>
  );
}
