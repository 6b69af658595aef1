import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { type Act, actContract as contract } from 'yunhe/platforms/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { MoneyInput } from '../ui/money-input.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';

/** What is committed is paid, wholly, in part or for less, or given up. */
export function SettleAct({ act }: { readonly act: Act }) {
  const t = useWords(governanceWords);
  const format = useFormat();
  const confirm = useConfirm();
  const notice = useNotice();
  const [paying, setPaying] = useState(false);
  const settle = useWrite(contract.settleAct);
  const leftMinor = String(BigInt(act.amountMinor) - BigInt(act.paidMinor));
  const giveUp = async () => {
    const title = t('releaseQuestion', { amount: format.money(leftMinor, 'CNY') });
    if (!(await confirm({ title, yes: t('release'), danger: true }))) return;
    await settle.mutateAsync({ actId: act.id, as: 'released' }).catch(notice.failed);
  };
  return (
    <span className="act-settle">
      <Button size="small" onClick={() => setPaying(true)}>
        {t('pay')}
      </Button>
      <Button size="small" type="text" onClick={() => void giveUp()}>
        {t('release')}
      </Button>
      {paying ? <Pay act={act} leftMinor={leftMinor} onClose={() => setPaying(false)} /> : null}
    </span>
  );
}

interface Paid {
  amountMinor: string;
  restStays: boolean;
  on?: string;
}

function Pay({
  act,
  leftMinor,
  onClose,
}: {
  readonly act: Act;
  readonly leftMinor: string;
  readonly onClose: () => void;
}) {
  const t = useWords(governanceWords);
  const format = useFormat();
  const notice = useNotice();
  const [so, setSo] = useState<Partial<Paid>>({ amountMinor: leftMinor });
  const settle = useWrite(contract.settleAct, {
    onDone: () => {
      notice.done(t('paymentRecorded'));
      onClose();
    },
  });
  const restMinor = BigInt(leftMinor) - BigInt(so.amountMinor ?? leftMinor);
  return (
    <Modal open onCancel={onClose} footer={null} title={t('pay')}>
      <p>{t('payLead', { title: act.title, amount: format.money(leftMinor, 'CNY') })}</p>
      <Form<Paid>
        schema={contract.settleAct.body}
        initial={{ amountMinor: leftMinor, restStays: true }}
        problem={settle.error}
        busy={settle.isPending}
        submit={t('pay')}
        onChange={setSo}
        onSubmit={(paid) => settle.mutate({ ...paid, actId: act.id, as: 'paid' })}
      >
        <div className="form-pair">
          <Field name="amountMinor" label={t('paidAmount')} needed>
            <MoneyInput currency="CNY" />
          </Field>
          <Field name="on" label={t('paidOn')} hint={t('paidOnHint')}>
            <DayInput />
          </Field>
        </div>
        {restMinor > 0n ? (
          <Field
            name="restStays"
            needed
            label={t('theRest', { amount: format.money(String(restMinor), 'CNY') })}
          >
            <Radio.Group
              className="choices"
              options={[
                { value: true, label: t('restStays') },
                { value: false, label: t('restReleased') },
              ]}
            />
          </Field>
        ) : null}
      </Form>
    </Modal>
  );
}
