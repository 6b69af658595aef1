/**
 * Regular expressions as XPath knows them, which is what FEEL means by a pattern.
 *
 * The host's own engine is not used: it reads another dialect, and a pattern such as `(a+)+b` keeps
 * it busy for ages. Here each attempt has a budget of steps, and its end is an error.
 */
export class PatternProblem extends Error {}

interface State {
  readonly text: readonly string[];
  /** Start and end of each group; -1 where it took no part. */
  readonly groups: number[];
  budget: number;
  depth: number;
}

type Next = (at: number) => boolean;
type Matcher = (state: State, at: number, next: Next) => boolean;
type Test = (character: string) => boolean;

/** Steps that may still be taken; what a match takes is taken away. */
export interface Budget {
  left: number;
}

export const STEPS_AT_MOST = 1_000_000;
const DEEPEST = 3_000;
const LONGEST_PATTERN = 5_000;
const MOST_REPEATS = 10_000;

export interface Match {
  readonly from: number;
  readonly to: number;
  /** Texts of the groups, from the first; empty where one took no part. */
  readonly groups: readonly string[];
}

export class Pattern {
  readonly #matcher: Matcher;
  readonly #groupCount: number;

  constructor(source: string, flags: string) {
    if (source.length > LONGEST_PATTERN) throw new PatternProblem('The pattern is too long.');
    if (!/^[smixq]*$/.test(flags)) throw new PatternProblem(`The flags "${flags}" are not known.`);
    const reader = new PatternReader(source, flags);
    this.#matcher = reader.read();
    this.#groupCount = reader.groups;
  }

  /** The first match at or behind an offset in code points; throws when the budget is spent. */
  find(text: readonly string[], from: number, budget: Budget): Match | null {
    for (let at = from; at <= text.length; at++) {
      const groups = new Array<number>(this.#groupCount * 2 + 2).fill(-1);
      const state: State = { text, groups, budget: budget.left, depth: 0 };
      let to = -1;
      let found = false;
      try {
        found = this.#matcher(state, at, (end) => {
          to = end;
          return true;
        });
      } finally {
        budget.left = state.budget - 1;
      }
      if (found) {
        const texts = Array.from({ length: this.#groupCount }, (_, index) => {
          const [start, end] = [groups[index * 2 + 2]!, groups[index * 2 + 3]!];
          return start < 0 ? '' : text.slice(start, end).join('');
        });
        return { from: at, to, groups: texts };
      }
    }
    return null;
  }
}

function spend(state: State): void {
  if (--state.budget < 0) {
    throw new PatternProblem('The pattern takes too many steps on this text.');
  }
}

function deeper(state: State): void {
  if (++state.depth > DEEPEST) {
    throw new PatternProblem('The pattern nests too deep on this text.');
  }
}

/** With the flag x, white space outside of sets is for the eye alone. */
function withoutSpace(source: string): string {
  return source.replace(/\[(?:\\[\s\S]|[^\]\\])*\]|[ \t\r\n]+/g, (all) => all.trim() && all);
}

class PatternReader {
  groups = 0;
  readonly #source: readonly string[];
  readonly #flags: string;
  #at = 0;
  #depth = 0;
  readonly #closed = new Set<number>();

  constructor(source: string, flags: string) {
    this.#source = [...(flags.includes('x') ? withoutSpace(source) : source)];
    this.#flags = flags;
  }

  read(): Matcher {
    if (this.#flags.includes('q')) return sequence(this.#source.map((one) => this.#literal(one)));
    const matcher = this.#alternatives();
    if (this.#at < this.#source.length) throw this.#broken();
    return matcher;
  }

  #alternatives(): Matcher {
    if (++this.#depth > 100) throw new PatternProblem('The pattern nests too deep.');
    const branches = [this.#branch()];
    while (this.#take('|')) branches.push(this.#branch());
    this.#depth--;
    if (branches.length === 1) return branches[0]!;
    return (state, at, next) => {
      spend(state);
      return branches.some((branch) => branch(state, at, next));
    };
  }

  #branch(): Matcher {
    const pieces: Matcher[] = [];
    for (;;) {
      const next = this.#source[this.#at];
      if (next === undefined || next === '|' || next === ')') return sequence(pieces);
      pieces.push(this.#piece());
    }
  }

  #piece(): Matcher {
    const first = this.#source[this.#at]!;
    if (first === '^' || first === '$') {
      this.#at++;
      return this.#anchor(first);
    }
    const test = this.#single();
    const matcher = test === null ? this.#group() : oneOf(test);
    const bounds = this.#bounds();
    if (bounds === null) return matcher;
    const lazy = this.#take('?');
    return test === null
      ? repeated(matcher, bounds.low, bounds.high, lazy)
      : repeatedTest(test, bounds.low, bounds.high, lazy);
  }

  #anchor(sign: '^' | '$'): Matcher {
    const lines = this.#flags.includes('m');
    if (sign === '^') {
      return (state, at, next) => (at === 0 || (lines && state.text[at - 1] === '\n')) && next(at);
    }
    return (state, at, next) =>
      (at === state.text.length || (lines && state.text[at] === '\n')) && next(at);
  }

  #bounds(): { low: number; high: number } | null {
    if (this.#take('*')) return { low: 0, high: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { low: 1, high: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { low: 0, high: 1 };
    if (!this.#take('{')) return null;
    const low = this.#integer();
    let high = low;
    if (this.#take(',')) {
      high = this.#source[this.#at] === '}' ? Number.POSITIVE_INFINITY : this.#integer();
    }
    if (!this.#take('}') || high < low || low > MOST_REPEATS) throw this.#broken();
    return { low, high };
  }

  #integer(): number {
    let digits = '';
    while (/\d/.test(this.#source[this.#at] ?? '')) digits += this.#source[this.#at++];
    if (digits === '' || digits.length > 6) throw this.#broken();
    return Number(digits);
  }

  /** What takes exactly one character; null where a group or reference begins. */
  #single(): Test | null {
    const first = this.#source[this.#at];
    if (first === '(') return null;
    if (first === '\\') {
      if (/[1-9]/.test(this.#source[this.#at + 1] ?? '')) return null;
      this.#at++;
      return this.#escape();
    }
    if (first === undefined || '*+?{}])'.includes(first)) throw this.#broken();
    if (first === '[') return this.#set();
    this.#at++;
    if (first === '.') {
      return this.#flags.includes('s') ? () => true : (one) => one !== '\n' && one !== '\r';
    }
    return this.#same(first);
  }

  #literal(character: string): Matcher {
    return oneOf(this.#same(character));
  }

  #same(character: string): Test {
    if (!this.#flags.includes('i')) return (one) => one === character;
    const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
    return (one) => one === character || one.toLowerCase() === lower || one.toUpperCase() === upper;
  }

  #group(): Matcher {
    if (this.#take('\\')) return this.#reference();
    this.#at++;
    if (this.#take('?')) {
      if (!this.#take(':')) throw this.#broken();
      const inner = this.#alternatives();
      if (!this.#take(')')) throw this.#broken();
      return inner;
    }
    const index = ++this.groups;
    const inner = this.#alternatives();
    if (!this.#take(')')) throw this.#broken();
    this.#closed.add(index);
    return (state, at, next) => {
      const [start, end] = [state.groups[index * 2]!, state.groups[index * 2 + 1]!];
      const found = inner(state, at, (to) => {
        const [innerStart, innerEnd] = [state.groups[index * 2]!, state.groups[index * 2 + 1]!];
        state.groups[index * 2] = at;
        state.groups[index * 2 + 1] = to;
        if (next(to)) return true;
        state.groups[index * 2] = innerStart;
        state.groups[index * 2 + 1] = innerEnd;
        return false;
      });
      if (!found) {
        state.groups[index * 2] = start;
        state.groups[index * 2 + 1] = end;
      }
      return found;
    };
  }

  #reference(): Matcher {
    let index = Number(this.#source[this.#at++]);
    while (/\d/.test(this.#source[this.#at] ?? '')) {
      const longer = index * 10 + Number(this.#source[this.#at]);
      if (longer > this.groups) break;
      index = longer;
      this.#at++;
    }
    if (!this.#closed.has(index)) throw this.#broken();
    return (state, at, next) => {
      const [start, end] = [state.groups[index * 2]!, state.groups[index * 2 + 1]!];
      for (let offset = 0; offset < end - start; offset++) {
        spend(state);
        const character = state.text[at + offset];
        if (character === undefined || !this.#same(state.text[start + offset]!)(character)) {
          return false;
        }
      }
      return next(at + Math.max(0, end - start));
    };
  }

  #escape(): Test {
    const sign = this.#source[this.#at++];
    if (sign === undefined) throw this.#broken();
    if (sign === 'n') return (one) => one === '\n';
    if (sign === 'r') return (one) => one === '\r';
    if (sign === 't') return (one) => one === '\t';
    if ('\\|.-^?*+{}()[]$'.includes(sign)) return this.#same(sign);
    const known = classes.get(sign.toLowerCase());
    if (known !== undefined) return sign === sign.toLowerCase() ? known : (one) => !known(one);
    if (sign === 'p' || sign === 'P') {
      const test = this.#property();
      return sign === 'p' ? test : (one) => !test(one);
    }
    throw this.#broken();
  }

  #property(): Test {
    if (!this.#take('{')) throw this.#broken();
    let name = '';
    while (/[A-Za-z0-9_-]/.test(this.#source[this.#at] ?? '')) name += this.#source[this.#at++];
    if (!this.#take('}')) throw this.#broken();
    const block = blocks.get(name);
    if (block !== undefined) {
      return (one) => one.codePointAt(0)! >= block[0] && one.codePointAt(0)! <= block[1];
    }
    if (!/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) {
      throw this.#broken();
    }
    const category = new RegExp(`^\\p{${name}}$`, 'u');
    return (one) => category.test(one);
  }

  /** `[a-z-[aeiou]]` */
  #set(): Test {
    if (++this.#depth > 100) throw new PatternProblem('The pattern nests too deep.');
    this.#at++;
    const negated = this.#take('^');
    const tests: Test[] = [];
    let without: Test | null = null;
    for (;;) {
      const first = this.#source[this.#at];
      if (first === undefined) throw this.#broken();
      if (first === ']' && tests.length > 0) break;
      if (first === '-' && this.#source[this.#at + 1] === '[') {
        this.#at++;
        without = this.#set();
        break;
      }
      tests.push(this.#member(first));
    }
    if (!this.#take(']')) throw this.#broken();
    this.#depth--;
    return (one) => {
      const inside = tests.some((test) => test(one)) !== negated;
      return inside && !(without?.(one) ?? false);
    };
  }

  #member(first: string): Test {
    if (first === '[' || first === ']') throw this.#broken();
    this.#at++;
    let low = first;
    if (first === '\\') {
      const sign = this.#source[this.#at]!;
      const test = this.#escape();
      const single = escaped.get(sign);
      if (single === undefined) return test;
      low = single;
    }
    const dash = this.#source[this.#at] === '-';
    const after = this.#source[this.#at + 1];
    if (!dash || after === ']' || after === '[' || after === undefined) return this.#same(low);
    this.#at += 2;
    let high = after;
    if (after === '\\') {
      const single = escaped.get(this.#source[this.#at++] ?? '');
      if (single === undefined) throw this.#broken();
      high = single;
    }
    const [from, to] = [low.codePointAt(0)!, high.codePointAt(0)!];
    if (from > to) throw this.#broken();
    const within = (one: string) => one.codePointAt(0)! >= from && one.codePointAt(0)! <= to;
    if (!this.#flags.includes('i')) return within;
    return (one) => within(one) || within(one.toLowerCase()) || within(one.toUpperCase());
  }

  #take(sign: string): boolean {
    if (this.#source[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #broken(): PatternProblem {
    const place = this.#at + 1;
    return new PatternProblem(`The pattern makes no sense at its character ${place}.`);
  }
}

function sequence(pieces: readonly Matcher[]): Matcher {
  if (pieces.length === 1) return pieces[0]!;
  return pieces.reduceRight<Matcher>(
    (rest, piece) => (state, at, next) => piece(state, at, (to) => rest(state, to, next)),
    (_state, at, next) => next(at),
  );
}

function oneOf(test: Test): Matcher {
  return (state, at, next) => {
    spend(state);
    const character = state.text[at];
    return character !== undefined && test(character) && next(at + 1);
  };
}

/** A repeated character needs no recursion: it runs as far as it goes and comes back. */
function repeatedTest(test: Test, low: number, high: number, lazy: boolean): Matcher {
  return (state, at, next) => {
    const last = Math.min(state.text.length - at, high);
    let count = 0;
    const grow = () => {
      spend(state);
      if (count >= last || !test(state.text[at + count]!)) return false;
      count++;
      return true;
    };
    while (count < low) if (!grow()) return false;
    if (lazy) {
      for (;;) {
        if (next(at + count)) return true;
        if (!grow()) return false;
      }
    }
    while (grow());
    for (; count >= low; count--) {
      spend(state);
      if (next(at + count)) return true;
    }
    return false;
  };
}

function repeated(inner: Matcher, low: number, high: number, lazy: boolean): Matcher {
  const from = (state: State, at: number, count: number, next: Next): boolean => {
    spend(state);
    deeper(state);
    try {
      const more = () =>
        count < high &&
        // A round that takes nothing would be repeated for ever.
        inner(state, at, (to) => (to > at || count < low) && from(state, to, count + 1, next));
      if (count < low) return more();
      return lazy ? next(at) || more() : more() || next(at);
    } finally {
      state.depth--;
    }
  };
  return (state, at, next) => from(state, at, 0, next);
}

const escaped = new Map<string, string>([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ...[...'\\|.-^?*+{}()[]$'].map((sign) => [sign, sign] as const),
]);

const digit = /^\p{Nd}$/u;
const outsideWord = /^[\p{P}\p{Z}\p{C}]$/u;
const nameStart = /^[\p{L}\p{Nl}_:]$/u;
const namePart = /^[\p{L}\p{Nl}\p{Nd}\p{M}_:.\-\u00b7]$/u;
const classes: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['d', (one) => digit.test(one)],
  ['s', (one) => one === ' ' || one === '\t' || one === '\n' || one === '\r'],
  ['w', (one) => !outsideWord.test(one)],
  ['i', (one) => nameStart.test(one)],
  ['c', (one) => namePart.test(one)],
]);

const blocks: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['IsBasicLatin', [0x0000, 0x007f]],
  ['IsLatin-1Supplement', [0x0080, 0x00ff]],
  ['IsGreek', [0x0370, 0x03ff]],
  ['IsCyrillic', [0x0400, 0x04ff]],
  ['IsCJKSymbolsandPunctuation', [0x3000, 0x303f]],
  ['IsCJKUnifiedIdeographs', [0x4e00, 0x9fff]],
] as const);

const known = new Map<string, Pattern>();

/** Compiled once; throws a `PatternProblem` for a pattern or flags that make no sense. */
export function patternOf(source: string, flags: string): Pattern {
  const key = `${flags}/${source}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const pattern = new Pattern(source, flags);
  if (known.size > 500) known.clear();
  known.set(key, pattern);
  return pattern;
}
