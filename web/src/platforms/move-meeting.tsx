import { Input, Modal } from 'antd';
import { motionContract as contract, type Meeting } from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { MeetingFields } from './meeting-parts.tsx';

interface DialogProps {
  readonly meeting: Meeting;
  readonly onClose: () => void;
}

export function MoveMeeting({ meeting, onClose }: DialogProps) {
  const t = useWords(governanceWords);
  const done = useDone(t('meetingMoved'), onClose);
  const move = useWrite(contract.moveMeeting, { onDone: done });
  const { id: meetingId, revision, calledFor, durationMinutes, place, agenda } = meeting;
  return (
    <Modal open onCancel={onClose} footer={null} title={t('moveMeeting')}>
      <p>{t('moveLead')}</p>
      <Form<BodyOf<typeof contract.moveMeeting>>
        schema={contract.moveMeeting.body}
        initial={{ calledFor, durationMinutes, place, agenda }}
        problem={move.error}
        busy={move.isPending}
        submit={t('moveMeeting')}
        onSubmit={(body) => move.mutate({ ...body, meetingId, revision })}
      >
        <MeetingFields />
        <ReasonField />
      </Form>
    </Modal>
  );
}

export function CancelMeeting({ meeting, onClose }: DialogProps) {
  const t = useWords(governanceWords);
  const done = useDone(t('meetingCancelled'), onClose);
  const cancel = useWrite(contract.callOffMeeting, { onDone: done });
  const open = meeting.motions.filter(({ state }) => state === 'open').length;
  return (
    <Modal open onCancel={onClose} footer={null} title={t('cancelMeeting')}>
      <p>{open === 0 ? t('cancelLead') : t('cancelWithMotionsLead', { count: open })}</p>
      <Form<BodyOf<typeof contract.callOffMeeting>>
        schema={contract.callOffMeeting.body}
        problem={cancel.error}
        busy={cancel.isPending}
        submit={t('cancelMeeting')}
        onSubmit={(body) => cancel.mutate({ ...body, meetingId: meeting.id })}
      >
        <ReasonField />
      </Form>
    </Modal>
  );
}

function ReasonField() {
  const t = useWords(governanceWords);
  return (
    <Field name="reason" label={t('reason')} hint={t('reasonHint')}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
    </Field>
  );
}

function useDone(text: string, onClose: () => void): () => void {
  const notice = useNotice();
  return () => {
    notice.done(text);
    onClose();
  };
}
