import { type Decision, type Expression, type Model, tablesOf } from './model.ts';
import type { AnalysisOptions } from './table-analysis.ts';
import { normalised } from './table-analysis-space.ts';
import { compareTables, type TableComparison } from './table-comparison.ts';

export interface ModelComparison {
  /** Decisions of both, by name, in the order of the left model. */
  readonly decisions: readonly DecisionComparison[];
  /** Names of decisions. */
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
  /** Names of inputs. */
  readonly inputsOnlyLeft: readonly string[];
  readonly inputsOnlyRight: readonly string[];
}

export interface DecisionComparison {
  readonly name: string;
  /** Whether both are written alike, but for blanks, descriptions and annotations. */
  readonly isSame: boolean;
  /** Its tables in the order of the file, each with that of the other model; none if it has none. */
  readonly tables: readonly TableComparison[];
  /** FEEL of both, where either is no decision table; null where one is no plain expression. */
  readonly expressions: { readonly left: string | null; readonly right: string | null } | null;
}

/**
 * Compares two models decision by decision.
 *
 * Decisions are the same by name. Tables are laid over each other in the order of the file, however
 * a decision was reached: what they differ in is said of their own inputs, which may be the results
 * of other decisions. Anything but tables is compared as text. A decision without logic is the same
 * as another without.
 *
 * @param left     A model.
 * @param right    Another version of it, or that of another region.
 * @param options  Bounds on what is listed and done, for each table.
 * @returns        What both have, with the regions where they differ, and what only one has.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const modelWith = (name, text) => readModel(`<definitions name="m" namespace="n"
 *   xmlns="${space}"><decision id="d" name="${name}"><literalExpression><text>${text}</text>
 *   </literalExpression></decision></definitions>`);
 * const { decisions } = compareModels(modelWith('Rate', '0.5'), modelWith('Rate', '0.6'));
 * decisions.map((one) => [one.isSame, one.expressions])
 *   // → [[false, { left: '0.5', right: '0.6' }]]
 * compareModels(modelWith('A', '1'), modelWith('B', '1')).onlyRight // → ['B']
 *
 * Cost: that of `compareTables` for each pair of tables.
 */
export function compareModels(
  left: Model,
  right: Model,
  options: AnalysisOptions = {},
): ModelComparison {
  const ofRight = new Map(right.decisions.map((decision) => [decision.name, decision]));
  return {
    decisions: left.decisions.flatMap((one) => {
      const other = ofRight.get(one.name);
      return other === undefined ? [] : [compareDecisions(left, one, right, other, options)];
    }),
    onlyLeft: missingIn(right.decisions, left.decisions),
    onlyRight: missingIn(left.decisions, right.decisions),
    inputsOnlyLeft: missingIn(right.inputs, left.inputs),
    inputsOnlyRight: missingIn(left.inputs, right.inputs),
  };
}

type Named = readonly { readonly name: string }[];

function missingIn(others: Named, list: Named): string[] {
  const known = new Set(others.map(({ name }) => name));
  return list.map(({ name }) => name).filter((name) => !known.has(name));
}

function compareDecisions(
  left: Model,
  one: Decision,
  right: Model,
  other: Decision,
  options: AnalysisOptions,
): DecisionComparison {
  const ofOne = [...tablesOf(one.logic)];
  const ofOther = [...tablesOf(other.logic)];
  const isSame = writtenAlike(one.logic) === writtenAlike(other.logic);
  const areTables = one.logic?.kind === 'table' && other.logic?.kind === 'table';
  return {
    name: one.name,
    isSame,
    tables: ofOne
      .slice(0, ofOther.length)
      .map((table, at) =>
        compareTables({ table, model: left }, { table: ofOther[at]!, model: right }, options),
      ),
    expressions: areTables ? null : { left: plainText(one.logic), right: plainText(other.logic) },
  };
}

function plainText(logic: Expression | null): string | null {
  return logic?.kind === 'literal' ? normalised(logic.text) : null;
}

/** Where something stands, and what is said about it, is not what it says. */
const ASIDE = new Set(['id', 'line', 'description', 'annotations', 'label']);

function writtenAlike(logic: Expression | null): string {
  return JSON.stringify(logic, (key, value) =>
    ASIDE.has(key) ? undefined : typeof value === 'string' ? normalised(value) : value,
  );
}
