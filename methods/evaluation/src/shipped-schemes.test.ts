import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readRows } from '@yunhe/exact';
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
  for (const [node, points] of [
    ['capability', '35'],
    ['people', '9'],
    ['output', '45'],
    ['results', '15'],
    ['contribution', '20'],
    ['system', '20'],
  ] as const) {
    assert.equal(nodeOf(evaluation, 'centre A', node), points);
  }
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
