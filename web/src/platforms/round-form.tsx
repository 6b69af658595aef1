/** What a round is made of, for one that is prepared and one that is a draft. */
import { Input, InputNumber, Select } from 'antd';
import {
  platformContract,
  roundPhases,
  roundSharings,
  schemeContract,
} from 'yunhe/platforms/contract';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { roundWords } from './round-words.ts';

export function RoundTitleFields() {
  const t = useWords(roundWords);
  return (
    <>
      <Field name="titleZh" label={t('titleZh')}>
        <Input />
      </Field>
      <Field name="titleEn" label={t('titleEn')}>
        <Input />
      </Field>
    </>
  );
}

export function RoundFields({ type }: { readonly type: string }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const schemes = useRead(schemeContract.listSchemes, { limit: 100 });
  const platforms = useRead(
    platformContract.listPlatforms,
    { type: [type], limit: 100 },
    { enabled: type !== '' },
  );
  return (
    <>
      <Field name="schemeVersionId" label={t('scheme')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(schemes.data?.items ?? [])
            .filter(
              ({ version, kind, types }) =>
                version.state === 'published' &&
                kind === 'evaluation' &&
                (type === '' || types.length === 0 || types.includes(type)),
            )
            .map(({ version }) => ({
              value: version.id,
              label: `${version.title[language]} v${version.number}`,
            }))}
        />
      </Field>
      <Field name="platformIds" label={t('choosePlatforms')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={type === '' ? t('chooseTypeFirst') : undefined}
          options={(platforms.data?.items ?? []).map((one) => ({
            value: one.id,
            label: nameIn(language, one),
          }))}
        />
      </Field>
      <fieldset className="group">
        <legend>{t('dataDays')}</legend>
        <div className="form-pair">
          <Field name="dataFrom" label={t('dataFrom')}>
            <DayInput />
          </Field>
          <Field name="dataUntil" label={t('dataUntil')}>
            <DayInput />
          </Field>
        </div>
      </fieldset>
      <fieldset className="group">
        <legend>{t('calendar')}</legend>
        <p className="quiet">{t('calendarHint')}</p>
        <div className="form-pair">
          {roundPhases.map((phase) => (
            <Field
              key={phase}
              name={['calendar', phase]}
              label={`${t(`phase_${phase}`)} · ${t('beginsOn')}`}
            >
              <DayInput />
            </Field>
          ))}
        </div>
      </fieldset>
      <fieldset className="group">
        <legend>{t('panelAndResult')}</legend>
        <div className="form-pair">
          <Field name="seats" label={t('seats')}>
            <InputNumber min={1} max={20} />
          </Field>
          <Field name="mostLoad" label={t('mostLoad')}>
            <InputNumber min={1} max={500} />
          </Field>
          <Field name="draws" label={t('draws')} hint={t('drawsHint')}>
            <InputNumber min={0} max={100_000} />
          </Field>
          <Field name="seed" label={t('seed')}>
            <InputNumber min={0} max={2_147_483_647} />
          </Field>
        </div>
        <Field name="sharing" label={t('sharing')}>
          <Select
            options={roundSharings.map((value) => ({ value, label: t(`sharing_${value}`) }))}
          />
        </Field>
      </fieldset>
    </>
  );
}
