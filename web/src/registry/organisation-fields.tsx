import { Input, InputNumber, Select } from 'antd';
import { organisationKinds } from 'yunhe/registry/contract';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { useWords } from '../ui/words.ts';
import { OrganisationChoice, RegionChoice } from './choices.tsx';
import { registryWords } from './words.ts';

/** What is said of an organisation, whether it is registered or edited. */
export function OrganisationFields() {
  const t = useWords(registryWords);
  return (
    <>
      <Field name="nameZh" label={t('nameZh')}>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input lang="en" />
      </Field>
      <div className="form-pair">
        <Field name="kind" label={t('kind')}>
          <Select
            options={organisationKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          />
        </Field>
        <Field name="regionCode" label={t('region')}>
          <RegionChoice placeholder={t('chooseRegion')} />
        </Field>
        <Field name="city" label={t('city')}>
          <Input />
        </Field>
        <Field name="established" label={t('established')}>
          <InputNumber controls={false} />
        </Field>
      </div>
      <Field name="parentId" label={t('parent')}>
        <OrganisationChoice label={t('parent')} />
      </Field>
      <Field name="website" label={t('website')}>
        <Input type="url" placeholder="https://" />
      </Field>
      <Field name="fields" label={t('fields')} hint={t('fieldsHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、']} />
      </Field>
      <div className="form-pair">
        <Field name="latitude" label={t('latitude')}>
          <InputNumber controls={false} />
        </Field>
        <Field name="longitude" label={t('longitude')}>
          <InputNumber controls={false} />
        </Field>
      </div>
    </>
  );
}

/** Whence what is being said is known. */
export function StatedFields() {
  const t = useWords(registryWords);
  return (
    <div className="form-pair">
      <Field name="source" label={t('statedSource')} hint={t('statedSourceHint')}>
        <Input />
      </Field>
      <Field name="statedOn" label={t('statedOn')}>
        <DayInput />
      </Field>
    </div>
  );
}
