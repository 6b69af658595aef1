/**
 * Noto Sans SC as it comes from the registry: in parts, each with some of the characters. A text
 * is set in the part that has most of them, and rare characters in the part that has theirs.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unpackWoff } from './woff.ts';

const { resolve } = createRequire(import.meta.url);
const common = 'chinese-simplified';

/** Kept once unpacked: a part takes some hundredths of a second. */
const unpacked = new Map<string, Buffer>();

export function fontOf(part: string): Buffer {
  const known = unpacked.get(part);
  if (known !== undefined) return known;
  const file = resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${part}-400-normal.woff`);
  const font = unpackWoff(readFileSync(file));
  unpacked.set(part, font);
  return font;
}

type Range = readonly [from: number, to: number, part: string];
let knownRanges: readonly Range[] | undefined;

/** What the numbered parts hold, as the package says. */
function ranges(): readonly Range[] {
  knownRanges ??= readRanges();
  return knownRanges;
}

function readRanges(): readonly Range[] {
  const file = resolve('@fontsource/noto-sans-sc/unicode.json');
  const parts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return Object.entries(parts).flatMap(([name, told]) =>
    told.split(',').map((range): Range => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16), name.replace(/[[\]]/g, '')];
    }),
  );
}

/** The part to set a character in; the common one where none has it. */
export function partFor(character: string, isCommon: (character: string) => boolean): string {
  if (isCommon(character)) return common;
  const point = character.codePointAt(0) ?? 0;
  return ranges().find(([from, to]) => from <= point && point <= to)?.[2] ?? common;
}
