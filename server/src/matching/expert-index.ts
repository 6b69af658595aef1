/** What people who agreed to be shown do, in the memory of this process. */
import { createIndex, type TextIndex } from '@yunhe/retrieval';
import type { Tx } from '../runtime/sql.ts';
import { everyExpert, stateOfExperts } from './expert-views.ts';
import { simplify } from './simplify.ts';

interface Indexed {
  readonly state: string;
  readonly index: TextIndex;
}

const opened = new WeakMap<Tx, Promise<Indexed>>();

async function indexEveryone(tx: Tx, state: string): Promise<Indexed> {
  const index = createIndex({ fold: simplify });
  for (const { id, fields, title } of await everyExpert(tx)) {
    index.put({ id, title: '', keywords: fields, text: title ?? '' });
  }
  return { state, index };
}

/** Few and short: read anew as a whole when somebody came, changed or took consent back. */
export async function expertIndexOf(tx: Tx): Promise<TextIndex> {
  const state = await stateOfExperts(tx);
  const known = await opened.get(tx)?.catch(() => undefined);
  if (known?.state === state) return known.index;
  const fresh = indexEveryone(tx, state);
  opened.set(tx, fresh);
  return (await fresh).index;
}
