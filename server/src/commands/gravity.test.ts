import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { BadUsage, exitCodes, explain, type Flags } from './command.ts';
import { gravity } from './gravity.ts';

async function run(t: TestContext, text: string, flags: Flags) {
  const folder = mkdtempSync(join(tmpdir(), 'gravity-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'flows.csv');
  const out = join(folder, 'out');
  writeFileSync(file, text);
  const talked: string[] = [];
  const code = await gravity.run({
    args: [file],
    flags: { out, ...flags },
    json: false,
    settings: () => assert.fail('no settings are needed'),
    say: () => {},
    talk: (line) => talked.push(line),
  });
  const table = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(out, name)), { bom: true, columns: true });
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  return { code, table, summary, talked: talked.join('\n') };
}

const formula = 'trade ~ near | from + to';
const header = 'from,to,year,near,trade\n';

/** Flows that are the product of two sizes, twice as large between neighbours. */
function exactFlows(): string {
  const sizes = { 北京: 6, 天津: 3, 河北: 2, 山东: 1 };
  const names = Object.entries(sizes);
  return names
    .flatMap(([from, a], i) =>
      names.flatMap(([to, b], j) => {
        const near = Math.abs(i - j) === 1 ? 1 : 0;
        return from === to ? [] : [2020, 2021].map((y) => [from, to, y, near, a * b * 2 ** near]);
      }),
    )
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

test('coefficients, residuals, separated rows and barriers are written', async (t) => {
  const text = `${header}${exactFlows()}雄安,北京,2020,0,0\n雄安,天津,2020,1,0\n`;
  const flags = { formula, cluster: 'from^to', pairs: 'from,to' };
  const { code, table, summary, talked } = await run(t, text, flags);
  assert.equal(code, exitCodes.ok);
  const [term] = table('coefficients.csv');
  assert.equal(term!.term, 'near');
  assert.ok(Math.abs(Number(term!.estimate) - Math.log(2)) < 1e-9);
  const residuals = table('residuals.csv');
  assert.equal(residuals.length, 26);
  assert.deepEqual(
    [residuals[0]!.row, residuals[0]!.from, residuals[0]!.to],
    ['2', '北京', '天津'],
  );
  assert.ok(Math.abs(Number(residuals[0]!.ratio) - 1) < 1e-6);
  assert.deepEqual(
    table('separated.csv').map((row) => [row.row, row.from, row.to]),
    [
      ['26', '雄安', '北京'],
      ['27', '雄安', '天津'],
    ],
  );
  const barriers = table('barriers.csv');
  assert.equal(barriers.length, 14);
  assert.deepEqual([barriers[0]!.rows, barriers[0]!.observed], ['2', '72']);
  assert.equal(barriers.at(-1)!.ratio, '');
  assert.deepEqual(
    summary.caveats.map((caveat: { code: string }) => caveat.code),
    ['rows_separated', 'few_clusters'],
  );
  assert.match(talked, /2 rows of flow 0 would be fitted perfectly/);
});

test('joined effects hold both columns', async (t) => {
  const { summary } = await run(t, header + exactFlows(), {
    formula: 'trade~near|from^year+to^year',
  });
  assert.equal(summary.estimated, 1 + 8 + 8 - 1);
});

test('flows that are all zero give files without figures, and a word', async (t) => {
  const text = `${header}a,b,2020,1,0\nb,a,2020,0,0\n`;
  const { code, table, summary, talked } = await run(t, text, { formula });
  assert.equal(code, exitCodes.checkFailed);
  assert.equal(table('coefficients.csv').length, 0);
  assert.equal(table('separated.csv').length, 2);
  assert.equal(summary.deviance, null);
  assert.match(talked, /All flows are 0/);
});

test('one region, and years in which a pair is missing, end in figures or in words', async (t) => {
  const alone = await run(t, `${header}a,a,2020,1,5\n`, { formula });
  assert.match(alone.talked, /as many parameters as rows/);
  const panel = exactFlows()
    .split('\n')
    .filter((row) => !row.startsWith('北京,天津,2021'));
  const gaps = await run(t, header + panel.join('\n'), {
    formula: 'trade ~ near | from^year + to^year',
    pairs: 'from,to',
  });
  assert.equal(gaps.code, exitCodes.ok);
  assert.ok(Math.abs(Number(gaps.table('coefficients.csv')[0]!.estimate) - Math.log(2)) < 1e-9);
  assert.deepEqual(
    gaps
      .table('barriers.csv')
      .slice(0, 2)
      .map(({ rows }) => rows),
    ['1', '2'],
  );
});

test('every bad row is named with its file, line and column', async (t) => {
  const bad = `${header}a,b,2020,1,-3\na,,2020,1,2\na,c,2020,,4\n`;
  const error = await run(t, bad, { formula }).catch((thrown: unknown) => thrown);
  const { code, text } = explain(error);
  assert.equal(code, exitCodes.refused);
  assert.deepEqual(text.split('\n'), [
    'flows.csv, row 2, column trade: "-3" is below 0; an amount is 0 or more.',
    'flows.csv, row 3, column to: it is empty; it needs a name.',
    'flows.csv, row 4, column near: it is empty; it needs a number.',
  ]);
  const sound = `${header}a,b,2020,1,3\n`;
  await assert.rejects(run(t, sound, { formula: 'trade ~ far | from' }), /no column far/);
  await assert.rejects(run(t, sound, { formula: 'trade = near' }), BadUsage);
  await assert.rejects(run(t, sound, { formula: 'trade ~ year | from^year' }), BadUsage);
  await assert.rejects(run(t, sound, {}), BadUsage);
  await assert.rejects(run(t, sound, { formula, pairs: 'from' }), BadUsage);
});
