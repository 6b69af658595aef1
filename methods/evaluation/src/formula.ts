import {
  compareRationals,
  minus,
  over,
  plus,
  type Rational,
  rational,
  readRational,
  times,
} from '@yunhe/exact';

/** A number, an answer of a choice, or whether something holds; null where it is not known. */
export type Value = Rational | string | boolean | null;
export type Kind = 'number' | 'choice' | 'truth';

/** What a name stands for: its kind when a formula is read, its value when it is computed. */
export type KindOf = (name: string) => Kind | undefined;
export type LookUp = (name: string) => Value;

/** What stands in a formula, for those who write it in words: `name`, `number` and `choice` are leaves. */
export type FormulaTree =
  | { readonly is: 'name' | 'number' | 'choice'; readonly text: string }
  | { readonly is: FormulaSign; readonly parts: readonly FormulaTree[] };

/** `-` of one part is its negative; `%` has one, `if` three, `min` and `max` one or more. */
export type FormulaSign =
  | ('+' | '-' | '*' | '/' | '%')
  | ('=' | '!=' | '<' | '<=' | '>' | '>=')
  | ('and' | 'or' | 'not')
  | ('if' | 'min' | 'max' | 'reported' | 'orZero');

export interface Formula {
  readonly text: string;
  readonly kind: Kind;
  readonly tree: FormulaTree;
  /** The names it asks for, each once, in the order they stand. */
  readonly names: readonly string[];
  readonly compute: (lookUp: LookUp) => Value;
}

type Compute = (lookUp: LookUp) => Value;
interface Parsed {
  readonly kind: Kind;
  readonly compute: Compute;
  readonly tree: FormulaTree;
}

/**
 * What of a formula cannot be read, in words.
 *
 * @example readFormula('1 +', () => 'number') // → throws FormulaProblem
 */
export class FormulaProblem extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9_]*)|'([^']*)'|(<=|>=|!=|[-+*/%()<>=,]))/y;
const DEEPEST = 50;

/**
 * Reads a formula and tells its kind. Numbers are exact. A value that was not reported makes what
 * is computed from it unknown, as does a division by 0; `and` and `or` know their answer where the
 * known side decides. `reported(x)` tells whether x is known, `orZero(x)` takes 0 for the unknown.
 *
 * @throws FormulaProblem that says what cannot be read, in words.
 *
 * @example readFormula('2 * staff', () => 'number').names // → ['staff']
 *
 * Cost: linear in the text, which the schema bounds.
 */
export function readFormula(text: string, kindOf: KindOf): Formula {
  const reader = new FormulaReader(text, kindOf);
  const { kind, compute, tree } = reader.read();
  return { text, kind, tree, names: [...reader.names], compute };
}

class FormulaReader {
  readonly names = new Set<string>();
  readonly #kindOf: KindOf;
  readonly #tokens: {
    readonly kind: 'number' | 'name' | 'text' | 'sign';
    readonly text: string;
  }[] = [];
  #at = 0;
  #depth = 0;

  constructor(text: string, kindOf: KindOf) {
    this.#kindOf = kindOf;
    TOKEN.lastIndex = 0;
    const end = text.trimEnd().length;
    while (TOKEN.lastIndex < end) {
      const from = TOKEN.lastIndex;
      const found = TOKEN.exec(text);
      if (found === null)
        throw new FormulaProblem(`cannot be read from "${text.slice(from, from + 20)}"`);
      const [, number, name, quoted, sign] = found;
      if (number !== undefined) this.#tokens.push({ kind: 'number', text: number });
      else if (name !== undefined) this.#tokens.push({ kind: 'name', text: name });
      else if (quoted !== undefined) this.#tokens.push({ kind: 'text', text: quoted });
      else this.#tokens.push({ kind: 'sign', text: sign! });
    }
  }

  read(): Parsed {
    const all = this.#or();
    if (this.#at < this.#tokens.length) {
      throw new FormulaProblem(`has "${this.#tokens[this.#at]!.text}" where it should end`);
    }
    return all;
  }

  #takes(...wanted: readonly string[]): string | null {
    const next = this.#tokens[this.#at];
    if (next === undefined || next.kind === 'text' || next.kind === 'number') return null;
    if (!wanted.includes(next.text)) return null;
    this.#at++;
    return next.text;
  }

  #owes(sign: string): void {
    if (this.#takes(sign) === null) {
      throw new FormulaProblem(
        `lacks "${sign}" before "${this.#tokens[this.#at]?.text ?? 'its end'}"`,
      );
    }
  }

  #or(): Parsed {
    if (++this.#depth > DEEPEST) throw new FormulaProblem(`is nested deeper than ${DEEPEST}`);
    let left = this.#and();
    while (this.#takes('or') !== null) left = junction('or', left, this.#and());
    this.#depth--;
    return left;
  }

  #and(): Parsed {
    let left = this.#not();
    while (this.#takes('and') !== null) left = junction('and', left, this.#not());
    return left;
  }

  #not(): Parsed {
    if (this.#takes('not') === null) return this.#comparison();
    const { compute, tree } = owed(this.#not(), 'truth');
    return {
      kind: 'truth',
      tree: { is: 'not', parts: [tree] },
      compute: (of) => {
        const value = compute(of);
        return value === null ? null : !value;
      },
    };
  }

  #comparison(): Parsed {
    const left = this.#sum();
    const sign = this.#takes('=', '!=', '<', '<=', '>', '>=') as keyof typeof comparisons | null;
    if (sign === null) return left;
    const right = this.#sum();
    if (left.kind !== right.kind) {
      throw new FormulaProblem(`compares a ${left.kind} with a ${right.kind}`);
    }
    if (left.kind !== 'number' && sign !== '=' && sign !== '!=') {
      throw new FormulaProblem(`asks which ${left.kind} is larger`);
    }
    const holds = comparisons[sign];
    return {
      kind: 'truth',
      tree: { is: sign, parts: [left.tree, right.tree] },
      compute: (of) => {
        const [a, b] = [left.compute(of), right.compute(of)];
        if (a === null || b === null) return null;
        if (typeof a === 'object' && typeof b === 'object') return holds(compareRationals(a, b));
        return holds(a === b ? 0 : 1);
      },
    };
  }

  #sum(): Parsed {
    let left = this.#product();
    for (;;) {
      const sign = this.#takes('+', '-');
      if (sign === null) return left;
      left =
        sign === '+'
          ? arithmetic('+', left, this.#product(), plus)
          : arithmetic('-', left, this.#product(), minus);
    }
  }

  #product(): Parsed {
    let left = this.#signed();
    for (;;) {
      const sign = this.#takes('*', '/');
      if (sign === null) return left;
      left =
        sign === '*'
          ? arithmetic('*', left, this.#signed(), times)
          : arithmetic('/', left, this.#signed(), quotient);
    }
  }

  #signed(): Parsed {
    if (this.#takes('-') !== null) {
      const one = this.#signed();
      const negative = arithmetic('-', constant('0'), one, minus);
      return { ...negative, tree: { is: '-', parts: [one.tree] } };
    }
    const one = this.#primary();
    if (this.#takes('%') === null) return one;
    return { ...arithmetic('%', one, constant('100'), over), tree: { is: '%', parts: [one.tree] } };
  }

  #primary(): Parsed {
    if (this.#takes('(') !== null) {
      const inner = this.#or();
      this.#owes(')');
      return inner;
    }
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new FormulaProblem('ends too early');
    const { text } = token;
    if (token.kind === 'number') return constant(text);
    if (token.kind === 'text') {
      return { kind: 'choice', compute: () => text, tree: { is: 'choice', text } };
    }
    if (token.kind === 'sign')
      throw new FormulaProblem(`has "${token.text}" where a value should be`);
    if (this.#takes('(') !== null) return this.#call(token.text);
    const kind = this.#kindOf(token.text);
    if (kind === undefined) throw new FormulaProblem(`names ${token.text}, which is not declared`);
    this.names.add(token.text);
    return { kind, compute: (of) => of(text), tree: { is: 'name', text } };
  }

  #call(name: string): Parsed {
    const given = [this.#or()];
    while (this.#takes(',') !== null) given.push(this.#or());
    this.#owes(')');
    const [first, second, third] = given;
    const parts = given.map(({ tree }) => tree);
    if (name === 'reported' && given.length === 1) {
      const compute = (of: LookUp) => first!.compute(of) !== null;
      return { kind: 'truth', compute, tree: { is: name, parts } };
    }
    if (name === 'orZero' && given.length === 1) {
      const { compute } = owed(first!, 'number');
      const tree: FormulaTree = { is: name, parts };
      return { kind: 'number', compute: (of) => compute(of) ?? rational(0n), tree };
    }
    if (name === 'if' && given.length === 3) {
      const condition = owed(first!, 'truth');
      const otherwise = owed(third!, second!.kind);
      return {
        kind: second!.kind,
        tree: { is: name, parts },
        compute: (of) => {
          const holds = condition.compute(of);
          return holds === null ? null : (holds ? second! : otherwise).compute(of);
        },
      };
    }
    if (name === 'min' || name === 'max') {
      const wanted = name === 'min' ? -1 : 1;
      const better = (a: Rational, b: Rational) => (compareRationals(a, b) === wanted ? a : b);
      const best = given
        .map((one) => owed(one, 'number'))
        .reduce((a, b) => arithmetic(name, a, b, better));
      return { ...best, tree: { is: name, parts } };
    }
    throw new FormulaProblem(`calls ${name} with ${given.length}, which is not known`);
  }
}

const comparisons = {
  '=': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
} as const;

function constant(text: string): Parsed {
  const value = readRational(text)!;
  return { kind: 'number', compute: () => value, tree: { is: 'number', text } };
}

function owed(parsed: Parsed, kind: Kind): Parsed {
  if (parsed.kind === kind) return parsed;
  throw new FormulaProblem(`has a ${parsed.kind} where a ${kind} is needed`);
}

function arithmetic(
  is: FormulaSign,
  left: Parsed,
  right: Parsed,
  apply: (a: Rational, b: Rational) => Rational | null,
): Parsed {
  const [a, b] = [owed(left, 'number').compute, owed(right, 'number').compute];
  return {
    kind: 'number',
    tree: { is, parts: [left.tree, right.tree] },
    compute: (of) => {
      const [x, y] = [a(of), b(of)];
      return x === null || y === null ? null : apply(x as Rational, y as Rational);
    },
  };
}

function quotient(a: Rational, b: Rational): Rational | null {
  return b.numerator === 0n ? null : over(a, b);
}

/** Either side that decides is enough; otherwise both must be known. */
function junction(is: 'and' | 'or', left: Parsed, right: Parsed): Parsed {
  const [a, b] = [owed(left, 'truth').compute, owed(right, 'truth').compute];
  const decides = is === 'or';
  return {
    kind: 'truth',
    tree: { is, parts: [left.tree, right.tree] },
    compute: (of) => {
      const [x, y] = [a(of), b(of)];
      if (x === decides || y === decides) return decides;
      return x === null || y === null ? null : !decides;
    },
  };
}
