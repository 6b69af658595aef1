/** A table of cases: sent, looked at, and matched column by column to the inputs of a rule. */
import { Form as AntForm, Button, Select } from 'antd';
import { useEffect } from 'react';
import { type CaseFile, rulesContract as contract, type Model } from 'yunhe/rules/contract';
import { FileDoor } from '../ui/file-door.tsx';
import { FirstRows } from '../ui/first-rows.tsx';
import { Field } from '../ui/form.tsx';
import { Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { replayWords } from './replay-words.ts';

export function CasesFile({
  fileId,
  onFile,
  candidateVersionId,
}: {
  readonly fileId: string;
  readonly onFile: (fileId: string | undefined) => void;
  readonly candidateVersionId: string | undefined;
}) {
  const t = useWords(replayWords);
  const known = candidateVersionId !== undefined;
  const versionId = candidateVersionId ?? '';
  const file = useRead(
    contract.inspectCases,
    { fileId, ...(known ? { versionId } : {}) },
    { enabled: fileId !== '' },
  );
  const model = useRead(contract.readModel, { versionId }, { enabled: known });
  if (fileId === '') {
    return (
      <FileDoor
        endpoint={contract.uploadCases}
        title={t('chooseCases')}
        hint={t('chooseCasesHint')}
        accept=".csv,.tsv,.txt,.xlsx"
        onDone={({ id }) => onFile(id)}
      />
    );
  }
  return (
    <Loaded of={file}>
      {(found) => (
        <>
          <p>
            {found.name} <Button onClick={() => onFile(undefined)}>{t('otherFile')}</Button>
          </p>
          <FirstRows label={t('firstRows')} columns={found.columns} rows={found.rows} />
          <h3 className="replay-mapping">{t('mapping')}</h3>
          {known ? (
            <Loaded of={model}>
              {({ form }) => <Mapping key={versionId} file={found} form={form} />}
            </Loaded>
          ) : (
            <p className="quiet">{t('chooseCandidateFirst')}</p>
          )}
        </>
      )}
    </Loaded>
  );
}

function Mapping({ file, form }: { readonly file: CaseFile; readonly form: Model['form'] }) {
  const t = useWords(replayWords);
  const fields = AntForm.useFormInstance();
  useEffect(() => {
    fields.setFieldValue(['file', 'columns'], file.suggested);
  }, [fields, file.suggested]);
  return (
    <>
      <p className="quiet">{t('mappingLead')}</p>
      <AntForm.Item name={['file', 'columns']} noStyle>
        <InputColumns file={file} form={form} />
      </AntForm.Item>
      <div className="columns columns-even">
        {(['name', 'region', 'kind'] as const).map((name) => (
          <Field key={name} name={['file', name]} label={t(`${name}Column`)}>
            <Select allowClear showSearch options={file.columns.map((value) => ({ value }))} />
          </Field>
        ))}
      </div>
    </>
  );
}

type Columns = Readonly<Record<string, string>>;

function InputColumns({
  file,
  form,
  value = {},
  onChange,
}: {
  readonly file: CaseFile;
  readonly form: Model['form'];
  readonly value?: Columns;
  readonly onChange?: (columns: Columns) => void;
}) {
  const t = useWords(replayWords);
  const language = useLanguage();
  return (
    <div className="mapping">
      {form.map(({ name, label }) => {
        const input = label[language] || name;
        const column = value[name];
        return (
          <div key={name} className="mapping-row">
            <span>{input}</span>
            <Select
              aria-label={t('columnFor', { input })}
              value={column ?? ''}
              showSearch
              options={[
                { value: '', label: t('notInFile') },
                ...file.columns.map((one) => ({ value: one, label: one })),
              ]}
              onChange={(next) => {
                const { [name]: _before, ...others } = value;
                onChange?.(next === '' ? others : { ...others, [name]: next });
              }}
            />
            <span className="quiet first-rows-cell">
              {column === undefined
                ? ''
                : file.rows
                    .map((row) => row[column] ?? '')
                    .filter((cell) => cell !== '')
                    .slice(0, 2)
                    .join(' · ')}
            </span>
          </div>
        );
      })}
    </div>
  );
}
