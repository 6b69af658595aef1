/** A document as PDF: a title, paragraphs, facts, tables and charts, on numbered pages. */
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Download } from '../module.ts';
import type { PdfChart } from './chart.ts';
import { PageWriter } from './page-writer.ts';

export type { PdfChart } from './chart.ts';

export interface PdfColumn {
  readonly title: string;
  /** Its share of the width, beside those of the others. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface PdfTable {
  readonly columns: readonly PdfColumn[];
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
}

export type PdfPart =
  | { readonly heading: string }
  | { readonly paragraph: string }
  /** Lines of a label and a value. */
  | { readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly table: PdfTable }
  | { readonly chart: PdfChart };

export interface PdfDocument {
  readonly title: string;
  readonly lang: 'zh' | 'en';
  /** When what it says was so; the same content at the same time gives the same bytes. */
  readonly madeAt: Date;
  readonly landscape?: boolean;
  readonly parts: readonly PdfPart[];
}

const rowsBetweenOtherWork = 50;

export async function* writePdf(document: PdfDocument): AsyncGenerator<Uint8Array> {
  const writer = new PageWriter(document);
  writer.title(document.title);
  for (const part of document.parts) {
    if ('heading' in part) writer.heading(part.heading);
    else if ('paragraph' in part) writer.paragraph(part.paragraph);
    else if ('facts' in part) writer.facts(part.facts);
    else if ('chart' in part) writer.chart(part.chart);
    else await writeTable(writer, part.table);
  }
  yield* writer.end();
}

async function writeTable(writer: PageWriter, { columns, rows }: PdfTable): Promise<void> {
  let written = 0;
  for await (const row of rows) {
    if (written === 0) writer.beginTable(columns, row);
    writer.row(row);
    written += 1;
    if (written % rowsBetweenOtherWork === 0) await otherWork();
  }
  if (written === 0) writer.beginTable(columns, []);
  writer.endTable();
}

export function pdfFile(name: string, document: PdfDocument): Download {
  return {
    filename: `${name}.pdf`,
    mediaType: 'application/pdf',
    bytes: writePdf(document),
  };
}
