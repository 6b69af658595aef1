import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from './database.ts';

test('two tests get two databases, each empty of the other, and both are gone after', async (t) => {
  const names: string[] = [];
  await t.test('first', async (t) => {
    const { pool } = await testDatabase(t);
    await pool.query('create table only_here (id int)');
    names.push((await pool.query('select current_database() as name')).rows[0].name);
  });
  await t.test('second', async (t) => {
    const { pool } = await testDatabase(t);
    const found = await pool.query("select to_regclass('only_here') as found");
    assert.equal(found.rows[0].found, null);
    names.push((await pool.query('select current_database() as name')).rows[0].name);
  });
  const { pool } = await testDatabase(t);
  const left = await pool.query('select datname from pg_database where datname = any($1)', [names]);
  assert.equal(names.length, 2);
  assert.deepEqual(left.rows, []);
});

test('many databases can be taken at once', async (t) => {
  const all = await Promise.all(Array.from({ length: 8 }, () => testDatabase(t)));
  assert.equal(new Set(all.map(({ url }) => url)).size, 8);
});

test('a connection that is ended from outside does not end the test process', async (t) => {
  const { pool } = await testDatabase(t);
  const lost = await pool.connect();
  const other = await pool.connect();
  const pid = (await lost.query('select pg_backend_pid() as pid')).rows[0].pid;
  await other.query('select pg_terminate_backend($1)', [pid]);
  await assert.rejects(lost.query('select 1'));
  other.release();
  lost.release(true);
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
});
