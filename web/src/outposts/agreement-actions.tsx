import { Link, useNavigate } from '@tanstack/react-router';
import { Form as AntForm, Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  type Agreement,
  type AgreementVersion,
  agreementContract as contract,
} from 'yunhe/outposts/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { agreementWords } from './agreement-words.ts';
import { factWords } from './fact-words.ts';

interface Shown {
  readonly agreement: Agreement;
  readonly version: AgreementVersion;
}

/** What the viewer may do; each is offered only where the server allows it. */
export function AgreementActions({ agreement, version }: Shown) {
  const t = useWords(agreementWords);
  const facts = useWords(factWords);
  const [asking, setAsking] = useState<'return' | 'withdraw' | 'amend' | null>(null);
  const { id: versionId, may } = version;
  const close = () => setAsking(null);
  return (
    <>
      {version.state === 'signed' && (agreement.actsFor.length > 0 || agreement.may.amend) ? (
        <>
          <Link
            to="/outposts/agreements/$agreementId/facts"
            params={{ agreementId: agreement.id }}
            className="link-button link-button-plain"
          >
            {facts('facts')}
          </Link>
          <Link
            to="/outposts/agreements/$agreementId/periods"
            params={{ agreementId: agreement.id }}
            className="link-button link-button-plain"
          >
            {t('statements')}
          </Link>
        </>
      ) : null}
      {may.discard ? <Discard version={version} /> : null}
      {may.withdraw ? <Button onClick={() => setAsking('withdraw')}>{t('withdraw')}</Button> : null}
      {may.edit ? (
        <Link
          to="/outposts/agreement-versions/$versionId/edit"
          params={{ versionId }}
          className="link-button link-button-plain"
        >
          {t('edit')}
        </Link>
      ) : null}
      {may.simulate && version.termsDigest !== null ? (
        <Link
          to="/outposts/agreement-versions/$versionId/simulate"
          params={{ versionId }}
          className="link-button link-button-plain"
        >
          {t('simulate')}
        </Link>
      ) : null}
      {may.send ? <Send version={version} /> : null}
      {may.return ? <Button onClick={() => setAsking('return')}>{t('return')}</Button> : null}
      {version.signsFor.map((party) => (
        <Sign key={party} version={version} party={party} />
      ))}
      {agreement.may.amend ? (
        <Button onClick={() => setAsking('amend')}>{t('amend')}</Button>
      ) : null}
      <Because version={version} asking={asking} onClose={close} />
      <Amend agreement={agreement} open={asking === 'amend'} onClose={close} />
    </>
  );
}

function Discard({ version: { id: versionId, revision } }: Pick<Shown, 'version'>) {
  const t = useWords(agreementWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const navigate = useNavigate();
  const discard = useWrite(contract.discardAgreementVersion, {
    quiet: true,
    onDone: () => void navigate({ to: '/outposts/agreements' }),
  });
  const ask = async () => {
    const sure = await confirm({
      title: t('discardTitle'),
      content: t('discardHint'),
      yes: t('discard'),
      danger: true,
    });
    if (sure) discard.mutate({ versionId, revision }, { onError: notice.failed });
  };
  return (
    <Button danger onClick={() => void ask()}>
      {t('discard')}
    </Button>
  );
}

function Send({ version: { id: versionId, revision, state } }: Pick<Shown, 'version'>) {
  const t = useWords(agreementWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const send = useWrite(contract.sendAgreementVersion, { onDone: () => notice.done(t('sent')) });
  const ask = async () => {
    const sure = await confirm({ title: t('sendTitle'), content: t('sendHint'), yes: t('send') });
    if (sure) send.mutate({ versionId, revision }, { onError: notice.failed });
  };
  return (
    <Button
      type={state === 'simulated' ? 'primary' : 'default'}
      loading={send.isPending}
      onClick={() => void ask()}
    >
      {t('send')}
    </Button>
  );
}

/** The digest is shown before: it is what is signed. */
function Sign({ version, party }: Pick<Shown, 'version'> & { readonly party: string }) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  const confirm = useConfirm();
  const notice = useNotice();
  const { id: versionId, number, termsDigest } = version;
  const sign = useWrite(contract.signAgreementVersion, { onDone: () => notice.done(t('signed')) });
  if (termsDigest === null) return null;
  const name = version.parties.find((one) => one.party === party)?.name[language] ?? party;
  const ask = async () => {
    const sure = await confirm({
      title: t('signTitle', { party: name, number }),
      content: <p className="digest-text">{t('signHint', { digest: termsDigest })}</p>,
      yes: t('sign'),
    });
    if (sure) sign.mutate({ versionId, party, termsDigest }, { onError: notice.failed });
  };
  return (
    <Button type="primary" loading={sign.isPending} onClick={() => void ask()}>
      {t('signFor', { party: name })}
    </Button>
  );
}

const reasons = [
  'shares_not_acceptable',
  'base_not_acceptable',
  'period_not_acceptable',
  'thresholds_not_acceptable',
  'facts_cannot_be_confirmed',
  'rule_of_a_party_forbids',
  'error_found',
  'begun_by_mistake',
  'other',
] as const;

/** A version goes back, or off the table, for a reason that others can count. */
function Because({
  version: { id: versionId, revision },
  asking,
  onClose,
}: Pick<Shown, 'version'> & {
  readonly asking: 'return' | 'withdraw' | 'amend' | null;
  readonly onClose: () => void;
}) {
  const t = useWords(agreementWords);
  const back = useWrite(contract.returnAgreementVersion, { onDone: onClose });
  const off = useWrite(contract.withdrawAgreementVersion, { onDone: onClose });
  const write = asking === 'withdraw' ? off : back;
  return (
    <Modal
      open={asking === 'return' || asking === 'withdraw'}
      title={t(asking === 'withdraw' ? 'withdrawTitle' : 'returnTitle')}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
    >
      <Form<BodyOf<typeof contract.returnAgreementVersion>>
        schema={contract.returnAgreementVersion.body}
        problem={write.error}
        busy={write.isPending}
        submit={t(asking === 'withdraw' ? 'withdraw' : 'return')}
        onSubmit={(text) => write.mutate({ ...text, versionId, revision })}
      >
        <Field name="reason" label={t('reason')} needed>
          <Select
            options={reasons.map((value) => ({ value, label: t(`reason_${value}`) }))}
            aria-label={t('reason')}
          />
        </Field>
        <Field name="note" label={t('note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Field>
      </Form>
    </Modal>
  );
}

function Amend({
  agreement: { id: agreementId },
  open,
  onClose,
}: Pick<Shown, 'agreement'> & { readonly open: boolean; readonly onClose: () => void }) {
  const t = useWords(agreementWords);
  const navigate = useNavigate();
  const [form] = AntForm.useForm();
  const amend = useWrite(contract.amendAgreement, {
    onDone: ({ id }) =>
      void navigate({
        to: '/outposts/agreement-versions/$versionId/edit',
        params: { versionId: id },
      }),
  });
  return (
    <Modal open={open} title={t('amendTitle')} footer={null} destroyOnHidden onCancel={onClose}>
      <p>{t('amendHint')}</p>
      <Form<BodyOf<typeof contract.amendAgreement>>
        form={form}
        schema={contract.amendAgreement.body}
        problem={amend.error}
        busy={amend.isPending}
        submit={t('begin')}
        onSubmit={(text) => amend.mutate({ ...text, agreementId })}
      >
        <Field name="fromYear" label={t('fromYear')}>
          <InputNumber controls={false} />
        </Field>
        <Field name="toYear" label={t('toYear')}>
          <InputNumber controls={false} />
        </Field>
      </Form>
    </Modal>
  );
}
