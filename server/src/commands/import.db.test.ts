import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadRegions } from '../registry/index.ts';
import { testDatabase } from '../runtime/testing/database.ts';
import { testSettings } from '../runtime/testing/node.ts';
import { BadUsage, exitCodes } from './command.ts';
import { importFile } from './import.ts';
import { withNode } from './with-node.ts';

test('a file comes in from the command line, with a mapping, by exit code and JSON', async (t) => {
  const { url, pool } = await testDatabase(t);
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const settings = { ...testSettings, dataDir: join(folder, 'data'), databaseUrl: url };
  await withNode(settings, 'test', (ctx) =>
    ctx.transact(async (inside) => {
      await loadRegions(inside);
    }),
  );
  const file = join(folder, 'list.csv');
  const map = join(folder, 'map.json');
  writeFileSync(file, '叫什么,在哪\n示例公司,河北\n另一公司,河北港\n');
  writeFileSync(map, '{"columns": {"nameZh": "叫什么", "region": "在哪"}}');
  const run = async (args: string[], flags: Record<string, string | boolean>) => {
    const said: string[] = [];
    const told: string[] = [];
    const code = await importFile.run({
      args,
      flags,
      settings: () => settings,
      json: flags.json === true,
      say: (text) => said.push(text),
      talk: (text) => told.push(text),
    });
    return { code, said: said.join('\n'), told: told.join('\n') };
  };
  const count = async () =>
    (await pool.query('select count(*)::int as count from registry.organisation')).rows[0].count;

  const tried = await run(['organisations', file], { map, 'dry-run': true });
  assert.equal(tried.code, exitCodes.checkFailed);
  assert.match(tried.said, /: finished\n2 rows: 1 created, 0 changed, 0 unchanged, 1 failed/);
  assert.match(tried.told, /^2 rows, 100 %/m);
  assert.equal(await count(), 0);

  const done = await run(['organisations', file], { map, json: true });
  assert.equal(done.code, exitCodes.checkFailed);
  assert.equal(JSON.parse(done.said).import.created, 1);
  assert.equal(await count(), 1);

  const papers = join(folder, 'papers.jsonl');
  writeFileSync(papers, JSON.stringify({ id: 'p1', title: '论文', affiliations: ['示例公司'] }));
  assert.equal((await run(['papers', papers], {})).code, exitCodes.ok);
  const asked = await pool.query('select name from pgboss.job where name = $1', [
    'registry.place_network',
  ]);
  assert.equal(asked.rows.length, 1, 'what follows an import waits for the node that runs');

  await assert.rejects(run(['organisations', file], {}), { code: 'columns_missing' });
  await assert.rejects(run(['organisations'], {}), BadUsage);
  await assert.rejects(run(['organisations', join(folder, 'absent.csv')], {}), BadUsage);
});
