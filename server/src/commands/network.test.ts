import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { BadUsage, exitCodes, explain, type Flags } from './command.ts';
import { network } from './network.ts';

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'network-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function run(folder: string, text: string, flags: Flags = {}) {
  const file = join(folder, 'edges.csv');
  const out = join(folder, 'out');
  writeFileSync(file, text);
  const talked: string[] = [];
  const code = await network.run({
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

const header = 'source,target,weight,source_region,target_region\n';

test('nodes, regions, pairs of regions and a summary are written', async (t) => {
  const { table, summary, talked } = await run(
    folderFor(t),
    `${header}清华大学,北京大学,2,北京,北京\n北京大学,天津大学,1,北京,天津\n` +
      '天津大学,河北大学,1,天津,河北\n天津大学,天津大学,5,天津,天津\n' +
      '北京大学,清华大学,1,北京,北京\n燕山大学,河北大学,0,,河北\n',
  );
  const nodes = table('nodes.csv');
  assert.deepEqual(
    nodes.map((row) => [
      row.node,
      row.region,
      row.degree,
      row.strength,
      row.betweenness,
      row.liaison,
    ]),
    [
      ['清华大学', '北京', '1', '3', '0', '0'],
      ['北京大学', '北京', '2', '4', '2', '0'],
      ['天津大学', '天津', '2', '2', '2', '2'],
      ['河北大学', '河北', '1', '1', '0', '0'],
      ['燕山大学', '', '0', '0', '0', '0'],
    ],
  );
  assert.equal(nodes[4]!.constraint, '');
  assert.equal(nodes[1]!.ei_index, '-0.5');
  assert.deepEqual(
    table('regions.csv').map((row) => [
      row.region,
      row.nodes,
      row.inside,
      row.outside,
      row.openness,
    ]),
    [
      ['北京', '2', '6', '1', String(1 / 7)],
      ['天津', '1', '0', '2', '1'],
      ['河北', '1', '0', '1', '1'],
    ],
  );
  assert.deepEqual(
    table('region_pairs.csv').map((row) => Object.values(row).join(' ')),
    ['北京 北京 3', '北京 天津 1', '天津 北京 1', '天津 河北 1', '河北 天津 1'],
  );
  assert.deepEqual(
    summary.caveats.map(({ code, count }: { code: string; count: number }) => [code, count]),
    [
      ['zero_rows', 1],
      ['self_loops_left_aside', 1],
      ['duplicates_added_up', 1],
      ['not_connected', 2],
      ['nodes_without_group', 1],
    ],
  );
  assert.match(talked, /falls into 2 components/);
  assert.deepEqual([summary.nodes, summary.links, summary.betweenness.exact], [5, 3, true]);
  assert.match(summary.input.sha256, /^[0-9a-f]{64}$/);
});

test('beyond the bound betweenness is sampled, and the same seed writes the same files', async (t) => {
  const folder = folderFor(t);
  const text = `source,target\n${Array.from({ length: 40 }, (_, at) => `n${at},n${(at * 7 + 3) % 40}`).join('\n')}\n`;
  const flags = { 'exact-up-to': '10', error: '0.02', seed: '3' };
  const first = await run(folder, text, flags);
  assert.equal(first.summary.betweenness.exact, false);
  assert.ok(first.summary.betweenness.error <= 0.02);
  assert.match(first.talked, /estimated from \d+ shortest paths/);
  for (const row of first.table('nodes.csv')) {
    assert.ok(Number(row.betweenness_low) <= Number(row.betweenness));
    assert.equal(row.closeness, '');
  }
  assert.equal(existsSync(join(first.out, 'regions.csv')), false);
  const before = readFileSync(join(first.out, 'nodes.csv'), 'utf8');
  const again = await run(folder, text, flags);
  assert.equal(readFileSync(join(again.out, 'nodes.csv'), 'utf8'), before);
  await assert.rejects(run(folder, text, { ...flags, lengths: 'weights' }), /by hops only/);
});

test('rows that link nobody, and a ring in which all are alike, have figures and doubts', async (t) => {
  const folder = folderFor(t);
  const none = await run(folder, 'source,target,weight\na,a,2\nb,c,0\n');
  const codes = none.summary.caveats.map(({ code }: { code: string }) => code);
  for (const code of ['zero_rows', 'self_loops_left_aside', 'no_links']) {
    assert.ok(codes.includes(code), `${code}: ${codes}`);
  }
  assert.deepEqual(
    none.table('nodes.csv').map((row) => [row.node, row.degree, row.strength]),
    [
      ['a', '0', '0'],
      ['b', '0', '0'],
      ['c', '0', '0'],
    ],
  );
  const ring = await run(folder, 'source,target\na,b\nb,c\nc,d\nd,a\n');
  const alike = ring.table('nodes.csv').map((row) => `${row.page_rank} ${row.betweenness}`);
  assert.equal(new Set(alike).size, 1, alike.join());
});

test('directed links are followed, and heavy ones can be short', async (t) => {
  const folder = folderFor(t);
  const text = 'source,target,weight\na,b,1\na,c,10\nc,b,10\n';
  const plain = await run(folder, text, { directed: true });
  assert.deepEqual(
    plain.table('nodes.csv').map((row) => [row.in_degree, row.out_degree, row.betweenness]),
    [
      ['0', '2', '0'],
      ['2', '0', '0'],
      ['1', '1', '0'],
    ],
  );
  const heavy = await run(folder, text, { directed: true, lengths: 'reciprocals' });
  assert.equal(heavy.table('nodes.csv')[2]!.betweenness, '1');
});

test('every bad row is named with its file, line and column', async (t) => {
  const folder = folderFor(t);
  const bad = `${header}a,b,-1,北京,天津\n,b,2,北京,天津\na,c,many,天津,天津\n`;
  const error = await run(folder, bad).catch((thrown: unknown) => thrown);
  const { code, text } = explain(error);
  assert.equal(code, exitCodes.refused);
  assert.deepEqual(text.split('\n'), [
    'edges.csv, row 2, column weight: "-1" is not a number of 0 or more; correct it.',
    'edges.csv, row 3, column source: it is empty; name the organisation.',
    'edges.csv, row 4, column source_region: a is in 天津 here and in 北京 in row 2; correct one.',
    'edges.csv, row 4, column weight: "many" is not a number of 0 or more; correct it.',
  ]);
  await assert.rejects(run(folder, 'from,target\na,b\n'), /no column source; it has from, target/);
  await assert.rejects(run(folder, 'source,target\n'), /no row below the header/);
  await assert.rejects(run(folder, 'source,target\na,b\n', { out: false }), BadUsage);
  await assert.rejects(run(folder, 'source,target\na,b\n', { seed: '-1' }), BadUsage);
  await assert.rejects(run(folder, 'source,target\na,b\n', { lengths: 'miles' }), BadUsage);
});
