/** A place in a FEEL text that moves on: words, signs, names, and what bounds the reading. */
import { startsName, wordAt } from './names.ts';

export class SyntaxProblem extends Error {
  /** Offset in the text. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'SyntaxProblem';
    this.at = at;
  }
}

const LONGEST = 200_000;
const DEEPEST = 150;
const MOST_STEPS = 2_000_000;
/** A chain of operators is as deep a tree as nested brackets are. */
const MOST_OPERATORS = 2_000;

/** Words that end a name nobody declared. */
const keywords = new Set([
  'and',
  'between',
  'else',
  'every',
  'external',
  'for',
  'if',
  'in',
  'instance',
  'or',
  'return',
  'satisfies',
  'some',
  'then',
]);

export function isKeyword(word: string): boolean {
  return keywords.has(word);
}

/** Signs that stand in no name. */
const outsideNames = /[[\](){}",:=<>]/;

export class Cursor {
  readonly text: string;
  at = 0;
  depth = 0;
  #steps = 0;
  #operators = 0;

  constructor(text: string) {
    if (text.length > LONGEST) throw new SyntaxProblem('The expression is too long.', 0);
    this.text = text;
    this.space();
  }

  /** The character that stands here; undefined at the end. */
  get sign(): string | undefined {
    return this.text[this.at];
  }

  /** The word that stands here; empty if none does. */
  get word(): string {
    return wordAt(this.text, this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Goes on behind an offset and the spaces there. */
  moveTo(at: number): void {
    this.at = at;
    this.space();
  }

  startsWith(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  take(sign: string): boolean {
    if (!this.startsWith(sign)) return false;
    this.moveTo(this.at + sign.length);
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) throw this.unexpected(sign);
  }

  isWord(word: string): boolean {
    return this.startsWith(word) && this.word === word;
  }

  expectWord(word: string): void {
    if (!this.isWord(word)) throw this.unexpected(word);
    this.moveTo(this.at + word.length);
  }

  /** Words nobody knows: as many as stand beside each other without a keyword. */
  words(): string {
    const words: string[] = [];
    for (;;) {
      const { word } = this;
      if (word === '' || (words.length > 0 && isKeyword(word))) break;
      words.push(word);
      this.moveTo(this.at + word.length);
    }
    if (words.length === 0) throw this.unexpected();
    return words.join(' ');
  }

  /** A name that is declared here: all that stands before a keyword. */
  nameUntil(keyword: string): string {
    const from = this.at;
    while (!this.isAtEnd) {
      const { word } = this;
      if (word === keyword && this.at > from) break;
      if (word === '' && outsideNames.test(this.text[this.at]!)) throw this.unexpected();
      this.moveTo(this.at + Math.max(1, word.length));
    }
    return this.#declared(this.text.slice(from, this.at));
  }

  /** A name that is declared here: all that stands before one of the signs. */
  nameBefore(ends: readonly string[]): string {
    const from = this.at;
    while (!this.isAtEnd && !ends.includes(this.text[this.at]!)) {
      if (outsideNames.test(this.text[this.at]!)) throw this.unexpected();
      this.at++;
    }
    return this.#declared(this.text.slice(from, this.at));
  }

  #declared(written: string): string {
    const name = written.trim().replace(/\s+/g, ' ');
    const first = name.codePointAt(0);
    if (first === undefined || !startsName(String.fromCodePoint(first))) {
      throw new SyntaxProblem(`"${name}" is no name.`, this.at);
    }
    return name;
  }

  /** Reads something that may hold its like. */
  nested<T>(read: () => T): T {
    if (++this.depth > DEEPEST) {
      throw new SyntaxProblem(`The expression nests deeper than ${DEEPEST}.`, this.at);
    }
    if (++this.#steps > MOST_STEPS) {
      throw new SyntaxProblem('The expression takes too long to read.', this.at);
    }
    const result = read();
    this.depth--;
    return result;
  }

  get isExhausted(): boolean {
    return this.#steps > MOST_STEPS;
  }

  operator(): void {
    if (++this.#operators > MOST_OPERATORS) {
      throw new SyntaxProblem(`The expression has more than ${MOST_OPERATORS} operators.`, this.at);
    }
  }

  /** Spaces and comments. */
  space(): void {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at++;
      if (this.startsWith('//')) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (this.startsWith('/*')) {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) throw new SyntaxProblem('A comment has no end.', this.at);
        this.at = end + 2;
      } else {
        return;
      }
    }
  }

  unexpected(wanted?: string): SyntaxProblem {
    const found = this.text.slice(this.at, this.at + 20);
    const what = found === '' ? 'The end' : `"${found}"`;
    const instead = wanted === undefined ? '' : `, where "${wanted}" was expected`;
    const message = `${what} at character ${this.at + 1} makes no sense${instead}.`;
    return new SyntaxProblem(message, this.at);
  }
}
