import { Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import type { RoundSummary } from 'yunhe/platforms/contract';
import { download, type Endpoint, type Input as InputOf, type Problem } from '../ui/call.ts';
import { ProblemView } from '../ui/problem.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { roundWords } from './round-words.ts';

export function RoundState({ round }: { readonly round: Pick<RoundSummary, 'state' | 'phase'> }) {
  const t = useWords(roundWords);
  const { state, phase } = round;
  const tone =
    state === 'published' ? 'tag tag-good' : state === 'cancelled' ? 'tag tag-bad' : 'tag';
  return (
    <>
      <span className={tone}>{t(`state_${state}`)}</span>{' '}
      {state !== 'open' ? null : (
        <span className="tag">{phase === null ? t('notBegun') : t(`phase_${phase}`)}</span>
      )}
    </>
  );
}

export function useRoundTitle() {
  const language = useLanguage();
  return ({ titleZh, titleEn }: Pick<RoundSummary, 'titleZh' | 'titleEn'>) =>
    language === 'zh' ? titleZh : titleEn;
}

/** Sends a file, and says why where there is none. */
export function DownloadButton<E extends Endpoint>({
  endpoint,
  input,
  children,
}: {
  readonly endpoint: E;
  readonly input: Partial<InputOf<E>>;
  readonly children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async () => {
    setBusy(true);
    setProblem(null);
    await download(endpoint, input as never).catch(setProblem);
    setBusy(false);
  };
  return (
    <>
      <Button loading={busy} onClick={() => void start()}>
        {children}
      </Button>
      <ProblemView problem={problem} />
    </>
  );
}

/** A verb that needs a reason before it is done. */
export function WithReason({
  label,
  hint,
  reason,
  danger = false,
  busy,
  problem,
  onSay,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly reason: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** True closes the question. */
  readonly onSay: (text: string) => Promise<boolean>;
  readonly children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const say = async () => {
    if (await onSay(text)) setOpen(false);
  };
  return (
    <>
      <Button danger={danger} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={label}
        okText={label}
        okButtonProps={{ danger, loading: busy, disabled: text.trim() === '' }}
        onOk={() => void say()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {hint === undefined ? null : <p className="quiet">{hint}</p>}
        {children}
        <Input.TextArea
          aria-label={reason}
          placeholder={reason}
          rows={3}
          maxLength={2000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <ProblemView problem={problem} />
      </Modal>
    </>
  );
}

/** Writes that answer a person's question by whether they were done. */
export async function wasDone(write: Promise<unknown>): Promise<boolean> {
  return await write.then(
    () => true,
    () => false,
  );
}

/** Three digits after the point, of a decimal or a fraction. */
export function shortNumber(text: string): string {
  if (text === '') return '';
  const [above = '', below = '1'] = text.split('/');
  const value = Number(above) / Number(below);
  return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : text;
}

/** Several lines of text, one thing a line; works inside a field of a form. */
export function LinesInput({
  value = [],
  onChange,
  ...more
}: {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly value?: readonly string[];
  readonly onChange?: (lines: string[]) => void;
}) {
  const [text, setText] = useState(value.join('\n'));
  const write = (said: string) => {
    setText(said);
    const lines = said.split('\n').map((line) => line.trim());
    onChange?.(lines.filter((line) => line !== ''));
  };
  return (
    <Input.TextArea
      {...more}
      rows={4}
      value={text}
      onChange={({ target }) => write(target.value)}
    />
  );
}
