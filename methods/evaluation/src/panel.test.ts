import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from '@yunhe/exact';
import {
  calibrateScorers,
  intraclassCorrelations,
  krippendorffAlpha,
  type PanelScore,
} from './index.ts';

const near = (found: number, wanted: number, tolerance: number) =>
  assert.ok(Math.abs(found - wanted) <= tolerance, `${found}, not ${wanted}`);

/** Six targets by four judges, as Shrout & Fleiss (1979), table 2, print them. */
const judges = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
const judged: readonly PanelScore[] = judges.flatMap((row, item) =>
  row.map((score, scorer) => ({ item: `t${item}`, scorer: `j${scorer}`, score })),
);

test('the six intraclass correlations of Shrout and Fleiss come out', () => {
  const { oneWay, agreement, consistency } = intraclassCorrelations(judges);
  near(oneWay.single, 0.17, 0.005);
  near(agreement.single, 0.29, 0.005);
  near(consistency.single, 0.71, 0.005);
  near(oneWay.average, 0.44, 0.005);
  near(agreement.average, 0.62, 0.005);
  near(consistency.average, 0.91, 0.005);
  assert.throws(() => intraclassCorrelations([[1, 2], [3]]), RangeError);
});

test("Krippendorff's own example has his alphas at every level", () => {
  const gap = Number.NaN;
  const scores = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
    [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
  ].flatMap((row, scorer) =>
    row.flatMap((score, item) =>
      Number.isNaN(score) ? [] : [{ item: `u${item}`, scorer: `c${scorer}`, score }],
    ),
  );
  near(krippendorffAlpha(scores, 'nominal'), 0.743, 0.0005);
  near(krippendorffAlpha(scores, 'ordinal'), 0.815, 0.0005);
  near(krippendorffAlpha(scores, 'interval'), 0.849, 0.0005);
  near(krippendorffAlpha(scores, 'ratio'), 0.797, 0.0005);
  assert.throws(() => krippendorffAlpha([], 'nominal'), RangeError);
});

test('in a whole table the variances are those of its mean squares', () => {
  const { variances, scorers, items, converged } = calibrateScorers(judged);
  assert.equal(converged, true);
  // Without gaps restricted likelihood and analysis of variance agree where none is negative.
  const means = { targets: 11.2417, judges: 32.4861, error: 1.0194 };
  near(variances.residual, means.error, 1e-3);
  near(variances.items, (means.targets - means.error) / 4, 1e-3);
  near(variances.scorers, (means.judges - means.error) / 6, 1e-3);
  assert.equal(scorers.length, 4);
  near(
    scorers.reduce((sum, { leniency }) => sum + leniency, 0),
    0,
    1e-6,
  );
  // Everyone was scored by the same judges: severity moves nobody against another.
  const moved = items.map(({ plain, calibrated }) => calibrated - plain);
  assert.ok(moved.every((one) => Math.abs(one - moved[0]!) < 1e-9));
});

test('a severe scorer no longer decides who is best', () => {
  const chance = chanceOf(11, 0);
  const quality = Array.from({ length: 60 }, () => 60 + 30 * chance());
  const severity = Array.from({ length: 12 }, (_, at) => (at % 3 === 0 ? -12 : 6));
  const scores = quality.flatMap((own, item) =>
    [0, 1, 2].map((turn) => {
      const scorer = (item * 5 + turn * (1 + (item % 3))) % 12;
      return {
        item: `i${item}`,
        scorer: `s${scorer}`,
        score: own + severity[scorer]! + 2 * chance(),
      };
    }),
  );
  const unique = [...new Map(scores.map((one) => [`${one.item} ${one.scorer}`, one])).values()];
  const { items, scorers } = calibrateScorers(unique);
  const error = (of: (item: (typeof items)[number]) => number) => {
    const off = items.map((one) => of(one) - quality[Number(one.item.slice(1))]!);
    const middle = off.reduce((sum, one) => sum + one, 0) / off.length;
    return Math.sqrt(off.reduce((sum, one) => sum + (one - middle) ** 2, 0) / off.length);
  };
  assert.ok(error((one) => one.plain) > 2);
  assert.ok(error((one) => one.calibrated) < 1);
  for (const { scorer, leniency } of scorers) {
    assert.equal(leniency < 0, severity[Number(scorer.slice(1))]! < 0);
  }
});

test('panels of which nothing can be told are refused or defined', () => {
  const score = (item: string, scorer: string, value: number) => ({ item, scorer, score: value });
  assert.throws(() => calibrateScorers([score('a', 'x', 1), score('b', 'x', 2)]), RangeError);
  assert.throws(
    () => calibrateScorers([score('a', 'x', 1), score('a', 'x', 2), score('b', 'y', 1)]),
    RangeError,
  );
  const same = ['a', 'b', 'c'].flatMap((item) =>
    ['x', 'y'].map((scorer) => score(item, scorer, 5)),
  );
  const { variances, scorers } = calibrateScorers(same);
  assert.deepEqual(variances, { items: 0, scorers: 0, residual: 0 });
  assert.ok(scorers.every(({ leniency }) => Math.abs(leniency) < 1e-6));
});
