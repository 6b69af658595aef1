/**
 * Published texts in the memory of this process, to be searched by words. The event log says what
 * changed, whoever wrote it, so each search first reads the events it has not seen: no process
 * answers from an older state than the one its caller has been told of.
 */
import { createIndex, type Hit, type Query, type TextIndex } from '@yunhe/retrieval';
import type { Tx } from '../runtime/sql.ts';
import { type RecordKind, recordKinds } from './record.ts';
import { changesSince, headOfLog, textsAfter, textsNamed } from './text-views.ts';

/** Few enough that no request waits long while the index is filled. */
const batch = 25;
const reasonsAtMost = 8;
const beforeAll = '00000000-0000-0000-0000-000000000000';

export interface MatchIndex {
  /** Reads what happened since; searches that come together share one look. */
  catchUp(): Promise<void>;
  /**
   * The best hits of which `among` says they may be shown. It is asked about more and more of
   * them until there are enough or none are left.
   */
  search<Row extends { readonly id: string }>(
    kind: RecordKind,
    query: Query,
    limit: number,
    among: (ids: readonly string[]) => Promise<readonly Row[]>,
  ): Promise<{ readonly hit: Hit; readonly row: Row }[]>;
}

const opened = new WeakMap<Tx, MatchIndex>();

/** The index of a database; made and filled at its first use. */
export function matchIndexOf(tx: Tx): MatchIndex {
  const known = opened.get(tx);
  if (known !== undefined) return known;
  const fresh = openMatchIndex(tx);
  opened.set(tx, fresh);
  return fresh;
}

function openMatchIndex(tx: Tx): MatchIndex {
  const indexes: Readonly<Record<RecordKind, TextIndex>> = {
    technology: createIndex(),
    need: createIndex(),
  };
  let sequence: bigint | null = null;
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;

  const fill = async () => {
    const head = await headOfLog(tx);
    for (const kind of recordKinds) {
      let last: string | undefined = beforeAll;
      while (last !== undefined) {
        const texts = await textsAfter(tx, kind, last, batch);
        for (const text of texts) indexes[kind].put(text);
        last = texts.length === batch ? texts.at(-1)?.id : undefined;
      }
    }
    sequence = head;
  };

  const follow = async (from: bigint) => {
    const changes = await changesSince(tx, from);
    for (const kind of recordKinds) {
      const ids = changes[kind];
      if (ids.length === 0) continue;
      const texts = new Map((await textsNamed(tx, kind, ids)).map((text) => [text.id, text]));
      for (const id of ids) {
        const text = texts.get(id);
        if (text === undefined) indexes[kind].remove(id);
        else indexes[kind].put(text);
      }
    }
    sequence = changes.head;
  };

  const look = () => {
    const now = (sequence === null ? fill() : follow(sequence)).finally(() => {
      if (running === now) running = null;
    });
    running = now;
    return now;
  };

  const catchUp = () => {
    if (running === null) return look();
    waiting ??= running
      .catch(() => {})
      .then(() => {
        waiting = null;
        return look();
      });
    return waiting;
  };

  return {
    catchUp,
    search: async (kind, query, limit, among) => {
      await catchUp();
      const index = indexes[kind];
      for (let wide = limit * 4; ; wide *= 8) {
        const hits = index.search(query, { limit: wide, reasons: 0 });
        const shown = new Map((await among(hits.map((hit) => hit.id))).map((row) => [row.id, row]));
        if (shown.size < limit && hits.length === wide) continue;
        return index
          .search(query, { limit, reasons: reasonsAtMost, filter: (id) => shown.has(id) })
          .map((hit) => ({ hit, row: shown.get(hit.id)! }));
      }
    },
  };
}
