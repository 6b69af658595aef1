import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect } from 'react';
import {
  schemeContract as contract,
  type SchemeDocument,
  type SchemeVersion,
} from 'yunhe/platforms/contract';
import { call } from '../ui/call.ts';
import { Conflict } from '../ui/conflict.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead } from '../ui/query.ts';
import type { Schema } from '../ui/schema.ts';
import { SchemaForm } from '../ui/schema-form.tsx';
import { uiWords } from '../ui/ui-words.ts';
import { useAfterPause } from '../ui/use-after-pause.ts';
import { type Draft, type Keeper, useDraft } from '../ui/use-draft.ts';
import { useUndo } from '../ui/use-undo.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { SchemeProblems } from './scheme-facts.tsx';
import { StartPreview } from './scheme-previews.tsx';
import { useSchemeTongue } from './scheme-tongue.tsx';
import { SchemeTree } from './scheme-tree.tsx';
import { schemeWords } from './scheme-words.ts';
import { TextFile } from './text-file.tsx';

const route = getRouteApi('/platforms/scheme-versions/$versionId/edit');

export function EditScheme() {
  const { versionId } = route.useParams();
  const read = useRead(contract.readSchemeVersion, { versionId });
  const kind = read.data?.kind ?? 'evaluation';
  const schema = useRead(contract.readSchemeSchema, { kind }, { enabled: read.data !== undefined });
  return (
    <Loaded of={read}>
      {(version) =>
        version.may.edit ? (
          <Loaded of={schema}>
            {(answer) => (
              <Editor key={version.id} found={version} schema={answer.schema as Schema} />
            )}
          </Loaded>
        ) : (
          <NotADraft version={version} />
        )
      }
    </Loaded>
  );
}

function NotADraft({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  return (
    <Page title={t('notADraft')}>
      <Empty
        title={t('notADraft')}
        hint={t('notADraftHint')}
        action={<ToScheme version={version} />}
      />
    </Page>
  );
}

function ToScheme({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  return (
    <Link
      to="/platforms/schemes/$schemeId"
      params={{ schemeId: version.schemeId }}
      search={{ version: version.id }}
      className="link-button link-button-plain"
    >
      {t('toScheme')}
    </Link>
  );
}

/** What is edited together and saved together. */
interface Text {
  readonly document: SchemeDocument;
  readonly sampleData: string;
  readonly types: string[];
}

const keeper: Keeper<Text, SchemeVersion> = {
  textOf: ({ document, sampleData, types }) => ({ document, sampleData, types }),
  read: (versionId) => call(contract.readSchemeVersion, { versionId }),
  edit: ({ id }, change, revision) =>
    call(contract.editSchemeVersion, { ...change, versionId: id, revision }),
  create: () => Promise.reject(new Error('A version is begun before it is edited.')),
};

/** The parts of each kind, one sheet of paper each. */
const sheets = {
  evaluation: [
    ['title', 'source'],
    ['measures'],
    [
      ...['within', 'missing', 'outliers', 'normalise', 'weigh', 'aggregate'],
      ...['decimals', 'rounding', 'uncertainty'],
    ],
    ['root'],
    ['grades', 'vetoes'],
  ],
  funding: [
    ['title', 'source', 'currency'],
    ['measures'],
    ['streams'],
    ['multipliers', 'ungraded'],
  ],
} as const;

function Editor({ found, schema }: { readonly found: SchemeVersion; readonly schema: Schema }) {
  const t = useWords(schemeWords);
  const ui = useWords(uiWords);
  const language = useLanguage();
  const types = usePlatformTypes();
  const { state: text, set, undo, redo } = useUndo<Text>(() => keeper.textOf(found));
  const draft = useDraft<Text, SchemeVersion>(found, keeper, true);
  const { write } = draft;
  useEffect(() => write(text), [text, write]);
  const kept = draft.kept ?? found;
  const tongue = useSchemeTongue(text.document);
  const asked = useAfterPause(text.document);
  const inspected = useRead(
    contract.inspectScheme,
    { document: asked, kind: found.kind },
    { keepLast: true },
  );
  const problems = inspected.data?.problems ?? kept.problems;
  const title = kept.title[language] || kept.title.zh;
  return (
    <Page
      title={t('editScheme')}
      lead={title === '' ? t('editLead') : `${title} · ${t('editLead')}`}
      above={[{ to: '/platforms/schemes', label: t('schemes') }]}
      marks={<Saved draft={draft} />}
      actions={
        <>
          <Button icon={<UndoOutlined />} disabled={undo === null} onClick={() => undo?.()}>
            {ui('undo')}
          </Button>
          <Button icon={<RedoOutlined />} disabled={redo === null} onClick={() => redo?.()}>
            {t('redo')}
          </Button>
          <ToScheme version={kept} />
        </>
      }
    >
      {draft.clash === null ? (
        <ProblemView problem={draft.problem} />
      ) : (
        <Clash draft={draft} onText={set} />
      )}
      <div className="columns schema-page">
        <div>
          {sheets[found.kind].map((fields) => (
            <Section key={fields[0]}>
              <SchemaForm
                schema={schema}
                value={text.document}
                problems={problems}
                tongue={tongue}
                fields={fields}
                onChange={(document) => set({ ...text, document })}
              />
            </Section>
          ))}
          <Section title={t('types')}>
            <Select
              mode="multiple"
              aria-label={t('types')}
              className="wide"
              placeholder={t('allTypes')}
              value={text.types}
              options={types.options}
              onChange={(next: string[]) => set({ ...text, types: next })}
            />
          </Section>
          <Section
            title={t('sampleData')}
            actions={
              <TextFile
                label={t('file')}
                accept=".csv"
                onText={(sampleData) => set({ ...text, sampleData })}
              />
            }
          >
            <p className="quiet">{t('sampleDataHint')}</p>
            <Input.TextArea
              aria-label={t('sampleData')}
              className="digest"
              spellCheck={false}
              autoSize={{ minRows: 4, maxRows: 14 }}
              value={text.sampleData}
              onChange={({ target }) => set({ ...text, sampleData: target.value })}
            />
          </Section>
        </div>
        <div className="schema-beside">
          <p role="status" className={problems.length === 0 ? 'quiet' : 'strong'}>
            {problems.length === 0
              ? t('noProblems')
              : t('problemsLeft', { count: problems.length })}
          </p>
          <SchemeProblems problems={problems} />
          <Consistencies comparisons={inspected.data?.comparisons ?? []} />
          {found.kind === 'evaluation' && problems.length === 0 ? (
            <Section title={t('preview')}>
              <TryIt version={kept} draft={draft} />
            </Section>
          ) : null}
          <Section title={t(found.kind === 'funding' ? 'streams' : 'tree')}>
            <SchemeTree kind={found.kind} rows={inspected.data?.rows ?? kept.rows} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** What is tried is what was saved, so it waits for the last letter to be kept. */
function TryIt({
  version,
  draft,
}: {
  readonly version: SchemeVersion;
  readonly draft: Draft<Text, SchemeVersion>;
}) {
  const t = useWords(schemeWords);
  const ui = useWords(uiWords);
  if (draft.saving) return <p className="quiet">{ui('saving')}</p>;
  return version.digest === null ? (
    <p className="quiet">{t('previewLead')}</p>
  ) : (
    <StartPreview version={version} />
  );
}

function Consistencies({
  comparisons,
}: {
  readonly comparisons: readonly { readonly node: string; readonly consistencyRatio: number }[];
}) {
  const t = useWords(schemeWords);
  return comparisons.map(({ node, consistencyRatio }) => (
    <p key={node} className={consistencyRatio > 0.1 ? 'strong' : 'quiet'}>
      {t('consistency', { node, ratio: consistencyRatio.toFixed(3) })}{' '}
      {consistencyRatio > 0.1 ? t('inconsistent') : null}
    </p>
  ));
}

function Saved({ draft: { saving, savedAt } }: { readonly draft: Draft<Text, SchemeVersion> }) {
  const t = useWords(uiWords);
  const format = useFormat();
  return (
    <span className="quiet" role="status">
      {saving
        ? t('saving')
        : savedAt === null
          ? null
          : t('savedAt', { time: format.instant(savedAt.toISOString()) })}
    </span>
  );
}

function Clash({
  draft,
  onText,
}: {
  readonly draft: Draft<Text, SchemeVersion>;
  readonly onText: (text: Text) => void;
}) {
  const t = useWords(schemeWords);
  if (draft.clash === null) return null;
  const { base, theirs, mine } = draft.clash;
  const show = (value: unknown) => {
    const written = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
    return <code className="digest">{written.slice(0, 400)}</code>;
  };
  return (
    <Conflict<Text>
      fields={[
        { name: 'document', label: t('data'), show },
        { name: 'sampleData', label: t('sampleData'), show },
        { name: 'types', label: t('types'), show },
      ]}
      base={base}
      theirs={keeper.textOf(theirs)}
      mine={mine}
      busy={draft.saving}
      onSave={(left) => {
        onText({ ...keeper.textOf(theirs), ...left });
        void draft.settle(left);
      }}
    />
  );
}
