import { Select } from 'antd';
import { contract } from 'yunhe/matching/contract';
import { useCompactChoices } from '../registry/choices.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';

export {
  NameOfOrganisation as OrganisationName,
  NameOfRegion as RegionName,
  OrganisationChoice,
  RegionChoice,
} from '../registry/choices.tsx';

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
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={t('compact')}
      value={value ?? null}
      allowClear
      options={[...useCompactChoices()]}
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
  const sections = ['gbt4754', 'ipc', 'euroscivoc'].flatMap((one) =>
    fields.filter(({ scheme, parentCode }) => scheme === one && parentCode === null),
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
          label:
            section.scheme === 'ipc' || section.scheme === 'euroscivoc'
              ? `${t(`scheme_${section.scheme}`)} · ${nameIn(language, section)}`
              : nameIn(language, section),
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
