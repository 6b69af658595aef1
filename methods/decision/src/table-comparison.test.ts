import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compile } from './compile.ts';
import { toJson } from './feel/show.ts';
import type { Json } from './outcome.ts';
import { readModel } from './read-model.ts';
import { compareTables } from './table-comparison.ts';
import { compareModels } from './table-comparison-models.ts';
import {
  everyInput,
  modelOf,
  randomRules,
  someColumns,
  type TestTable,
  xmlOf,
} from './table-testing.ts';

const compareThem = (left: TestTable, right: TestTable) =>
  compareTables(modelOf(left), modelOf(right));
const told = (left: TestTable, right: TestTable) =>
  compareThem(left, right).differences.listed.map((one) => [
    one.region.tests,
    one.left.text,
    one.right.text,
  ]);

const thresholds = (delta: string, other: string): TestTable => ({
  inputs: [
    { name: 'area', type: 'string', allowed: '"delta","other"' },
    { name: 'spending', type: 'number', allowed: '>= 0' },
  ],
  rules: [
    ['"delta"', `>= ${delta}`, '"yes"'],
    ['"delta"', `< ${delta}`, '"no"'],
    ['"other"', `>= ${other}`, '"yes"'],
    ['"other"', `< ${other}`, '"no"'],
  ],
});

test('two thresholds differ between them, and nowhere else', () => {
  assert.deepEqual(told(thresholds('500', '200'), thresholds('500.0', '300')), [
    [['"other"', '[200..300)'], '"yes"', '"no"'],
  ]);
  assert.deepEqual(told(thresholds('500', '200'), thresholds('500', '200')), []);
});

test('a difference names its example and the rules on both sides', () => {
  const { differences } = compareThem(thresholds('500', '200'), thresholds('400', '200'));
  const [one] = differences.listed;
  assert.deepEqual(one?.example.inputs, { area: 'delta', spending: 400 });
  assert.deepEqual([one?.left.rules, one?.right.rules, one?.isCertain], [[2], [1], true]);
});

test('a table that lacks a column answers alike for all its values, and the column is named', () => {
  const narrow = { inputs: [{ name: 'x', type: 'number' }], rules: [['-', '1']] };
  const wide = {
    inputs: [
      { name: 'x', type: 'number' },
      { name: 'b', type: 'boolean' },
    ],
    rules: [
      ['-', 'true', '1'],
      ['-', 'false', '2'],
    ],
  };
  assert.deepEqual(told(narrow, wide), [[['-', 'false'], '1', '2']]);
  assert.deepEqual(
    compareThem(narrow, wide).columns.map(({ label, left, right }) => [label, left, right]),
    [
      ['x', [1], [1]],
      ['b', [], [2]],
    ],
  );
});

test('what one table does not admit, or does not answer, is a difference to an answer', () => {
  const column = { name: 'x', type: 'number' };
  const bounded = { inputs: [{ ...column, allowed: '[0..10]' }], rules: [['-', '1']] };
  const free = { inputs: [column], rules: [['<= 20', '1']] };
  const { differences } = compareThem(bounded, free);
  assert.deepEqual(
    differences.listed.map((one) => [one.region.tests, one.left.kind, one.right.text]),
    [[['< 0, (10..20]'], 'not admitted', '1']],
  );
});

test('outputs are the same by name; those of one table alone are named', () => {
  const inputs = [{ name: 'x', type: 'number' }];
  const left = { inputs, outputs: [{ name: 'a' }, { name: 'b' }], rules: [['-', '1', '2']] };
  const right = { inputs, outputs: [{ name: 'b' }, { name: 'c' }], rules: [['-', '2.0', '3']] };
  const compared = compareThem(left, right);
  assert.deepEqual(compared.outputs, { compared: ['b'], onlyLeft: ['a'], onlyRight: ['c'] });
  assert.equal(compared.differences.count, 0);
});

test('expressions that differ as texts may be equal, and are said to be uncertain', () => {
  const inputs = [{ name: 'x', type: 'number' }];
  const [one] = compareThem(
    { inputs, rules: [['-', 'x * 2']] },
    { inputs, rules: [['-', 'x + x']] },
  ).differences.listed;
  assert.equal(one?.isCertain, false);
  assert.deepEqual(
    told({ inputs, rules: [['-', 'x * 2']] }, { inputs, rules: [['-', 'x *  2']] }),
    [],
  );
});

test('collected answers are compared as what they add up to', () => {
  const inputs = [{ name: 'x', type: 'number' }];
  const summed = (rules: readonly (readonly string[])[], aggregation?: string): TestTable => ({
    hitPolicy: 'COLLECT',
    ...(aggregation === undefined ? {} : { aggregation }),
    inputs,
    rules,
  });
  const parts = [
    ['-', '1'],
    ['> 0', '2'],
  ];
  const wholes = [
    ['<= 0', '1'],
    ['> 0', '3.0'],
  ];
  assert.deepEqual(told(summed(parts, 'SUM'), summed(wholes, 'SUM')), []);
  assert.deepEqual(told(summed(parts), summed([...parts].reverse())), []);
  assert.deepEqual(told(summed(parts), summed(wholes)), [[['> 0'], '[1, 2]', '[3]']]);
});

test('models are compared decision by decision', () => {
  const left = readModel(xmlOf(thresholds('500', '200')));
  const right = readModel(
    xmlOf({ ...thresholds('500', '300'), beside: '<decision id="e" name="E"/>' }),
  );
  const { decisions, onlyLeft, onlyRight } = compareModels(left, right);
  assert.deepEqual(
    decisions.map(({ name, isSame, tables }) => [name, isSame, tables[0]?.differences.count]),
    [['D', false, 1]],
  );
  assert.deepEqual([onlyLeft, onlyRight], [[], ['E']]);
  assert.equal(compareModels(left, left).decisions[0]?.isSame, true);
});

const pairs = fc.tuple(someColumns, someColumns).chain(([ofLeft, ofRight]) =>
  fc.record({
    left: tableOver(ofLeft),
    right: tableOver(ofRight),
    inputs: fc.constant([...new Set([...ofLeft, ...ofRight])]),
  }),
);

function tableOver(inputs: Parameters<typeof randomRules>[0]) {
  const policy = fc.constantFrom(
    'UNIQUE',
    'ANY',
    'FIRST',
    'PRIORITY',
    'COLLECT',
    'RULE ORDER',
    'OUTPUT ORDER',
  );
  const output = fc.constantFrom(
    { name: 'answer', allowed: '"q", "p", "r"' },
    { name: 'answer', allowed: '"q", "p", "r"', byDefault: '"p"' },
  );
  return fc
    .tuple(policy, output, randomRules(inputs), fc.boolean())
    .map(([hitPolicy, one, rules, isCounted]) => ({
      hitPolicy,
      ...(hitPolicy === 'COLLECT' && isCounted ? { aggregation: 'COUNT' } : {}),
      inputs,
      outputs: [one],
      rules,
    }));
}

/** What the engine answers; what is collected without an order, in one order. */
function answers(tested: TestTable): (inputs: Record<string, Json>) => unknown {
  const engine = compile(modelOf(tested).model);
  return (inputs) => {
    const answer = toJson(engine.decide('D', inputs).results.get('D') ?? null);
    if (tested.hitPolicy !== 'COLLECT' || !Array.isArray(answer)) return answer;
    return [...answer].sort();
  };
}

test('two tables differ where the engine says so, over every kind of input there is', () => {
  fc.assert(
    fc.property(pairs, ({ left, right, inputs }) => {
      const many = { listed: 10_000 };
      const { differences, columns } = compareTables(modelOf(left), modelOf(right), many);
      const order = columns.map(({ expression }) => expression);
      const ofLeft = answers(left);
      const ofRight = answers(right);
      const regions = answers({
        hitPolicy: 'RULE ORDER',
        inputs: order.map((name) => inputs.find((one) => one.name === name)!),
        rules: differences.listed.map((one, at) => [...one.region.tests, String(at)]),
      });
      for (const values of everyInput(inputs)) {
        const [a, b] = [JSON.stringify(ofLeft(values)), JSON.stringify(ofRight(values))];
        const inside = (regions(values) ?? []) as number[];
        const tables = [left, right].map((one) => `${one.hitPolicy} ${JSON.stringify(one.rules)}`);
        const told = JSON.stringify([...tables, values, a, b]);
        assert.equal(inside.length, a === b ? 0 : 1, told);
        const found = inside.length === 0 ? undefined : differences.listed[inside[0]!];
        if (found === undefined) continue;
        const said = [found.left, found.right].map((one) => one.text.replaceAll(', ', ','));
        assert.deepEqual(said, [a, b], told);
      }
    }),
    { numRuns: 100 },
  );
});
