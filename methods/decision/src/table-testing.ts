/** Small tables for tests, written as DMN and read back. */
import fc from 'fast-check';
import type { DecisionTable, Model } from './model.ts';
import { tablesOf } from './model.ts';
import type { Json } from './outcome.ts';
import { readModel } from './read-model.ts';

export interface TestColumn {
  readonly name: string;
  readonly type?: string;
  readonly allowed?: string;
}

export interface TestTable {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly inputs: readonly TestColumn[];
  readonly outputs?: readonly (TestColumn & { readonly byDefault?: string })[];
  /** Cells of the inputs, then of the outputs. */
  readonly rules: readonly (readonly string[])[];
  /** Item definitions and whatever else stands in the model. */
  readonly beside?: string;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function xmlOf(tested: TestTable): string {
  const { hitPolicy = 'UNIQUE', aggregation, inputs, outputs = [{ name: 'answer' }] } = tested;
  const text = (value: string) => `<text>${escaped(value)}</text>`;
  const type = (value: string | undefined) => (value === undefined ? '' : ` typeRef="${value}"`);
  const clauses = inputs.map(
    (one) =>
      `<input><inputExpression${type(one.type)}>${text(one.name)}</inputExpression>${
        one.allowed === undefined ? '' : `<inputValues>${text(one.allowed)}</inputValues>`
      }</input>`,
  );
  const answers = outputs.map(
    (one) =>
      `<output name="${escaped(one.name)}"${type(one.type)}>${
        one.allowed === undefined ? '' : `<outputValues>${text(one.allowed)}</outputValues>`
      }${
        one.byDefault === undefined
          ? ''
          : `<defaultOutputEntry>${text(one.byDefault)}</defaultOutputEntry>`
      }</output>`,
  );
  const rules = tested.rules.map(
    (cells) =>
      `<rule>${cells
        .map((cell, at) => {
          const name = at < inputs.length ? 'inputEntry' : 'outputEntry';
          return `<${name}>${text(cell)}</${name}>`;
        })
        .join('')}</rule>`,
  );
  const sum = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  return `<definitions name="m" namespace="n"
    xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">${tested.beside ?? ''}
    <decision id="d" name="D">${inputs
      .map(({ name }, at) =>
        /^[a-z]+$/.test(name)
          ? `<informationRequirement><requiredInput href="#i${at}"/></informationRequirement>`
          : '',
      )
      .join('')}<decisionTable hitPolicy="${hitPolicy}"${sum}>
      ${[...clauses, ...answers, ...rules].join('\n')}</decisionTable></decision>
    ${inputs
      .map(({ name, type: typeRef }, at) =>
        /^[a-z]+$/.test(name)
          ? `<inputData id="i${at}" name="${name}"><variable name="${name}"${type(typeRef)}/>
             </inputData>`
          : '',
      )
      .join('\n')}</definitions>`;
}

export function modelOf(tested: TestTable): { model: Model; table: DecisionTable } {
  const model = readModel(xmlOf(tested));
  const [table] = tablesOf(model.decisions[0]!.logic);
  return { model, table: table! };
}

// Random tables, small enough to try every kind of input -------------------------------------------

/** A column of random tables. */
export interface Sampled extends TestColumn {
  /** At least one value of every kind of place between the constants of the cells. */
  readonly samples: readonly Json[];
  readonly cells: fc.Arbitrary<string>;
}

const point = fc.integer({ min: 0, max: 3 });
const numberCells = fc.oneof(
  fc.constant('-'),
  point.map(String),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), point).map(([sign, at]) => `${sign} ${at}`),
  fc
    .tuple(fc.constantFrom('[', '(', ']'), point, point, fc.constantFrom(']', ')', '['))
    .map(([open, from, to, close]) => `${open}${from}..${to}${close}`),
  fc.tuple(point, point).map(([a, b]) => `not(${a}, ${b})`),
  fc.tuple(point, point).map(([a, b]) => `< ${a}, > ${b}`),
  point.map((at) => `? > ${at} and ? != 3`),
);
const day = point.map((at) => `date("2026-02-${28 - at}")`);
const dateCells = fc.oneof(
  fc.constant('-'),
  day,
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), day).map(([sign, at]) => `${sign} ${at}`),
  fc.tuple(day, day).map(([a, b]) => `[${a}..${b})`),
);
const word = fc.constantFrom('"a"', '"b"', '"c"');
const stringCells = fc.oneof(
  fc.constant('-'),
  word,
  fc.tuple(word, word).map(([a, b]) => `${a}, ${b}`),
  fc.tuple(word, word).map(([a, b]) => `not(${a}, ${b})`),
);
const halves = [-0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5];

export const sampledColumns: readonly Sampled[] = [
  { name: 'n', type: 'number', samples: halves, cells: numberCells },
  {
    name: 'm',
    type: 'number',
    samples: halves.filter((one) => one >= 0 && one <= 3),
    allowed: '[0..3]',
    cells: numberCells,
  },
  {
    name: 'd',
    type: 'date',
    samples: ['2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'],
    cells: dateCells,
  },
  { name: 's', type: 'string', samples: ['a', 'b', 'c', 'other'], cells: stringCells },
  { name: 't', type: 'string', samples: ['a', 'b'], allowed: '"a", "b"', cells: stringCells },
  {
    name: 'b',
    type: 'boolean',
    samples: [true, false],
    cells: fc.constantFrom('-', 'true', 'false', 'not(true)'),
  },
];

/** Random rules over some of the columns: their cells, then one of three answers. */
export function randomRules(inputs: readonly Sampled[]): fc.Arbitrary<string[][]> {
  const rule = fc.tuple(...inputs.map(({ cells }) => cells), fc.constantFrom('"p"', '"q"', '"r"'));
  return fc.array(rule, { maxLength: 6 });
}

export const someColumns = fc.subarray([...sampledColumns], { minLength: 1, maxLength: 3 });

/** Every combination of samples. */
export function* everyInput(inputs: readonly Sampled[]): Generator<Record<string, Json>> {
  const [first, ...rest] = inputs;
  if (first === undefined) yield {};
  else {
    for (const others of everyInput(rest)) {
      for (const sample of first.samples) yield { [first.name]: sample, ...others };
    }
  }
}
