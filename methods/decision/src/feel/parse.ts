/** FEEL text to tree: recursive descent over the names that are known where the text stands. */
import { Cursor, isKeyword, SyntaxProblem } from './cursor.ts';
import { Names } from './names.ts';
import { readNumber, readTemporal, readText } from './parse-literal.ts';
import { readType } from './parse-type.ts';
import type { Comparison, Iteration, Node, TypeNode, UnaryTests } from './syntax.ts';

export interface Vocabulary {
  /** Variables and functions that can be seen. */
  readonly names: Names;
  /** Names that may stand behind a dot or inside a filter: members of any type of the model. */
  readonly members: Names;
  readonly types: Names;
}

export function parseExpression(text: string, vocabulary: Vocabulary): Node {
  const parser = new Parser(text, vocabulary);
  const node = parser.expression();
  parser.end();
  return node;
}

/** Reads what stands in a cell or in allowed values; an empty text and `-` admit anything. */
export function parseUnaryTests(text: string, vocabulary: Vocabulary): UnaryTests {
  const parser = new Parser(text, vocabulary);
  const tests = parser.unaryTests();
  parser.end();
  return tests;
}

const constants = new Map<string, null | boolean>([
  ['null', null],
  ['true', true],
  ['false', false],
]);
const operators = ['<=', '>=', '!=', '=', '<', '>'] as const;

class Parser {
  readonly #in: Cursor;
  readonly #vocabulary: Vocabulary;
  readonly #locals: Names[] = [];
  /** Keys met in this text: they may be asked for behind a dot. */
  readonly #keys = new Names([]);
  #filterForbidden = false;
  #insideFilter = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.#in = new Cursor(text);
    this.#vocabulary = vocabulary;
  }

  end(): void {
    if (!this.#in.isAtEnd) throw this.#in.unexpected();
  }

  unaryTests(): UnaryTests {
    if (this.#in.text.slice(this.#in.at).trim() === '') return { kind: 'any' };
    const from = this.#in.at;
    if (this.#in.take('-') && this.#in.isAtEnd) return { kind: 'any' };
    this.#in.at = from;
    if (this.#in.word === 'not') {
      const negated = this.#attempt(() => {
        this.#in.moveTo(this.#in.at + 3);
        this.#in.expect('(');
        const tests = this.#tests();
        this.#in.expect(')');
        this.end();
        return tests;
      });
      if (negated !== null) return { kind: 'tests', negated: true, tests: negated };
    }
    return { kind: 'tests', negated: false, tests: this.#tests() };
  }

  #tests(): Node[] {
    const tests = [this.#test()];
    while (this.#in.take(',')) tests.push(this.#test());
    return tests;
  }

  #test(): Node {
    return this.#operatorTest() ?? this.expression();
  }

  /** `< 5`, with nothing before the operator. */
  #operatorTest(): Node | null {
    const at = this.#in.at;
    const operator = operators.find((one) => this.#in.startsWith(one));
    if (operator === undefined) return null;
    this.#in.moveTo(this.#in.at + operator.length);
    return { kind: 'test', at, operator, operand: this.#additive() };
  }

  expression(): Node {
    const forbidden = this.#filterForbidden;
    this.#filterForbidden = false;
    const node = this.#in.nested(() => this.#textual() ?? this.#disjunction());
    this.#filterForbidden = forbidden;
    return node;
  }

  /** `for`, `if`, `some`, `every`, `function`: they reach as far right as they can. */
  #textual(): Node | null {
    const word = this.#in.word;
    if (word === 'for') return this.#for();
    if (word === 'if') return this.#if();
    if (word === 'some' || word === 'every') return this.#quantified(word);
    if (word === 'function') return this.#function();
    return null;
  }

  #if(): Node {
    const at = this.#in.at;
    this.#in.expectWord('if');
    const condition = this.expression();
    this.#in.expectWord('then');
    const whenTrue = this.expression();
    this.#in.expectWord('else');
    return { kind: 'if', at, condition, whenTrue, whenFalse: this.expression() };
  }

  #for(): Node {
    const at = this.#in.at;
    this.#in.expectWord('for');
    const mark = this.#locals.length;
    const iterations = this.#iterations('return');
    this.#locals.push(new Names(['partial']));
    const body = this.expression();
    this.#locals.length = mark;
    return { kind: 'for', at, iterations, body };
  }

  #quantified(kind: 'some' | 'every'): Node {
    const at = this.#in.at;
    this.#in.expectWord(kind);
    const mark = this.#locals.length;
    const iterations = this.#iterations('satisfies');
    const body = this.expression();
    this.#locals.length = mark;
    return { kind, at, iterations, body };
  }

  /** Each variable can be seen by those behind it. */
  #iterations(end: 'return' | 'satisfies'): Iteration[] {
    const iterations: Iteration[] = [];
    do {
      const variable = this.#in.nameUntil('in');
      this.#in.expectWord('in');
      const over = this.expression();
      const to = this.#in.take('..') ? this.expression() : null;
      iterations.push({ variable, over, to });
      this.#locals.push(new Names([variable]));
    } while (this.#in.take(','));
    this.#in.expectWord(end);
    return iterations;
  }

  #function(): Node | null {
    const at = this.#in.at;
    this.#in.moveTo(this.#in.at + 'function'.length);
    if (!this.#in.take('(')) {
      this.#in.at = at;
      return null;
    }
    const parameters: { name: string; type: TypeNode | null }[] = [];
    if (!this.#in.take(')')) {
      do {
        const name = this.#in.nameBefore([':', ',', ')']);
        parameters.push({
          name,
          type: this.#in.take(':') ? readType(this.#in, this.#vocabulary.types) : null,
        });
      } while (this.#in.take(','));
      this.#in.expect(')');
    }
    const external = this.#in.word === 'external';
    if (external) this.#in.expectWord('external');
    this.#locals.push(new Names(parameters.map((parameter) => parameter.name)));
    const body = this.expression();
    this.#locals.pop();
    return { kind: 'function', at, parameters, external, body };
  }

  #disjunction(): Node {
    let left = this.#conjunction();
    while (this.#in.isWord('or')) {
      const at = this.#in.at;
      this.#in.expectWord('or');
      this.#in.operator();
      left = { kind: 'logic', at, operator: 'or', left, right: this.#conjunction() };
    }
    return left;
  }

  #conjunction(): Node {
    let left = this.#comparison();
    while (this.#in.isWord('and')) {
      const at = this.#in.at;
      this.#in.expectWord('and');
      this.#in.operator();
      left = { kind: 'logic', at, operator: 'and', left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Node {
    let left = this.#additive();
    for (let length = 0; ; length++) {
      if (length > 0) this.#in.operator();
      const at = this.#in.at;
      const operator = operators.find((one) => this.#in.startsWith(one));
      if (operator !== undefined) {
        this.#in.moveTo(this.#in.at + operator.length);
        const right = this.#additive();
        left = { kind: 'comparison', at, operator: operator as Comparison, left, right };
      } else if (this.#in.isWord('between')) {
        this.#in.expectWord('between');
        const low = this.#additive();
        this.#in.expectWord('and');
        left = { kind: 'between', at, value: left, low, high: this.#additive() };
      } else if (this.#in.isWord('in')) {
        this.#in.expectWord('in');
        left = { kind: 'in', at, value: left, tests: this.#inTests() };
      } else {
        return left;
      }
    }
  }

  #inTests(): UnaryTests {
    const several = this.#attempt(() => {
      this.#in.expect('(');
      const tests = this.#tests();
      this.#in.expect(')');
      return tests;
    });
    if (several !== null) return { kind: 'tests', negated: false, tests: several };
    const test = this.#operatorTest() ?? this.#additive();
    return { kind: 'tests', negated: false, tests: [test] };
  }

  #additive(): Node {
    let left = this.#multiplicative();
    for (;;) {
      const at = this.#in.at;
      const operator = this.#in.text[at];
      if (operator !== '+' && operator !== '-') return left;
      this.#in.moveTo(this.#in.at + 1);
      this.#in.operator();
      left = { kind: 'arithmetic', at, operator, left, right: this.#multiplicative() };
    }
  }

  #multiplicative(): Node {
    let left = this.#exponent();
    for (;;) {
      const at = this.#in.at;
      const operator = this.#in.text[at];
      if ((operator !== '*' && operator !== '/') || this.#in.text[at + 1] === '*') return left;
      this.#in.moveTo(this.#in.at + 1);
      this.#in.operator();
      left = { kind: 'arithmetic', at, operator, left, right: this.#exponent() };
    }
  }

  #exponent(): Node {
    let left = this.#negation();
    for (;;) {
      const at = this.#in.at;
      if (!this.#in.take('**')) return left;
      this.#in.operator();
      left = { kind: 'arithmetic', at, operator: '**', left, right: this.#negation() };
    }
  }

  #negation(): Node {
    const at = this.#in.at;
    if (!this.#in.take('-')) return this.#instance();
    const operand = this.#in.nested(() => this.#negation());
    return { kind: 'negation', at, operand };
  }

  #instance(): Node {
    let value = this.#postfix();
    while (this.#in.isWord('instance')) {
      const at = this.#in.at;
      this.#in.expectWord('instance');
      this.#in.expectWord('of');
      this.#in.operator();
      value = { kind: 'instance of', at, value, type: readType(this.#in, this.#vocabulary.types) };
    }
    return value;
  }

  #postfix(): Node {
    let node = this.#primary();
    for (let length = 0; ; length++) {
      if (length > 0) this.#in.operator();
      const at = this.#in.at;
      const next = this.#in.text[at];
      if (next === '.' && this.#in.text[at + 1] !== '.') {
        this.#in.take('.');
        node = { kind: 'path', at, of: node, name: this.#member() };
      } else if (next === '[' && !this.#filterForbidden) {
        this.#in.take('[');
        this.#insideFilter++;
        this.#locals.push(new Names(['item']));
        const by = this.expression();
        this.#locals.pop();
        this.#insideFilter--;
        this.#in.expect(']');
        node = { kind: 'filter', at, of: node, by };
      } else if (next === '(') {
        node = this.#call(node);
      } else {
        return node;
      }
    }
  }

  #call(callee: Node): Node {
    const at = this.#in.at;
    this.#in.expect('(');
    const args: { name: string | null; value: Node }[] = [];
    if (!this.#in.take(')')) {
      do {
        const name = this.#argumentName();
        args.push({ name, value: this.#operatorTest() ?? this.expression() });
      } while (this.#in.take(','));
      this.#in.expect(')');
    }
    if (args.some((arg) => arg.name !== null) && args.some((arg) => arg.name === null)) {
      throw new SyntaxProblem('Arguments are given either all by name or all by place.', at);
    }
    return { kind: 'call', at, callee, args };
  }

  /** The name before a colon, if the argument has one. */
  #argumentName(): string | null {
    const rest = /^[^:,(){}[\]"@]*:/.exec(this.#in.text.slice(this.#in.at, this.#in.at + 200));
    if (rest === null || this.#in.word === '') return null;
    this.#in.moveTo(this.#in.at + rest[0].length);
    return rest[0].slice(0, -1).trim().replace(/\s+/g, ' ');
  }

  #primary(): Node {
    const at = this.#in.at;
    const first = this.#in.text[at];
    if (first === undefined) throw new SyntaxProblem('The expression ends too early.', at);
    if (first === '"') return { kind: 'literal', at, value: readText(this.#in) };
    if (first === '@') return { kind: 'literal', at, value: readTemporal(this.#in) };
    if (first === '{') return this.#context();
    if (first === '(') return this.#parenthesis();
    if (first === '[') return this.#bracket();
    if (first === ']') {
      this.#in.take(']');
      return this.#rangeFrom(at, this.expression(), false);
    }
    if (/[\d.]/.test(first)) {
      return { kind: 'literal', at, value: readNumber(this.#in) };
    }
    return this.#name();
  }

  #context(): Node {
    const at = this.#in.at;
    this.#in.expect('{');
    const entries: { key: string; value: Node }[] = [];
    const keys = new Names([]);
    this.#locals.push(keys);
    if (!this.#in.take('}')) {
      do {
        const key =
          this.#in.text[this.#in.at] === '"' ? readText(this.#in) : this.#in.nameBefore([':']);
        this.#in.expect(':');
        if (entries.some((entry) => entry.key === key)) {
          throw new SyntaxProblem(`The key ${key} stands twice in one context.`, at);
        }
        entries.push({ key, value: this.expression() });
        keys.add(key);
        this.#keys.add(key);
      } while (this.#in.take(','));
      this.#in.expect('}');
    }
    this.#locals.pop();
    return { kind: 'context', at, entries };
  }

  /** `(a)`, `(a..b)`, `(< 5)`. */
  #parenthesis(): Node {
    const at = this.#in.at;
    this.#in.take('(');
    const test = this.#operatorTest();
    if (test !== null) {
      this.#in.expect(')');
      return test;
    }
    if (this.#in.startsWith('..')) return this.#rangeFrom(at, null, false);
    const low = this.expression();
    if (this.#in.startsWith('..')) return this.#rangeFrom(at, low, false);
    this.#in.expect(')');
    return low;
  }

  /** `[a, b]`, `[a..b]`. */
  #bracket(): Node {
    const at = this.#in.at;
    this.#in.take('[');
    if (this.#in.take(']')) return { kind: 'list', at, items: [] };
    if (this.#in.startsWith('..')) return this.#rangeFrom(at, null, true);
    const first = this.#test();
    if (this.#in.startsWith('..')) return this.#rangeFrom(at, first, true);
    const items = [first];
    while (this.#in.take(',')) items.push(this.#test());
    this.#in.expect(']');
    return { kind: 'list', at, items };
  }

  #rangeFrom(at: number, low: Node | null, lowIncluded: boolean): Node {
    this.#in.expect('..');
    // In `]1..5[` the last bracket is no filter of 5; it is read as one only if that makes sense.
    const closed = (filterForbidden: boolean) => () => {
      const before = this.#filterForbidden;
      this.#filterForbidden = filterForbidden;
      try {
        const open = /[\])[]/.test(this.#in.text[this.#in.at] ?? '') && low !== null;
        const high = open ? null : this.#additive();
        const end = this.#in.text[this.#in.at];
        if (end !== ']' && end !== ')' && end !== '[') throw this.#in.unexpected();
        this.#in.take(end);
        return { high, highIncluded: end === ']' };
      } finally {
        this.#filterForbidden = before;
      }
    };
    const { high, highIncluded } = this.#attempt(closed(false)) ?? closed(true)();
    return { kind: 'range', at, low, lowIncluded, high, highIncluded };
  }

  #name(): Node {
    const at = this.#in.at;
    const word = this.#in.word;
    const known = this.#known(at);
    if (known === null && constants.has(word)) {
      this.#in.moveTo(this.#in.at + word.length);
      return { kind: 'literal', at, value: constants.get(word)! };
    }
    if (known === null && (word === '' || isKeyword(word))) {
      const quantified = word === '' ? null : this.#textual();
      if (quantified !== null) return quantified;
      throw this.#in.unexpected();
    }
    if (word === 'function' && known === null) {
      const definition = this.#function();
      if (definition !== null) return definition;
    }
    if (known !== null) {
      this.#in.moveTo(known.end);
      return { kind: 'name', at, name: known.name };
    }
    return { kind: 'name', at, name: this.#in.words() };
  }

  /** The longest name of all that can be seen here; constants and keywords are none. */
  #known(at: number): { name: string; end: number } | null {
    const sets = [...this.#locals, this.#vocabulary.names];
    if (this.#insideFilter > 0) sets.push(this.#vocabulary.members, this.#keys);
    let best: { name: string; end: number } | null = null;
    for (const set of sets) {
      const found = set.match(this.#in.text, at);
      if (found !== null && (best === null || found.end > best.end)) best = found;
    }
    return best;
  }

  #member(): string {
    const at = this.#in.at;
    const found = [this.#keys, this.#vocabulary.members]
      .map((set) => set.match(this.#in.text, at))
      .filter((match) => match !== null)
      .sort((a, b) => b.end - a.end)[0];
    if (found === undefined) return this.#in.words();
    this.#in.moveTo(found.end);
    return found.name;
  }

  /** Runs a way of reading; where it fails, nothing was read. */
  #attempt<T>(read: () => T): T | null {
    const at = this.#in.at;
    const depth = this.#in.depth;
    const mark = this.#locals.length;
    const inside = this.#insideFilter;
    const forbidden = this.#filterForbidden;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SyntaxProblem) || this.#in.isExhausted) throw error;
      this.#in.at = at;
      this.#in.depth = depth;
      this.#locals.length = mark;
      this.#insideFilter = inside;
      this.#filterForbidden = forbidden;
      return null;
    }
  }
}
