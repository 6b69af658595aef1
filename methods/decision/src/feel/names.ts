/**
 * Names of FEEL may hold spaces and signs (`Monthly Income`, `a-b`), so where one ends can only be
 * said by those who know which names there are. The longest known name wins.
 */

const start = /[\p{L}\p{Nl}_?]|\p{Extended_Pictographic}/u;
const part = /[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\u00b7?\u200c\u200d]|\p{Extended_Pictographic}/u;

export function startsName(character: string): boolean {
  return start.test(character);
}

export function continuesName(character: string): boolean {
  return part.test(character);
}

/** The word that begins at an offset: no spaces, no signs; empty if none begins there. */
export function wordAt(text: string, at: number): string {
  let end = at;
  while (end < text.length) {
    const character = String.fromCodePoint(text.codePointAt(end)!);
    if (!(end === at ? startsName(character) : continuesName(character))) break;
    end += character.length;
  }
  return text.slice(at, end);
}

export class Names {
  /** By first word (or sign), the longest first. */
  readonly #byStart = new Map<string, { name: string; parts: string[] }[]>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    const parts = partsOf(name);
    const first = parts[0];
    if (first === undefined) return;
    const known = this.#byStart.get(first) ?? [];
    if (known.some((other) => other.name === name)) return;
    known.push({ name, parts });
    known.sort((a, b) => b.name.length - a.name.length);
    this.#byStart.set(first, known);
  }

  /** The longest known name that stands at an offset, however it is spaced. */
  match(text: string, at: number): { name: string; end: number } | null {
    const first = wordAt(text, at);
    for (const { name, parts } of this.#byStart.get(first) ?? []) {
      const end = endOf(text, at, parts);
      if (end !== null) return { name, end };
    }
    return null;
  }
}

/** Words and signs, spaces left out. */
function partsOf(name: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < name.length; ) {
    const character = String.fromCodePoint(name.codePointAt(at)!);
    const word = wordAt(name, at);
    // Digits after a sign or a space begin no word by themselves.
    let end = at + (word === '' ? character.length : word.length);
    if (word === '' && continuesName(character)) {
      while (end < name.length && continuesName(name[end]!)) end++;
    }
    if (character.trim() !== '') parts.push(name.slice(at, end));
    at = end;
  }
  return parts;
}

function endOf(text: string, from: number, parts: readonly string[]): number | null {
  let at = from;
  for (const [index, one] of parts.entries()) {
    if (index > 0) while (/\s/.test(text[at] ?? '')) at++;
    if (!text.startsWith(one, at)) return null;
    at += one.length;
    const next = text.codePointAt(at);
    const last = one.at(-1)!;
    if (next !== undefined && continuesName(last) && continuesName(String.fromCodePoint(next))) {
      return null;
    }
  }
  return at;
}
