/** The same work in the same source is one collaboration, however often it is imported. */
import { uuidv7 } from '../../runtime/id.ts';
import type { Context } from '../../runtime/module.ts';
import {
  type CollaborationRow,
  collaborationsOf,
  insertCollaborations,
  updateCollaborations,
} from './collaboration-claim-store.ts';
import type { Outcome, Run } from './import-kind.ts';

export type StatedCollaboration = Omit<CollaborationRow, 'id'>;

/** Makes what is missing and renews what differs; answers each by the key of its source. */
export async function saveCollaborations(
  { tx, now }: Context,
  { source, importId }: Run,
  stated: readonly StatedCollaboration[],
): Promise<Map<string, { readonly id: string; readonly outcome: Outcome }>> {
  const byKey = new Map(stated.map((one) => [one.sourceKey, one]));
  const kept = new Map(
    (await collaborationsOf(tx, source, [...byKey.keys()])).map((one) => [one.sourceKey, one]),
  );
  const added: CollaborationRow[] = [];
  const changed: CollaborationRow[] = [];
  const saved = new Map<string, { id: string; outcome: Outcome }>();
  for (const [key, one] of byKey) {
    const before = kept.get(key);
    const id = before?.id ?? uuidv7();
    const outcome =
      before === undefined ? 'created' : isSame(before, one) ? 'unchanged' : 'changed';
    if (outcome === 'created') added.push({ ...one, id });
    if (outcome === 'changed') changed.push({ ...one, id });
    saved.set(key, { id, outcome });
  }
  await insertCollaborations(tx, added, { source, importId, now });
  await updateCollaborations(tx, changed);
  return saved;
}

function isSame(kept: CollaborationRow, stated: StatedCollaboration): boolean {
  return (
    kept.title === stated.title &&
    kept.startsOn === stated.startsOn &&
    kept.endsOn === stated.endsOn &&
    kept.amountMinor === stated.amountMinor &&
    kept.currency === stated.currency
  );
}
