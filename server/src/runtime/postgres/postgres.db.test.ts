import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  assertAllThere,
  dataFolder,
  folderWithDatabase,
  killHard,
  postmasterPid,
  query,
  startWriter,
} from '../testing/killing.ts';
import { checkVersion, connectPostgres, FolderHeld, openPostgres } from './index.ts';
import { running } from './process.ts';

const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

test('it starts, keeps what was written, and stops without leaving anything running', async (t) => {
  const dataDir = await dataFolder(t);
  const first = await openPostgres({ dataDir });
  assert.equal(first.owned, true);
  assert.ok(first.version >= 180_000);
  await query(first.url, 'create table kept (id int); insert into kept values (42)');
  const pid = postmasterPid(dataDir);
  await first.stop();
  await first.stop();
  assert.equal(running(pid), undefined);
  assert.equal(existsSync(join(dataDir, 'postgres/hold.json')), false);

  const second = await openPostgres({ dataDir });
  t.after(() => second.stop());
  assert.deepEqual(await query(second.url, 'select id from kept'), [{ id: 42 }]);
});

test('it is durable, sorts by pinyin, knows trigrams of Chinese, and is no superuser', async (t) => {
  const postgres = await openPostgres({ dataDir: await folderWithDatabase(t) });
  t.after(() => postgres.stop());
  await query(postgres.url, 'create extension pg_trgm; create extension btree_gist');
  const [found] = await query(
    postgres.url,
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
       (select string_agg(n, '' order by n) from unnest(array['张', '李', '北', '安']) n) as sorted,
       similarity('北京大学', '北京大学医院') > 0.3 as similar,
       (select rolsuper from pg_roles where rolname = current_user) as superuser`,
  );
  const wanted = { fsync: 'on', pages: 'on', sorted: '安北李张', similar: true, superuser: false };
  assert.deepEqual(found, wanted);
});

test('nobody comes in without the password, and others cannot even see the socket', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const postgres = await openPostgres({ dataDir });
  t.after(() => postgres.stop());
  const url = new URL(postgres.url);
  url.password = 'guessed';
  await assert.rejects(query(url.href, 'select 1'), /password authentication failed/);
  url.username = 'postgres';
  await assert.rejects(query(url.href, 'select 1'), /password authentication failed/);
  if (process.platform === 'win32') return;
  assert.equal(statSync(join(dataDir, 'postgres/sockets')).mode & 0o777, 0o700);
  assert.equal(statSync(join(dataDir, 'postgres/password')).mode & 0o777, 0o600);
});

test('a second start is refused within a second and names the holder', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const postgres = await openPostgres({ dataDir });
  t.after(() => postgres.stop());
  const began = performance.now();
  await assert.rejects(openPostgres({ dataDir }), (error) => {
    assert.ok(error instanceof FolderHeld);
    assert.equal(error.holder.pid, process.pid);
    assert.match(error.message, new RegExp(`process ${process.pid} .*kill ${process.pid}`));
    return true;
  });
  assert.ok(performance.now() - began < 1000);
});

test('a start right after npm was ended waits for the earlier Yunhe', {
  skip: !onLinux,
}, async (t) => {
  const dataDir = await folderWithDatabase(t);
  const holder = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1500)']);
  const { startedAt } = running(holder.pid!)!;
  const shell = spawnSync(process.execPath, ['-e', '']).pid;
  const left = { pid: holder.pid, startedAt, shell, purpose: 'start', since: 'just now' };
  writeFileSync(join(dataDir, 'postgres/hold.json'), JSON.stringify(left));
  const postgres = await openPostgres({ dataDir });
  assert.equal(running(holder.pid!), undefined);
  await postgres.stop();
});

test('of many starts at once one gets the folder', async (t) => {
  const dataDir = await dataFolder(t);
  const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => openPostgres({ dataDir })));
  const won = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  await Promise.all(won.map((postgres) => postgres.stop()));
  assert.equal(won.length, 1);
});

test('a command joins the running server, and does not stop it', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const postgres = await openPostgres({ dataDir });
  t.after(() => postgres.stop());
  const command = await connectPostgres({ dataDir });
  assert.equal(command.owned, false);
  await query(command.url, 'select 1');
  await command.stop();
  await query(postgres.url, 'select 1');
});

test('a command waits for a server that is starting beside it', async (t) => {
  const dataDir = await dataFolder(t);
  const starting = openPostgres({ dataDir });
  const command = await connectPostgres({ dataDir });
  assert.equal(command.owned, false);
  await query(command.url, 'select 1');
  await (await starting).stop();
});

test('a command alone runs the database for its own time, and waits for those who joined', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const command = await connectPostgres({ dataDir, purpose: 'import' });
  assert.equal(command.owned, true);
  const joined = await connectPostgres({ dataDir });
  const url = new URL(joined.url);
  url.searchParams.set('application_name', 'another process');
  const work = query(url.href, 'select pg_sleep(1)').then(() => 'work');
  await sleep(200);
  const stopped = command.stop().then(() => 'stop');
  assert.equal(await Promise.race([work, stopped]), 'work');
  await stopped;
});

test('a holder that is dead, half written or another process by now does not block', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const dead = { pid: ended, startedAt: 'x', purpose: 'start', since: '2026-11-22T00:00:00Z' };
  // The number lives, but it belongs to a process that began at another time.
  const reused = { ...dead, pid: process.ppid };
  for (const left of [JSON.stringify(dead), JSON.stringify(reused), '{"pid": 1', '']) {
    writeFileSync(join(dataDir, 'postgres/hold.json'), left);
    await (await openPostgres({ dataDir })).stop();
  }
});

test('kill -9 of Yunhe amid writes loses nothing, and the next start mends itself', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const writer = startWriter(t, dataDir);
  await writer.reached(300);
  await assertAllThere(dataDir, await killHard(writer));
});

test('a server whose Yunhe was killed stops by itself', { skip: !onLinux }, async (t) => {
  const dataDir = await folderWithDatabase(t);
  const writer = startWriter(t, dataDir);
  await writer.reached(10);
  const pid = postmasterPid(dataDir);
  await killHard(writer);
  for (let wait = 0; running(pid) && wait < 100; wait += 1) await sleep(100);
  assert.equal(running(pid), undefined);
});

test('a server left behind by a killed Yunhe is found and stopped', {
  skip: !onLinux,
}, async (t) => {
  const dataDir = await folderWithDatabase(t);
  const writer = startWriter(t, dataDir);
  await writer.reached(10);
  const pid = postmasterPid(dataDir);
  process.kill(watchOf(pid), 'SIGKILL');
  const acknowledged = await killHard(writer);
  assert.ok(running(pid), 'the server lives on');
  await assertAllThere(dataDir, acknowledged);
  assert.equal(running(pid), undefined);
});

function watchOf(postmaster: number): number {
  const watches = readdirSync('/proc').filter((entry) =>
    running(Number(entry))?.command.endsWith(`kill -INT "$0" 2>/dev/null ${postmaster}`),
  );
  assert.equal(watches.length, 1);
  return Number(watches[0]);
}

test('kill -9 of PostgreSQL: it is started again, tells so, and nothing is lost', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const postgres = await openPostgres({ dataDir });
  t.after(() => postgres.stop());
  await query(postgres.url, 'create table written (id int)');
  for (let id = 1; id <= 50; id += 1) {
    await query(postgres.url, `insert into written values (${id})`);
  }
  const again = new Promise<void>((resolve) => {
    postgres.onRestart(resolve);
  });
  const before = postmasterPid(dataDir);
  process.kill(before, 'SIGKILL');
  await again;
  assert.notEqual(postmasterPid(dataDir), before);
  const found = await query(postgres.url, 'select count(*)::int as count from written');
  assert.deepEqual(found, [{ count: 50 }]);
});

test('stopping right after a kill leaves no server running', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const postgres = await openPostgres({ dataDir });
  const pid = postmasterPid(dataDir);
  process.kill(pid, 'SIGKILL');
  await sleep(120);
  await postgres.stop();
  await sleep(300);
  const left = existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))
    ? running(postmasterPid(dataDir))
    : undefined;
  assert.equal(left, undefined);
});

test('a pid file that names a zombie does not block', { skip: !onLinux }, async (t) => {
  const dataDir = await folderWithDatabase(t);
  // The shell becomes a sleep, which never collects the child that the shell had.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60']);
  t.after(() => parent.kill('SIGKILL'));
  const zombie = Number((await once(parent.stdout, 'data'))[0]);
  while (!readFileSync(`/proc/${zombie}/stat`, 'utf8').includes(') Z ')) await sleep(10);
  assert.equal(running(zombie), undefined);
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  writeFileSync(file, `${zombie}\n${join(dataDir, 'postgres/cluster')}\n`);
  await (await openPostgres({ dataDir })).stop();
});

test('a pid file that names a stranger does not block, and the stranger lives', async (t) => {
  const dataDir = await folderWithDatabase(t);
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  t.after(() => stranger.kill('SIGKILL'));
  writeFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), `${stranger.pid}\n`);
  await (await openPostgres({ dataDir })).stop();
  assert.ok(running(stranger.pid!));
});

test('a start that was cut off while making the database is begun anew', async (t) => {
  const dataDir = await dataFolder(t);
  mkdirSync(join(dataDir, 'postgres/cluster.new'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres/cluster.new/PG_VERSION'), '18\n');
  await (await openPostgres({ dataDir })).stop();
});

test('a database of another major version is left alone, with words on what to do', async (t) => {
  const dataDir = await dataFolder(t);
  mkdirSync(join(dataDir, 'postgres/cluster'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres/cluster/PG_VERSION'), '17\n');
  await assert.rejects(openPostgres({ dataDir }), /made by PostgreSQL 17 .*yunhe restore/s);
});

test('a data folder with a long path gets its socket elsewhere, and cleans it up', async (t) => {
  const dataDir = join(await dataFolder(t), 'long'.repeat(20), 'longer'.repeat(20), '数据 & more');
  const postgres = await openPostgres({ dataDir });
  const socket = new URL(postgres.url).searchParams.get('host')!;
  assert.deepEqual(await query(postgres.url, 'select 1 as one'), [{ one: 1 }]);
  await postgres.stop();
  assert.equal(existsSync(socket), process.platform === 'win32');
});

test('as root, a data folder that only root can enter keeps its database elsewhere', {
  skip: !isRoot && 'needs root',
}, async (t) => {
  const parent = await mkdtemp('/root/yunhe-test-');
  t.after(() => rmSync(parent, { recursive: true, force: true }));
  await chmod(parent, 0o700);
  const dataDir = join(parent, 'data');
  const first = await openPostgres({ dataDir });
  await query(first.url, 'create table kept (id int); insert into kept values (42)');
  await first.stop();
  const { place } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
  t.after(() => rmSync(place, { recursive: true, force: true }));
  assert.ok(existsSync(join(place, 'cluster')) && !existsSync(join(dataDir, basename(place))));
  const second = await openPostgres({ dataDir });
  await assert.rejects(openPostgres({ dataDir }), FolderHeld);
  assert.deepEqual(await query(second.url, 'select id from kept'), [{ id: 42 }]);
  await second.stop();
  rmSync(place, { recursive: true });
  await assert.rejects(openPostgres({ dataDir }), /nothing is there/);
});

test('a server that is too old is named', async () => {
  const old = { query: async () => ({ rows: [{ server_version_num: '140012' }] }) };
  await assert.rejects(checkVersion(old), /needs PostgreSQL 15 or newer.*version 14/);
  const floor = { query: async () => ({ rows: [{ server_version_num: '150000' }] }) };
  assert.equal(await checkVersion(floor), 150_000);
});

test('with a URL no server is started and the folder is not touched', async (t) => {
  const postgres = await openPostgres({ dataDir: await folderWithDatabase(t) });
  t.after(() => postgres.stop());
  const dataDir = join(await dataFolder(t), 'never');
  const server = await openPostgres({ dataDir, url: postgres.url });
  assert.equal(server.owned, false);
  await server.stop();
  assert.equal(existsSync(dataDir), false);
  await query(postgres.url, 'select 1');
});
