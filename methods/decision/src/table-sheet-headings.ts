/** What the first rows and the first column of a sheet are called, in both languages. */
import {
  AGGREGATIONS,
  type DecisionTable,
  HIT_POLICIES,
  type InputClause,
  type OutputClause,
} from './model.ts';
import { normalised } from './table-analysis-space.ts';

/** The rows before the rules. */
export const HEADINGS = {
  kind: '种类 kind',
  expression: '表达式 expression',
  type: '类型 type',
  values: '允许值 values',
  default: '缺省 default',
} as const;
export type Heading = keyof typeof HEADINGS;

export const KINDS = {
  input: '输入 input',
  output: '输出 output',
  annotation: '备注 annotation',
} as const;
export type ColumnKind = keyof typeof KINDS;

export function headingOf(text: string): Heading | null {
  return byEitherWord(HEADINGS, text);
}

export function columnKindOf(text: string): ColumnKind | null {
  return byEitherWord(KINDS, text);
}

function byEitherWord<Key extends string>(
  known: Readonly<Record<Key, string>>,
  text: string,
): Key | null {
  const words = normalised(text).toLowerCase().split(' ');
  const found = Object.entries<string>(known).find(([, heading]) =>
    heading.split(' ').some((word) => words.includes(word)),
  );
  return found === undefined ? null : (found[0] as Key);
}

export type Policy = Pick<DecisionTable, 'hitPolicy' | 'aggregation'>;

export function policyOf(text: string): Policy | null {
  const written = normalised(text).toUpperCase();
  const hitPolicy = HIT_POLICIES.find((one) => one === written);
  if (hitPolicy !== undefined) return { hitPolicy, aggregation: null };
  const aggregation = AGGREGATIONS.find((one) => written === `COLLECT ${one}`);
  return aggregation === undefined ? null : { hitPolicy: 'COLLECT', aggregation };
}

export function nameOfClause(clause: InputClause | OutputClause): string {
  if (clause.label !== null) return clause.label;
  return 'expression' in clause ? normalised(clause.expression) : (clause.name ?? '');
}

/** What stands over the columns, the hit policy first: each different, none empty. */
export function namesOver(table: DecisionTable): readonly string[] {
  const { hitPolicy, aggregation, inputs, outputs, annotations } = table;
  const names = [
    aggregation === null ? hitPolicy : `${hitPolicy} ${aggregation}`,
    ...[...inputs, ...outputs].map(nameOfClause),
    ...annotations,
  ];
  const seen = new Set<string>();
  return names.map((name, at) => {
    const plain = name.trim() === '' ? `${at}` : name.trim();
    let own = plain;
    for (let count = 2; seen.has(own); count++) own = `${plain} ${count}`;
    seen.add(own);
    return own;
  });
}
