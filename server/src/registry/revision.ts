import { Refusal } from '../runtime/refusal.ts';

/** @throws Refusal changed_by_someone_else if the record is no longer the one the caller read. */
export function requireRevision(kept: number, read: number): void {
  if (kept === read) return;
  throw new Refusal(
    'changed_by_someone_else',
    `Revision ${read} was read, and the record is at ${kept}; read it again.`,
    { params: { read, kept } },
  );
}
