import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { charterContract as contract, type Seat } from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useWords } from '../ui/words.ts';
import { BodyChoice, useBodyName } from './bodies.tsx';
import { governanceWords } from './governance-words.ts';

/** Who sits in which body; whoever keeps the platform gives seats and ends them. */
export function Seats({
  platformId,
  maySeat,
}: {
  readonly platformId: string;
  readonly maySeat: boolean;
}) {
  const t = useWords(governanceWords);
  const nameOf = useBodyName(platformId);
  const read = useRead(contract.listSeats, { platformId });
  const [doing, setDoing] = useState<Seat | 'give' | null>(null);
  const close = () => setDoing(null);
  const give = (
    <Button size="small" onClick={() => setDoing('give')}>
      {t('giveSeat')}
    </Button>
  );
  return (
    <Section title={t('seats')} actions={maySeat ? give : null}>
      <Loaded of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('noSeats')}</p>
          ) : (
            <TableFrame label={t('seats')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('member')}</th>
                    <th scope="col">{t('body')}</th>
                    <th scope="col" className="number">
                      {t('weight')}
                    </th>
                    <th scope="col">{t('term')}</th>
                    {maySeat ? <th scope="col">{t('actions')}</th> : null}
                  </tr>
                </thead>
                <tbody>
                  {items.map((seat) => (
                    <tr key={seat.id}>
                      <th scope="row">
                        {seat.person.name}{' '}
                        {seat.isChair ? <span className="tag">{t('chair')}</span> : null}
                      </th>
                      <td>{nameOf(seat.body)}</td>
                      <td className="number">{seat.votes}</td>
                      <td className="tight">
                        <Term seat={seat} />
                      </td>
                      {maySeat ? (
                        <td>
                          {seat.endsOn === null ? (
                            <Button
                              size="small"
                              aria-label={t('endSeatOf', { person: seat.person.name })}
                              onClick={() => setDoing(seat)}
                            >
                              {t('endSeat')}
                            </Button>
                          ) : null}
                        </td>
                      ) : null}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )
        }
      </Loaded>
      {doing === 'give' ? <GiveSeat platformId={platformId} onClose={close} /> : null}
      {doing !== null && doing !== 'give' ? <EndSeat seat={doing} onClose={close} /> : null}
    </Section>
  );
}

function Term({ seat: { startsOn, endsOn, endNote } }: { readonly seat: Seat }) {
  const t = useWords(governanceWords);
  const format = useFormat();
  return (
    <>
      {endsOn === null
        ? t('termOpen', { from: format.day(startsOn) })
        : `${format.day(startsOn)} – ${format.day(endsOn)}`}
      {endNote === null ? null : <span className="quiet second-line">{endNote}</span>}
    </>
  );
}

function EndSeat({ seat, onClose }: { readonly seat: Seat; readonly onClose: () => void }) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const { id: seatId, revision, person } = seat;
  const end = useWrite(contract.endSeat, {
    onDone: () => {
      notice.done(t('seatEnded'));
      onClose();
    },
  });
  return (
    <Modal open onCancel={onClose} footer={null} title={t('endSeatOf', { person: person.name })}>
      <p>{t('endSeatLead')}</p>
      <Form<BodyOf<typeof contract.endSeat>>
        schema={contract.endSeat.body}
        problem={end.error}
        busy={end.isPending}
        submit={t('endSeat')}
        onSubmit={(body) => end.mutate({ ...body, seatId, revision })}
      >
        <Field name="endsOn" label={t('endsOn')} hint={t('endsOnHint')}>
          <DayInput />
        </Field>
        <Field name="reason" label={t('reason')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
        </Field>
      </Form>
    </Modal>
  );
}

function GiveSeat({
  platformId,
  onClose,
}: {
  readonly platformId: string;
  readonly onClose: () => void;
}) {
  const t = useWords(governanceWords);
  const notice = useNotice();
  const give = useWrite(contract.giveSeat, {
    onDone: () => {
      notice.done(t('seatGiven'));
      onClose();
    },
  });
  return (
    <Modal open onCancel={onClose} footer={null} title={t('giveSeat')}>
      <Form<BodyOf<typeof contract.giveSeat>>
        schema={contract.giveSeat.body}
        initial={{ votes: 1 }}
        problem={give.error}
        busy={give.isPending}
        submit={t('giveSeat')}
        onSubmit={(body) => give.mutate({ ...body, platformId })}
      >
        <Field name="email" label={t('email')} hint={t('emailHint')}>
          <Input type="email" />
        </Field>
        <div className="form-pair">
          <Field name="body" label={t('body')}>
            <BodyChoice platformId={platformId} />
          </Field>
          <Field name="votes" label={t('weight')}>
            <InputNumber min={0} max={100} controls={false} />
          </Field>
          <Field name="startsOn" label={t('startsOn')}>
            <DayInput />
          </Field>
          <Field name="endsOn" label={t('endsOn')}>
            <DayInput />
          </Field>
        </div>
        <Field name="isChair" label={t('chair')} valuePropName="checked">
          <Checkbox>{t('isChair')}</Checkbox>
        </Field>
      </Form>
    </Modal>
  );
}
