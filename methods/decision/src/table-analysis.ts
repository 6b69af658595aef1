import type { DecisionTable, Model } from './model.ts';
import { type WrongAnswer, wrongAnswersOf } from './table-analysis-answers.ts';
import {
  type Box,
  type Budget,
  commonBox,
  isCovered,
  isEmptyBox,
  uncovered,
} from './table-analysis-boxes.ts';
import { answersOf, areConstant, ranksOf } from './table-analysis-outputs.ts';
import {
  type Example,
  exampleOf,
  type PlacedTable,
  type Region,
  regionOf,
  type Space,
  spaceOf,
  type UnreadCell,
} from './table-analysis-space.ts';

export interface AnalysisOptions {
  /** How many findings of each kind are listed; the rest is counted. Default 100. */
  readonly listed?: number;
  /** A bound on the work: regions looked at, times rules that reach them. Default 1,500,000. */
  readonly steps?: number;
}

export interface TableAnalysis {
  readonly columns: readonly AnalysedColumn[];
  readonly gaps: Findings<Gap>;
  /**
   * What an input gets for which no rule fires: only `nothing` leaves somebody without answer. Where
   * rules are counted, none is an answer too.
   */
  readonly gapsGet: 'nothing' | 'default' | 'empty list';
  readonly overlaps: Findings<Overlap>;
  readonly neverFiring: Findings<NeverFiring>;
  /** Cells the analysis could not take into account. */
  readonly unread: readonly UnreadCell[];
  /** Answers of another type than their output, or outside the values it allows. */
  readonly wrongAnswers: readonly WrongAnswer[];
}

export interface AnalysedColumn {
  readonly label: string;
  readonly expression: string;
  /** FEEL's name of the type; null if it is unknown, so that no cell could be read. */
  readonly type: string | null;
  /** The input clauses that test this expression, from 1; more than one is rare. */
  readonly clauses: readonly number[];
}

export interface Findings<Finding> {
  readonly listed: readonly Finding[];
  /** At least as many as are listed. */
  readonly count: number;
  /** False where the bound on the work ended the search, so that there may be more. */
  readonly isComplete: boolean;
}

export interface Gap {
  readonly region: Region;
  readonly example: Example;
  /** False where a cell that could not be read decides whether a rule fires. */
  readonly isCertain: boolean;
}

/** Rules that fire together where the hit policy forbids it; for ANY, with different answers. */
export interface Overlap {
  /** Two rules, from 1, the earlier first. */
  readonly rules: readonly [number, number];
  readonly region: Region;
  readonly example: Example;
  /**
   * False where it hangs on a cell that could not be read, and for ANY where answers are expressions
   * that differ as texts and may yet be equal.
   */
  readonly isCertain: boolean;
}

export interface NeverFiring {
  /** From 1. */
  readonly rule: number;
  /**
   * `contradiction`: no admitted value satisfies its cells; see `columns`.
   * `masked`: whatever satisfies it is answered by other rules; see `by`.
   */
  readonly reason: 'contradiction' | 'masked';
  /** From 1: the columns that nothing satisfies; empty if masked. */
  readonly columns: readonly number[];
  /** From 1: the rules that answer instead; empty for a contradiction. */
  readonly by: readonly number[];
  /** An input that satisfies it and is answered by another rule; null for a contradiction. */
  readonly example: Example | null;
}

const DEFAULT_LISTED = 100;
const DEFAULT_STEPS = 1_500_000;
/** Regions gathered before they are merged. */
const MOST_PIECES = 5_000;
/** Pairs of rules laid over each other: those of more than 6,000 rules. */
const MOST_PAIRS = 20_000_000;

/**
 * Finds what is wrong with a decision table whatever its inputs are: inputs no rule covers, inputs
 * for which its hit policy does not allow the rules that fire, rules that never answer, and answers
 * that its outputs do not admit.
 *
 * Numbers, dates, times (without a zone), durations, strings and booleans compared with constants
 * are exact, ends included or not; columns that test the same expression count as one. Allowed
 * values and item definitions bound the inputs. Null belongs to the inputs only where some cell
 * names it. Numbers are decimals, so between `<= 10` and `>= 11` there is a gap; between two
 * neighbouring days there is none. A cell that compares with other inputs is taken as a condition
 * that may hold or not; findings that hang on it are not certain. A table without rules is one gap;
 * one without inputs has none if it has a rule.
 *
 * @param table    The table as read.
 * @param model    The model it stands in, for its types; null where there is none.
 * @param options  Bounds on what is listed and done.
 * @returns        Findings in the order of cells or rules, each with a region of inputs as unary
 *   tests and one example in it. Gaps are disjoint, overlaps are by pairs of rules; under FIRST,
 *   PRIORITY, COLLECT and the orders, rules may overlap, so none is listed.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const xml = `<definitions name="m" namespace="n" xmlns="${space}">
 *   <decision id="d" name="Band"><decisionTable>
 *     <input><inputExpression typeRef="number"><text>score</text></inputExpression></input>
 *     <output/>
 *     <rule><inputEntry><text>&lt; 60</text></inputEntry>
 *       <outputEntry><text>"no"</text></outputEntry></rule>
 *     <rule><inputEntry><text>&gt; 60</text></inputEntry>
 *       <outputEntry><text>"yes"</text></outputEntry></rule>
 *   </decisionTable></decision></definitions>`;
 * const model = readModel(xml);
 * const [table] = tablesOf(model.decisions[0].logic);
 * analyseTable(table, model).gaps.listed.map((gap) => gap.region.tests) // → [['60']]
 * analyseTable(table, model).overlaps.count // → 0
 *
 * Cost: pairs of rules for overlaps; for gaps the regions into which the rules cut the inputs, which
 * are about as many as rules where a table was made by asking one question after another.
 * Source: box subtraction by binary space partition; the findings are those of Calvanese et al.,
 * Semantics and Analysis of DMN Decision Tables (2016).
 */
export function analyseTable(
  table: DecisionTable,
  model: Model | null,
  options: AnalysisOptions = {},
): TableAnalysis {
  const { listed, steps } = boundsOn(options);
  const space = spaceOf([{ table, model }]);
  const placed = space.tables[0]!;
  return {
    columns: space.columns.map(({ label, expression, kind, clauses }) => ({
      label,
      expression,
      type: kind,
      clauses: clauses[0]!,
    })),
    gaps: gapsOf(space, placed, listed, { left: steps }),
    gapsGet: answerToGaps(table),
    overlaps: overlapsOf(space, placed, listed),
    neverFiring: neverFiringOf(space, placed, listed, { left: steps }),
    unread: placed.unread,
    wrongAnswers: wrongAnswersOf(table, model),
  };
}

export function boundsOn({ listed = DEFAULT_LISTED, steps = DEFAULT_STEPS }: AnalysisOptions) {
  return { listed, steps };
}

function answerToGaps({ hitPolicy, aggregation, outputs }: DecisionTable) {
  if (outputs.some((output) => output.byDefault !== null)) return 'default';
  const collects = hitPolicy === 'COLLECT' || hitPolicy.endsWith('ORDER');
  const isAnswered = aggregation === null || aggregation === 'COUNT';
  return collects && isAnswered ? 'empty list' : 'nothing';
}

function gapsOf(space: Space, placed: PlacedTable, listed: number, budget: Budget): Findings<Gap> {
  const found = uncovered(placed.admitted, placed.rules, budget, MOST_PIECES);
  return {
    count: found.boxes.length,
    isComplete: found.isComplete,
    listed: found.boxes.slice(0, listed).map((box) => {
      const region = regionOf(space, box, placed.admitted);
      const isCertain = region.conditions.length === 0;
      return { region, example: exampleOf(space, box), isCertain };
    }),
  };
}

function overlapsOf(space: Space, placed: PlacedTable, limit: number): Findings<Overlap> {
  const { hitPolicy, rules: written } = placed.table;
  const listed: Overlap[] = [];
  let count = 0;
  let pairs = 0;
  if (hitPolicy === 'UNIQUE' || hitPolicy === 'ANY') {
    const answers = written.map((rule) => answersOf(rule).join('\n'));
    const isKnown = written.map(
      (rule) => hitPolicy === 'UNIQUE' || areConstant(rule.outputs.map((cell) => cell.text)),
    );
    for (const [at, one] of placed.rules.entries()) {
      pairs += at;
      if (pairs > MOST_PAIRS) break;
      for (let before = 0; before < at; before++) {
        if (hitPolicy === 'ANY' && answers[at] === answers[before]) continue;
        const common = commonBox(one, placed.rules[before]!);
        if (common === null) continue;
        count++;
        if (listed.length >= limit) continue;
        const region = regionOf(space, common, placed.admitted);
        listed.push({
          rules: [before + 1, at + 1],
          region,
          example: exampleOf(space, common),
          isCertain: region.conditions.length === 0 && isKnown[at]! && isKnown[before]!,
        });
      }
    }
  }
  return { listed, count, isComplete: pairs <= MOST_PAIRS };
}

function neverFiringOf(
  space: Space,
  placed: PlacedTable,
  limit: number,
  budget: Budget,
): Findings<NeverFiring> {
  const listed: NeverFiring[] = [];
  let count = 0;
  let isComplete = true;
  const goesBefore = precedence(placed.table);
  for (const [at, box] of placed.rules.entries()) {
    const finding = contradictionIn(space, box, at) ?? maskOf(at, box);
    if (finding === null) continue;
    count++;
    if (listed.length < limit) listed.push(finding);
  }
  return { listed, count, isComplete };

  function maskOf(at: number, box: Box): NeverFiring | null {
    if (goesBefore === null) return null;
    const masking = placed.rules.flatMap((other, before) =>
      goesBefore(before, at) && commonBox(other, box) !== null ? [before] : [],
    );
    if (masking.length === 0) return null;
    const covered = isCovered(
      box,
      masking.map((before) => placed.rules[before]!),
      budget,
    );
    if (covered === null) isComplete = false;
    if (covered !== true) return null;
    const by = masking.map((before) => before + 1);
    return { rule: at + 1, reason: 'masked', columns: [], by, example: exampleOf(space, box) };
  }
}

function contradictionIn(space: Space, box: Box, at: number): NeverFiring | null {
  if (!isEmptyBox(box)) return null;
  const columns = space.columns.flatMap((_, column) =>
    box[column]!.length === 0 ? [column + 1] : [],
  );
  return { rule: at + 1, reason: 'contradiction', columns, by: [], example: null };
}

/** Whether one rule is answered by before another; null where no rule hides another. */
function precedence(table: DecisionTable): ((one: number, other: number) => boolean) | null {
  if (table.hitPolicy === 'FIRST') return (one, other) => one < other;
  if (table.hitPolicy !== 'PRIORITY') return null;
  const ranks = ranksOf(table);
  return (one, other) => {
    const [a, b] = [ranks[one]!, ranks[other]!];
    for (const [at, rank] of a.entries()) {
      // An answer whose place is not known neither hides nor is hidden.
      if (rank === null || b[at] === null) return false;
      if (rank !== b[at]) return rank < b[at]!;
    }
    return one < other;
  };
}
