import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitOf, type PartScore, shortfallOf } from './fit.ts';
import { deadlineFit, maturityFit, moneyFit } from './fit-facts.ts';
import { createFieldNearness } from './fit-fields.ts';
import { spreadOver } from './fit-spread.ts';
import { groupTwins, likenessOf, sketchOf } from './fit-twins.ts';

const names = ['text', 'field', 'money', 'region'] as const;
type Name = (typeof names)[number];

const score = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const scores = fc
  .tuple(...names.map(() => fc.tuple(score, fc.boolean())))
  .map((given): PartScore<Name>[] =>
    given.map(([value, asked], at) => ({ part: names[at] as Name, score: value, asked })),
  );
const weights = fc
  .tuple(...names.map(() => fc.nat({ max: 100 })))
  .map((given) => Object.fromEntries(given.map((each, at) => [names[at], each])))
  .map((given) => given as Record<Name, number>);

test('a fit lies between its lowest and its highest part, and its weights add up', () => {
  fc.assert(
    fc.property(scores, weights, (given, weigh) => {
      const fit = fitOf(given, weigh);
      const counting = fit.parts.filter((part) => part.weight > 0);
      const total = counting.reduce((sum, part) => sum + part.weight, 0);
      if (counting.length === 0) return assert.equal(fit.score, 0);
      assert.ok(Math.abs(total - 1) < 1e-9);
      const values = counting.map((part) => part.counted ?? Number.NaN);
      assert.ok(fit.score <= Math.max(...values) + 1e-9);
      assert.ok(fit.score >= Math.min(...values) - 1e-9);
    }),
  );
});

test('only the proportions of weights count, and what is not asked counts nothing', () => {
  fc.assert(
    fc.property(scores, weights, fc.integer({ min: 2, max: 9 }), (given, weigh, times) => {
      const more = Object.fromEntries(names.map((name) => [name, weigh[name] * times]));
      assert.ok(Math.abs(fitOf(given, weigh).score - fitOf(given, more).score) < 1e-9);
      const asked = given.filter((part) => part.asked);
      assert.ok(Math.abs(fitOf(given, weigh).score - fitOf(asked, weigh).score) < 1e-9);
    }),
  );
});

test('a better part never makes a worse fit', () => {
  fc.assert(
    fc.property(scores, weights, fc.nat({ max: 3 }), (given, weigh, at) => {
      const better = given.map((part, place) => (place === at ? { ...part, score: 1 } : part));
      assert.ok(fitOf(better, weigh).score >= fitOf(given, weigh).score - 1e-12);
    }),
  );
});

test('fits refuse what is no score and no weight', () => {
  const one = { part: 'text', score: 0.5, asked: true };
  for (const wrong of [1.1, -0.1, Number.NaN]) {
    assert.throws(() => fitOf([{ ...one, score: wrong }], { text: 1 }), RangeError);
    assert.throws(() => fitOf([one], { text: 1 }, wrong), RangeError);
  }
  for (const wrong of [-1, Number.NaN, Infinity]) {
    assert.throws(() => fitOf([one], { text: wrong }), RangeError);
  }
  assert.throws(() => fitOf([one, one], { text: 1 }), RangeError);
});

test('the shortfall names the part that costs most, and nothing where nothing falls behind', () => {
  const weigh = { text: 60, field: 10, money: 20, region: 10 };
  const fit = (text: number, field: number, money: number) =>
    fitOf(
      [
        { part: 'text', score: text, asked: true },
        { part: 'field', score: field, asked: true },
        { part: 'money', score: money, asked: true },
      ],
      weigh,
    );
  // Of 90 points: text costs 60 × 0.1 = 6, money 20 × 0.5 = 10, and the field gains 10 × 0.2 = 2.
  const found = shortfallOf(fit(0.8, 1, 0.5), fit(0.9, 0.8, 1));
  assert.equal(found.part, 'money');
  assert.ok(Math.abs(found.costs - 10 / 90) < 1e-12);
  assert.ok(Math.abs(found.behind - 14 / 90) < 1e-12);
  assert.equal(shortfallOf(fit(1, 1, 1), fit(0.5, 0.5, 0.5)).part, null);
});

test('maturity, money and deadline fall from 1 to 0 and never rise', () => {
  assert.deepEqual(
    [9, 6, 5, 4, 3, 2, 1].map((level) => maturityFit(level, 5)),
    [1, 1, 1, 0.7, 0.4, 0.1, 0],
  );
  assert.equal(moneyFit(0n, 0n), 1);
  const huge = 10n ** 18n;
  assert.equal(moneyFit(huge - 1n, huge) < 1, true, 'one cent short is short');
  assert.deepEqual(
    [-1, 0, 90, 360, 720].map((days) => deadlineFit(days, 2)),
    [0, 0, 0.25, 1, 1],
  );
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(amount, amount, amount, (budget, more, price) => {
      const fits = moneyFit(budget, price);
      assert.ok(fits >= 0 && fits <= 1);
      assert.ok(moneyFit(budget + more, price) >= fits);
    }),
  );
});

test('fields are near for a reason that can be shown, both ways alike', () => {
  const fields = createFieldNearness({
    parents: [
      ['C', null],
      ['34', 'C'],
      ['35', 'C'],
      ['N', null],
      ['77', 'N'],
      ['IPC-F', null],
      ['IPC-F16', 'IPC-F'],
      ['IPC-B21', null],
    ],
    crosswalk: [
      ['34', 'IPC-F16', 0.9],
      ['35', 'IPC-B21', 0.5],
    ],
  });
  assert.equal(fields.between('34', '34'), 1);
  assert.equal(fields.between('unknown', 'unknown'), 1);
  assert.equal(fields.between('34', '77'), 0);
  assert.equal(fields.between('34', 'IPC-F16'), 0.9);
  assert.ok(Math.abs(fields.between('34', 'IPC-F') - 0.9 * 0.8) < 1e-12);
  assert.ok(Math.abs(fields.between('C', 'IPC-F') - 0.9 * 0.8 * 0.8) < 1e-12);
  assert.equal(fields.between('34', '35'), 0.2);
  assert.equal(fields.between('35', 'IPC-F16'), 0, 'what a neighbour is joined to is not near');
  const codes = ['C', '34', '35', 'N', '77', 'IPC-F', 'IPC-F16', 'IPC-B21'];
  for (const one of codes) {
    for (const other of codes) {
      assert.equal(fields.between(one, other), fields.between(other, one));
    }
  }
  assert.equal(fields.nearest([], ['34']), null);
  assert.throws(() => createFieldNearness({ parents: [], crosswalk: [['a', 'b', 0]] }), RangeError);
});

test('a spread keeps the order within a group, loses nobody, and at 0 moves nobody', () => {
  const item = fc.record({
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    group: fc.constantFrom('BJ', 'TJ', 'HE', null),
  });
  const ranking = fc
    .array(item, { maxLength: 40 })
    .map((items) => [...items].sort((a, b) => b.score - a.score));
  fc.assert(
    fc.property(ranking, fc.double({ min: 0, max: 1, noNaN: true }), (items, strength) => {
      const order = spreadOver(items, strength);
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        [...items.keys()],
      );
      for (const group of new Set(items.map((one) => one.group))) {
        const places = order.filter((place) => items[place]?.group === group);
        assert.deepEqual(
          places,
          [...places].sort((a, b) => a - b),
        );
      }
      if (items.length > 0) assert.equal(order[0], 0, 'the best stays the first');
      assert.deepEqual(spreadOver(items, 0), [...items.keys()]);
    }),
  );
  assert.throws(() => spreadOver([], 1.5), RangeError);
});

test('sketches of whole sets are exact, and of large ones close', () => {
  const words = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => `word ${from + at}`);
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.nat({ max: 30 }), (from, to) => {
      const [one, other] = [words(0, 30), words(from, from + to)];
      const shared = one.filter((word) => other.includes(word)).length;
      const all = new Set([...one, ...other]).size;
      assert.equal(likenessOf(sketchOf(one), sketchOf(other)), to === 0 ? 0 : shared / all);
    }),
  );
  // 1,000 of 3,000 words shared: a third, within four standard errors of 128 draws.
  const near = likenessOf(sketchOf(words(0, 2_000)), sketchOf(words(1_000, 3_000)));
  assert.ok(Math.abs(near - 1 / 3) < 4 * Math.sqrt(2 / 9 / 128), `${near}`);
  const mixed = [...words(0, 500)].reverse();
  assert.deepEqual(sketchOf(mixed), sketchOf([...words(0, 500), ...words(0, 9)]));
});

test('twins gather under the best of them, and nobody by way of a third', () => {
  const letters = (text: string) => sketchOf(text.split(''));
  // abcd and cdef share 2 of 6; abcde is like both its neighbours in the list.
  const sketches = ['abcd', 'xyz', 'abcde', 'bcdef', 'abcd'].map(letters);
  assert.deepEqual(groupTwins(sketches, 0.6), [0, 1, 0, 3, 0]);
  assert.deepEqual(groupTwins([letters(''), letters('')]), [0, 1], 'nothing is like nothing');
  assert.throws(() => groupTwins([], 0), RangeError);
});
