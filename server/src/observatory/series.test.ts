import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, compare, opportunitiesOf, type SeriesCell, valueAt } from './series.ts';

const cells: SeriesCell[] = [
  ['110000', 'C39', 90],
  ['110000', 'M73', 120],
  ['110000', 'I65', 150],
  ['120000', 'C39', 40],
  ['120000', 'C34', 60],
  ['120000', 'I65', 20],
  ['130000', 'C31', 140],
  ['130000', 'C34', 50],
  ['130000', 'C33', 45],
  ['140000', 'C31', 80],
  ['140000', 'B06', 90],
  ['140000', 'C33', 20],
  ['150000', 'B06', 3],
].map(([region, field, value]) => ({ region, field, value }) as SeriesCell);

const analysis = analyse(cells);
const at = (code: string) => analysis.regions.indexOf(code);
const field = (code: string) => analysis.fields.indexOf(code);

test('regions are in the order of their codes, and figures are those of the cells', () => {
  assert.deepEqual(analysis.regions, ['110000', '120000', '130000', '140000', '150000']);
  assert.equal(analysis.regionVolumes[at('130000')], 235);
  assert.equal(valueAt(analysis.volumes, at('110000'), field('M73')), 120);
  assert.equal(valueAt(analysis.volumes, at('110000'), field('B06')), 0);
});

test('a region below the minimum volume is not ranked, and why is said', () => {
  assert.ok(analysis.minimumVolume > 3);
  assert.equal(analysis.standing.ranks[at('150000')], null);
  const [excluded] = analysis.standing.excluded;
  assert.deepEqual(excluded, { region: at('150000'), reason: 'volume_below_minimum' });
});

test('two regions are compared both ways, and an opportunity is something that is lacked', () => {
  const pair = compare(analysis, at('120000'), at('130000'));
  assert.ok(pair.overlap > 0 && pair.overlap < 1);
  assert.deepEqual(pair.shared, [field('C34')]);
  for (const region of analysis.regions.keys()) {
    for (const one of opportunitiesOf(analysis, region)) {
      assert.equal(valueAt(analysis.presences, region, one.field), 0);
    }
  }
});

test('the order of cells changes nothing', () => {
  assert.deepEqual(analyse(cells.toReversed()), analysis);
});

test('the drawn space hangs together as far as it does, and is bounded', () => {
  const edges = analysis.drawn;
  assert.ok(edges.length >= 1 && edges.length <= analysis.fields.length * 4);
  assert.ok(edges.every(({ nearness }) => nearness > 0 && nearness <= 1));
});

test('one region alone and one field alone end in caveats and not in errors', () => {
  const alone = analyse([{ region: '110000', field: 'C39', value: 1 }]);
  assert.ok(alone.caveats.some(({ code }) => code === 'fewer_than_two_regions'));
  assert.ok(Number.isNaN(alone.eci[0]));
});

test('openings are ranked by what they would add, also beside fields of one region alone', () => {
  const has: Readonly<Record<string, string>> = {
    110000: 'abcdex',
    120000: 'abcf',
    130000: 'bg',
    140000: 'adfg',
    150000: 'gh',
    210000: 'cefh',
  };
  const told = Object.entries(has).flatMap(([region, fields]) =>
    [...fields].map((field) => ({ region, field, value: 1 })),
  );
  const found = analyse(told);
  assert.ok(Number.isNaN(found.pci[found.fields.indexOf('x')]));
  const worst = Math.min(0, ...found.pci.filter((one) => !Number.isNaN(one)));
  const gains = opportunitiesOf(found, found.regions.indexOf('130000')).map(
    ({ density, pci }) => density * (pci - worst),
  );
  assert.ok(gains.length >= 3, `${gains.length} openings`);
  assert.deepEqual(
    gains,
    gains.toSorted((a, b) => b - a),
  );
  assert.ok(gains[0]! > gains.at(-1)!);
});
