import { Input, InputNumber, Select } from 'antd';
import { OrganisationChoice, RegionChoice } from '../registry/choices.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { useWords } from '../ui/words.ts';
import { activities, outpostKinds } from './outpost-facts.tsx';
import { outpostWords } from './outpost-words.ts';

const grades = ['P', 'M', 'S', 'C'] as const;

/** What is said of an outpost, whether it is registered or edited. */
export function OutpostFields() {
  const t = useWords(outpostWords);
  const done = activities.map((value) => ({ value, label: t(`activity_${value}`) }));
  return (
    <>
      <Field name="nameZh" label={t('nameZh')}>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input lang="en" />
      </Field>
      <Field name="kind" label={t('kind')}>
        <Select
          aria-label={t('kind')}
          options={outpostKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        />
      </Field>
      <div className="form-pair">
        <Field name="homeRegion" label={t('home')}>
          <RegionChoice label={t('home')} />
        </Field>
        <Field name="hostRegion" label={t('host')}>
          <RegionChoice label={t('host')} />
        </Field>
        <Field name="activitiesAtHome" label={t('atHome')}>
          <Select mode="multiple" aria-label={t('atHome')} options={done} />
        </Field>
        <Field name="activitiesThere" label={t('there')}>
          <Select mode="multiple" aria-label={t('there')} options={done} />
        </Field>
      </div>
      <Field name="operatorId" label={t('operator')}>
        <OrganisationChoice label={t('operator')} />
      </Field>
      <div className="form-pair">
        <Field name="openedOn" label={t('openedOn')}>
          <DayInput />
        </Field>
        <Field name="closedOn" label={t('closedOn')} hint={t('closedHint')}>
          <DayInput />
        </Field>
        <Field name="spaceSquareMetres" label={t('spaceField')}>
          <InputNumber controls={false} />
        </Field>
        <Field name="address" label={t('address')}>
          <Input />
        </Field>
        <Field name="latitude" label={t('latitude')} hint={t('coordinatesHint')}>
          <InputNumber controls={false} />
        </Field>
        <Field name="longitude" label={t('longitude')}>
          <InputNumber controls={false} />
        </Field>
      </div>
      <Field name="note" label={t('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Field>
      <div className="form-pair">
        <Field name={['source', 'document']} label={t('sourceDocument')}>
          <Input />
        </Field>
        <Field name={['source', 'grade']} label={t('grade')}>
          <Select
            allowClear
            aria-label={t('grade')}
            options={grades.map((value) => ({ value, label: t(`grade_${value}`) }))}
          />
        </Field>
      </div>
    </>
  );
}

/** Without a document there is no source. */
export function withSource<Body extends { source?: { document?: string } | null | undefined }>(
  body: Body,
): Body {
  return (body.source?.document ?? '') === '' ? { ...body, source: null } : body;
}
