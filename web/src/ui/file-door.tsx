import { InboxOutlined } from '@ant-design/icons';
import { Progress } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import type { Answer, Endpoint, Input } from './call.ts';
import { ProblemView } from './problem.tsx';
import { useWrite } from './query.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';
import './file-door.css';

export interface FileDoorProps<E extends Endpoint> {
  /** Takes a file, and `input` if it takes more. */
  readonly endpoint: E;
  readonly title: string;
  /** What may come in, and how large it may be. */
  readonly hint: string;
  /** Endings of file names: `.csv,.xlsx`. */
  readonly accept: string;
  readonly onDone: (answer: Answer<E>) => void;
  /** What is sent beside the file. */
  readonly input?: Partial<Input<E>>;
}

/** Where a file comes in: by the dialogue of the browser, by key, or dropped. */
export function FileDoor<E extends Endpoint>(props: FileDoorProps<E>) {
  const { endpoint, title, hint, accept, onDone, input: beside = {} } = props;
  const t = useWords(uiWords);
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const upload = useWrite(endpoint, { onProgress: setShare, onDone });
  const take = (file: File | undefined) => {
    if (file === undefined || upload.isPending) return;
    setShare(0);
    upload.mutate({ ...beside, file } as unknown as Input<E>);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  const percent = Math.round(share * 100);
  return (
    <div className="section">
      <button
        type="button"
        className="file-door"
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <InboxOutlined aria-hidden />
        <span className="strong">{upload.isPending ? t('sendingFile', { percent }) : title}</span>
        <span className="quiet">{hint}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={title}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
      {upload.isPending ? (
        <Progress percent={percent} showInfo={false} aria-label={t('progressOfFile')} />
      ) : null}
      <ProblemView problem={upload.error} />
    </div>
  );
}
