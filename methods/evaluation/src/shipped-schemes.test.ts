import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readRows } from '@yunhe/exact';
import { evaluated, rowsOf } from '../reference/scheme-testing.ts';
import { type Evaluation, evaluate, readScheme, replicate } from './index.ts';

const folder = new URL('../../../demo/schemes/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function shipped(name: string) {
  const reading = readScheme(JSON.parse(text(`${name}.json`)));
  if ('problems' in reading) assert.fail(JSON.stringify(reading.problems));
  const rows = readRows(text(`${name}.csv`));
  if ('problems' in rows) assert.fail(JSON.stringify(rows.problems));
  const outcome = evaluate(reading.read, rows.rows);
  if ('problems' in outcome) assert.fail(JSON.stringify(outcome.problems));
  return { read: reading.read, ...outcome };
}

const graded = ({ units }: Evaluation) => units.map((one) => [one.unit, one.score, one.grade]);
const nodeOf = (evaluation: Evaluation, unit: string, node: string) =>
  evaluation.units.find((one) => one.unit === unit)?.nodes.find((one) => one.node === node)?.score;

const names = globSync('*.json', { cwd: folder.pathname }).map((file) => file.slice(0, -5));

test('every shipped scheme has a source and reads, evaluates and replicates', () => {
  assert.ok(names.length >= 7);
  for (const name of names) {
    const { read, evaluation, stages } = shipped(name);
    assert.equal(read.scheme.id, name);
    assert.notEqual(read.scheme.source.note?.zh ?? '', '');
    assert.equal(evaluation.scheme.digest, read.digest);
    assert.ok('uncertainty' in replicate(read, stages, 50, 1));
  }
});

test('key laboratories weigh 50, 30 and 20, and who has a conflict is not heard', () => {
  const { evaluation } = shipped('key-laboratories');
  // 0.5 × 88 + 0.3 × 80 + 0.2 × 90, and 0.5 × 86 + 0.3 × 88 + 0.2 × 81.
  assert.deepEqual(graded(evaluation), [
    ['laboratory A', '86.00', null],
    ['laboratory B', '85.60', null],
  ]);
});

test('the table of Beijing engineering centres sums to 100 at every level', () => {
  const { read, evaluation } = shipped('beijing-engineering-centre');
  assert.equal(nodeOf(evaluation, 'centre A', 'centre'), '100');
  // The whole published table, a level a line: each group with what stands in it.
  const table = {
    centre: [35, 45, 20],
    ...{ capability: [6, 9, 9, 7, 4], output: [10, 15, 20], system: [12, 8] },
    ...{ funds: [3, 3], people: [2, 3, 4], conditions: [3, 2, 2, 2] },
    ...{ activity: [2, 3, 2], assets: [2, 2], income: [2, 4, 4] },
    ...{ results: [2, 2, 3, 2, 3, 3], contribution: [4, 5, 5, 3, 3] },
  };
  const groups = read.nodes.flatMap(({ node }) =>
    node.kind === 'group' ? [[node.id, node.children.map(({ points }) => Number(points))]] : [],
  );
  assert.deepEqual(Object.fromEntries(groups), table);
  // Who has every point gets the whole of every node; who lacks some gets what is left.
  for (const { node } of read.nodes) {
    assert.equal(nodeOf(evaluation, 'centre A', node.id), node.points);
  }
  assert.equal(nodeOf(evaluation, 'centre B', 'capability'), '25.5');
  assert.equal(read.nodes.filter(({ node }) => node.kind !== 'group').length, 30);
});

test('the annual benefit of large instruments comes out, and its grades at their edges', () => {
  const { evaluation } = shipped('large-instruments');
  assert.deepEqual(graded(evaluation), [
    ['spectrometer', '100.00', 'excellent'],
    ['microscope', '75.30', 'good'],
    ['at 75', '75.00', 'good'],
    // 74.9955 is 75.00 in the two digits the scheme counts, 74.9925 is not.
    ['rounded to 75', '75.00', 'good'],
    ['just below 75', '74.99', 'pass'],
    ['idle', '3.50', 'fail'],
  ]);
  // 1,120 of 1,400 hours; 6 × 10 + 5 × 3 + 60 ÷ 30; 60 + 4 × 5; 12 × 5; four of five functions and a new one.
  const items = ['use', 'training', 'results', 'service', 'functions'];
  assert.deepEqual(
    items.map((node) => nodeOf(evaluation, 'microscope', node)),
    ['80', '77', '80', '60', '58'],
  );
  // 800 hours are the whole quota of a special instrument.
  assert.equal(nodeOf(evaluation, 'spectrometer', 'use'), '100');
});

test('every item of the annual benefit gives what the document says of it', () => {
  const one = {
    ...{ special: 'no', hours: 0, independent: 0, assisted: 0, shown: 0 },
    ...{ national_awards: 0, provincial_awards: 0, school_awards: 0, core_papers: 0 },
    ...{ outside_income: 0, functions_used: 0, functions_all: 5, new_functions: 0 },
  };
  const worked: readonly [string, object, string][] = [
    ['use', { hours: 1400 }, '100'],
    ['use', { hours: 2800 }, '100'],
    ['use', { special: 'yes', hours: 400 }, '50'],
    ['training', { independent: 1 }, '10'],
    ['training', { assisted: 1 }, '3'],
    ['training', { shown: 30 }, '1'],
    ['training', { independent: 11 }, '100'],
    ['results', { national_awards: 1 }, '80'],
    ['results', { provincial_awards: 1 }, '60'],
    ['results', { school_awards: 1 }, '20'],
    ['results', { core_papers: 1 }, '5'],
    ['results', { national_awards: 2 }, '100'],
    ['service', { outside_income: 1000 }, '5'],
    ...['0', '12', '24', '36', '48', '60'].map(
      (points, functions_used): [string, object, string] => [
        ...(['functions', { functions_used }, points] as const),
      ],
    ),
    ['functions', { new_functions: 1 }, '10'],
  ];
  for (const [node, more, points] of worked) {
    const { evaluation } = evaluated(JSON.parse(text('large-instruments.json')), [
      ...rowsOf({ instrument: { ...one, ...more } }),
    ]);
    assert.equal(nodeOf(evaluation, 'instrument', node), points, JSON.stringify(more));
  }
  const { read } = shipped('large-instruments');
  const weights = read.scheme.root.children.map(({ weight }) => weight);
  assert.deepEqual(weights, ['35', '20', '25', '15', '5']);
});

test('both lines of the Hunan staff share are there, each with its name', () => {
  const scores = (name: string) =>
    Object.fromEntries(shipped(name).evaluation.units.map((one) => [one.unit, Number(one.score)]));
  const outside = { below: 0, 'at 50 %': 7, above: 7 };
  assert.deepEqual(scores('hunan-staff-share-line'), { ...outside, 'at 10 %': 0, 'at 30 %': 3.5 });
  assert.deepEqual(scores('hunan-staff-share-proportion'), {
    ...outside,
    'at 10 %': 1.4,
    'at 30 %': 4.2,
  });
});

test('the thresholds of Guangdong are inclusive, and one that is missed decides', () => {
  const { evaluation } = shipped('guangdong-thresholds');
  const grades = new Map(evaluation.units.map(({ unit, grade }) => [unit, grade]));
  assert.equal(grades.get('at every threshold'), 'meets');
  assert.equal(grades.get('the same in the east'), 'meets');
  for (const unit of ['one fen below', 'a school', '19 people']) {
    assert.equal(grades.get(unit), 'does-not');
  }
  const met = {
    ...{ equipment: 2000000, site: 600, staff: 20, people: 50, area: 'delta', years: 1 },
    ...{ research: 5000000, income: 25000000, conversion: 3000000, operating: 10000000 },
    kind: 'research institution',
  };
  const missed: readonly object[] = [
    ...[{ equipment: 1999999 }, { site: 599 }, { people: 51 }, { income: 25000001 }],
    ...[{ operating: 10000001 }, { years: '0.99' }, { kind: 'manufacturer' }],
    ...[{ kind: 'incubator manager' }, { area: 'east-west-north', research: 1999999 }],
  ];
  for (const one of missed) {
    const data = rowsOf({ institution: { ...met, ...one } });
    const told = evaluated(JSON.parse(text('guangdong-thresholds.json')), data);
    assert.equal(told.evaluation.units[0]?.grade, 'does-not', JSON.stringify(one));
  }
});

test('four types are compared within each, and a veto decides whatever the score', () => {
  const { evaluation } = shipped('four-types');
  assert.equal(evaluation.units.filter(({ place }) => place === 1).length, 4);
  assert.ok(evaluation.units.every((one) => one.of === 3));
  const vetoed = evaluation.units.find(({ unit }) => unit === 'industry B');
  assert.equal(vetoed?.gradeByScore, 'excellent');
  assert.equal(vetoed?.grade, 'fail');
  assert.deepEqual(vetoed?.vetoes, ['integrity']);
});

test('a score of the four types is a percentage of the mean of its type, weighed by its own weights', () => {
  const { read, evaluation } = shipped('four-types');
  assert.equal(read.scheme.source.grade, 'own');
  const rows = readRows(text('four-types.csv'));
  assert.ok('rows' in rows);
  const number = (value: string) =>
    value.endsWith('%') ? Number.parseFloat(value) / 100 : Number(value);
  const of = (unit: string, indicator: string) =>
    number(rows.rows.find((row) => row.unit === unit && row.indicator === indicator)!.value!);
  const peers = ['A', 'B', 'C'].map((letter) => `technology ${letter}`);
  const percent = (raw: (unit: string) => number, unit: string) =>
    (100 * raw(unit)) / (peers.map(raw).reduce((sum, one) => sum + one, 0) / peers.length);
  const per = (above: string, below: string) => (unit: string) => of(unit, above) / of(unit, below);
  const unit = 'technology A';
  const capability =
    0.4 * percent(per('research_staff', 'staff'), unit) +
    0.6 * percent(per('research_spending', 'staff'), unit);
  const results =
    0.3 * percent(per('papers', 'research_staff'), unit) +
    0.4 * percent(per('patents', 'research_staff'), unit) +
    0.2 * percent(per('contract_income', 'staff'), unit) +
    0.1 * percent((one) => of(one, 'spin_offs'), unit);
  const network =
    0.5 * percent((one) => of(one, 'partners'), unit) +
    0.5 * percent((one) => of(one, 'openness'), unit);
  const whole = 0.3 * capability + 0.5 * results + 0.2 * network;
  const found = evaluation.units.find((one) => one.unit === unit);
  assert.ok(Math.abs(Number(found?.score) - whole) < 0.05, `${found?.score} ${whole}`);
});
