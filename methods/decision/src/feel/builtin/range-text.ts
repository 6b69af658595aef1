import type { Site } from '../../outcome.ts';
import { compare } from '../compare.ts';
import { SyntaxProblem } from '../cursor.ts';
import { Decimal, negate } from '../decimal.ts';
import { Names } from '../names.ts';
import { parseExpression } from '../parse.ts';
import type { Run } from '../run.ts';
import type { Node } from '../syntax.ts';
import { Range, type Value } from '../value.ts';
import { type Builtins, define } from './define.ts';

const makers = ['date', 'time', 'date and time', 'duration'];
const none = new Names([]);
const vocabulary = { names: new Names(makers), members: none, types: none };

/** `range("[1..5]")`: the ends are literals, or made from a literal text; nothing is computed. */
export function rangeFromText(into: Builtins): void {
  const endOf = (node: Node, run: Run, site: Site): Value | undefined => {
    if (node.kind === 'literal') return node.value ?? undefined;
    if (node.kind === 'negation') {
      const value = endOf(node.operand, run, site);
      return value instanceof Decimal ? negate(value) : undefined;
    }
    if (node.kind !== 'call' || node.callee.kind !== 'name') return undefined;
    const [argument, more] = node.args;
    const { name } = node.callee;
    if (argument === undefined || more !== undefined || !makers.includes(name)) return undefined;
    if (argument.value.kind !== 'literal' || typeof argument.value.value !== 'string') {
      return undefined;
    }
    const [signature] = into.get(name) ?? [];
    return signature?.body([argument.value.value], run, site);
  };
  define(into, 'range', 'from: text', ([from], run, site) => {
    const node = parsed(from as string);
    if (node?.kind !== 'range') return undefined;
    if (node.low === null || node.high === null) return undefined;
    const [low, high] = [endOf(node.low, run, site), endOf(node.high, run, site)];
    if (low == null || high == null) return undefined;
    const order = compare(low, high);
    if (order === null || order > 0 || low.constructor !== high.constructor) return undefined;
    return new Range(low, node.lowIncluded, high, node.highIncluded);
  });
}

function parsed(text: string): Node | null {
  try {
    return parseExpression(text, vocabulary);
  } catch (error) {
    if (error instanceof SyntaxProblem) return null;
    throw error;
  }
}
