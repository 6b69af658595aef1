import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { modules } from '../modules.ts';
import { BackupProblem, restoreBackup, writeBackup } from './backup.ts';
import { type Database, migrate, openDatabase } from './database.ts';
import { verifyChain } from './event.ts';
import { execute, row, sql } from './sql.ts';
import { testDatabase } from './testing/database.ts';

const silent = { warn() {} };

async function emptyDatabase(t: TestContext): Promise<Database> {
  const closing: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const close of closing) await close();
  });
  const { url } = await testDatabase({ after: (close) => closing.push(close) });
  const database = openDatabase({ connectionString: url }, silent);
  closing.unshift(() => database.close());
  await migrate(database, modules);
  return database;
}

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'yunhe-backup-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function fill(database: Database): Promise<void> {
  for (let i = 0; i < 2_500; i += 1) {
    await execute(
      database.tx,
      sql`insert into runtime.event (at, actor_name, type, amount_minor, payload)
          values (now(), ${`李四 O'Neil 😀 ${i}`}, 'tests.filled', ${'12345678901234567890'}::numeric,
            ${JSON.stringify({ text: 'line\nbreak "quoted" \\', exact: 0.1 })}::jsonb)`,
    );
  }
  await execute(
    database.tx,
    sql`insert into runtime.event_reader (name, sequence) values ('{"end":', 9007199254740993)`,
  );
}

test('what goes in comes out: another database, the same rows, an unbroken chain', async (t) => {
  const [from, to, path] = [await emptyDatabase(t), await emptyDatabase(t), await folder(t)];
  await fill(from);
  const file = join(path, 'b.gz');
  const written = await writeBackup(from, file, new Date());
  const restored = await restoreBackup(to, modules, file);
  assert.equal(restored.rows, written.rows);
  assert.equal(restored.head, written.head);
  const chain = await verifyChain(to.tx);
  assert.deepEqual(chain, { events: 2_500, head: written.head, brokenAt: null });
  const [reader, event] = [
    await row<{ sequence: bigint }>(to.tx, sql`select sequence from runtime.event_reader`),
    await row<{ actorName: string; amountMinor: string }>(
      to.tx,
      sql`select actor_name, amount_minor from runtime.event where sequence = 7`,
    ),
  ];
  assert.equal(reader.sequence, 9007199254740993n);
  assert.deepEqual(event, { actorName: "李四 O'Neil 😀 6", amountMinor: '12345678901234567890' });
  await assert.rejects(execute(to.tx, sql`delete from runtime.event`), /append-only/);
});

test('a full database, a damaged, cut or foreign file are refused and nothing changes', async (t) => {
  const [from, to, path] = [await emptyDatabase(t), await emptyDatabase(t), await folder(t)];
  await fill(from);
  const file = join(path, 'b.gz');
  await writeBackup(from, file, new Date());
  await assert.rejects(restoreBackup(from, modules, file), /holds data already/);

  const text = gunzipSync(await readFile(file)).toString();
  const cases: [string, string | Buffer, RegExp][] = [
    ['damaged.gz', gzipSync(text.replace('李四', '李五')), /damaged in runtime.event/],
    ['cut.gz', gzipSync(text.slice(0, text.lastIndexOf('{"end":"yunhe'))), /ends too early/],
    ['torn.gz', (await readFile(file)).subarray(0, 5_000), /cannot be read/],
    ['plain.gz', 'not a backup', /cannot be read|not a backup/],
    ['newer.gz', gzipSync(text.replace('runtime/0001', 'runtime/9999')), /newer Yunhe/],
  ];
  for (const [name, content, message] of cases) {
    await writeFile(join(path, name), content);
    await assert.rejects(restoreBackup(to, modules, join(path, name)), (error: Error) => {
      assert.ok(error instanceof BackupProblem, `${name}: ${error.stack}`);
      assert.match(error.message, message);
      return true;
    });
    assert.equal((await verifyChain(to.tx)).events, 0, name);
  }
});
