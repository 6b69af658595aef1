/**
 * Waiting for the disk, once for all who wait. The database writes its log in one order: a commit
 * that came back without waiting is on disk as soon as a later one is that did wait.
 */
import { execute, sql, type Tx } from './sql.ts';

interface Flush {
  readonly done: Promise<void>;
  /** For those who asked while it was under way: it may have begun too early for them. */
  next?: Promise<void>;
}

const underWay = new WeakMap<Tx, Flush>();

/** Resolves when everything that was committed before the call survives a crash. */
export async function makeDurable(tx: Tx): Promise<void> {
  const flush = underWay.get(tx);
  if (flush === undefined) return await begin(tx);
  flush.next ??= flush.done.then(
    () => begin(tx),
    () => begin(tx),
  );
  await flush.next;
}

function begin(tx: Tx): Promise<void> {
  const done = writeAndWait(tx);
  const flush: Flush = { done };
  underWay.set(tx, flush);
  const end = () => {
    if (flush.next === undefined) underWay.delete(tx);
  };
  done.then(end, end);
  return done;
}

/**
 * A commit that waits for the disk, of nothing but a note in the database's log. The note is a
 * parameter, as the database prepares only what has one.
 */
async function writeAndWait(tx: Tx): Promise<void> {
  await execute(tx, sql`select pg_logical_emit_message(true, ${'yunhe'}, '')`);
}
