/**
 * A DMN model as it stands in the XML: nothing resolved, nothing checked beyond its shape, every
 * FEEL text as written. What is computed from it (an engine, an analysis, a comparison) starts here.
 */

/** Where something stands, so that a problem can be shown on it. */
export interface Place {
  /** The XML id; null where the file gives none. */
  readonly id: string | null;
  /** Line in the XML, from 1. */
  readonly line: number;
}

export interface Model extends Place {
  readonly name: string;
  readonly namespace: string;
  /** The edition by its namespace: '1.1' … '1.5'. */
  readonly edition: string;
  readonly imports: readonly Import[];
  readonly itemDefinitions: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
}

export interface Import extends Place {
  /** The name that stands before its elements in expressions; may be empty. */
  readonly name: string;
  readonly namespace: string;
  /** null for imports that are no DMN. */
  readonly model: Model | null;
}

export interface ItemDefinition extends Place {
  readonly name: string;
  readonly isCollection: boolean;
  /** A name of FEEL's types or of another item definition. */
  readonly typeRef: string | null;
  /** Unary tests each element must pass (`allowedValues`). */
  readonly allowed: string | null;
  /** Unary tests the value as a whole must pass (`typeConstraint`, DMN 1.5). */
  readonly constraint: string | null;
  readonly components: readonly ItemDefinition[];
  readonly functionItem: {
    readonly parameters: readonly Variable[];
    readonly outputTypeRef: string | null;
  } | null;
}

export interface Variable extends Place {
  readonly name: string;
  readonly typeRef: string | null;
}

export interface InputData extends Variable {
  readonly description: string | null;
}

export interface Decision extends Variable {
  readonly description: string | null;
  readonly question: string | null;
  readonly allowedAnswers: string | null;
  readonly requirements: readonly Requirement[];
  readonly logic: Expression | null;
}

export interface Requirement {
  readonly kind: 'input' | 'decision' | 'knowledge';
  /** `#id`, or `namespace#id` for an import. */
  readonly href: string;
  readonly line: number;
}

export interface KnowledgeModel extends Variable {
  readonly requirements: readonly Requirement[];
  readonly logic: FunctionDefinition | null;
}

export interface DecisionService extends Variable {
  /** Each a list of hrefs, in the order of the file. */
  readonly outputDecisions: readonly string[];
  readonly encapsulatedDecisions: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

interface Boxed extends Place {
  readonly typeRef: string | null;
}

export type Expression =
  | LiteralExpression
  | BoxedContext
  | Relation
  | BoxedList
  | Invocation
  | FunctionDefinition
  | Conditional
  | Iterator
  | Filter
  | DecisionTable;

export interface LiteralExpression extends Boxed {
  readonly kind: 'literal';
  readonly text: string;
}

export interface BoxedContext extends Boxed {
  readonly kind: 'context';
  /** An entry without a name is the result of the context. */
  readonly entries: readonly {
    readonly variable: Variable | null;
    readonly value: Expression | null;
  }[];
}

export interface Relation extends Boxed {
  readonly kind: 'relation';
  readonly columns: readonly Variable[];
  readonly rows: readonly (readonly (Expression | null)[])[];
}

export interface BoxedList extends Boxed {
  readonly kind: 'list';
  readonly items: readonly (Expression | null)[];
}

export interface Invocation extends Boxed {
  readonly kind: 'invocation';
  readonly callee: Expression | null;
  readonly bindings: readonly {
    readonly parameter: Variable;
    readonly value: Expression | null;
  }[];
}

export interface FunctionDefinition extends Boxed {
  readonly kind: 'function';
  /** `java` and `pmml` are read but never run. */
  readonly language: 'feel' | 'java' | 'pmml';
  readonly parameters: readonly Variable[];
  readonly body: Expression | null;
}

export interface Conditional extends Boxed {
  readonly kind: 'conditional';
  readonly condition: Expression | null;
  readonly whenTrue: Expression | null;
  readonly whenFalse: Expression | null;
}

export interface Iterator extends Boxed {
  readonly kind: 'for' | 'some' | 'every';
  readonly variable: Variable;
  readonly over: Expression | null;
  /** What is returned or has to be satisfied. */
  readonly body: Expression | null;
}

export interface Filter extends Boxed {
  readonly kind: 'filter';
  readonly over: Expression | null;
  readonly match: Expression | null;
}

export const HIT_POLICIES = [
  'UNIQUE',
  'FIRST',
  'PRIORITY',
  'ANY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];

export const AGGREGATIONS = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export interface DecisionTable extends Boxed {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly annotations: readonly string[];
  readonly rules: readonly Rule[];
}

export interface InputClause extends Place {
  readonly label: string | null;
  /** FEEL; what the tests of the column are applied to. */
  readonly expression: string;
  readonly typeRef: string | null;
  /** Unary tests: the values the column admits. */
  readonly allowed: string | null;
}

export interface OutputClause extends Place {
  /** null is common where a table has one output. */
  readonly name: string | null;
  readonly label: string | null;
  readonly typeRef: string | null;
  /** Unary tests; their order is the priority, the first the highest. */
  readonly allowed: string | null;
  /** FEEL; the result where no rule matches. */
  readonly byDefault: string | null;
}

export interface Rule extends Place {
  readonly description: string | null;
  /** One cell an input clause: unary tests, `-` for any. */
  readonly inputs: readonly Cell[];
  /** One cell an output clause: FEEL. */
  readonly outputs: readonly Cell[];
  readonly annotations: readonly string[];
}

export interface Cell extends Place {
  readonly text: string;
}

/**
 * Every decision table inside an expression, itself included, in the order of the file.
 *
 * @param expression  The logic of a decision or what stands in it; null has no table.
 * @example [...tablesOf(null)] // → []
 *
 * Cost: one visit of each expression.
 */
export function* tablesOf(expression: Expression | null): Generator<DecisionTable> {
  if (expression === null) return;
  if (expression.kind === 'table') yield expression;
  else for (const part of partsOf(expression)) yield* tablesOf(part);
}

/** The expressions directly inside another, in the order of the file. */
export function partsOf(expression: Expression): readonly (Expression | null)[] {
  switch (expression.kind) {
    case 'literal':
    case 'table':
      return [];
    case 'context':
      return expression.entries.map((entry) => entry.value);
    case 'relation':
      return expression.rows.flat();
    case 'list':
      return expression.items;
    case 'invocation':
      return [expression.callee, ...expression.bindings.map((binding) => binding.value)];
    case 'function':
      return [expression.body];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'filter':
      return [expression.over, expression.match];
    default:
      return [expression.over, expression.body];
  }
}
