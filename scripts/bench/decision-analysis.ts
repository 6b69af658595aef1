/** How long the analysis of a large decision table takes; `bench.ts` puts it beside the rest. */
import {
  analyseTable,
  type Cell,
  type DecisionTable,
  type HitPolicy,
  type InputClause,
  type Rule,
} from '@yunhe/decision';
import { type Figure, print } from './figure.ts';

const RULES = 1_000;
const SECONDS_AT_MOST = 5;

/** Half-open steps of each column; a rule holds a run of them. */
const steps = 60;
const place = { id: null, line: 1 };
const cell = (text: string): Cell => ({ ...place, text });

const columns: readonly {
  readonly name: string;
  readonly type: string;
  readonly steps: number;
  readonly test: (from: number, to: number) => string;
}[] = [
  { name: 'staff', type: 'number', steps, test: numbers(5) },
  { name: 'share', type: 'number', steps, test: numbers(0.5) },
  { name: 'founded', type: 'date', steps, test: days },
  { name: 'field', type: 'string', steps: 12, test: (from, to) => listed('F', from, to) },
  { name: 'region', type: 'string', steps: 6, test: (from, to) => listed('R', from, to) },
  { name: 'certified', type: 'boolean', steps: 2, test: (from) => String(from === 0) },
];

function numbers(step: number) {
  return (from: number, to: number) => `[${from * step}..${(to + 1) * step})`;
}

function days(from: number, to: number): string {
  const day = (at: number) =>
    new Date(Date.UTC(2010, 0, 1) + at * 90 * 86_400_000).toISOString().slice(0, 10);
  return `[date("${day(from)}")..date("${day(to + 1)}"))`;
}

function listed(prefix: string, from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => `"${prefix}${from + at}"`).join(', ');
}

type Box = readonly (readonly [from: number, to: number])[];

/** The same numbers in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Cuts all inputs in two again and again, as somebody does who asks one question after another. */
function partition(count: number, chance: () => number): Box[] {
  const boxes: Box[] = [columns.map((column) => [0, column.steps - 1])];
  while (boxes.length < count) {
    const at = Math.floor(chance() * boxes.length);
    const column = Math.floor(chance() * columns.length);
    const box = boxes[at]!;
    const [from, to] = box[column]!;
    if (from === to) continue;
    const cut = from + Math.floor(chance() * (to - from));
    boxes.splice(at, 1, box.with(column, [from, cut]), box.with(column, [cut + 1, to]));
  }
  return boxes;
}

function tableOf(boxes: readonly Box[], hitPolicy: HitPolicy): DecisionTable {
  const whole = columns.map((column) => column.test(0, column.steps - 1));
  const inputs: InputClause[] = columns.map(({ name, type }, at) => ({
    ...place,
    label: null,
    expression: name,
    typeRef: type,
    allowed: type === 'boolean' ? null : whole[at]!,
  }));
  const rules: Rule[] = boxes.map((box, at) => ({
    ...place,
    description: null,
    inputs: box.map(([from, to], column) => {
      const { steps: all, test } = columns[column]!;
      return cell(to - from + 1 === all ? '-' : test(from, to));
    }),
    outputs: [cell(String(at))],
    annotations: [],
  }));
  const output = { ...place, name: null, label: null, typeRef: null, allowed: null };
  return {
    ...place,
    kind: 'table',
    typeRef: null,
    hitPolicy,
    aggregation: null,
    inputs,
    outputs: [{ ...output, byDefault: null }],
    annotations: [],
    rules,
  };
}

/** One table with known faults under UNIQUE, and one under FIRST whose rules hide each other. */
export function measureDecisionAnalysis(): readonly Figure[] {
  const chance = numbersFrom(20_261_122);
  const boxes = partition(RULES + 5, chance);
  const faulty = [...boxes.slice(5, -1), boxes[10]!];
  return [
    measure('UNIQUE, six rules missing, one twice', tableOf(faulty, 'UNIQUE')),
    measure('FIRST, rules that hide each other', tableOf(layers(RULES, chance), 'FIRST')),
  ];
}

/** Exceptions before rules before a last one for all else. */
function layers(count: number, chance: () => number): Box[] {
  const boxes = Array.from({ length: count - 1 }, () =>
    columns.map((column): readonly [number, number] => {
      if (chance() < 0.2) return [0, column.steps - 1];
      const from = Math.floor(chance() * column.steps);
      return [from, Math.min(column.steps - 1, from + Math.floor(chance() * column.steps))];
    }),
  );
  return [...boxes, columns.map((column) => [0, column.steps - 1])];
}

function measure(name: string, table: DecisionTable): Figure {
  // Processor time: what others do on the machine meanwhile is none of its business.
  const from = process.cpuUsage();
  const { gaps, overlaps, neverFiring } = analyseTable(table, null);
  const { user, system } = process.cpuUsage(from);
  const seconds = (user + system) / 1e6;
  const found = `${gaps.count} gaps, ${overlaps.count} overlaps, ${neverFiring.count} dead rules`;
  return {
    what: `gap and overlap analysis, ${RULES} rules, 6 columns (${name})`,
    measured: `${seconds.toFixed(2)} s; ${found}`,
    goal: `≤ ${SECONDS_AT_MOST} s`,
    holds: seconds <= SECONDS_AT_MOST && gaps.isComplete && neverFiring.isComplete,
  };
}

if (import.meta.main) for (const figure of measureDecisionAnalysis()) print(figure);
