import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExpectedFlowsInput, expectFlows } from './expected-flows.ts';

/** Regions on a line; flows fall with distance, are doubled within the compact of the first three. */
function made(regions: number, change: (from: number, to: number, flow: number) => number) {
  const each = <Value>(of: (from: number, to: number) => Value) =>
    Array.from({ length: regions * regions }, (_, at) =>
      of(Math.floor(at / regions), at % regions),
    );
  const together = each((from, to) => (from < 3 && to < 3 && from !== to ? 1 : 0));
  const kilometres = each((from, to) => 100 * Math.abs(from - to));
  const flows = each((from, to) => {
    if (from === to) return 50;
    const size = (10 + 3 * from) * (8 + 2 * to);
    const flow = (size * (1 + together[from * regions + to]!)) / (Math.abs(from - to) + 0.5);
    return Math.round(change(from, to, flow));
  });
  return {
    regions,
    periods: 1,
    flows: Float64Array.from(flows),
    kilometres: Float64Array.from(kilometres),
    together: Uint8Array.from(together),
  } satisfies ExpectedFlowsInput;
}

test('the pair where flows are missing comes first, and its interval lies below what is expected', () => {
  const told = expectFlows(made(8, (from, to, flow) => (from === 6 && to === 7 ? flow / 4 : flow)));
  assert.equal(told.identified, true);
  assert.equal(told.rows, 56);
  const [first] = told.pairs;
  assert.deepEqual([first!.from, first!.to], [6, 7]);
  assert.ok(first!.high! < 1, String(first!.high));
  const terms = new Map(told.terms.map(({ name, estimate }) => [name, estimate]));
  assert.ok(terms.get('ln_distance')! < -0.5);
  assert.ok(terms.get('same_compact')! > 0.2);
  const observed = told.pairs.reduce((sum, one) => sum + one.observed, 0);
  const expected = told.pairs.reduce((sum, one) => sum + one.expected, 0);
  assert.ok(Math.abs(observed - expected) < 1e-6 * observed);
});

test('three regions tell nothing: no pair is shown, and it is said why', () => {
  const told = expectFlows(made(3, (_from, _to, flow) => flow));
  assert.deepEqual([told.identified, told.pairs.length], [false, 0]);
  const codes = told.caveats.map(({ code }) => code);
  assert.ok(codes.includes('few_pairs'), codes.join());
});

test('without flows, or with one region, nothing is expected', () => {
  const none = expectFlows(made(6, () => 0));
  assert.equal(none.identified, false);
  assert.ok(none.caveats.some(({ code }) => code === 'all_flows_zero'));
  assert.equal(expectFlows(made(1, (_from, _to, flow) => flow)).identified, false);
});

test('a region that sends nothing is left out by name, and the others are told', () => {
  const told = expectFlows(made(8, (from, _to, flow) => (from === 2 ? 0 : flow)));
  assert.equal(told.identified, true);
  assert.equal(told.caveats.find(({ code }) => code === 'rows_separated')?.count, 7);
  const silent = told.pairs.filter(({ from }) => from === 2);
  assert.ok(silent.every(({ ratio, expected }) => ratio === null && expected === 0));
});
