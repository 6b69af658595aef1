/** Measures, breaks and draws lines, each character in a font that has it. */
import { fontOf, partFor } from './typeface.ts';

const breakable = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
/** What does not begin a line in Chinese. */
const closing = /[，。；：、！？）》〕】”’％%,.;:!?)\]}]/;

/** What `fontkit` tells of a font; the types of the PDF library leave it out. */
interface Glyphs {
  hasGlyphForCodePoint(point: number): boolean;
  readonly unitsPerEm: number;
  glyphForCodePoint(point: number): { readonly advanceWidth: number };
}

interface Letter {
  readonly part: string;
  /** In shares of the size. */
  readonly advance: number;
}

export class TextSetter {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #glyphs = new Map<string, Glyphs>();
  readonly #letters = new Map<string, Letter>();

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf;
  }

  width(text: string, points: number): number {
    let sum = 0;
    for (const character of text) sum += this.#letter(character).advance;
    return sum * points;
  }

  /** The text in lines that fit the width: between words, or anywhere in Chinese. */
  lines(text: string, points: number, wide: number): string[] {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const piece of pieces(text)) {
      const width = this.width(piece, points);
      if (used + width <= wide || closing.test(piece[0] ?? '')) {
        line += piece;
        used += width;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      const cut = this.#cut(piece.trimStart(), points, wide);
      lines.push(...cut.slice(0, -1));
      line = cut.at(-1) ?? '';
      used = this.width(line, points);
    }
    if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
    return lines;
  }

  draw(text: string, x: number, y: number, points: number, color = '#1a1a1a'): void {
    this.#pdf.fontSize(points).fillColor(color);
    let from = x;
    for (const [part, run] of this.#runs(text)) {
      this.#use(part);
      this.#pdf.text(run, from, y, { lineBreak: false });
      from += this.width(run, points);
    }
  }

  /** One word that is longer than a line. */
  #cut(word: string, points: number, wide: number): string[] {
    const lines = [''];
    for (const character of word) {
      const longer = lines.at(-1) + character;
      if (lines.at(-1) !== '' && this.width(longer, points) > wide) lines.push(character);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  #runs(text: string): [part: string, run: string][] {
    const runs: [string, string][] = [];
    for (const character of text) {
      const { part } = this.#letter(character);
      const last = runs.at(-1);
      if (last?.[0] === part) last[1] += character;
      else runs.push([part, character]);
    }
    return runs;
  }

  #letter(character: string): Letter {
    const known = this.#letters.get(character);
    if (known !== undefined) return known;
    const point = character.codePointAt(0) ?? 0;
    const part = partFor(character, () => this.#use(undefined).hasGlyphForCodePoint(point));
    const glyphs = this.#use(part);
    const letter = {
      part,
      advance: glyphs.glyphForCodePoint(point).advanceWidth / glyphs.unitsPerEm,
    };
    this.#letters.set(character, letter);
    return letter;
  }

  #use(part = 'chinese-simplified'): Glyphs {
    if (!this.#glyphs.has(part)) this.#pdf.registerFont(part, fontOf(part));
    this.#pdf.font(part);
    const used = this.#pdf as unknown as { readonly _font: { readonly font: Glyphs } };
    this.#glyphs.set(part, used._font.font);
    return used._font.font;
  }
}

/** Where a line may break: after spaces, and around each Chinese character. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const character of text) {
    const last = found.at(-1);
    const joins =
      last !== undefined &&
      !breakable.test(character) &&
      !breakable.test(last.at(-1) ?? '') &&
      !(last.endsWith(' ') && character !== ' ');
    if (joins) found[found.length - 1] = last + character;
    else found.push(character);
  }
  return found;
}
