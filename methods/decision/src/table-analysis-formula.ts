/**
 * What a cell says of the value of its input, where that value is compared with constants alone.
 * All that is analysed is such a formula; a cell that says anything else is named and left open.
 */
import type { Comparison, Node, UnaryTests } from './feel/syntax.ts';
import type { Value } from './feel/value.ts';

export type Formula =
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly value: Value }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'always' };

/** The name of the tested value inside a cell. */
const SUBJECT = '?';

const turned: Readonly<Record<Comparison, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** The value of an expression that reads no name; undefined where it reads one. */
export type ConstantOf = (node: Node) => Value | undefined;

/** Null where the tests say something other than comparisons of the input with constants. */
export function formulaOf(tests: UnaryTests, constantOf: ConstantOf): Formula | null {
  if (tests.kind === 'any') return { kind: 'always' };
  const either = all(
    'or',
    tests.tests.map((node) => testOf(node, constantOf)),
  );
  if (either === null || !tests.negated) return either;
  return { kind: 'not', part: either };
}

function testOf(node: Node, constantOf: ConstantOf): Formula | null {
  const compare = (operator: Comparison, operand: Node): Formula | null => {
    const value = constantOf(operand);
    return value === undefined ? null : { kind: 'compare', operator, value };
  };
  switch (node.kind) {
    case 'test':
      return compare(node.operator, node.operand);
    case 'range':
      return rangeOf(node, compare);
    case 'list':
      return all(
        'or',
        node.items.map((item) => testOf(item, constantOf)),
      );
    case 'comparison':
    case 'between':
    case 'in':
    case 'logic':
      return sentenceOf(node, constantOf);
    default:
      return compare('=', node);
  }
}

type Compare = (operator: Comparison, operand: Node) => Formula | null;

function rangeOf(node: Extract<Node, { kind: 'range' }>, compare: Compare): Formula | null {
  const ends: (Formula | null)[] = [];
  if (node.low !== null) ends.push(compare(node.lowIncluded ? '>=' : '>', node.low));
  if (node.high !== null) ends.push(compare(node.highIncluded ? '<=' : '<', node.high));
  return all('and', ends);
}

/** An expression that names the tested value: `? > 5 and ? != 7`. */
function sentenceOf(node: Node, constantOf: ConstantOf): Formula | null {
  const compare = (operator: Comparison, operand: Node): Formula | null => {
    const value = constantOf(operand);
    return value === undefined ? null : { kind: 'compare', operator, value };
  };
  switch (node.kind) {
    case 'comparison':
      if (isSubject(node.left)) return compare(node.operator, node.right);
      if (isSubject(node.right)) return compare(turned[node.operator], node.left);
      return null;
    case 'between':
      if (!isSubject(node.value)) return null;
      return all('and', [compare('>=', node.low), compare('<=', node.high)]);
    case 'in':
      return isSubject(node.value) ? formulaOf(node.tests, constantOf) : null;
    case 'logic':
      return all(node.operator, [
        sentenceOf(node.left, constantOf),
        sentenceOf(node.right, constantOf),
      ]);
    default:
      return null;
  }
}

function isSubject(node: Node): boolean {
  return node.kind === 'name' && node.name === SUBJECT;
}

function all(kind: 'and' | 'or', parts: readonly (Formula | null)[]): Formula | null {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  return known.length === 1 ? known[0]! : { kind, parts: known };
}

/** Every constant a formula compares with. */
export function* constantsOf(formula: Formula): Generator<Extract<Formula, { kind: 'compare' }>> {
  if (formula.kind === 'compare') yield formula;
  else if (formula.kind === 'not') yield* constantsOf(formula.part);
  else if (formula.kind !== 'always') for (const part of formula.parts) yield* constantsOf(part);
}
