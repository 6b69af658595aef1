import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { contract, type Introduction, type Meeting } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { addressOf } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Facts, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ProposeOther } from './propose-meeting.tsx';
import { NoteField } from './record-actions.tsx';
import { matchingWords } from './words.ts';

const cancelReasons = ['time_not_suitable', 'person_not_available', 'no_longer_needed'] as const;

const tones = {
  proposed: 'tag-warn',
  arranged: 'tag-good',
  held: 'tag-accent',
  cancelled: '',
  lapsed: '',
} as const;

/** The meetings of an introduction, the latest first, each with what may be done with it. */
export function Meetings({ introduction }: { readonly introduction: Introduction }) {
  const t = useWords(matchingWords);
  const { meetings } = introduction;
  return (
    <Section title={t('meetings')}>
      {meetings.length === 0 ? (
        <Empty title={t('noMeeting')} hint={t('noMeetingHint')} />
      ) : (
        <ul className="meetings">
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              <OneMeeting meeting={meeting} introduction={introduction} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OneMeeting({
  meeting,
  introduction,
}: {
  readonly meeting: Meeting;
  readonly introduction: Introduction;
}) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const [doing, setDoing] = useState<'propose' | 'cancel' | null>(null);
  const { state, may, startsAt, place, link, durationMinutes } = meeting;
  const proposer = introduction[meeting.proposedBy];
  const stands = state === 'arranged' || state === 'held';
  const offered = state === 'proposed' && !may.pick;
  return (
    <>
      <p className="meeting-head">
        <span className={`tag ${tones[state]}`}>{t(`mstate_${state}`)}</span>
        {startsAt === null || state === 'proposed' ? null : (
          <strong>
            <time dateTime={startsAt}>{format.instant(startsAt)}</time>
          </strong>
        )}
        <span className="quiet">{t('minutes', { count: durationMinutes })}</span>
      </p>
      <Facts
        facts={[
          offered
            ? [
                t('offeredBy', { organisation: nameIn(language, proposer) || proposer.name }),
                <ul className="plain">
                  {meeting.slots.map((slot) => (
                    <li key={slot}>
                      <time dateTime={slot}>{format.instant(slot)}</time>
                    </li>
                  ))}
                </ul>,
              ]
            : null,
          place === null ? null : [t('place'), place],
          link === null
            ? null
            : [
                t('meetingLink'),
                <a href={link} target="_blank" rel="noreferrer">
                  {link}
                </a>,
              ],
          meeting.note === null ? null : [t('note'), meeting.note],
          meeting.cancelledBecause === null
            ? null
            : [t('why'), t(`creason_${meeting.cancelledBecause}`)],
        ]}
      />
      {may.pick ? <Pick meeting={meeting} /> : null}
      <div className="row">
        {startsAt === null ? null : (
          <a
            className="link-button link-button-plain"
            href={addressOf(contract.downloadMeeting, { meetingId: meeting.id, lang: language })}
            download
          >
            {stands ? t('calendarFile') : t('calendarOff')}
          </a>
        )}
        {may.propose ? (
          <Button onClick={() => setDoing('propose')}>
            {state === 'arranged' ? t('reschedule') : t('proposeOther')}
          </Button>
        ) : null}
        {may.cancel ? (
          <Button onClick={() => setDoing('cancel')}>{t('cancelMeeting')}</Button>
        ) : null}
      </div>
      <ProposeOther meeting={meeting} open={doing === 'propose'} onClose={() => setDoing(null)} />
      <Cancel meeting={meeting} open={doing === 'cancel'} onClose={() => setDoing(null)} />
    </>
  );
}

function Pick({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  const notice = useNotice();
  const pick = useWrite(contract.pickSlot, { onDone: () => notice.done(t('picked')) });
  return (
    <Form<BodyOf<typeof contract.pickSlot>>
      schema={contract.pickSlot.body}
      problem={pick.error}
      busy={pick.isPending}
      submit={t('pick')}
      onSubmit={({ startsAt }) => pick.mutate({ meetingId: meeting.id, startsAt })}
    >
      <Field name="startsAt" label={t('slots')}>
        <Radio.Group
          className="choices"
          options={meeting.slots.map((value) => ({ value, label: format.instant(value) }))}
        />
      </Field>
    </Form>
  );
}

function Cancel({
  meeting,
  open,
  onClose,
}: {
  readonly meeting: Meeting;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useWords(matchingWords);
  const notice = useNotice();
  const cancel = useWrite(contract.cancelMeeting, {
    onDone: () => {
      notice.done(t('cancelledMeeting'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('cancelMeeting')}>
      <p>{t('cancelMeetingLead')}</p>
      <Form<BodyOf<typeof contract.cancelMeeting>>
        schema={contract.cancelMeeting.body}
        problem={cancel.error}
        busy={cancel.isPending}
        submit={t('cancelMeeting')}
        onSubmit={(body) => cancel.mutate({ ...body, meetingId: meeting.id })}
      >
        <Field name="reason" label={t('why')}>
          <Radio.Group
            className="choices"
            options={cancelReasons.map((value) => ({ value, label: t(`creason_${value}`) }))}
          />
        </Field>
        <NoteField />
      </Form>
    </Modal>
  );
}
