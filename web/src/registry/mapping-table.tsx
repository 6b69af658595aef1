import { Input, Select } from 'antd';
import {
  type ImportKindSummary,
  type InspectedImportFile,
  type OrganisationKind,
  organisationKinds,
} from 'yunhe/registry/contract';
import { useLanguage, useWords } from '../ui/words.ts';
import { importWords } from './import-words.ts';
import { registryWords } from './words.ts';

export interface Mapping {
  /** By column of the kind: the column of the file. */
  readonly columns: Readonly<Record<string, string>>;
  /** By column of the kind: one value for every row. */
  readonly constants: Readonly<Record<string, string>>;
}

export function MappingTable({
  kind,
  file,
  mapping,
  onChange,
}: {
  readonly kind: ImportKindSummary;
  readonly file: InspectedImportFile;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}) {
  const t = useWords(importWords);
  const language = useLanguage();
  const registry = useWords(registryWords);
  const kinds: readonly string[] = organisationKinds;
  const wordFor = (value: string) =>
    kinds.includes(value) ? registry(`kind_${value as OrganisationKind}`) : value;
  return (
    <div className="mapping">
      {kind.columns.map(({ name, title, required, words }) => {
        const column = title[language];
        return (
          <div key={name} className="mapping-row">
            <span>
              {column} {required ? <span className="tag tag-accent">{t('needed')}</span> : null}
            </span>
            <Select
              aria-label={t('columnFor', { column })}
              value={mapping.columns[name] ?? ''}
              showSearch
              options={[
                { value: '', label: t('notInFile') },
                ...file.columns.map((value) => ({ value, label: value })),
              ]}
              onChange={(value) =>
                onChange({ ...mapping, columns: withValue(mapping.columns, name, value) })
              }
            />
            {mapping.columns[name] !== undefined ? (
              <span className="quiet first-rows-cell">
                {file.rows
                  .map((row) => row[mapping.columns[name] ?? ''])
                  .filter((cell) => cell !== undefined && cell !== '')
                  .slice(0, 2)
                  .join(' · ')}
              </span>
            ) : words === undefined ? (
              <Input
                aria-label={t('constantFor', { column })}
                placeholder={t('everyRow')}
                value={mapping.constants[name] ?? ''}
                maxLength={500}
                onChange={({ target }) =>
                  onChange({
                    ...mapping,
                    constants: withValue(mapping.constants, name, target.value),
                  })
                }
              />
            ) : (
              <Select
                aria-label={t('constantFor', { column })}
                placeholder={t('everyRow')}
                value={mapping.constants[name] ?? null}
                allowClear
                options={words.map((value) => ({ value, label: wordFor(value) }))}
                onChange={(value) =>
                  onChange({
                    ...mapping,
                    constants: withValue(mapping.constants, name, value ?? ''),
                  })
                }
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function withValue(
  values: Readonly<Record<string, string>>,
  name: string,
  value: string,
): Readonly<Record<string, string>> {
  const { [name]: _before, ...others } = values;
  return value === '' ? others : { ...others, [name]: value };
}
