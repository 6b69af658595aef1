/** Which of some new records fit what somebody looks for: what a saved search asks. */
import type { Context } from '../runtime/module.ts';
import { matchIndexOf } from './match-index.ts';
import { type Question, readQuestion } from './read-question.ts';
import type { RecordKind } from './record.ts';
import { needsAmong, technologiesAmong } from './views.ts';
import { organisationsOf } from './visibility-views.ts';

export interface FitWish {
  readonly kind: RecordKind;
  /** Words as they were typed, or what was read of a need or technology. */
  readonly query: string | Question;
  /** The records that are new. */
  readonly ids: readonly string[];
  readonly filters?: Parameters<typeof technologiesAmong>[3];
  /** Least text score relative to the best of all records; default 0.5. */
  readonly atLeast?: number;
}

export interface Fitting {
  readonly id: string;
  readonly title: string;
  /** Relative to the best of all that may be seen, new or not. */
  readonly text: number;
}

const nearEnough = 0.5;
const lookedAt = 200;

/**
 * Of the new records those that the actor of `ctx` may see, that pass the filters and stand near the
 * best for these words; the best first. One's own are none.
 */
export async function fitsOf(ctx: Context, wish: FitWish): Promise<Fitting[]> {
  const { kind, ids, filters = {}, atLeast = nearEnough } = wish;
  const question = typeof wish.query === 'string' ? readQuestion(wish.query) : wish.query;
  if (!question.asksSomething || ids.length === 0) return [];
  const notOf = organisationsOf(ctx.actor);
  const among = (some: readonly string[]) =>
    kind === 'technology'
      ? technologiesAmong(ctx, some, notOf, filters)
      : needsAmong(ctx, some, notOf, filters);
  const index = matchIndexOf(ctx);
  const found = await index.search<{ readonly id: string; readonly title: string }>(
    kind,
    question.query,
    lookedAt,
    among,
  );
  const wanted = new Set(ids);
  const fitting = found.filter(({ row, text }) => wanted.has(row.id) && text >= atLeast);
  const why = index.explain(
    kind,
    question.query,
    fitting.map(({ row }) => row.id),
  );
  const carried = ({ row }: (typeof fitting)[number]) =>
    question.onlySingles || (why.get(row.id)?.why ?? []).some(({ word }) => [...word].length > 1);
  return fitting.filter(carried).map(({ row, text }) => ({ id: row.id, title: row.title, text }));
}
