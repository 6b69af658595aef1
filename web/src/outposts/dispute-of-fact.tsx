import { Button, Input, Modal, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { factContract as contract, type Dispute } from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { DisputeState } from './disputes.tsx';
import type { Names } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';
import './outposts.css';

/** One dispute as it went, with what may be done next. */
export function DisputeOfFact({
  dispute,
  names,
}: {
  readonly dispute: Dispute;
  readonly names: Names;
}) {
  const t = useWords(factWords);
  const format = useFormat();
  const said = (party: string | null, by: string | null, at: string | null) =>
    t('saidBy', {
      party: party === null ? '' : names.party(party),
      by: by ?? '',
      at: format.instant(at),
    });
  const { raisedFor, raisedBy, raisedAt, answeredFor, answeredBy, answeredAt } = dispute;
  return (
    <article className="dispute">
      <p>
        <DisputeState dispute={dispute} />{' '}
        <span className="quiet">{t('answerDue', { day: format.day(dispute.answerDueOn) })}</span>
      </p>
      <ul className="record-lines">
        <Said title={t(`ground_${dispute.ground}`)} by={said(raisedFor, raisedBy, raisedAt)}>
          {dispute.note}
        </Said>
        {dispute.answer === null ? null : (
          <Said
            title={t(`answer_${dispute.answer}`)}
            by={said(answeredFor, answeredBy, answeredAt)}
          >
            {dispute.answerNote}
          </Said>
        )}
        {dispute.upheldAt === null ? null : (
          <Said title={t('ruling_upheld')} by={said(null, dispute.upheldBy, dispute.upheldAt)}>
            {dispute.upheldNote}
          </Said>
        )}
        {dispute.outcome === null ? null : (
          <Said
            title={t(`outcome_${dispute.outcome}`)}
            by={said(null, dispute.resolvedBy, dispute.resolvedAt)}
          >
            {dispute.outcomeNote}
          </Said>
        )}
      </ul>
      <Steps dispute={dispute} />
    </article>
  );
}

function Said({
  title,
  by,
  children,
}: {
  readonly title: string;
  readonly by: string;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <span className="strong">{title}</span>
      <span className="second-line">{children}</span>
      <span className="quiet second-line">{by}</span>
    </li>
  );
}

function Steps({ dispute }: { readonly dispute: Dispute }) {
  const t = useWords(factWords);
  const ask = useConfirm();
  const notice = useNotice();
  const [doing, setDoing] = useState<'answer' | 'rule' | null>(null);
  const { id: disputeId, revision, may } = dispute;
  const withdraw = useWrite(contract.withdrawDispute, {
    onDone: () => notice.done(t('withdrawn')),
  });
  const takeBack = async () => {
    if (!(await ask({ title: t('withdrawAsk'), yes: t('withdraw') }))) return;
    withdraw.mutate({ disputeId, revision }, { onError: notice.failed });
  };
  return (
    <div className="form-foot">
      {may.answer ? <Button onClick={() => setDoing('answer')}>{t('answer')}</Button> : null}
      {may.rule ? <Button onClick={() => setDoing('rule')}>{t('rule')}</Button> : null}
      {may.withdraw ? <Button onClick={() => void takeBack()}>{t('withdraw')}</Button> : null}
      <Modal
        open={doing !== null}
        onCancel={() => setDoing(null)}
        footer={null}
        destroyOnHidden
        title={doing === null ? '' : t(doing)}
      >
        {doing === 'answer' ? <Answer dispute={dispute} onDone={() => setDoing(null)} /> : null}
        {doing === 'rule' ? <Rule dispute={dispute} onDone={() => setDoing(null)} /> : null}
      </Modal>
    </div>
  );
}

interface Doing {
  readonly dispute: Dispute;
  readonly onDone: () => void;
}

function Answer({ dispute, onDone }: Doing) {
  const t = useWords(factWords);
  const notice = useNotice();
  const answer = useWrite(contract.answerDispute, {
    onDone: () => {
      notice.done(t('answered'));
      onDone();
    },
  });
  return (
    <Form<BodyOf<typeof contract.answerDispute>>
      schema={contract.answerDispute.body}
      problem={answer.error}
      busy={answer.isPending}
      submit={t('answer')}
      onSubmit={(body) =>
        answer.mutate({ ...body, disputeId: dispute.id, revision: dispute.revision })
      }
    >
      <Field name="answer" label={t('answer')}>
        <Radio.Group
          className="choices"
          options={(['maintained', 'accepted'] as const).map((value) => ({
            value,
            label: t(`answer_${value}`),
          }))}
        />
      </Field>
      <Field name="note" label={t('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Field>
    </Form>
  );
}

function Rule({ dispute, onDone }: Doing) {
  const t = useWords(factWords);
  const notice = useNotice();
  const rule = useWrite(contract.ruleOnDispute, {
    onDone: () => {
      notice.done(t('ruled'));
      onDone();
    },
  });
  return (
    <Form<BodyOf<typeof contract.ruleOnDispute>>
      schema={contract.ruleOnDispute.body}
      problem={rule.error}
      busy={rule.isPending}
      submit={t('rule')}
      onSubmit={(body) =>
        rule.mutate({ ...body, disputeId: dispute.id, revision: dispute.revision })
      }
    >
      <Field name="ruling" label={t('ruling')}>
        <Radio.Group
          className="choices"
          options={(['upheld', 'dismissed'] as const).map((value) => ({
            value,
            label: t(`ruling_${value}`),
          }))}
        />
      </Field>
      <Field name="note" label={t('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Field>
    </Form>
  );
}
