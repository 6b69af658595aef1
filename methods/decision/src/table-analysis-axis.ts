/**
 * One input of a table, cut into cells: an ordered one between the values that rules compare it
 * with, an enumerated one into its values, and what no rule names into one cell more.
 */
import { add, compare, type Decimal, keyOf, ONE } from './feel/decimal.ts';
import type { Value } from './feel/value.ts';
import {
  allCells,
  type Cells,
  cellsWithout,
  commonCells,
  NO_CELLS,
  sameCells,
  unionOfCells,
} from './table-analysis-boxes.ts';
import { constantsOf, type Formula } from './table-analysis-formula.ts';
import {
  beside,
  between,
  feelOf,
  isDiscrete,
  isOrdered,
  type Kind,
  kindOf,
  type OrderedKind,
  positionOf,
  valueAt,
} from './table-analysis-scale.ts';

export interface Axis {
  readonly size: number;
  /** The cells of values for which the formula holds. */
  judge(formula: Formula): Cells;
  /** The cells as unary tests; `-` where they are all of `admitted`. */
  testsOf(cells: Cells, admitted: Cells): string;
  /** A value in one of the cells; undefined where none can be made. */
  exampleOf(cells: Cells): Value | undefined;
}

/** A formula may hold, not hold, or be null, as in FEEL: null is not below 5, nor is it not. */
interface Verdict {
  readonly yes: Cells;
  readonly no: Cells;
}

/**
 * @param kind      What the values of the input are compared as.
 * @param formulas  Everything that is said of it anywhere; only what these tell apart is told apart.
 */
export function makeAxis(kind: Kind, formulas: readonly Formula[]): Axis {
  const comparisons = formulas.flatMap((formula) => [...constantsOf(formula)]);
  // Null is a value of the input only where a rule speaks of it; else it is a missing input.
  const namesNull = comparisons.some(({ value }) => value === null);
  if (isOrdered(kind)) return orderedAxis(kind, comparisons, namesNull);
  const values: Value[] = kind === 'boolean' ? [true, false] : [];
  for (const { value } of comparisons) {
    if (kindOf(value) === kind && !values.includes(value)) values.push(value);
  }
  return enumeratedAxis(kind, values, namesNull);
}

type Compare = Extract<Formula, { kind: 'compare' }>;

const NEVER: Verdict = { yes: NO_CELLS, no: NO_CELLS };

function judgeBy(
  formula: Formula,
  everything: Cells,
  judgeOne: (comparison: Compare) => Verdict,
): Verdict {
  switch (formula.kind) {
    case 'always':
      return { yes: everything, no: NO_CELLS };
    case 'compare':
      return judgeOne(formula);
    case 'not': {
      const { yes, no } = judgeBy(formula.part, everything, judgeOne);
      return { yes: no, no: yes };
    }
    default: {
      const isAnd = formula.kind === 'and';
      const start = isAnd ? { yes: everything, no: NO_CELLS } : { yes: NO_CELLS, no: everything };
      return formula.parts
        .map((part) => judgeBy(part, everything, judgeOne))
        .reduce(
          (a, b) =>
            isAnd
              ? { yes: commonCells(a.yes, b.yes), no: unionOfCells(a.no, b.no) }
              : { yes: unionOfCells(a.yes, b.yes), no: commonCells(a.no, b.no) },
          start,
        );
    }
  }
}

/** `= null` and `!= null` are never null themselves; any other comparison with null is. */
function verdictOnNull(operator: Compare['operator'], nullCells: Cells, others: Cells): Verdict {
  if (operator === '=') return { yes: nullCells, no: others };
  if (operator === '!=') return { yes: others, no: nullCells };
  return NEVER;
}

/** Two values that follow each other may be parted before or after a value. */
interface Cut {
  readonly position: Decimal;
  readonly side: 'below' | 'above';
}

function orderedAxis(kind: OrderedKind, comparisons: readonly Compare[], namesNull: boolean): Axis {
  const cutAt = (position: Decimal, side: Cut['side']): Cut =>
    side === 'above' && isDiscrete(kind)
      ? { position: add(position, ONE) ?? position, side: 'below' }
      : { position, side };
  const keyOfCut = ({ position, side }: Cut) => `${keyOf(position)} ${side}`;
  const known = new Map<string, Cut>();
  for (const { operator, value } of comparisons) {
    const position = kindOf(value) === kind ? positionOf(value) : null;
    if (position === null) continue;
    for (const side of ['below', 'above'] as const) {
      const isUsed =
        operator === '=' ||
        operator === '!=' ||
        (side === 'below') === (operator === '<' || operator === '>=');
      if (!isUsed) continue;
      const cut = cutAt(position, side);
      known.set(keyOfCut(cut), cut);
    }
  }
  const cuts = [...known.values()].sort(
    (a, b) =>
      compare(a.position, b.position) || Number(a.side === 'above') - Number(b.side === 'above'),
  );
  const order = new Map(cuts.map((cut, at) => [keyOfCut(cut), at]));
  const valued = cuts.length + 1;
  const size = valued + Number(namesNull);
  const values = allCells(valued);
  const nulls: Cells = namesNull ? [valued, valued] : NO_CELLS;
  const before = (position: Decimal, side: Cut['side']): Cells => [
    0,
    order.get(keyOfCut(cutAt(position, side)))!,
  ];

  function judgeOne({ operator, value }: Compare): Verdict {
    if (value === null) return verdictOnNull(operator, nulls, values);
    const position = kindOf(value) === kind ? positionOf(value) : null;
    if (position === null) return NEVER;
    const rest = (cells: Cells) => cellsWithout(values, cells);
    if (operator === '<' || operator === '>=') {
      const below = before(position, 'below');
      return operator === '<' ? { yes: below, no: rest(below) } : { yes: rest(below), no: below };
    }
    const upTo = before(position, 'above');
    if (operator === '<=') return { yes: upTo, no: rest(upTo) };
    if (operator === '>') return { yes: rest(upTo), no: upTo };
    const equal = cellsWithout(upTo, before(position, 'below'));
    const other = unionOfCells(rest(equal), nulls);
    return operator === '=' ? { yes: equal, no: other } : { yes: other, no: equal };
  }

  const text = (position: Decimal) => feelOf(valueAt(kind, position));

  function rangeText(from: number, to: number): string {
    const low = cuts[from - 1];
    const high = cuts[to];
    if (low === undefined && high === undefined) return 'not(null)';
    const highest =
      high !== undefined && isDiscrete(kind)
        ? beside(kind, high.position, 'below')
        : high?.position;
    const highIncluded = isDiscrete(kind) || high?.side === 'above';
    if (low === undefined) return `${highIncluded ? '<=' : '<'} ${text(highest!)}`;
    const lowIncluded = low.side === 'below';
    if (highest === undefined) return `${lowIncluded ? '>=' : '>'} ${text(low.position)}`;
    if (lowIncluded && highIncluded && compare(low.position, highest) === 0) {
      return text(low.position);
    }
    const begin = lowIncluded ? '[' : '(';
    return `${begin}${text(low.position)}..${text(highest)}${highIncluded ? ']' : ')'}`;
  }

  function exampleIn(cell: number): Value | undefined {
    const low = cuts[cell - 1];
    const high = cuts[cell];
    if (low?.side === 'below') return valueAt(kind, low.position) ?? undefined;
    if (high?.side === 'above') return valueAt(kind, high.position) ?? undefined;
    let position: Decimal | null;
    if (low !== undefined && high !== undefined)
      position = between(kind, low.position, high.position);
    else if (low !== undefined) position = beside(kind, low.position, 'above');
    else if (high !== undefined) position = beside(kind, high.position, 'below');
    else position = ONE;
    return position === null ? undefined : (valueAt(kind, position) ?? undefined);
  }

  return {
    size,
    judge: (formula) => judgeBy(formula, allCells(size), judgeOne).yes,
    testsOf(cells, admitted) {
      if (sameCells(cells, admitted)) return '-';
      const tests: string[] = [];
      const ranges = commonCells(cells, values);
      for (let at = 0; at < ranges.length; at += 2) {
        tests.push(rangeText(ranges[at]!, ranges[at + 1]!));
      }
      if (namesNull && commonCells(cells, nulls).length > 0) tests.push('null');
      return tests.join(', ');
    },
    exampleOf(cells) {
      // A cell with both its ends reads better than one that goes on without end.
      const listed = membersOf(commonCells(cells, values));
      const bounded = listed.filter((cell) => cell > 0 && cell < valued - 1);
      for (const cell of [...bounded, ...listed]) {
        const example = exampleIn(cell);
        if (example !== undefined) return example;
      }
      return commonCells(cells, nulls).length > 0 ? null : undefined;
    },
  };
}

function enumeratedAxis(kind: 'string' | 'boolean', list: Value[], namesNull: boolean): Axis {
  // Any string that no rule names is as good as any other.
  const hasOthers = kind === 'string';
  const other = list.length;
  const valued = list.length + Number(hasOthers);
  const size = valued + Number(namesNull);
  const values = allCells(valued);
  const nulls: Cells = namesNull ? [valued, valued] : NO_CELLS;

  function judgeOne({ operator, value }: Compare): Verdict {
    if (value === null) return verdictOnNull(operator, nulls, values);
    if (kindOf(value) !== kind || (operator !== '=' && operator !== '!=')) return NEVER;
    const at = list.indexOf(value);
    const equal: Cells = [at, at];
    const rest = cellsWithout(allCells(size), equal);
    return operator === '=' ? { yes: equal, no: rest } : { yes: rest, no: equal };
  }

  function unnamed(): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? '?' : `?${count}`;
      if (!list.includes(name)) return name;
    }
  }

  const valueIn = (cell: number): Value =>
    cell < list.length ? list[cell]! : cell === other && hasOthers ? unnamed() : null;

  return {
    size,
    judge: (formula) => judgeBy(formula, allCells(size), judgeOne).yes,
    testsOf(cells, admitted) {
      if (sameCells(cells, admitted)) return '-';
      const members = membersOf(cells);
      if (!hasOthers || !members.includes(other)) {
        return members.map((cell) => feelOf(valueIn(cell))).join(', ');
      }
      const missing = membersOf(cellsWithout(allCells(size), cells));
      return `not(${missing.map((cell) => feelOf(valueIn(cell))).join(', ')})`;
    },
    exampleOf: (cells) => (cells.length === 0 ? undefined : valueIn(cells[0]!)),
  };
}

function membersOf(cells: Cells): number[] {
  const members: number[] = [];
  for (let at = 0; at < cells.length; at += 2) {
    for (let cell = cells[at]!; cell <= cells[at + 1]!; cell++) members.push(cell);
  }
  return members;
}
