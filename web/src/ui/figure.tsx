import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { handOver } from './hand-over.ts';
import { saveRows, saveTable } from './table-file.ts';
import { family } from './theme.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface FigureProps {
  /** What the picture shows, in one sentence; its caption and its alternative. */
  readonly label: string;
  /** The same figures as a table, for those who cannot see the picture or want to copy. */
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly ReactNode[])[];
    /** All of it, where the table shows a part. */
    readonly whole?: readonly (readonly string[])[];
  };
  /** Where the figures come from; it stands below the picture and goes with it as a file. */
  readonly source?: string;
}

/** A picture with its table, its source, and both as files. */
export function Figure({
  label,
  table,
  source,
  height,
  image,
  children,
}: FigureProps & {
  readonly height: number;
  /** What is drawn, once it is drawn. */
  readonly image: () => HTMLCanvasElement | null;
  readonly children: ReactNode;
}) {
  const t = useWords(uiWords);
  const [asTable, setAsTable] = useState(false);
  const [saving, setSaving] = useState(false);
  const shown = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (!saving || shown.current === null) return;
    saveTable(shown.current, label);
    setSaving(false);
  }, [saving, label]);
  const save = (what: string) => {
    if (what === 'picture') savePicture(image(), label, source ?? '');
    else if (table.whole === undefined) setSaving(true);
    else saveRows([table.head, ...table.whole], label);
  };
  const items = [
    { key: 'table', label: t('saveTable') },
    ...(asTable ? [] : [{ key: 'picture', label: t('savePicture') }]),
  ];
  return (
    <figure className="chart">
      <figcaption>
        <span>{label}</span>
        <span className="chart-tools">
          <Button size="small" type="text" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('showChart') : t('showTable')}
          </Button>
          <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => save(key) }}>
            <Button
              size="small"
              type="text"
              icon={<DownloadOutlined aria-hidden />}
              aria-label={t('saveFigure')}
              title={t('saveFigure')}
            />
          </Dropdown>
        </span>
      </figcaption>
      {asTable ? (
        <div className="table-frame" style={{ maxHeight: height }}>
          <Table table={table} place={shown} />
        </div>
      ) : (
        children
      )}
      {saving && !asTable ? (
        <div hidden>
          <Table table={table} place={shown} />
        </div>
      ) : null}
      {source === undefined ? null : <p className="quiet chart-source">{source}</p>}
    </figure>
  );
}

function Table({
  table: { head, rows },
  place,
}: {
  readonly table: FigureProps['table'];
  readonly place: Ref<HTMLTableElement>;
}) {
  return (
    <table className="table" ref={place}>
      <thead>
        <tr>
          {head.map((title, at) => (
            <th key={at} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Pixels of a picture for each of the screen, so that it can be printed. */
export const pictureScale = 2;

const paper = { margin: 24, line: 22, title: 16, foot: 12 } as const;

/** A picture that leaves its page takes along what it shows and where that comes from. */
function savePicture(drawn: HTMLCanvasElement | null, label: string, source: string): void {
  if (drawn === null) return;
  const scale = pictureScale;
  const room = (paper.margin + 2 * paper.line) * scale;
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width + 2 * paper.margin * scale;
  canvas.height = drawn.height + 2 * room;
  const brush = canvas.getContext('2d')!;
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = '#1c2b30';
  const write = (text: string, y: number, size: number) => {
    brush.font = `${size * scale}px ${family}`;
    brush.fillText(text, paper.margin * scale, y, drawn.width);
  };
  write(label, (paper.margin + paper.title) * scale, paper.title);
  write(source, canvas.height - paper.margin * scale, paper.foot);
  brush.drawImage(drawn, paper.margin * scale, room);
  canvas.toBlob((content) => content !== null && handOver(content, `${label}.png`), 'image/png');
}
