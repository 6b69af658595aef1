import { DeleteOutlined } from '@ant-design/icons';
import { Form as AntForm, Button, Input, InputNumber, Radio, Select } from 'antd';
import { agreementContract, outpostContract } from 'yunhe/outposts/contract';
import { OrganisationChoice, RegionChoice } from '../registry/choices.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { useRead } from '../ui/query.ts';
import { RemoteChoice, type RemoteChoiceProps } from '../ui/remote-choice.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { extents, leaders, moveKinds } from './moves.tsx';
import { outpostWords } from './outpost-words.ts';

/** What is said of a move, whether it is recorded or edited. */
export function MoveFields() {
  const t = useWords(outpostWords);
  return (
    <>
      <Field name="kind" label={t('moveKind')}>
        <Radio.Group
          className="choices"
          options={moveKinds.map((value) => ({ value, label: t(`moveKind_${value}`) }))}
        />
      </Field>
      <Field name="organisationId" label={t('enterprise')}>
        <OrganisationChoice label={t('enterprise')} />
      </Field>
      <Field name="nameZh" label={t('nameZh')}>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input lang="en" />
      </Field>
      <div className="form-pair">
        <Field name="fromRegion" label={t('fromRegion')}>
          <RegionChoice label={t('fromRegion')} />
        </Field>
        <Field name="toRegion" label={t('toRegion')}>
          <RegionChoice label={t('toRegion')} />
        </Field>
        <Field name="extent" label={t('extent')}>
          <Select
            aria-label={t('extent')}
            options={extents.map((value) => ({ value, label: t(`extent_${value}`) }))}
          />
        </Field>
        <Field name="ledBy" label={t('ledBy')}>
          <Select
            aria-label={t('ledBy')}
            options={leaders.map((value) => ({ value, label: t(`ledBy_${value}`) }))}
          />
        </Field>
        <Field name="listedOn" label={t('listedOn')} hint={t('listedHint')}>
          <DayInput />
        </Field>
        <Field name="movedOn" label={t('movedOn')}>
          <DayInput />
        </Field>
        <Field name="registeredOn" label={t('registeredOn')}>
          <DayInput />
        </Field>
        <Field name="producingOn" label={t('producingOn')}>
          <DayInput />
        </Field>
        <Field name="deregisteredOn" label={t('deregisteredOn')}>
          <DayInput />
        </Field>
        <Field name="outpostId" label={t('throughOutpost')}>
          <OutpostChoice label={t('throughOutpost')} />
        </Field>
      </div>
      <Field name="agreementId" label={t('countedBy')}>
        <AgreementChoice label={t('countedBy')} />
      </Field>
      <TaxRows />
      <Field name="note" label={t('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Field>
    </>
  );
}

const taxes = ['vat', 'corporate-income-tax', 'business-tax'] as const;

function TaxRows() {
  const t = useWords(outpostWords);
  return (
    <fieldset className="group">
      <legend>{t('taxesBefore')}</legend>
      <AntForm.List name="taxesBefore">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="tax-row">
                <AntForm.Item name={[name, 'year']} label={t('taxYear')}>
                  <InputNumber controls={false} />
                </AntForm.Item>
                <AntForm.Item name={[name, 'tax']} label={t('tax')}>
                  <Select
                    aria-label={t('tax')}
                    options={taxes.map((value) => ({ value, label: t(`tax_${value}`) }))}
                  />
                </AntForm.Item>
                <AntForm.Item name={[name, 'amount']} label={t('amountYuan')}>
                  <Input inputMode="decimal" autoComplete="off" />
                </AntForm.Item>
                <AntForm.Item name={[name, 'unit']} hidden>
                  <Input />
                </AntForm.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('removeRow')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button onClick={() => add({ unit: 'CNY', tax: taxes[0] })}>{t('addTax')}</Button>
          </>
        )}
      </AntForm.List>
    </fieldset>
  );
}

type Choosing<
  E extends typeof outpostContract.listOutposts | typeof agreementContract.listAgreements,
> = Partial<Pick<RemoteChoiceProps<E>, 'id' | 'value' | 'onChange'>> & { readonly label: string };

function OutpostChoice(props: Choosing<typeof outpostContract.listOutposts>) {
  const language = useLanguage();
  return (
    <RemoteChoice
      endpoint={outpostContract.listOutposts}
      valueOf={({ id }) => id}
      labelOf={(outpost) => nameIn(language, outpost)}
      nameOf={NameOfOutpost}
      {...props}
    />
  );
}

function NameOfOutpost({ value }: { readonly value: string }) {
  const language = useLanguage();
  const { data } = useRead(outpostContract.readOutpost, { outpostId: value });
  return <>{data === undefined ? '…' : nameIn(language, data)}</>;
}

function AgreementChoice(props: Choosing<typeof agreementContract.listAgreements>) {
  const language = useLanguage();
  return (
    <RemoteChoice
      endpoint={agreementContract.listAgreements}
      valueOf={({ id }) => id}
      labelOf={({ version }) => version.title[language] || version.document}
      nameOf={NameOfAgreement}
      {...props}
    />
  );
}

function NameOfAgreement({ value }: { readonly value: string }) {
  const language = useLanguage();
  const { data } = useRead(agreementContract.readAgreement, { agreementId: value });
  return <>{data === undefined ? '…' : data.version.title[language] || data.version.document}</>;
}
