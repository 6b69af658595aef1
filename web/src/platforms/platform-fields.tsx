import { Input, InputNumber, Select } from 'antd';
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

const kinds = ['money', 'staff', 'space', 'equipment'] as const;

/** A region that founds it, and what it brings; amounts are left out where it brings none. */
export interface FounderDraft {
  readonly regionCode: string | null;
  readonly organisationId: string | null;
  readonly amounts: Readonly<Partial<Record<(typeof kinds)[number], number | null>>>;
}

export function FounderFields({
  founders,
  onChange,
}: {
  readonly founders: readonly FounderDraft[];
  readonly onChange: (founders: readonly FounderDraft[]) => void;
}) {
  const t = useWords(platformWords);
  const replace = (at: number, one: FounderDraft | null) =>
    onChange(founders.flatMap((before, place) => (place === at ? (one ?? []) : before)));
  return (
    <fieldset className="platform-founders">
      <legend>{t('founders')}</legend>
      {founders.map((founder, at) => (
        <div key={at} className="platform-founder">
          <RegionChoice
            label={t('founderRegion')}
            placeholder={t('founderRegion')}
            value={founder.regionCode}
            onChange={(code) =>
              replace(at, {
                ...founder,
                regionCode: [code ?? []].flat()[0] ?? null,
                organisationId: null,
              })
            }
          />
          {founder.regionCode !== null ? null : (
            <OrganisationChoice
              label={t('founderOrganisation')}
              placeholder={t('founderOrganisation')}
              value={founder.organisationId}
              onChange={(id) =>
                replace(at, { ...founder, organisationId: [id ?? []].flat()[0] ?? null })
              }
            />
          )}
          {kinds.map((kind) => (
            <InputNumber
              key={kind}
              aria-label={t(`bring_${kind}`)}
              placeholder={t(`bring_${kind}`)}
              controls={false}
              min={0}
              value={founder.amounts[kind] ?? null}
              onChange={(amount) =>
                replace(at, { ...founder, amounts: { ...founder.amounts, [kind]: amount } })
              }
            />
          ))}
          <button type="button" className="link-button-plain" onClick={() => replace(at, null)}>
            {t('remove')}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="link-button link-button-plain"
        onClick={() =>
          onChange([...founders, { regionCode: null, organisationId: null, amounts: {} }])
        }
      >
        {t('addFounder')}
      </button>
    </fieldset>
  );
}

/** As the operation takes them; rows that name nobody are left out. */
export function foundersBody(founders: readonly FounderDraft[]) {
  return founders
    .filter(({ regionCode, organisationId }) => regionCode !== null || organisationId !== null)
    .map(({ regionCode, organisationId, amounts }) => ({
      ...{ regionCode, organisationId },
      contributions: kinds.flatMap((kind) => {
        const amount = amounts[kind];
        return amount == null || amount === 0 ? [] : [{ kind, amount: String(amount) }];
      }),
    }));
}
