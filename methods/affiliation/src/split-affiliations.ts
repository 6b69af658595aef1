import { PLACE_OF_WORK, startsWithMark } from './header-words.ts';

/** One affiliation as printed, with the mark (1, 2, a …) that authors carry for it. */
export type PrintedAffiliation = { readonly mark: string | null; readonly text: string };

/** An author, with the places in `affiliations` of what the marks behind the name point at. */
export type PrintedAuthor = { readonly name: string; readonly affiliations: readonly number[] };

/** What a header says. `authors` is empty where names could not be told apart for certain. */
export type SplitHeader = {
  readonly affiliations: readonly PrintedAffiliation[];
  readonly authors: readonly PrintedAuthor[];
};

// A header of more than this is not a header; the rest would only cost time.
const LONGEST_HEADER = 20_000;
// Longer than any affiliation; it bounds the work on a header without any separator.
const LONGEST_PIECE = 600;
const HAN = /\p{Script=Han}/u;
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Splits the header of a paper, as printed or scanned, into affiliations and authors.
 *
 * Affiliations end at a postcode, a semicolon, a bracket or the mark of the next one; a place in
 * brackets, as in 中国地质大学(北京), stays. A line broken inside a word is joined again. Pictures,
 * citations, grants, addresses for letters and the like are dropped. Authors are returned only
 * if every name is clean; a mark that fits no affiliation makes a name unclean.
 *
 * @param header  The text between title and abstract; beyond 20,000 characters it is cut.
 * @returns       Affiliations in the order of print, without their marks and brackets; authors
 *                in the order of print with places in that list. Both empty if nothing is found.
 * @example const { authors } = splitAffiliations('张三1 李四2\n1清华大学 北京 100084 2北京大学');
 *          authors[1].affiliations // → [1]
 * @example splitAffiliations('(河海大学 常州 213022)').affiliations[0].text // → '河海大学 常州 213022'
 *
 * Cost: O(n). Source: the habits of print of Chinese journals, as seen in ChinaXiv.
 */
export function splitAffiliations(header: string): SplitHeader {
  const pieces = cutIntoPieces(withoutNoise(fold(header.slice(0, LONGEST_HEADER))));
  const affiliations: PrintedAffiliation[] = [];
  let names = '';
  for (const piece of pieces) {
    const isAffiliation = PLACE_OF_WORK.test(piece);
    if (!isAffiliation && affiliations.length === 0) names += `${piece} `;
    if (!isAffiliation) continue;
    const { before, mark, text } = takeMark(piece);
    if (affiliations.length === 0) names += before;
    if (text.length > 1) affiliations.push({ mark, text });
  }
  return { affiliations, authors: readAuthors(names, affiliations) };
}

/** Full-width forms become plain, but a superscript stays one: ² behind 100049 is not a digit. */
function fold(text: string): string {
  return text
    .replace(/[^⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (run) => run.normalize('NFKC'))
    .replace(/\$[^$\n]{0,80}\$/g, (formula) => formula.replace(/[^0-9,]/g, ''))
    .replace(/\\([*&_#])/g, '$1')
    .replace(/<\/?su[bp]>/gi, ' ')
    .replace(/\(?通[讯信]作者[::)]?/g, ' ')
    .replace(/[^\S\n]+/g, ' ');
}

const NOISE_TO_THE_END =
  /(?:电话[::]|E-?mail|基金项目|作者简介|收稿日期|本文引用|引用格式|基金:|资助项目|\*\s*Correspond)/;
const CITATION = /(?:19|20)[0-9]{2}\s*,\s*[0-9]{1,4}\s*\([0-9]{1,3}\)/;

function withoutNoise(text: string): string {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const noiseAt = line.search(NOISE_TO_THE_END);
    const kept = noiseAt < 0 ? line : line.slice(0, noiseAt);
    const plain = kept.replace(/!\[[^\]]{0,20}\]\([^)]{0,200}\)/g, ' ').replace(/^[#\s【[]+/, '');
    if (!CITATION.test(plain) && !/^\(?\s*(?:电话|E-?mail)/i.test(plain)) lines.push(plain.trim());
  }
  return lines.filter((line) => line !== '').join('\n');
}

/** Walks the text once and cuts it where an affiliation ends or a new one begins. */
function cutIntoPieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  const cut = () => {
    const trimmed = piece.replace(/^[\s,.;、:'‘’"|]+|[\s,;、:*【[]+$/g, '');
    if (trimmed !== '') pieces.push(trimmed);
    piece = '';
  };
  let at = 0;
  while (at < text.length) {
    if (piece.length > LONGEST_PIECE) cut();
    const character = text.charAt(at);
    if (/[0-9]/.test(character)) {
      const digits = /^[0-9]+/.exec(text.slice(at, at + 24))?.[0] ?? character;
      const isPostcode = digits.length === 6 || (digits.length === 7 && /[^0-9]$/.test(piece));
      // 541001,广西桂林,…: where the postcode comes first, it begins the affiliation.
      if (isPostcode && /^(?:[0-9a-z]{1,2}[.、]?)?\s*[0-9]{6}/.test(piece)) {
        piece = piece.replace(/[0-9]{1,2}、?$/, '');
        cut();
      }
      piece += isPostcode ? digits.slice(0, 6) : digits;
      at += isPostcode ? 6 : digits.length;
      if (isPostcode && PLACE_OF_WORK.test(piece) && !/^[0-9]{6}/.test(piece)) {
        const closing = /^\s*\)/.exec(text.slice(at, at + 4))?.[0];
        if (closing !== undefined) at += closing.length;
        cut();
      }
    } else if (character === '(') {
      const inside = /^\(([^()\n]{0,60})\)/.exec(text.slice(at, at + 64))?.[1];
      if (inside !== undefined && belongsToName(piece, inside)) {
        piece += `(${inside})`;
        at += inside.length + 2;
      } else {
        cut();
        at += 1;
      }
    } else if (character === ';' || character === ')') {
      // A bracket closes an affiliation only if one stands in it: 1) is a mark.
      if (PLACE_OF_WORK.test(piece) || character === ';') cut();
      else piece += ' ';
      at += 1;
    } else if (character === '\n') {
      const rest = text.slice(at + 1, at + 12);
      if (!PLACE_OF_WORK.test(piece) || startsWithMark(rest)) cut();
      else piece += joins(piece, rest) ? '' : ' ';
      at += 1;
    } else if (SUPERSCRIPT.includes(character) && PLACE_OF_WORK.test(piece)) {
      // A superscript after a place of work is the mark of the next one.
      cut();
      piece += character;
      at += 1;
    } else {
      piece += character;
      at += 1;
    }
  }
  cut();
  return pieces;
}

/** A word broken at the end of a line is one word where both sides are Han and no blank fits. */
function joins(piece: string, rest: string): boolean {
  return HAN.test(piece.slice(-1)) && HAN.test(rest.charAt(0));
}

/** 中国地质大学(北京), 第三附属医院(广东省骨科医院): no new affiliation, part of the name. */
function belongsToName(before: string, inside: string): boolean {
  if (/[0-9]{6}/.test(inside) || startsWithMark(inside)) return false;
  if (!PLACE_OF_WORK.test(inside)) return before.trim() !== '' && HAN.test(before.slice(-1));
  return PLACE_OF_WORK.test(before.slice(-4));
}

const LEADING_MARK = /^\s*(?:([0-9]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[a-z](?=[.、]))\s*[.、,)]?)[\s、]*/;
// Names of authors that lost their line: all up to the last mark before the first Han word.
const GLUED_NAMES = /^(.*[0-9⁰¹²³⁴⁵⁶⁷⁸⁹*])\s*(\p{Script=Han}.*)$/su;

function takeMark(piece: string): { before: string; mark: string | null; text: string } {
  if (/^[0-9]{6}/.test(piece)) return { before: '', mark: null, text: piece };
  const leading = LEADING_MARK.exec(piece);
  if (leading?.[1] !== undefined) {
    return { before: '', mark: plainMark(leading[1]), text: piece.slice(leading[0].length).trim() };
  }
  const workAt = piece.search(PLACE_OF_WORK);
  const glued = GLUED_NAMES.exec(piece.slice(0, workAt + 1));
  if (glued?.[1] === undefined) return { before: '', mark: null, text: piece };
  const before = glued[1];
  const mark = /([0-9⁰¹²³⁴⁵⁶⁷⁸⁹])$/.exec(before)?.[1];
  const text = piece.slice(before.length).trim();
  return { before, mark: mark === undefined ? null : plainMark(mark), text };
}

function plainMark(mark: string): string {
  return mark.normalize('NFKC');
}

const AUTHOR =
  /^(\p{Script=Han}(?:\s?\p{Script=Han}){1,2}|\p{Script=Han}{2,4})\s*([0-9a-z,.]*)[*†+#]*$/u;

function readAuthors(text: string, affiliations: readonly PrintedAffiliation[]): PrintedAuthor[] {
  const authors: PrintedAuthor[] = [];
  for (const printed of authorTexts(text)) {
    const [, name, marks] = AUTHOR.exec(printed) ?? [];
    const places = placesOf(marks ?? '', affiliations);
    if (name === undefined || places === null) return [];
    authors.push({ name: name.replace(/\s/g, ''), affiliations: places });
  }
  // Four characters alone are rather two names that lost their blank.
  return authors.length === 1 && authors[0]!.name.length > 3 ? [] : authors;
}

function authorTexts(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\*+/g, '')
    // 1,2 and 1.2 behind a name are marks, not the end of the name.
    .replace(/([0-9])\s*[,.]\s*(?=[0-9])/g, '$1.')
    .trim();
  const separator = /[,、;]/.test(plain) ? /[,、;]+/ : /\s+/;
  return plain
    .split(separator)
    .map((printed) => printed.trim())
    .filter((printed) => printed !== '');
}

function placesOf(marks: string, affiliations: readonly PrintedAffiliation[]): number[] | null {
  const wanted = marks.match(/[0-9]|[a-z]/g) ?? [];
  if (wanted.length === 0) return affiliations.length === 1 ? [0] : null;
  const places = wanted.map((mark) => affiliations.findIndex((printed) => printed.mark === mark));
  return places.includes(-1) ? null : places;
}
