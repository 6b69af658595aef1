import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import {
  type ImportKindSummary,
  type InspectedImportFile,
  importContract,
} from 'yunhe/registry/contract';
import { FirstRows as Rows } from '../ui/first-rows.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { ImportProblems, ImportProgress } from './import-progress.tsx';
import { isUnderWay } from './import-state.tsx';
import { importWords } from './import-words.ts';
import { type Mapping, MappingTable } from './mapping-table.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import '../ui/file-door.css';
import './imports.css';

const route = getRouteApi('/imports/files/$fileId');

/** From an uploaded file to an import: what it is, which column is what, a trial, the start. */
export function PrepareImport() {
  const t = useWords(importWords);
  const { fileId } = route.useParams();
  const [sheet, setSheet] = useState<string>();
  const file = useRead(importContract.inspectImportFile, {
    fileId,
    ...(sheet === undefined ? {} : { sheet }),
  });
  const kinds = useRead(importContract.listImportKinds, {});
  return (
    <Page
      title={file.data?.file.name ?? t('prepare')}
      above={[{ to: '/imports', label: t('imports') }]}
      lead={file.data === undefined ? undefined : <FileLead of={file.data} />}
    >
      <Loaded of={file}>
        {(found) => (
          <>
            <FirstRows of={found} sheet={sheet} onSheet={setSheet} />
            <Loaded of={kinds}>
              {({ items }) => (
                <Preparation key={sheet ?? ''} file={found} kinds={items} sheet={sheet} />
              )}
            </Loaded>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function FileLead({ of }: { readonly of: InspectedImportFile }) {
  const t = useWords(importWords);
  const format = useFormat();
  const size = new Intl.NumberFormat(format.language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'unit',
    unit: of.file.bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(of.file.bytes / (of.file.bytes < 1_000_000 ? 1_000 : 1_000_000));
  return t('fileFacts', { size, encoding: of.encoding ?? of.fileKind.toUpperCase() });
}

function FirstRows({
  of,
  sheet,
  onSheet,
}: {
  readonly of: InspectedImportFile;
  readonly sheet: string | undefined;
  readonly onSheet: (sheet: string) => void;
}) {
  const t = useWords(importWords);
  return (
    <Section
      plain
      title={t('firstRows')}
      actions={
        of.sheets.length > 1 ? (
          <Select
            aria-label={t('sheet')}
            value={sheet ?? of.sheets[0] ?? null}
            options={of.sheets.map((value) => ({ value, label: value }))}
            onChange={(value) => value !== null && onSheet(value)}
          />
        ) : null
      }
    >
      <Rows label={t('firstRows')} columns={of.columns} rows={of.rows} />
    </Section>
  );
}

function Preparation({
  file,
  kinds,
  sheet,
}: {
  readonly file: InspectedImportFile;
  readonly kinds: readonly ImportKindSummary[];
  readonly sheet: string | undefined;
}) {
  const t = useWords(importWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const first = file.suggestions[0];
  const [kindName, setKindName] = useState(first?.kind ?? kinds[0]?.name ?? '');
  const [mapping, setMapping] = useState<Mapping>({
    columns: first?.columns ?? {},
    constants: first?.constants ?? {},
  });
  const [source, setSource] = useState('');
  const [statedOn, setStatedOn] = useState<string>();
  const trial = useWrite(importContract.startImport);
  const start = useWrite(importContract.startImport, {
    onDone: ({ id }) => void navigate({ to: '/imports/$importId', params: { importId: id } }),
  });
  const kind = kinds.find(({ name }) => name === kindName);
  const choose = (name: string) => {
    const suggested = file.suggestions.find((one) => one.kind === name);
    setKindName(name);
    setMapping({ columns: suggested?.columns ?? {}, constants: suggested?.constants ?? {} });
  };
  const body = (dryRun: boolean) => ({
    fileId: file.file.id,
    kind: kindName,
    ...(kind?.columns.length === 0 ? {} : mapping),
    ...(sheet === undefined ? {} : { sheet }),
    ...(source.trim() === '' ? {} : { source: source.trim() }),
    ...(statedOn === undefined ? {} : { statedOn }),
    dryRun,
  });
  return (
    <>
      <Section title={t('whatIsIt')}>
        <div className="preparation">
          <label htmlFor="kind">{t('kind')}</label>
          <Select
            id="kind"
            value={kindName}
            options={kinds.map(({ name, title }) => ({ value: name, label: title[language] }))}
            onChange={choose}
          />
          <label htmlFor="source">{t('source')}</label>
          <div>
            <Input
              id="source"
              value={source}
              maxLength={200}
              aria-describedby="source-hint"
              onChange={({ target }) => setSource(target.value)}
            />
            <p id="source-hint" className="quiet">
              {t('sourceHint')}
            </p>
          </div>
          <label htmlFor="stated">{t('statedOn')}</label>
          <DatePicker
            id="stated"
            value={statedOn === undefined ? null : dayjs(statedOn)}
            onChange={(day) => setStatedOn(day?.format('YYYY-MM-DD'))}
          />
        </div>
      </Section>
      <Section title={t('mapping')}>
        {kind === undefined || kind.columns.length === 0 ? (
          <p className="quiet">{t('mappingFixed')}</p>
        ) : (
          <>
            <p className="quiet">{t('mappingLead')}</p>
            <SavedMappings kind={kind.name} mapping={mapping} onUse={setMapping} />
            <MappingTable kind={kind} file={file} mapping={mapping} onChange={setMapping} />
          </>
        )}
        <ProblemView problem={start.error ?? trial.error} />
        <div className="row">
          <Button loading={trial.isPending} onClick={() => trial.mutate(body(true))}>
            {t('tryFirst')}
          </Button>
          <Button
            type="primary"
            loading={start.isPending}
            onClick={() => start.mutate(body(false))}
          >
            {t('start')}
          </Button>
        </div>
      </Section>
      {trial.data === undefined ? null : <Trial importId={trial.data.id} />}
    </>
  );
}

function Trial({ importId }: { readonly importId: string }) {
  const t = useWords(importWords);
  const read = useRead(
    importContract.readImport,
    { importId },
    { everyMs: (run) => (isUnderWay(run) ? 1_000 : false) },
  );
  return (
    <Section title={t('tried')} plain>
      <Loaded of={read}>
        {(run) => (
          <>
            <div className="sheet section">
              <ImportProgress of={run} />
            </div>
            {isUnderWay(run) ? null : <ImportProblems importId={importId} kind={run.kind} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}
