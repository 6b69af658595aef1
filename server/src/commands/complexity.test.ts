import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { BadUsage, exitCodes, explain, type Flags } from './command.ts';
import { complexity } from './complexity.ts';

async function run(t: TestContext, text: string, flags: Flags = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'complexity-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'matrix.csv');
  const out = join(folder, 'out');
  writeFileSync(file, text);
  const talked: string[] = [];
  const code = await complexity.run({
    args: [file],
    flags: { out, ...flags },
    json: false,
    settings: () => assert.fail('no settings are needed'),
    say: () => {},
    talk: (line) => talked.push(line),
  });
  assert.equal(code, exitCodes.ok);
  const table = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(out, name)), { bom: true, columns: true });
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  return { table, summary, talked: talked.join('\n'), out };
}

const codes = (summary: { caveats: { code: string }[] }) => summary.caveats.map(({ code }) => code);

const header = 'region,field,value\n';
/** Three regions, and a tiny one beside them. */
const matrix =
  '北京,芯片,40\n北京,软件,30\n北京,制药,20\n天津,芯片,10\n天津,港口,60\n天津,石化,30\n' +
  '河北,钢铁,80\n河北,石化,30\n河北,港口,10\n雄安,软件,1\n雄安,芯片,1\n';

test('quotients, relatedness, densities, regions and fields are written', async (t) => {
  const { table, summary, talked } = await run(t, header + matrix, {
    'minimum-volume': '5',
    pairs: true,
  });
  const rca = table('rca.csv');
  assert.equal(rca.length, 9);
  const [first] = rca;
  assert.deepEqual(
    [first!.region, first!.field, first!.value, first!.present],
    ['北京', '芯片', '40', '1'],
  );
  assert.ok(Math.abs(Number(first!.rca) - 40 / 90 / (50 / 310)) < 1e-12);
  const regions = table('regions.csv');
  assert.deepEqual(
    regions.map((row) => [row.region, row.volume, row.diversity, row.left_out]),
    [
      ['北京', '90', '3', ''],
      ['天津', '100', '2', ''],
      ['河北', '120', '2', ''],
      ['雄安', '2', '', 'volume_below_minimum'],
    ],
  );
  assert.ok(Math.abs(Number(regions[0]!.herfindahl) - (16 + 9 + 4) / 81) < 1e-12);
  const density = table('density.csv');
  assert.equal(density.length, 3 * 6);
  for (const row of table('relatedness.csv')) assert.ok(Number(row.relatedness) > 0);
  const fields = table('fields.csv');
  assert.deepEqual(
    fields.map((row) => [row.field, row.ubiquity]),
    [
      ['芯片', '1'],
      ['软件', '1'],
      ['制药', '1'],
      ['港口', '1'],
      ['石化', '2'],
      ['钢铁', '1'],
    ],
  );
  const pairs = table('pairs.csv');
  assert.equal(pairs.length, 3);
  assert.equal(pairs[2]!.shared, '1');
  // What hangs together are 天津 and 河北, by 石化 and 港口; both have two fields.
  assert.deepEqual(codes(summary), [
    'apart_from_the_largest_part',
    'sign_undecided',
    'fitness_vanishes',
    'regions_left_out',
  ]);
  assert.match(talked, /apart from the largest part are/);
  assert.match(summary.input.sha256, /^[0-9a-f]{64}$/);
});

test('without a minimum volume nothing is ranked, and with one ties share a rank', async (t) => {
  const same = 'a,x,1\na,y,2\nb,x,2\nb,y,4\n';
  const open = await run(t, header + same);
  assert.equal('eci_rank_first' in open.table('regions.csv')[0]!, false);
  assert.deepEqual(codes(open.summary), ['fields_everywhere', 'no_variation', 'not_ranked']);
  const ranked = await run(t, header + same, { 'minimum-volume': '1' });
  assert.deepEqual(
    ranked.table('regions.csv').map((row) => [row.eci_rank_first, row.eci_rank_last]),
    [
      ['1', '2'],
      ['1', '2'],
    ],
  );
  assert.equal(existsSync(join(ranked.out, 'pairs.csv')), false);
});

test('one region, repeated rows and rows of 0 are told in words', async (t) => {
  const { summary, table, talked } = await run(t, `${header}a,x,1\na,x,2\na,y,0\n`);
  assert.deepEqual(codes(summary), [
    'fields_nowhere',
    'fields_everywhere',
    'fewer_than_two_regions',
    'not_ranked',
    'repeated_rows',
  ]);
  assert.match(talked, /Present in no region: y/);
  assert.equal(table('rca.csv')[0]!.value, '3');
  assert.equal(table('regions.csv')[0]!.eci, '');
});

test('a region without any field and parts that share none are told by name', async (t) => {
  const text = `${header}a,x,1\na,y,2\nb,y,1\nb,x,2\nc,w,3\nd,x,0\n`;
  const { summary, table, talked } = await run(t, text);
  assert.deepEqual(codes(summary).slice(0, 2), [
    'regions_without_field',
    'apart_from_the_largest_part',
  ]);
  assert.match(talked, /No field is present in d;/);
  const [, , apart, empty] = table('regions.csv');
  assert.deepEqual([apart!.eci, empty!.eci, empty!.volume], ['', '', '0']);
});

test('only the nearest fields are written where that is asked, and reflections instead of eigenvectors', async (t) => {
  const text = `${header}a,x,1\na,y,1\na,z,1\nb,y,1\nb,z,1\nc,z,1\nc,w,1\n`;
  const flags = { neighbours: '1', method: 'reflections', steps: '4', relatedness: 'jaccard' };
  const { table, summary } = await run(t, text, flags);
  const near = table('relatedness.csv');
  assert.equal(new Set(near.map((row) => row.field)).size, near.length);
  assert.equal(summary.parameters.method, 'reflections');
  const eci = table('regions.csv').map((row) => Number(row.eci));
  assert.ok(Math.abs(eci.reduce((sum, one) => sum + one, 0)) < 1e-9);
});

test('every bad row is named with its file, line and column', async (t) => {
  const bad = `${header}a,x,-1\n,x,2\na,y,many\n`;
  const error = await run(t, bad).catch((thrown: unknown) => thrown);
  const { code, text } = explain(error);
  assert.equal(code, exitCodes.refused);
  assert.deepEqual(text.split('\n'), [
    'matrix.csv, row 2, column value: "-1" is below 0; an amount is 0 or more.',
    'matrix.csv, row 3, column region: it is empty; it needs a name.',
    'matrix.csv, row 4, column value: "many" is not a number; correct it.',
  ]);
  await assert.rejects(run(t, 'region,field\na,b\n'), /no column value; it has region, field/);
  await assert.rejects(run(t, header), /no row below the header/);
  const refused = (flags: Flags) => assert.rejects(run(t, `${header}a,x,1\n`, flags), BadUsage);
  await refused({ out: false });
  await refused({ 'minimum-volume': '0' });
  await refused({ relatedness: 'friendship' });
  await refused({ relatedness: 'probability' });
});
