import type { Pool } from 'pg';

/**
 * Holds a name as long as this process works on what it stands for; null if another one does. The
 * database lets go by itself when the process dies, so the next one can go on at once.
 */
export async function hold(pool: Pool, name: string): Promise<(() => Promise<void>) | null> {
  const client = await pool.connect();
  try {
    const found = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as ok', [
      name,
    ]);
    if (found.rows[0]?.ok !== true) {
      client.release();
      return null;
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  return async () => {
    const freed = await client
      .query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
      .then(() => true)
      .catch(() => false);
    client.release(!freed);
  };
}
