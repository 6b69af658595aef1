import { Form as AntForm, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Problem } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Conflict, type ConflictField } from '../ui/conflict.tsx';
import { Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { queries } from '../ui/query.ts';
import { uiWords } from '../ui/ui-words.ts';
import { type Draft, type Keeper, useDraft } from '../ui/use-draft.ts';
import { useWords } from '../ui/words.ts';
import { matchingWords } from './words.ts';

interface Kept {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
}

export interface RecordEditorProps<Text extends object, Record_ extends Kept> {
  readonly title: string;
  readonly above: { readonly to: '/needs' | '/technologies'; readonly label: string };
  /** Null until the first words are written. */
  readonly found: Record_ | null;
  readonly initial: Text;
  readonly keeper: Keeper<Text, Record_>;
  readonly schema: unknown;
  readonly submit: (kept: Record_) => Promise<{ readonly id: string }>;
  readonly onDone: (kept: { readonly id: string }) => void;
  /** Empty parts of the form that the contract would take as wrong become null. */
  readonly tidy: (text: Text) => Text;
  readonly conflictFields: readonly ConflictField<Text>[];
  readonly children: ReactNode;
}

/** Writes a technology or a need: a draft saves itself, what is published is saved on purpose. */
export function RecordEditor<Text extends object, Record_ extends Kept>(
  props: RecordEditorProps<Text, Record_>,
) {
  const t = useWords(matchingWords);
  const notice = useNotice();
  const { found, keeper, tidy } = props;
  const isDraft = found === null || found.state === 'draft' || found.state === 'on_hold';
  const [form] = AntForm.useForm();
  const draft = useDraft<Text, Record_>(found, keeper, isDraft);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const finish = async (text: Text) => {
    setBusy(true);
    setProblem(null);
    draft.write(tidy(text));
    const kept = await draft.flush();
    setBusy(false);
    if (kept === null) return;
    if (isDraft) await submit(kept);
  };
  const submit = async (kept: Record_) => {
    setBusy(true);
    try {
      const submitted = await props.submit(kept);
      await queries.invalidateQueries();
      notice.done(t('submitted'));
      props.onDone(submitted);
    } catch (error) {
      if (error instanceof Problem) setProblem(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  const save = async (text: Text) => {
    setBusy(true);
    draft.write(tidy(text));
    const before = draft.kept?.revision;
    const kept = await draft.flush();
    setBusy(false);
    if (kept !== null && kept.revision !== before) {
      await queries.invalidateQueries();
      notice.done(t('saved'));
      props.onDone(kept);
    }
  };
  return (
    <Page
      title={props.title}
      lead={isDraft ? t('draftLead') : undefined}
      above={[props.above]}
      width="narrow"
    >
      {draft.clash === null ? null : (
        <Conflict<Text>
          fields={props.conflictFields}
          base={draft.clash.base}
          theirs={keeper.textOf(draft.clash.theirs)}
          mine={draft.clash.mine}
          busy={draft.saving}
          onSave={async (mine) => {
            const theirs = draft.clash === null ? null : keeper.textOf(draft.clash.theirs);
            await draft.settle(mine);
            form.setFieldsValue({ ...theirs, ...mine });
          }}
        />
      )}
      <Form<Text>
        form={form}
        schema={props.schema}
        initial={props.initial}
        problem={isDraft ? problem : draft.problem?.status === 412 ? null : draft.problem}
        busy={busy}
        submit={isDraft ? t('submit') : t('saveChanges')}
        extra={isDraft ? <Saved draft={draft} /> : null}
        onChange={(text) => draft.write(tidy(text as Text))}
        onSubmit={(text) => void (isDraft ? finish(text) : save(text))}
      >
        {props.children}
      </Form>
    </Page>
  );
}

/** Beside the button: when it was last saved, or why it was not. */
function Saved<Text, Record_>({ draft }: { readonly draft: Draft<Text, Record_> }) {
  const t = useWords(matchingWords);
  const ui = useWords(uiWords);
  const format = useFormat();
  const { saving, savedAt, problem } = draft;
  return (
    <div className="draft-state">
      <span role="status" className="quiet">
        {saving
          ? ui('saving')
          : problem !== null
            ? t('draftNotSaved')
            : savedAt === null
              ? ''
              : ui('savedAt', { time: format.instant(savedAt.toISOString()) })}
      </span>
      {problem !== null && problem.status !== 412 ? (
        <>
          <ProblemView problem={problem} />
          <Button size="small" onClick={() => void draft.flush()}>
            {ui('retry')}
          </Button>
        </>
      ) : null}
    </div>
  );
}
