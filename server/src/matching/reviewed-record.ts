import type { Context } from '../runtime/module.ts';
import type { Kinded } from './publish-record.ts';
import type { ReviewRow } from './review-store.ts';
import { loadNeed, loadTechnology } from './store.ts';

/** A record that was submitted: its journey has begun. */
export type Reviewed = Kinded & { readonly journeyId: string };

/** The record that a review is about, locked. */
export async function loadReviewed(
  { tx }: Context,
  { kind, recordId }: Pick<ReviewRow, 'kind' | 'recordId'>,
): Promise<Reviewed> {
  const technology = kind === 'technology' ? await loadTechnology(tx, recordId, 'update') : null;
  if (technology?.journeyId) return { ...technology, kind: 'technology' } as Reviewed;
  const need = kind === 'need' ? await loadNeed(tx, recordId, 'update') : null;
  if (need?.journeyId) return { ...need, kind: 'need' } as Reviewed;
  throw new Error(`The ${kind} ${recordId} is under review and not there.`);
}
