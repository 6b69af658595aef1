import type { OutputClause } from './model.ts';
import { type AnalysisOptions, boundsOn, type Findings } from './table-analysis.ts';
import {
  type Box,
  commonBox,
  compareBoxes,
  fills,
  merged,
  type Part,
  partsWithin,
  unionOfCells,
  walk,
} from './table-analysis-boxes.ts';
import {
  type Example,
  exampleOf,
  type PlacedTable,
  type Region,
  regionOf,
  type Space,
  spaceOf,
  type TableInModel,
  type UnreadCell,
} from './table-analysis-space.ts';
import { type Answer, type Answering, answering, noAnswer } from './table-comparison-answer.ts';

export interface TableComparison {
  /** Those of the left table, then what only the right one has. */
  readonly columns: readonly ComparedColumn[];
  readonly outputs: {
    readonly compared: readonly string[];
    readonly onlyLeft: readonly string[];
    readonly onlyRight: readonly string[];
  };
  readonly differences: Findings<Difference>;
  /** Cells the comparison could not take into account. */
  readonly unread: { readonly left: readonly UnreadCell[]; readonly right: readonly UnreadCell[] };
}

export interface ComparedColumn {
  readonly label: string;
  readonly expression: string;
  /** FEEL's name of the type; null if it is unknown, so that no cell could be read. */
  readonly type: string | null;
  /** The input clauses of each table that are this column, from 1; empty where it has none. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface Difference {
  readonly region: Region;
  readonly example: Example;
  readonly left: Answer;
  readonly right: Answer;
  /**
   * False where a cell that could not be read decides, or where the answers are expressions that
   * differ as texts and may yet be equal.
   */
  readonly isCertain: boolean;
}

/** Regions gathered before they are merged. */
const MOST_PIECES = 20_000;

/**
 * Finds the inputs for which two tables answer differently: two versions of a rule, or those of two
 * regions.
 *
 * Columns are the same if their expressions are, else if their labels are; a table that lacks a
 * column answers alike for all its values. Outputs are the same by name, and where both tables have
 * one only. Answers that are equal constants are equal, `1.50` and `1.5` too; other expressions are
 * compared as texts. How inputs are read, and which are admitted, is told at `analyseTable`; an input
 * that only one table admits is a difference where the other answers.
 *
 * @param left     A table with the model that defines its types, if there is one.
 * @param right    Another.
 * @param options  Bounds on what is listed and done.
 * @returns        Disjoint regions in the order of the columns, each with an example and both
 *   answers; none if the tables agree everywhere.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const tableWith = (least) => [...tablesOf(readModel(`<definitions name="m" namespace="n"
 *   xmlns="${space}"><decision id="d" name="Admitted"><decisionTable>
 *     <input><inputExpression typeRef="number"><text>staff</text></inputExpression></input>
 *     <output/>
 *     <rule><inputEntry><text>&lt; ${least}</text></inputEntry>
 *       <outputEntry><text>"no"</text></outputEntry></rule>
 *     <rule><inputEntry><text>&gt;= ${least}</text></inputEntry>
 *       <outputEntry><text>"yes"</text></outputEntry></rule>
 *   </decisionTable></decision></definitions>`).decisions[0].logic)][0];
 * const left = { table: tableWith(20), model: null };
 * const right = { table: tableWith(30), model: null };
 * const { listed } = compareTables(left, right).differences;
 * listed.map((one) => [one.region.tests, one.left.text, one.right.text])
 *   // → [[['[20..30)'], '"yes"', '"no"']]
 * compareTables(left, left).differences.count // → 0
 *
 * Cost: that of the gaps of both tables laid over each other.
 */
export function compareTables(
  left: TableInModel,
  right: TableInModel,
  options: AnalysisOptions = {},
): TableComparison {
  const space = spaceOf([left, right]);
  const outputs = matchedOutputs(left.table.outputs, right.table.outputs);
  const sides = [
    answering(
      left.table,
      outputs.pairs.map(({ left: at, name }) => ({ at, name })),
    ),
    answering(
      right.table,
      outputs.pairs.map(({ right: at, name }) => ({ at, name })),
    ),
  ] as const;
  return {
    columns: space.columns.map(({ label, expression, kind, clauses }) => ({
      label,
      expression,
      type: kind,
      left: clauses[0]!,
      right: clauses[1]!,
    })),
    outputs: {
      compared: outputs.pairs.map(({ name }) => name),
      onlyLeft: outputs.onlyLeft,
      onlyRight: outputs.onlyRight,
    },
    differences: differencesOf(space, sides, options),
    unread: { left: space.tables[0]!.unread, right: space.tables[1]!.unread },
  };
}

function matchedOutputs(left: readonly OutputClause[], right: readonly OutputClause[]) {
  const nameOf = (clause: OutputClause, at: number) => clause.name ?? clause.label ?? `${at + 1}`;
  const names = { left: left.map(nameOf), right: right.map(nameOf) };
  const isLone = left.length === 1 && right.length === 1;
  const pairs = names.left.flatMap((name, at) => {
    const other = isLone ? 0 : names.right.indexOf(name);
    return other < 0 ? [] : [{ name, left: at, right: other }];
  });
  return {
    pairs,
    onlyLeft: names.left.filter((_, at) => pairs.every((pair) => pair.left !== at)),
    onlyRight: names.right.filter((_, at) => pairs.every((pair) => pair.right !== at)),
  };
}

type Sides = readonly [left: Answering, right: Answering];

/** A region all over which both tables answer, and differently. */
interface Piece {
  readonly box: Box;
  readonly left: Answer;
  readonly right: Answer;
}

function differencesOf(space: Space, sides: Sides, options: AnalysisOptions): Findings<Difference> {
  const { listed, steps } = boundsOn(options);
  const [left, right] = space.tables as [PlacedTable, PlacedTable];
  const everything = left.admitted.map((cells, at) => unionOfCells(cells, right.admitted[at]!));
  // What each table admits stands before its rules.
  const boxes = [left.admitted, ...left.rules, right.admitted, ...right.rules];
  const ofRight = left.rules.length + 1;
  const budget = { left: steps };
  const alike = new Map<string, Piece[]>();
  let count = 0;
  walk(everything, partsWithin(everything, boxes), budget, (region, parts) => {
    if (count >= MOST_PIECES) return true;
    const one = answerIn(region, parts, 0, ofRight, sides[0]);
    const other = one && answerIn(region, parts, ofRight, boxes.length, sides[1]);
    if (one === null || other === null) return false;
    if (isSameAnswer(one, other)) return true;
    count++;
    const key = JSON.stringify([one.kind, one.text, other.kind, other.text]);
    const pieces = alike.get(key) ?? [];
    pieces.push({ box: region, left: one, right: other });
    alike.set(key, pieces);
    return true;
  });
  const differences = [...alike.values()]
    .flatMap((pieces) => merged(pieces.map(({ box }) => box)).map((box) => ({ box, pieces })))
    .sort((a, b) => compareBoxes(a.box, b.box));
  return {
    count: differences.length,
    isComplete: budget.left >= 0 && count < MOST_PIECES,
    listed: differences.slice(0, listed).map(({ box, pieces }) => {
      const inside = pieces.filter((piece) => commonBox(piece.box, box) !== null);
      return asFinding(space, everything, box, inside);
    }),
  };
}

/** What one table answers all over a region; null while that is not settled. */
function answerIn(
  region: Box,
  all: readonly Part[],
  from: number,
  to: number,
  side: Answering,
): Answer | null {
  const parts = all.filter(({ index }) => index >= from && index < to);
  const [bounds, ...rules] = parts;
  if (bounds?.index !== from) return noAnswer('not admitted', []);
  if (!fills(bounds, region)) return null;
  const firing = rules.filter((part) => fills(part, region));
  const isSettled = firing.length === rules.length || (side.isFirst && firing[0] === rules[0]);
  return isSettled ? side.answerTo(firing.map(({ index }) => index - from - 1)) : null;
}

/** Whatever the reason, no answer is no answer. */
function isSameAnswer(one: Answer, other: Answer): boolean {
  if (one.kind !== 'answer' || other.kind !== 'answer')
    return one.kind !== 'answer' && other.kind !== 'answer';
  return one.text === other.text;
}

function asFinding(space: Space, everything: Box, box: Box, pieces: readonly Piece[]): Difference {
  const region = regionOf(space, box, everything);
  const answerOf = (side: 'left' | 'right'): Answer => {
    const rules = new Set(pieces.flatMap((piece) => piece[side].rules));
    return { ...pieces[0]![side], rules: [...rules].sort((a, b) => a - b) };
  };
  const left = answerOf('left');
  const right = answerOf('right');
  return {
    region,
    example: exampleOf(space, box),
    left,
    right,
    isCertain: region.conditions.length === 0 && left.isConstant && right.isConstant,
  };
}
