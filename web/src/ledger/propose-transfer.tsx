import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { ledgerContract as contract, type Unit } from 'yunhe/ledger/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import {
  NameOfOrganisation,
  NameOfRegion,
  OrganisationChoice,
  RegionChoice,
} from '../registry/choices.tsx';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { AmountInput, writeMinor } from './amount.tsx';
import { ledgerWords } from './words.ts';
import './ledger.css';

type Owner = BodyOf<typeof contract.proposeTransfer>['from'];

export function ProposeTransfer() {
  const t = useWords(ledgerWords);
  const payers = usePayers();
  const units = useRead(contract.listUnits, {});
  return (
    <Page
      title={t('propose')}
      lead={t('proposeLead')}
      width="narrow"
      above={[{ to: '/ledger', label: t('ledger') }]}
    >
      {payers.length === 0 ? (
        <Empty title={t('noOneToPayFor')} hint={t('noOneToPayForHint')} />
      ) : (
        <Loaded of={units}>{({ items }) => <TransferForm payers={payers} units={items} />}</Loaded>
      )}
    </Page>
  );
}

/** Whom the viewer may pay for: the organisations they manage, the regions they serve. */
function usePayers(): readonly Owner[] {
  const viewer = useViewer();
  const managed = (viewer?.memberships ?? []).filter(({ role }) => role === 'manager');
  const served = (viewer?.offices ?? []).flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  return [
    ...managed.map(({ organisationId }) => ({ organisationId })),
    ...served.map((regionCode) => ({ regionCode })),
  ];
}

const keyOf = ({ regionCode, organisationId }: Owner) => regionCode ?? organisationId ?? '';

function OwnerOf({ owner }: { readonly owner: Owner }) {
  return owner.regionCode === undefined ? (
    <NameOfOrganisation organisationId={owner.organisationId ?? ''} />
  ) : (
    <NameOfRegion code={owner.regionCode} />
  );
}

const yuan: Unit = { code: 'CNY', digits: 2, kind: 'money', nameZh: '', nameEn: '' };

function TransferForm({
  payers,
  units,
}: {
  readonly payers: readonly Owner[];
  readonly units: readonly Unit[];
}) {
  const t = useWords(ledgerWords);
  const language = useLanguage();
  const notice = useNotice();
  const navigate = useNavigate();
  const [payer, setPayer] = useState(() => keyOf(payers[0] ?? {}));
  const [kind, setKind] = useState<'region' | 'organisation'>('region');
  const [receiver, setReceiver] = useState<string | null>(null);
  const [unitCode, setUnitCode] = useState('CNY');
  const [amountMinor, setAmount] = useState<string | null>(null);
  const [validOn, setValidOn] = useState<string | null>(dayjs().format('YYYY-MM-DD'));
  const [description, setDescription] = useState('');
  const [asking, setAsking] = useState(false);
  const write = useWrite(contract.proposeTransfer, {
    onDone: ({ id }) => {
      notice.done(t('proposed'));
      void navigate({ to: '/ledger/transactions/$transactionId', params: { transactionId: id } });
    },
  });
  const unit = units.find(({ code }) => code === unitCode) ?? yuan;
  const from = payers.find((one) => keyOf(one) === payer);
  const to: Owner | null =
    receiver === null
      ? null
      : kind === 'region'
        ? { regionCode: receiver }
        : { organisationId: receiver };
  const isWhole = [from, to, amountMinor, validOn].every(Boolean) && description.trim() !== '';
  const propose = () => {
    setAsking(false);
    if (from === undefined || to === null || amountMinor === null || validOn === null) return;
    write.mutate({ from, to, unit: unit.code, amountMinor, validOn, description });
  };
  return (
    <Section>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <div className="transfer-row">
          <label htmlFor="payer">{t('payAs')}</label>
          <Select
            id="payer"
            value={payer}
            options={payers.map((one) => ({ value: keyOf(one), label: <OwnerOf owner={one} /> }))}
            onChange={setPayer}
          />
        </div>
        <div className="transfer-row">
          <span id="receiver-kind" className="row-name">
            {t('receiverKind')}
          </span>
          <Radio.Group
            aria-labelledby="receiver-kind"
            value={kind}
            options={(['region', 'organisation'] as const).map((value) => ({
              value,
              label: t(`owner_${value}`),
            }))}
            onChange={({ target }) => {
              setKind(target.value);
              setReceiver(null);
            }}
          />
        </div>
        <div className="transfer-row">
          <label htmlFor="receiver">{t('receiver')}</label>
          {kind === 'region' ? (
            <RegionChoice
              id="receiver"
              label={t('receiver')}
              value={receiver}
              onChange={(code) => setReceiver([code ?? []].flat()[0] ?? null)}
            />
          ) : (
            <OrganisationChoice
              id="receiver"
              label={t('receiver')}
              value={receiver}
              onChange={(id) => setReceiver([id ?? []].flat()[0] ?? null)}
            />
          )}
        </div>
        <div className="transfer-row">
          <label htmlFor="unit">{t('unit')}</label>
          <Select
            id="unit"
            value={unit.code}
            options={units.map((one) => ({
              value: one.code,
              label: `${nameIn(language, one)} (${one.code})`,
            }))}
            onChange={setUnitCode}
          />
        </div>
        <div className="transfer-row">
          <label htmlFor="amount">{t('amount')}</label>
          <AmountInput key={unit.code} id="amount" unit={unit} onChange={setAmount} />
          <span className="quiet second-line">
            {t('amountHint', { unit: nameIn(language, unit) || unit.code, digits: unit.digits })}
          </span>
        </div>
        <div className="transfer-row">
          <label htmlFor="valid-on">{t('validOn')}</label>
          <DayInput id="valid-on" value={validOn} onChange={setValidOn} />
        </div>
        <div className="transfer-row">
          <label htmlFor="description">{t('description')}</label>
          <Input
            id="description"
            maxLength={300}
            value={description}
            onChange={({ target }) => setDescription(target.value)}
          />
        </div>
        <ProblemView problem={write.error} />
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={write.isPending} disabled={!isWhole}>
            {t('propose')}
          </Button>
        </div>
      </form>
      {asking && from !== undefined && to !== null && amountMinor !== null ? (
        <Modal
          open
          centered
          title={t('confirmPropose')}
          okText={t('propose')}
          cancelText={t('cancel')}
          onOk={propose}
          onCancel={() => setAsking(false)}
        >
          <p>
            <OwnerOf owner={from} /> → <OwnerOf owner={to} />
          </p>
          <p>{t('proposeMeaning', { amount: `${writeMinor(amountMinor, unit)} ${unit.code}` })}</p>
        </Modal>
      ) : null}
    </Section>
  );
}
