/** Sets text on pages: breaks lines and pages, repeats the head of a table, numbers the pages. */
import PDFDocument from 'pdfkit';
import { drawChart, heightOf, type PdfChart } from './chart.ts';
import type { PdfColumn, PdfDocument } from './index.ts';
import { TextSetter } from './text-setter.ts';

const margin = { top: 54, bottom: 60, side: 48 };
const size = { title: 16, heading: 12, text: 9.5, cell: 8, foot: 7.5 };
const lineShare = 1.5;
const cellPadding = 3;
/** Beside a cell: else a number at the right would touch the words that follow. */
const cellSide = 5;
const gray = '#666666';
const rule = '#cccccc';
const headFill = '#f2f4f7';

type PlacedColumn = PdfColumn & { readonly x: number; readonly wide: number };

interface Table {
  readonly columns: readonly PlacedColumn[];
}

/** A row without text has the height of a line. */
const mostLines = (cells: readonly (readonly string[])[]) =>
  Math.max(1, ...cells.map((lines) => lines.length));

export class PageWriter {
  readonly #document: PdfDocument;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #text: TextSetter;
  readonly #chunks: Uint8Array[] = [];
  #y = margin.top;
  #table: Table | null = null;
  /** Waits for what follows it. */
  #heading: string | null = null;

  constructor(document: PdfDocument) {
    this.#document = document;
    this.#pdf = new PDFDocument({
      size: 'A4',
      layout: document.landscape === true ? 'landscape' : 'portrait',
      margins: { top: margin.top, bottom: 0, left: margin.side, right: margin.side },
      bufferPages: true,
      lang: document.lang === 'zh' ? 'zh-CN' : 'en',
      displayTitle: true,
      info: {
        Title: document.title,
        Producer: 'Yunhe',
        Creator: 'Yunhe',
        CreationDate: document.madeAt,
        ModDate: document.madeAt,
      },
    });
    this.#pdf.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    this.#text = new TextSetter(this.#pdf);
  }

  title(text: string): void {
    this.#lines(text, size.title);
    this.#y += 6;
  }

  /** It is written with what follows, so that it does not stand alone at the foot of a page. */
  heading(text: string): void {
    this.#writeHeading(0);
    this.#heading = text;
  }

  paragraph(text: string): void {
    this.#writeHeading(3 * size.text * lineShare);
    for (const part of text.split('\n')) this.#lines(part, size.text);
    this.#y += 4;
  }

  facts(facts: readonly (readonly [label: string, value: string])[]): void {
    const labelWide = this.#wide * 0.24;
    this.#writeHeading(3 * size.text * lineShare);
    for (const [label, value] of facts) {
      const height = size.text * lineShare;
      const lines = this.#text.lines(value, size.text, this.#wide - labelWide);
      this.#makeRoom(height);
      this.#text.draw(label, margin.side, this.#y, size.text, gray);
      for (const line of lines) {
        this.#makeRoom(height);
        this.#text.draw(line, margin.side + labelWide, this.#y, size.text);
        this.#y += height;
      }
    }
    this.#y += 4;
  }

  /** A chart stands on one page. */
  chart(chart: PdfChart): void {
    const height = heightOf(chart);
    this.#writeHeading(height);
    this.#makeRoom(height);
    drawChart(this.#pdf, this.#text, chart, { x: margin.side, y: this.#y, wide: this.#wide });
    this.#y += height + 4;
  }

  /** The head of a table stands on one page with the first row. */
  beginTable(columns: readonly PdfColumn[], first: readonly string[]): void {
    const whole = columns.reduce((sum, { width }) => sum + width, 0);
    let x = margin.side;
    const placed = columns.map((column) => {
      const wide = (column.width / whole) * this.#wide;
      x += wide;
      return { ...column, x: x - wide, wide };
    });
    const titles = placed.map(({ title }) => title);
    const height =
      this.#rowHeight(mostLines(this.#cellLines(placed, titles))) + this.#roomOf(placed, first);
    this.#writeHeading(height);
    this.#makeRoom(height);
    this.#table = { columns: placed };
    this.#tableHead();
  }

  row(cells: readonly string[]): void {
    if (this.#table === null) throw new Error('A row stands in a table.');
    const { columns } = this.#table;
    const cellLines = this.#cellLines(columns, cells);
    const most = mostLines(cellLines);
    this.#makeRoom(this.#roomOf(columns, cells));
    this.#y += cellPadding;
    for (let at = 0; at < most; at += 1) {
      this.#makeRoom(size.cell * lineShare + cellPadding);
      for (const [column, { x, wide, align }] of columns.entries()) {
        const line = cellLines[column]?.[at] ?? '';
        if (line !== '') this.#cell(line, x, wide, align);
      }
      this.#y += size.cell * lineShare;
    }
    this.#y += cellPadding;
    this.#rule();
  }

  endTable(): void {
    this.#table = null;
    this.#y += 6;
  }

  /** Numbers the pages, which are all known by now, and gives the bytes. */
  async *end(): AsyncGenerator<Uint8Array> {
    this.#writeHeading(0);
    const { count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#pdf.switchToPage(page);
      this.#foot(page + 1, count);
    }
    const ended = new Promise<void>((done) => this.#pdf.once('end', done));
    this.#pdf.end();
    await ended;
    yield* this.#chunks;
  }

  get #wide(): number {
    return this.#pdf.page.width - 2 * margin.side;
  }

  get #bottom(): number {
    return this.#pdf.page.height - margin.bottom;
  }

  /** The heading that waits, where there is room for it and for the height of what follows. */
  #writeHeading(height: number): void {
    const text = this.#heading;
    if (text === null) return;
    this.#heading = null;
    this.#y += 8;
    this.#makeRoom(size.heading * lineShare + 3 + height);
    this.#lines(text, size.heading);
    this.#y += 3;
  }

  #cellLines(columns: readonly PlacedColumn[], cells: readonly string[]): readonly string[][] {
    return columns.map(({ wide }, at) =>
      this.#text.lines(cells[at] ?? '', size.cell, wide - 2 * cellSide),
    );
  }

  /** A row is kept together, unless it is so long that it would leave half a page empty. */
  #roomOf(columns: readonly PlacedColumn[], cells: readonly string[]): number {
    const whole = this.#rowHeight(mostLines(this.#cellLines(columns, cells)));
    return Math.min(whole, (this.#bottom - margin.top) / 2);
  }

  #rowHeight(lines: number): number {
    return lines * size.cell * lineShare + 2 * cellPadding;
  }

  #makeRoom(height: number): void {
    if (this.#y + height <= this.#bottom) return;
    this.#pdf.addPage();
    this.#y = margin.top;
    if (this.#table !== null) this.#tableHead();
  }

  #lines(text: string, points: number): void {
    for (const line of this.#text.lines(text, points, this.#wide)) {
      this.#makeRoom(points * lineShare);
      this.#text.draw(line, margin.side, this.#y, points);
      this.#y += points * lineShare;
    }
  }

  #tableHead(): void {
    const columns = this.#table?.columns ?? [];
    const titles = this.#cellLines(
      columns,
      columns.map(({ title }) => title),
    );
    const most = mostLines(titles);
    const height = this.#rowHeight(most);
    this.#pdf.rect(margin.side, this.#y, this.#wide, height).fill(headFill);
    const top = this.#y + cellPadding;
    for (let at = 0; at < most; at += 1) {
      this.#y = top + at * size.cell * lineShare;
      for (const [column, { x, wide, align }] of columns.entries()) {
        this.#cell(titles[column]?.[at] ?? '', x, wide, align);
      }
    }
    this.#y = top - cellPadding + height;
    this.#rule();
  }

  #cell(line: string, x: number, wide: number, align: PdfColumn['align']): void {
    const free = wide - 2 * cellSide - this.#text.width(line, size.cell);
    const from = x + cellSide + (align === 'right' ? Math.max(0, free) : 0);
    this.#text.draw(line, from, this.#y, size.cell);
  }

  #rule(): void {
    this.#pdf
      .moveTo(margin.side, this.#y)
      .lineTo(margin.side + this.#wide, this.#y)
      .lineWidth(0.5)
      .stroke(rule);
  }

  #foot(page: number, pages: number): void {
    const number =
      this.#document.lang === 'zh' ? `第 ${page} 页，共 ${pages} 页` : `Page ${page} of ${pages}`;
    const y = this.#pdf.page.height - margin.bottom / 2 - size.foot;
    const numberWide = this.#text.width(number, size.foot);
    const titleWide = this.#wide - numberWide - 24;
    const [title = ''] = this.#text.lines(this.#document.title, size.foot, titleWide);
    this.#text.draw(title, margin.side, y, size.foot, gray);
    this.#text.draw(number, margin.side + this.#wide - numberWide, y, size.foot, gray);
  }
}
