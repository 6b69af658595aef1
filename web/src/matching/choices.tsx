import { Select } from 'antd';
import { contract } from 'yunhe/matching/contract';
import { registryContract } from 'yunhe/registry/contract';
import { useRead } from '../ui/query.ts';
import { RemoteChoice, type RemoteChoiceProps } from '../ui/remote-choice.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';

type Choosing = Partial<
  Pick<
    RemoteChoiceProps<typeof registryContract.listRegions>,
    'id' | 'value' | 'onChange' | 'several' | 'label' | 'placeholder'
  >
>;

export function RegionChoice(props: Choosing) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  return (
    <RemoteChoice
      endpoint={registryContract.listRegions}
      valueOf={({ code }) => code}
      labelOf={(region) => (
        <>
          {nameIn(language, region)} <span className="quiet">{region.code}</span>
        </>
      )}
      nameOf={({ value }) => <RegionName code={value} />}
      label={t('region')}
      {...props}
    />
  );
}

export function RegionName({ code }: { readonly code: string }) {
  const language = useLanguage();
  const { data } = useRead(registryContract.readRegion, { code });
  return data === undefined ? code : nameIn(language, data) || code;
}

export function OrganisationChoice(props: Choosing) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  return (
    <RemoteChoice
      endpoint={registryContract.listOrganisations}
      valueOf={({ id }) => id}
      labelOf={(one) => (
        <>
          {nameIn(language, one) || one.displayName}{' '}
          <span className="quiet">
            {one.province === null ? '' : nameIn(language, one.province)}
          </span>
        </>
      )}
      nameOf={({ value }) => <OrganisationName organisationId={value} />}
      label={t('organisation')}
      offersAtOnce={false}
      {...props}
    />
  );
}

export function OrganisationName({ organisationId }: { readonly organisationId: string }) {
  const language = useLanguage();
  const { data } = useRead(registryContract.readOrganisation, { organisationId });
  return data === undefined ? '…' : nameIn(language, data) || data.displayName;
}

export function CompactChoice({
  value,
  onChange,
  id,
}: {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (id: string | undefined) => void;
}) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const { data } = useRead(registryContract.listCompacts, { limit: 100 });
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={t('compact')}
      value={value ?? null}
      allowClear
      options={(data?.items ?? []).map((compact) => ({
        value: compact.id,
        label: nameIn(language, compact),
      }))}
      onChange={(chosen) => onChange?.(chosen ?? undefined)}
    />
  );
}

/** Names of fields by their codes; the list is short and fixed. */
export function useFieldName(): (code: string) => string {
  const language = useLanguage();
  const { data } = useRead(contract.listFields, {});
  const names = new Map((data?.items ?? []).map((field) => [field.code, nameIn(language, field)]));
  return (code) => names.get(code) ?? code;
}

export function FieldChoice({
  value,
  onChange,
  id,
}: {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (codes: string[]) => void;
}) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const { data } = useRead(contract.listFields, {});
  const fields = data?.items ?? [];
  const choice = (field: (typeof fields)[number]) => ({
    value: field.code,
    label: nameIn(language, field),
  });
  const sections = fields.filter(
    ({ scheme, parentCode }) => scheme === 'gbt4754' && parentCode === null,
  );
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      aria-label={t('fields')}
      placeholder={t('fields')}
      value={[...(value ?? [])]}
      allowClear
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[
        {
          label: t('scheme_sei2018'),
          options: fields.filter(({ scheme }) => scheme === 'sei2018').map(choice),
        },
        ...sections.map((section) => ({
          label: nameIn(language, section),
          options: [
            choice(section),
            ...fields.filter(({ parentCode }) => parentCode === section.code).map(choice),
          ],
        })),
      ]}
      onChange={(codes: string[]) => onChange?.(codes)}
    />
  );
}

export const maturities = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export function MaturityChoice({
  value,
  onChange,
  label,
  id,
}: {
  readonly id?: string;
  readonly value?: number | null;
  readonly label?: string;
  readonly onChange?: (level: number | null) => void;
}) {
  const t = useWords(matchingWords);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label ?? t('maturity')}
      placeholder={label ?? t('maturity')}
      value={value ?? null}
      allowClear
      popupMatchSelectWidth={false}
      options={maturities.map((level) => ({ value: level, label: t(`trl_${level}`) }))}
      onChange={(level) => onChange?.(level ?? null)}
    />
  );
}

const spoken = ['zh', 'en', 'de', 'fr', 'es', 'it', 'ru', 'ja', 'ko'];

export function useLanguageName(): (tag: string) => string {
  const language = useLanguage();
  const names = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'language' });
  return (tag) => names.of(tag) ?? tag;
}

export function LanguageChoice({
  value,
  onChange,
  id,
}: {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (tags: string[]) => void;
}) {
  const t = useWords(matchingWords);
  const nameOf = useLanguageName();
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      aria-label={t('languages')}
      value={[...(value ?? [])]}
      options={spoken.map((tag) => ({ value: tag, label: nameOf(tag) }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(tags: string[]) => onChange?.(tags)}
    />
  );
}
