/** What the page of a meeting and the list of meetings share. */
import { Input, InputNumber, Modal } from 'antd';
import { motionContract as contract, type MeetingSummary } from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { InstantInput } from '../ui/instant-input.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { BodyChoice } from './bodies.tsx';
import { governanceWords } from './governance-words.ts';

const tones = { called: 'tag-warn', held: 'tag-good', cancelled: 'tag-bad' } as const;

export function MeetingState({ state }: { readonly state: MeetingSummary['state'] }) {
  const t = useWords(governanceWords);
  return <span className={`tag ${tones[state]}`}>{t(`meeting_${state}`)}</span>;
}

/** When and where it is, and what is talked of. */
export function MeetingFields() {
  const t = useWords(governanceWords);
  return (
    <>
      <div className="form-pair">
        <Field name="calledFor" label={t('when')} needed>
          <InstantInput />
        </Field>
        <Field name="durationMinutes" label={t('durationMinutes')} needed>
          <InputNumber min={15} max={1440} step={15} precision={0} />
        </Field>
      </div>
      <Field name="place" label={t('place')}>
        <Input />
      </Field>
      <Field name="agenda" label={t('agenda')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
      </Field>
    </>
  );
}

/** Puts something to a body, or, where a meeting is given, on its agenda. */
export function RaiseMotion({
  about,
  meetingId,
  onClose,
}: {
  readonly about: { readonly platformId: string; readonly body?: string };
  readonly meetingId?: string;
  readonly onClose: () => void;
}) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const raise = useWrite(contract.raiseMotion, {
    onDone: () => {
      notice.done(t('motionRaised'));
      onClose();
    },
  });
  const { platformId, body } = about;
  return (
    <Modal open onCancel={onClose} footer={null} title={t('raiseMotion')}>
      <p>{t(meetingId === undefined ? 'raiseLead' : 'raiseInMeetingLead')}</p>
      <Form<BodyOf<typeof contract.raiseMotion>>
        schema={contract.raiseMotion.body}
        initial={body === undefined ? {} : { body }}
        problem={raise.error}
        busy={raise.isPending}
        submit={t('raiseMotion')}
        onSubmit={(sent) =>
          raise.mutate({
            ...{ ...sent, body: body ?? sent.body, platformId },
            ...(meetingId === undefined ? {} : { meetingId }),
          })
        }
      >
        {body === undefined ? (
          <Field name="body" label={t('body')}>
            <BodyChoice platformId={platformId} />
          </Field>
        ) : null}
        <Field name="title" label={t('motion')}>
          <Input />
        </Field>
        <Field name="note" label={t('note')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} />
        </Field>
        {meetingId === undefined ? (
          <Field name="closesAt" label={t('closes')} hint={t('closesHint')}>
            <InstantInput />
          </Field>
        ) : null}
      </Form>
    </Modal>
  );
}
