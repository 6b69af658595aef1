import { getRouteApi, Link } from '@tanstack/react-router';
import { Form as AntForm, Input, Select } from 'antd';
import { useState } from 'react';
import { rulesContract as contract, type RuleVersion, VersionChange } from 'yunhe/rules/contract';
import { call } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Conflict, type ConflictField, changed } from '../ui/conflict.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { EditCases } from './edit-cases.tsx';
import { EditGaps } from './edit-gaps.tsx';
import { EditModel } from './edit-model.tsx';
import { EditOutcome } from './edit-outcome.tsx';
import { EditTerms } from './edit-terms.tsx';
import { editWords } from './edit-words.ts';
import { rulesWords } from './words.ts';
import './dmn-editor.css';
import './rules.css';

const route = getRouteApi('/rules/versions/$versionId/edit');

export function EditVersion() {
  const { versionId } = route.useParams();
  const read = useRead(contract.readVersion, { versionId });
  return (
    <Loaded of={read}>
      {(version) =>
        version.may.edit ? (
          <Editor key={version.id} found={version} />
        ) : (
          <NotADraft version={version} />
        )
      }
    </Loaded>
  );
}

function NotADraft({ version }: { readonly version: RuleVersion }) {
  const t = useWords(editWords);
  return (
    <Page title={t('notADraft')}>
      <Empty title={t('notADraft')} hint={t('notADraftHint')} action={<ToVersion of={version} />} />
    </Page>
  );
}

function ToVersion({ of, label }: { readonly of: RuleVersion; readonly label?: string }) {
  const t = useWords(editWords);
  return (
    <Link
      to="/rules/versions/$versionId"
      params={{ versionId: of.id }}
      className="link-button link-button-plain"
    >
      {label ?? t('toVersion')}
    </Link>
  );
}

const keys = Object.keys(VersionChange.properties) as (keyof VersionChange)[];

function textOf(version: RuleVersion): VersionChange {
  return Object.fromEntries(keys.map((key) => [key, version[key]])) as VersionChange;
}

interface Clash {
  readonly theirs: RuleVersion;
  readonly mine: VersionChange;
}

function Editor({ found }: { readonly found: RuleVersion }) {
  const t = useWords(editWords);
  const rules = useWords(rulesWords);
  const language = useLanguage();
  const notice = useNotice();
  const [form] = AntForm.useForm();
  const [kept, setKept] = useState(found);
  /** The text as it was when the form was filled from it. */
  const [base, setBase] = useState(() => textOf(found));
  const [clash, setClash] = useState<Clash | null>(null);
  const save = useWrite(contract.editVersion, {
    onDone: (version) => {
      setKept(version);
      setBase(textOf(version));
      setClash(null);
      notice.done(t('saved'));
    },
  });
  const { id: versionId } = kept;
  const send = (mine: VersionChange, revision: number) =>
    save.mutate(
      { ...mine, versionId, revision },
      {
        onError: async (problem) => {
          if (problem.status !== 412) return;
          setClash({ theirs: await call(contract.readVersion, { versionId }), mine });
        },
      },
    );
  const settle = (mine: VersionChange) => {
    if (clash === null) return;
    const { theirs } = clash;
    form.setFieldsValue({ ...textOf(theirs), ...mine });
    setKept(theirs);
    setBase(textOf(theirs));
    if (Object.keys(mine).length === 0) setClash(null);
    else send(mine, theirs.revision);
  };
  const takeModelSaved = (version: RuleVersion) => {
    const mine = changed(base, form.getFieldsValue() as VersionChange);
    // Whoever kept their model over another's has not seen yet what else the other one wrote.
    if (Object.keys(changed(base, textOf(version))).length > 0) setClash({ theirs: version, mine });
    setKept(version);
  };
  const conflictFields = useConflictFields();
  const name = nameIn(language, kept);
  return (
    <Page
      title={t('editVersion', { name: name || '…', number: kept.number })}
      lead={t('editLead')}
      above={[{ to: '/rules', label: rules('rules') }]}
      actions={<ToVersion of={kept} label={t('checkAndReview')} />}
      width="narrow"
    >
      {clash === null ? null : (
        <Conflict<VersionChange>
          fields={conflictFields}
          base={base}
          theirs={textOf(clash.theirs)}
          mine={clash.mine}
          busy={save.isPending}
          onSave={settle}
        />
      )}
      <Form<VersionChange>
        form={form}
        schema={contract.editVersion.body}
        initial={base}
        problem={save.error}
        busy={save.isPending}
        onSubmit={(text) => send(changed(base, text), kept.revision)}
      >
        <TextFields />
        <ModelFields kept={kept} onKept={takeModelSaved} />
      </Form>
    </Page>
  );
}

function useConflictFields(): readonly ConflictField<VersionChange>[] {
  const t = useWords(editWords);
  return keys.map((name) => ({
    name,
    label: t(name),
    show: (value) =>
      typeof value === 'string' ? value || '—' : value == null ? '—' : JSON.stringify(value),
  }));
}

function TextFields() {
  const t = useWords(editWords);
  const rules = useWords(rulesWords);
  const long = (name: 'textZh' | 'textEn' | 'limitsZh' | 'limitsEn') => (
    <Field name={name} label={t(name)}>
      <Input.TextArea
        lang={name.endsWith('Zh') ? 'zh-CN' : 'en'}
        autoSize={{ minRows: 3, maxRows: 16 }}
      />
    </Field>
  );
  return (
    <>
      <Section title={t('theDocument')}>
        <Field name="nameZh" label={t('nameZh')}>
          <Input lang="zh-CN" />
        </Field>
        <Field name="nameEn" label={t('nameEn')}>
          <Input lang="en" />
        </Field>
        <Field name="documentNumber" label={t('documentNumber')}>
          <Input />
        </Field>
        <Field name="grade" label={t('grade')}>
          <Select
            allowClear
            options={(['P', 'M', 'S', 'C'] as const).map((value) => ({
              value,
              label: rules(`grade_${value}`),
            }))}
          />
        </Field>
        <Field name="issuer" label={t('issuer')}>
          <Input />
        </Field>
        <Field name="sourceUrl" label={t('sourceUrl')}>
          <Input type="url" />
        </Field>
        <div className="columns columns-even">
          <Field name="effectiveFrom" label={t('effectiveFrom')}>
            <DayInput />
          </Field>
          <Field name="effectiveUntil" label={t('effectiveUntil')}>
            <DayInput />
          </Field>
        </div>
      </Section>
      <Section title={t('theText')}>
        {long('textZh')}
        {long('textEn')}
        {long('limitsZh')}
        {long('limitsEn')}
      </Section>
    </>
  );
}

/** The model, and all that speaks of its names. */
function ModelFields({
  kept,
  onKept,
}: {
  readonly kept: RuleVersion;
  readonly onKept: (version: RuleVersion) => void;
}) {
  const t = useWords(editWords);
  const { id: versionId } = kept;
  const enabled = kept.modelDigest !== null;
  const model = useRead(contract.readModel, { versionId }, { enabled });
  const check = useRead(contract.checkVersion, { versionId }, { enabled });
  const names = model.data === undefined ? [] : namesIn(model.data);
  return (
    <>
      <EditModel kept={kept} problems={model.data?.problems ?? []} onKept={onKept} />
      <Section title={t('words')}>
        <p className="quiet">{t('wordsHint')}</p>
        <AntForm.Item name="words" noStyle>
          <EditTerms names={names} />
        </AntForm.Item>
      </Section>
      {enabled ? (
        <>
          <Section title={t('outcome')}>
            <p className="quiet">{t('outcomeHint')}</p>
            <Loaded of={model}>
              {(found) => (
                <AntForm.Item name="outcome" noStyle>
                  <EditOutcome model={found} />
                </AntForm.Item>
              )}
            </Loaded>
          </Section>
          <Section title={t('cases')}>
            <p className="quiet">{t('casesHint')}</p>
            <Loaded of={model}>
              {(found) => (
                <AntForm.Item name="cases" noStyle>
                  <EditCases model={found} />
                </AntForm.Item>
              )}
            </Loaded>
          </Section>
          <Section title={t('declaredGaps')}>
            <p className="quiet">{t('declaredGapsHint')}</p>
            <Loaded of={check}>
              {(found) => (
                <AntForm.Item name="declaredGaps" noStyle>
                  <EditGaps check={found} />
                </AntForm.Item>
              )}
            </Loaded>
          </Section>
        </>
      ) : (
        <p className="quiet">{t('modelFirst')}</p>
      )}
    </>
  );
}

type ModelRead = Parameters<typeof EditCases>[0]['model'];

function namesIn({ form, decisions }: ModelRead): string[] {
  return [
    ...form.flatMap(({ name, fields }) => [name, ...fields.map((field) => field.name)]),
    ...decisions.map(({ name }) => name),
  ];
}
