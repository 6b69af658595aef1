import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { barriers, type FlowTable, levelsOf, ppml, separation } from './index.ts';

const numRuns = 40;

const someTable = fc
  .record({ from: fc.integer({ min: 2, max: 6 }), to: fc.integer({ min: 2, max: 6 }) })
  .chain(({ from, to }) => {
    const rows = from * to;
    const list = (max: number) =>
      fc.array(fc.integer({ min: 0, max }), { minLength: rows, maxLength: rows });
    return fc.record({
      from: fc.constant(Array.from({ length: rows }, (_, row) => Math.floor(row / to))),
      to: fc.constant(Array.from({ length: rows }, (_, row) => row % to)),
      flows: list(9).filter((flows) => flows.some((flow) => flow > 0)),
      x: list(5),
      third: fc.boolean(),
    });
  })
  .map(({ from, to, flows, x, third }) => ({
    outcome: Float64Array.from(flows),
    regressors: [{ name: 'x', values: Float64Array.from(x) }],
    effects: [
      levelsOf('from', from),
      levelsOf('to', to),
      ...(third
        ? [
            levelsOf(
              'third',
              from.map((one, row) => (one * to[row]! + row) % 3),
            ),
          ]
        : []),
    ],
  }));

const near = (found: number, wanted: number, what: string) =>
  assert.ok(
    Math.abs(found - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)),
    `${what}: ${found}, not ${wanted}`,
  );

test('what is expected adds up to what flowed, for every level', () => {
  fc.assert(
    fc.property(someTable, (table) => {
      const fit = ppml(table);
      for (const { of, count } of table.effects) {
        const [flows, expected] = [new Float64Array(count), new Float64Array(count)];
        for (const [row, level] of of.entries()) {
          flows[level]! += table.outcome[row]!;
          expected[level]! += fit.expected[row]!;
        }
        for (let level = 0; level < count; level++) near(expected[level]!, flows[level]!, 'sum');
      }
    }),
    { numRuns },
  );
});

test('a unit of the flows moves no coefficient, one of a regressor divides its own', () => {
  fc.assert(
    fc.property(someTable, fc.integer({ min: 2, max: 1000 }), (table, scale) => {
      const fit = ppml(table);
      const scaled: FlowTable = {
        ...table,
        outcome: table.outcome.map((flow) => flow * scale),
        regressors: [{ name: 'x', values: table.regressors[0]!.values.map((x) => x * scale) }],
      };
      const other = ppml(scaled);
      assert.deepEqual(other.separated, fit.separated);
      for (const [at, term] of fit.terms.entries()) {
        near(other.terms[at]!.estimate * scale, term.estimate, 'estimate');
        if (!Number.isNaN(term.error)) near(other.terms[at]!.error * scale, term.error, 'error');
      }
    }),
    { numRuns },
  );
});

test('no positive flow is separated, and after taking rows out none is left to take', () => {
  fc.assert(
    fc.property(someTable, ({ outcome, regressors, effects }) => {
      const { isSeparated } = separation({
        outcome,
        regressors: regressors.map((one) => one.values),
        effects,
      });
      const kept: number[] = [];
      for (const [row, flag] of isSeparated.entries()) {
        if (flag === 1) assert.equal(outcome[row], 0);
        else kept.push(row);
      }
      const again = separation({
        outcome: Float64Array.from(kept, (row) => outcome[row]!),
        regressors: regressors.map(({ values }) => Float64Array.from(kept, (row) => values[row]!)),
        effects: effects.map(({ name, of }) =>
          levelsOf(
            name,
            kept.map((row) => of[row]!),
          ),
        ),
      });
      assert.ok(again.isSeparated.every((flag) => flag === 0));
    }),
    { numRuns },
  );
});

test('the interval of a barrier holds its ratio, and is wider where less is expected', () => {
  fc.assert(
    fc.property(someTable, (table) => {
      const fit = ppml(table);
      const rows = levelsOf('pair', [...table.outcome.keys()]);
      for (const { ratio, low, high } of barriers(fit, table.outcome, rows)) {
        if (Number.isNaN(ratio) || Number.isNaN(low)) continue;
        assert.ok(
          low >= 0 && low <= ratio + 1e-9 && high >= ratio - 1e-9,
          `${low} ${ratio} ${high}`,
        );
      }
    }),
    { numRuns },
  );
  const expected = Float64Array.of(4, 400);
  const fit = { expected, leverage: new Float64Array(2), dispersion: 2 };
  const [small, large] = barriers(fit, Float64Array.of(2, 200), levelsOf('pair', ['a', 'b']));
  assert.ok(small!.high - small!.low > large!.high - large!.low);
});
