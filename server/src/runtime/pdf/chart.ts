/** Simple charts as vectors: bars, a line over time, a table of coloured cells. */
import type { TextSetter } from './text-setter.ts';

export type PdfChart =
  | {
      readonly kind: 'bars' | 'line';
      readonly title: string;
      /** Null is a value that is not told: it has a place and no mark. */
      readonly points: readonly { readonly label: string; readonly value: number | null }[];
      readonly written: (value: number) => string;
    }
  | {
      readonly kind: 'heat';
      readonly title: string;
      readonly rows: readonly string[];
      readonly columns: readonly string[];
      /** By place in `rows` and `columns`; a cell that is not told is crossed out. */
      readonly cells: readonly {
        readonly row: number;
        readonly column: number;
        readonly value: number | null;
      }[];
      readonly written: (value: number) => string;
    };

type Heat = Extract<PdfChart, { kind: 'heat' }>;
type Plain = Exclude<PdfChart, Heat>;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
}

/** More does not fit a page; the table behind a chart has all. */
const barsAtMost = 36;
const heatRowsAtMost = 45;
const heatColumnsAtMost = 36;

const size = 7.5;
const line = 12;
const titleHeight = 18;
const lineHeight = 150;
const headHeight = 62;
const ink = '#333333';
const quiet = '#666666';
const accent = '#0f6470';
const grid = '#dddddd';
/** One hue from light to dark: told apart without seeing colour, and in print. */
const scale = ['#eef3f3', '#c5dbdc', '#8cbabe', '#4c929a', '#0f6470', '#083b43'] as const;

export function heightOf(chart: PdfChart): number {
  if (chart.kind === 'heat') {
    return titleHeight + headHeight + heatRows(chart) * line + 2 * line + 4;
  }
  if (chart.kind === 'line') return titleHeight + lineHeight + 2 * line;
  return titleHeight + shown(chart).length * line + 8;
}

export function drawChart(
  pdf: PDFKit.PDFDocument,
  text: TextSetter,
  chart: PdfChart,
  place: Place,
): void {
  text.draw(chart.title, place.x, place.y, size + 1, ink);
  const below = { ...place, y: place.y + titleHeight };
  if (chart.kind === 'heat') drawHeat(pdf, text, chart, below);
  else if (chart.kind === 'bars') drawBars(pdf, text, chart, below);
  else drawLine(pdf, text, chart, below);
}

const shown = ({ points }: Plain) => points.slice(0, barsAtMost);
const heatRows = ({ rows }: Heat) => Math.min(rows.length, heatRowsAtMost);

function greatest(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0) || 1;
}

function fitted(text: TextSetter, label: string, wide: number): string {
  const [first = '', ...rest] = text.lines(label, size, wide);
  return rest.length === 0 ? first : `${[...first].slice(0, -1).join('')}…`;
}

/** Bars go from where zero is: values below it go to the left. */
function drawBars(
  pdf: PDFKit.PDFDocument,
  text: TextSetter,
  chart: Plain,
  { x, y, wide }: Place,
): void {
  const points = shown(chart);
  const values = points.map(({ value }) => value);
  const labelWide = wide * 0.28;
  const isBelow = values.some((value) => value !== null && value < 0);
  const room = wide - labelWide - 60;
  const zero = x + labelWide + (isBelow ? room / 2 : 0);
  const unit = (isBelow ? room / 2 : room) / greatest(values);
  for (const [at, { label, value }] of points.entries()) {
    const top = y + at * line;
    text.draw(fitted(text, label, labelWide - 6), x, top + 1, size, ink);
    if (value === null) {
      text.draw('—', zero + 3, top + 1, size, quiet);
      continue;
    }
    const from = Math.min(zero, zero + value * unit);
    pdf.rect(from, top + 1.5, Math.max(Math.abs(value * unit), 0.4), line - 4).fill(accent);
    const written = chart.written(value);
    const end = Math.max(zero, zero + value * unit);
    text.draw(written, end + 3, top + 1, size, quiet);
  }
  pdf.moveTo(zero, y).lineTo(zero, y + points.length * line);
  pdf.lineWidth(0.5).stroke(quiet);
}

function drawLine(
  pdf: PDFKit.PDFDocument,
  text: TextSetter,
  { points, written }: Plain,
  { x, y, wide }: Place,
): void {
  const left = x + 40;
  const right = x + wide - 12;
  const most = greatest(points.map(({ value }) => value));
  const foot = y + lineHeight;
  const heightAt = (value: number) => foot - (value / most) * (lineHeight - 8);
  for (const share of [0, 0.5, 1]) {
    const at = heightAt(share * most);
    pdf.moveTo(left, at).lineTo(right, at).lineWidth(0.5).stroke(grid);
    const label = written(share * most);
    text.draw(label, left - text.width(label, size) - 4, at - 5, size, quiet);
  }
  const step = (right - left) / Math.max(1, points.length - 1);
  const every = Math.ceil(points.length / 12);
  let before: readonly [number, number] | null = null;
  for (const [at, { label, value }] of points.entries()) {
    const across = left + at * step;
    if (at % every === 0) {
      text.draw(label, across - text.width(label, size) / 2, foot + 4, size, quiet);
    }
    const here = value === null ? null : ([across, heightAt(value)] as const);
    if (before !== null && here !== null) {
      pdf.moveTo(...before).lineTo(...here);
      pdf.lineWidth(1.4).stroke(accent);
    }
    if (here !== null) pdf.circle(...here, 1.8).fill(accent);
    before = here;
  }
}

function drawHeat(
  pdf: PDFKit.PDFDocument,
  text: TextSetter,
  chart: Heat,
  { x, y, wide }: Place,
): void {
  const columns = chart.columns.slice(0, heatColumnsAtMost);
  const labelWide = Math.min(wide * 0.3, 150);
  const cellWide = Math.min((wide - labelWide) / Math.max(1, columns.length), 60);
  const top = y + headHeight;
  for (const [at, label] of columns.entries()) {
    const across = x + labelWide + (at + 0.5) * cellWide - 4;
    pdf.save().rotate(-55, { origin: [across, top - 8] });
    text.draw(fitted(text, label, headHeight + 4), across, top - 10, size, ink);
    pdf.restore();
  }
  for (const [at, label] of chart.rows.slice(0, heatRows(chart)).entries()) {
    text.draw(fitted(text, label, labelWide - 6), x, top + at * line + 1, size, ink);
  }
  const most = greatest(chart.cells.map(({ value }) => value));
  for (const { row, column, value } of chart.cells) {
    if (row >= heatRows(chart) || column >= columns.length) continue;
    const from = [x + labelWide + column * cellWide, top + row * line] as const;
    if (value === null) {
      const [left, head] = from;
      pdf.moveTo(left + 3, head + 2).lineTo(left + cellWide - 4, head + line - 3);
      pdf.moveTo(left + cellWide - 4, head + 2).lineTo(left + 3, head + line - 3);
      pdf.lineWidth(0.5).stroke(quiet);
    } else pdf.rect(...from, cellWide - 1, line - 1).fill(colourOf(value / most));
  }
  drawScale(pdf, text, chart.written(most), x + labelWide, top + heatRows(chart) * line + 6);
}

function colourOf(share: number): string {
  const at = Math.ceil(Math.max(0, Math.min(1, share)) * (scale.length - 1));
  return scale[at] ?? scale[0];
}

function drawScale(
  pdf: PDFKit.PDFDocument,
  text: TextSetter,
  most: string,
  x: number,
  y: number,
): void {
  text.draw('0', x, y - 1, size, quiet);
  for (const [at, colour] of scale.entries()) pdf.rect(x + 10 + at * 18, y, 18, 8).fill(colour);
  text.draw(most, x + 14 + scale.length * 18, y - 1, size, quiet);
}
