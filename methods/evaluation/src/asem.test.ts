import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asemData, asemIsHere, asemScheme, columnsOf } from '../reference/asem-testing.ts';
import { evaluate, type Stages } from './index.ts';

const skip = asemIsHere ? false : '../shared/reference/coinr-asem is absent';

function stagesOf(choices: Readonly<Record<string, unknown>> = {}): Stages {
  const outcome = evaluate(asemScheme(choices), asemData());
  if ('problems' in outcome) assert.fail(JSON.stringify(outcome.problems));
  return outcome.stages[0]!;
}

/** How far the largest cell of a published stage is off, as a part of its size. */
function farthest(
  published: string,
  units: readonly string[],
  columns: readonly (readonly [string, Float64Array])[],
): number {
  const expected = columnsOf(`coinr-asem/${published}.csv`);
  let most = 0;
  for (const [name, values] of columns) {
    for (const [at, unit] of units.entries()) {
      const wanted = expected.get(name)!.get(unit)!;
      if (Number.isNaN(wanted) && Number.isNaN(values[at]!)) continue;
      const off = Math.abs(values[at]! - wanted) / Math.max(1, Math.abs(wanted));
      assert.ok(!Number.isNaN(off), `${name} of ${unit} is ${values[at]}, not ${wanted}`);
      most = Math.max(most, off);
    }
  }
  return most;
}

test('every stage of the published index comes out', { skip }, () => {
  const { cohort, items, nodes } = stagesOf();
  const stage = (pick: (item: Stages['items'][number]) => Float64Array) =>
    items.map((one) => [one.item.id, pick(one)] as const);
  const reported = stage((one) =>
    one.values.map((value, at) => (one.imputed[at] ? Number.NaN : value)),
  );
  assert.equal(items.length, 49);
  assert.equal(cohort.units.length, 51);
  assert.ok(farthest('stage_Denominated', cohort.units, reported) < 1e-9);
  assert.ok(
    farthest(
      'stage_Imputed',
      cohort.units,
      stage((one) => one.values),
    ) < 1e-9,
  );
  assert.ok(
    farthest(
      'stage_Treated',
      cohort.units,
      stage((one) => one.treated),
    ) < 1e-9,
  );
  assert.ok(
    farthest(
      'stage_Normalised',
      cohort.units,
      stage((one) => one.score.values),
    ) < 1e-9,
  );
  const all = asemScheme().nodes.map(({ node }, at) => [node.id, nodes[at]!.score.values] as const);
  assert.equal(all.length, 60);
  assert.ok(farthest('stage_Aggregated', cohort.units, all) < 1e-9);
});
