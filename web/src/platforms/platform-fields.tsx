import { Input, Select } from 'antd';
import { FieldChoice } from '../matching/choices.tsx';
import { OrganisationChoice, RegionChoice } from '../registry/choices.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { useWords } from '../ui/words.ts';
import { stages, usePlatformTypes } from './platform-facts.tsx';
import { platformWords } from './platform-words.ts';

/** What is said of a platform, whether it is proposed or edited. */
export function PlatformFields() {
  const t = useWords(platformWords);
  const types = usePlatformTypes();
  return (
    <>
      <Field name="nameZh" label={t('nameZh')}>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input lang="en" />
      </Field>
      <div className="form-pair">
        <Field name="type" label={t('type')}>
          <Select aria-label={t('type')} options={types.options} />
        </Field>
        <Field name="stage" label={t('stage')}>
          <Select
            aria-label={t('stage')}
            options={stages.map((value) => ({ value, label: t(`stage_${value}`) }))}
          />
        </Field>
      </div>
      <Field name="regionCodes" label={t('region')} hint={t('regionHint')}>
        <RegionChoice several label={t('region')} />
      </Field>
      <Field name="fields" label={t('fields')}>
        <FieldChoice />
      </Field>
      <Field name="operatorId" label={t('operator')} hint={t('operatorHint')}>
        <OrganisationChoice label={t('operator')} />
      </Field>
      <div className="form-pair">
        <Field name="openedOn" label={t('opened')}>
          <DayInput />
        </Field>
        <Field name="closedOn" label={t('closed')}>
          <DayInput />
        </Field>
      </div>
      <Field name="address" label={t('address')}>
        <Input />
      </Field>
      <Field name="note" label={t('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Field>
    </>
  );
}
