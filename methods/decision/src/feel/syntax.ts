/**
 * The tree of a FEEL expression after names were resolved into words, before types and values.
 * `at` is the offset in the text, for messages.
 */
import type { Value } from './value.ts';

export type Node =
  | Literal
  | NameNode
  | PathNode
  | ListNode
  | ContextNode
  | RangeNode
  | UnaryTestNode
  | NegationNode
  | ArithmeticNode
  | ComparisonNode
  | LogicNode
  | BetweenNode
  | InNode
  | InstanceOfNode
  | IfNode
  | ForNode
  | QuantifiedNode
  | FunctionNode
  | CallNode
  | FilterNode;

interface Placed {
  readonly at: number;
}

/** A number, string, boolean, null, or temporal (`@"…"`). */
export interface Literal extends Placed {
  readonly kind: 'literal';
  readonly value: Value;
}

export interface NameNode extends Placed {
  readonly kind: 'name';
  readonly name: string;
}

export interface PathNode extends Placed {
  readonly kind: 'path';
  readonly of: Node;
  readonly name: string;
}

export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface ContextNode extends Placed {
  readonly kind: 'context';
  readonly entries: readonly { readonly key: string; readonly value: Node }[];
}

/** `[a..b]` and its kin; an end that is null is open to infinity. */
export interface RangeNode extends Placed {
  readonly kind: 'range';
  readonly low: Node | null;
  readonly lowIncluded: boolean;
  readonly high: Node | null;
  readonly highIncluded: boolean;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `< 5` standing alone: a test in a cell, a range elsewhere. */
export interface UnaryTestNode extends Placed {
  readonly kind: 'test';
  readonly operator: Comparison;
  readonly operand: Node;
}

export interface NegationNode extends Placed {
  readonly kind: 'negation';
  readonly operand: Node;
}

export interface ArithmeticNode extends Placed {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | '**';
  readonly left: Node;
  readonly right: Node;
}

export interface ComparisonNode extends Placed {
  readonly kind: 'comparison';
  readonly operator: Comparison;
  readonly left: Node;
  readonly right: Node;
}

export interface LogicNode extends Placed {
  readonly kind: 'logic';
  readonly operator: 'and' | 'or';
  readonly left: Node;
  readonly right: Node;
}

export interface BetweenNode extends Placed {
  readonly kind: 'between';
  readonly value: Node;
  readonly low: Node;
  readonly high: Node;
}

export interface InNode extends Placed {
  readonly kind: 'in';
  readonly value: Node;
  readonly tests: UnaryTests;
}

export interface InstanceOfNode extends Placed {
  readonly kind: 'instance of';
  readonly value: Node;
  readonly type: TypeNode;
}

export interface IfNode extends Placed {
  readonly kind: 'if';
  readonly condition: Node;
  readonly whenTrue: Node;
  readonly whenFalse: Node;
}

export interface Iteration {
  readonly variable: string;
  readonly over: Node;
  /** For `for x in a..b`. */
  readonly to: Node | null;
}

export interface ForNode extends Placed {
  readonly kind: 'for';
  readonly iterations: readonly Iteration[];
  readonly body: Node;
}

export interface QuantifiedNode extends Placed {
  readonly kind: 'some' | 'every';
  readonly iterations: readonly Iteration[];
  readonly body: Node;
}

export interface FunctionNode extends Placed {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: TypeNode | null }[];
  /** Read, never run. */
  readonly external: boolean;
  readonly body: Node;
}

export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly callee: Node;
  readonly args: readonly { readonly name: string | null; readonly value: Node }[];
}

export interface FilterNode extends Placed {
  readonly kind: 'filter';
  readonly of: Node;
  readonly by: Node;
}

/** What stands in the cell of a table, in `in (…)` and in allowed values. */
export type UnaryTests =
  | { readonly kind: 'any' }
  | { readonly kind: 'tests'; readonly negated: boolean; readonly tests: readonly Node[] };

export type TypeNode =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list'; readonly of: TypeNode }
  | { readonly kind: 'range'; readonly of: TypeNode }
  | {
      readonly kind: 'context';
      readonly members: readonly { readonly name: string; readonly type: TypeNode }[];
    }
  | {
      readonly kind: 'function';
      readonly parameters: readonly TypeNode[];
      readonly result: TypeNode;
    };
