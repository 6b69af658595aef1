import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { contract, type Meeting } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { NoteField } from './record-actions.tsx';
import { matchingWords } from './words.ts';

type Proposal = BodyOf<typeof contract.proposeMeeting>;

const durations = [30, 45, 60, 90, 120, 180] as const;
const slotsAtMost = 8;

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ProposeMeeting({
  introductionId,
  ...dialog
}: DialogProps & { readonly introductionId: string }) {
  const t = useWords(matchingWords);
  const done = useDone(dialog.onClose);
  const propose = useWrite(contract.proposeMeeting, { onDone: done });
  return (
    <Proposing
      {...dialog}
      title={t('propose')}
      lead={t('proposeLead')}
      write={propose}
      onSubmit={(proposal) => propose.mutate({ ...proposal, introductionId })}
    />
  );
}

/** Other times for a meeting that is offered, or for one that was arranged. */
export function ProposeOther({ meeting, ...dialog }: DialogProps & { readonly meeting: Meeting }) {
  const t = useWords(matchingWords);
  const done = useDone(dialog.onClose);
  const propose = useWrite(contract.proposeOtherSlots, { onDone: done });
  const arranged = meeting.state === 'arranged';
  return (
    <Proposing
      {...dialog}
      title={arranged ? t('reschedule') : t('proposeOther')}
      lead={arranged ? t('rescheduleLead') : t('proposeLead')}
      initial={{
        durationMinutes: meeting.durationMinutes,
        place: meeting.place,
        link: meeting.link,
      }}
      write={propose}
      onSubmit={(proposal) => propose.mutate({ ...proposal, meetingId: meeting.id })}
    />
  );
}

function useDone(onClose: () => void): () => void {
  const t = useWords(matchingWords);
  const notice = useNotice();
  return () => {
    notice.done(t('proposed'));
    onClose();
  };
}

function Proposing({
  open,
  onClose,
  title,
  lead,
  initial = { durationMinutes: 60 },
  write,
  onSubmit,
}: DialogProps & {
  readonly title: string;
  readonly lead: string;
  readonly initial?: Partial<Proposal>;
  readonly write: Pick<ReturnType<typeof useWrite>, 'error' | 'isPending'>;
  readonly onSubmit: (proposal: Proposal) => void;
}) {
  const t = useWords(matchingWords);
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={title}>
      <p>{lead}</p>
      <Form<Proposal>
        schema={contract.proposeMeeting.body}
        initial={initial}
        problem={write.error}
        busy={write.isPending}
        submit={title}
        onSubmit={onSubmit}
      >
        <Field name="slots" label={t('slots')}>
          <SlotsInput />
        </Field>
        <Field name="durationMinutes" label={t('duration')}>
          <Select
            options={durations.map((value) => ({ value, label: t('minutes', { count: value }) }))}
          />
        </Field>
        <Field name="place" label={t('place')} hint={t('placeHint')}>
          <Input maxLength={200} />
        </Field>
        <Field name="link" label={t('meetingLink')}>
          <Input type="url" inputMode="url" maxLength={500} placeholder="https://" />
        </Field>
        <NoteField />
      </Form>
    </Modal>
  );
}

/** Times as the clock of the reader shows them; kept as instants, those that are empty left out. */
function SlotsInput({
  id,
  onBlur,
  onChange,
}: {
  readonly id?: string;
  readonly onBlur?: () => void;
  readonly onChange?: (slots: string[]) => void;
}) {
  const t = useWords(matchingWords);
  const [lines, setLines] = useState(() => [{ key: 0, text: '' }]);
  const change = (next: typeof lines) => {
    setLines(next);
    const filled = next.map(({ text }) => dayjs(text)).filter((slot) => slot.isValid());
    onChange?.(filled.map((slot) => slot.toISOString()));
  };
  return (
    <div className="slots">
      {lines.map(({ key, text }, at) => (
        <div key={key} className="slot">
          <Input
            {...(at === 0 && id !== undefined ? { id } : {})}
            type="datetime-local"
            aria-label={t('slot', { number: at + 1 })}
            {...(onBlur === undefined ? {} : { onBlur })}
            value={text}
            onChange={(event) =>
              change(
                lines.map((one) => (one.key === key ? { key, text: event.target.value } : one)),
              )
            }
          />
          {lines.length === 1 ? null : (
            <Button
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('removeSlot', { number: at + 1 })}
              onClick={() => change(lines.filter((one) => one.key !== key))}
            />
          )}
        </div>
      ))}
      {lines.length >= slotsAtMost ? null : (
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            change([...lines, { key: Math.max(...lines.map(({ key }) => key)) + 1, text: '' }])
          }
        >
          {t('addSlot')}
        </Button>
      )}
    </div>
  );
}
