import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { nettingContract as contract, type Netting } from 'yunhe/outposts/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Matrix, Positions, Transfers } from './netting-tables.tsx';
import { Digest, FileMenu, NettingState, usePlaceName } from './statement-facts.tsx';
import { statementWords } from './statement-words.ts';

const route = getRouteApi('/outposts/nettings/$nettingId');

export function NettingPage() {
  const { nettingId } = route.useParams();
  const read = useRead(contract.readNetting, { nettingId });
  return <Loaded of={read}>{(netting) => <Body netting={netting} />}</Loaded>;
}

interface About {
  readonly netting: Netting;
}

function Body({ netting }: About) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const { compact, agreement, voided } = netting;
  return (
    <Page
      title={t('nettingOf', { digest: netting.digest.slice(0, 8) })}
      lead={compact === null ? agreement?.title[language] : nameIn(language, compact)}
      above={[{ to: '/outposts/nettings' as never, label: t('nettings') }]}
      marks={
        <>
          <NettingState state={netting.state} />
          <Sample when={netting.sample} />
        </>
      }
      actions={<Files netting={netting} />}
    >
      {voided === null ? null : (
        <p className="note">
          {t(`void_${voided.reason}`)} · {voided.by} {voided.note}
        </p>
      )}
      <Section title={t('transfers')}>
        <Transfers of={netting} actionOf={(one) => <Payment netting={netting} transfer={one} />} />
      </Section>
      <div className="columns">
        <div>
          <Section title={t('matrix')}>
            <Matrix of={netting} />
          </Section>
          <Section title={t('positions')}>
            <Positions of={netting} />
          </Section>
        </div>
        <aside>
          <Consents netting={netting} />
          <Section title={t('proof')}>
            <Facts
              facts={[
                [t('nettingDigest'), <Digest key="d" of={netting.digest} />],
                [t('statements'), t('statementCount', { count: netting.statementCount })],
              ]}
            />
            {netting.may.void ? <GiveUp netting={netting} /> : null}
          </Section>
        </aside>
      </div>
    </Page>
  );
}

function Files({ netting: { id } }: About) {
  const t = useWords(statementWords);
  const formats = (['pdf', 'xlsx', 'csv', 'json'] as const).map((format) => ({
    key: format,
    label: t(format === 'json' ? 'file_netting' : `file_${format}`),
    query: { file: 'netting', format },
  }));
  const statements = {
    key: 'statements',
    label: t('file_statements'),
    query: { file: 'statements' },
  };
  return (
    <FileMenu
      endpoint={contract.downloadNetting}
      input={{ nettingId: id }}
      files={[...formats, statements]}
    />
  );
}

function Consents({ netting }: About) {
  const t = useWords(statementWords);
  const format = useFormat();
  const confirm = useConfirm();
  const name = usePlaceName(netting.places);
  const agree = useWrite(contract.agreeToNetting);
  const { id, digest, places, consents, agreesFor } = netting;
  const ask = async () => {
    const content = (
      <>
        <p>{t('agreeMeans')}</p>
        <code className="digest-line">{digest}</code>
      </>
    );
    const title = t('agreeQuestion', { places: agreesFor.map(name).join(' / ') });
    if (await confirm({ title, content, yes: t('agree') })) agree.mutate({ nettingId: id, digest });
  };
  return (
    <Section title={t('consents')}>
      <Facts
        facts={Object.keys(places).map((place) => {
          const done = consents.find((one) => one.place === place);
          return [
            name(place),
            done === undefined ? (
              <span className="quiet">{t('notYet')}</span>
            ) : (
              `${done.person.name} · ${format.instant(done.agreedAt)}`
            ),
          ] as const;
        })}
      />
      {agreesFor.length === 0 ? null : (
        <Button
          type="primary"
          className="below"
          loading={agree.isPending}
          onClick={() => void ask()}
        >
          {t('agree')}
        </Button>
      )}
      <ProblemView problem={agree.error} />
    </Section>
  );
}

interface Paid {
  readonly paidOn: string;
  readonly reference?: string | null;
}

/** Paid, or to be marked by whoever pays, receives or looks after it. */
function Payment({
  netting,
  transfer,
}: About & { readonly transfer: Netting['transfers'][number] }) {
  const t = useWords(statementWords);
  const format = useFormat();
  const notice = useNotice();
  const [open, setOpen] = useState(false);
  const mark = useWrite(contract.markPayment, {
    onDone: () => {
      setOpen(false);
      notice.done(t('markedPaid'));
    },
  });
  const { payment, mayMark, number } = transfer;
  if (payment !== null) {
    return (
      <>
        <span className="tag tag-good">{t('state_paid')}</span>{' '}
        <span className="quiet">
          {format.day(payment.paidOn)} {payment.reference} · {payment.markedBy}
        </span>
      </>
    );
  }
  if (!mayMark) return <span className="quiet">{t('notPaid')}</span>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('markPaid')}</Button>
      <Modal
        open={open}
        title={t('markPaid')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{t('markMeans')}</p>
        <Form<Paid>
          schema={contract.markPayment.body}
          initial={{ paidOn: dayjs().format('YYYY-MM-DD') }}
          problem={mark.error}
          busy={mark.isPending}
          submit={t('markPaid')}
          onSubmit={(paid) =>
            mark.mutate({ nettingId: netting.id, number: String(number), ...paid })
          }
        >
          <Field name="paidOn" label={t('paidOn')} needed>
            <DayInput />
          </Field>
          <Field name="reference" label={t('reference')}>
            <Input />
          </Field>
        </Form>
      </Modal>
    </>
  );
}

const voidReasons = [
  'statement_missing',
  'statement_wrong',
  'parties_pay_otherwise',
  'entered_by_mistake',
  'other',
] as const;

interface Voided {
  readonly reason: (typeof voidReasons)[number];
  readonly note?: string | null;
}

function GiveUp({ netting: { id } }: About) {
  const t = useWords(statementWords);
  const [open, setOpen] = useState(false);
  const giveUp = useWrite(contract.voidNetting, { onDone: () => setOpen(false) });
  return (
    <>
      <Button danger className="below" onClick={() => setOpen(true)}>
        {t('voidNetting')}
      </Button>
      <Modal
        open={open}
        title={t('voidQuestion')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{t('voidMeans')}</p>
        <Form<Voided>
          schema={contract.voidNetting.body}
          problem={giveUp.error}
          busy={giveUp.isPending}
          submit={t('voidNetting')}
          onSubmit={(said) => giveUp.mutate({ nettingId: id, ...said })}
        >
          <Field name="reason" label={t('reason')} needed>
            <Select options={voidReasons.map((value) => ({ value, label: t(`void_${value}`) }))} />
          </Field>
          <Field name="note" label={t('note')}>
            <Input.TextArea rows={2} />
          </Field>
        </Form>
      </Modal>
    </>
  );
}
