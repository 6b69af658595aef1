import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { saveTable } from './table-file.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

/** Around a table that may be wider than its place: what scrolls can be reached by key. */
export function TableFrame({
  label,
  height,
  saved = false,
  children,
}: {
  readonly label: string;
  /** In pixels; it scrolls beyond. */
  readonly height?: number;
  /** Whether it is offered as a file. */
  readonly saved?: boolean;
  readonly children: ReactNode;
}) {
  const t = useWords(uiWords);
  const place = useRef<HTMLElement>(null);
  const save = () => {
    const table = place.current?.querySelector('table');
    if (table) saveTable(table, label);
  };
  const frame = (
    <section
      ref={place}
      className="table-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by key
      tabIndex={0}
      aria-label={label}
      {...(height === undefined ? {} : { style: { maxHeight: height } })}
    >
      {children}
    </section>
  );
  if (!saved) return frame;
  return (
    <>
      <p className="table-tools">
        <Button type="text" icon={<DownloadOutlined aria-hidden />} onClick={save}>
          {t('saveTable')}
        </Button>
      </p>
      {frame}
    </>
  );
}
