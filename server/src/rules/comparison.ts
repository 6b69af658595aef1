/** Where two models answer differently, table by table. Pure, and run beside the node. */
import { compareModels as compareAll, type TableComparison } from '@yunhe/decision';
import type { Comparison, Inputs, Words } from './contract.ts';
import { labelOf } from './labels.ts';
import { partOfRegion, unreadCell } from './model-check.ts';
import { inspectXml } from './rule-engine.ts';

export interface CompareAsked {
  readonly leftXml: string;
  readonly rightXml: string;
  /** Of both versions. */
  readonly words: Readonly<Words>;
}

export type Compared = Pick<Comparison, 'tables' | 'expressions' | 'onlyLeft' | 'onlyRight'>;

export function compareModels({ leftXml, rightXml, words }: CompareAsked): Compared {
  const found = compareAll(inspectXml(leftXml).model, inspectXml(rightXml).model);
  return {
    tables: found.decisions.flatMap(({ name, tables }) =>
      tables.map((table) => comparisonOf(words, name, table)),
    ),
    expressions: found.decisions
      .filter(({ isSame, expressions }) => !isSame && expressions !== null)
      .map(({ name, expressions }) => ({
        decision: name,
        label: labelOf(words, name),
        left: expressions?.left ?? null,
        right: expressions?.right ?? null,
      })),
    onlyLeft: [...found.onlyLeft],
    onlyRight: [...found.onlyRight],
  };
}

function comparisonOf(
  words: Readonly<Words>,
  decision: string,
  table: TableComparison,
): Comparison['tables'][number] {
  const { columns, differences, unread } = table;
  return {
    decision,
    label: labelOf(words, decision),
    differences: differences.listed.map(({ region, example, left, right }) => ({
      where: partOfRegion(columns, words, region),
      left: left.text,
      right: right.text,
      leftKind: left.kind,
      rightKind: right.kind,
      leftRules: [...left.rules],
      rightRules: [...right.rules],
      example: example.inputs as Inputs,
    })),
    count: differences.count,
    complete: differences.isComplete && unread.left.length === 0 && unread.right.length === 0,
    problems: [...unread.left, ...unread.right].map((cell) => unreadCell(decision, columns, cell)),
  };
}
