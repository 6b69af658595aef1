/** Takes one import back: what is still as it left it, and nothing that was built on it since. */
import { hold } from '../../runtime/hold.ts';
import type { JobContext, UseCase } from '../../runtime/module.ts';
import { Refusal } from '../../runtime/refusal.ts';
import type { Tx } from '../../runtime/sql.ts';
import type { importContract } from '../import-contract.ts';
import { type Attributes, shownAs } from '../organisation.ts';
import { refreshNetwork } from '../refresh-network.ts';
import { searchText, searchVector } from '../search-keys.ts';
import { forgetMentions } from './affiliation-store.ts';
import { namesOf } from './apply-organisations.ts';
import { importAnswer } from './follow-imports.ts';
import type { RowProblem } from './import-kind.ts';
import { findImport, insertProblems } from './import-store.ts';
import { lockOrganisations, takeTurn, updateOrganisations } from './organisation-claim-store.ts';
import {
  addUndone,
  deleteCollaborations,
  deleteFacts,
  deleteOrganisations,
  endUndo,
  forgetChanges,
  type Standing,
  standings,
  startUndo,
} from './undo-store.ts';

const organisationsAtOnce = 500;

export const undoImport: UseCase<(typeof importContract)['undoImport']> = async (
  ctx,
  { importId },
) => {
  const found = await importAnswer(ctx, importId);
  const { state, dryRun } = found;
  if (dryRun) {
    throw new Refusal('dry_run_wrote_nothing', 'A dry run wrote nothing that could be undone.');
  }
  if (state === 'undone' || state === 'undoing') {
    throw new Refusal('import_was_undone', 'The import was undone already.');
  }
  if (!(await startUndo(ctx.tx, importId))) {
    throw new Refusal('import_is_running', `The import is ${state}; cancel it first.`, {
      params: { state },
    });
  }
  await requireSomethingToUndo(ctx.tx, importId, found.created + found.changed);
  ctx.announce({ type: 'registry.import_undo_asked', subjectIds: [importId] });
  await ctx.enqueue('registry.undo_import', { importId });
  return await importAnswer(ctx, importId);
};

/** A small import of which nothing can go is refused at once, with every reason. */
async function requireSomethingToUndo(tx: Tx, importId: string, written: number): Promise<void> {
  if (written > organisationsAtOnce) return;
  const all = await standings(tx, importId, organisationsAtOnce);
  const kept = all.map(reasonToKeep);
  if (all.length === 0 || all.length < written || kept.some((reason) => reason === null)) return;
  const reasons = kept.filter((reason) => reason !== null).slice(0, 50);
  throw new Refusal('nothing_can_be_undone', 'Not one record is as the import left it.', {
    reasons: reasons.map(({ code, detail, params = {} }) => ({ code, detail, params })),
  });
}

/** Runs an undo to its end; safe to call again after a crash. */
export async function runUndo(ctx: JobContext, importId: string): Promise<void> {
  const release = await hold(ctx.database.pool, `registry import ${importId}`);
  if (release === null) return;
  try {
    const found = await findImport(ctx.database.tx, importId);
    if (found?.state !== 'undoing') return;
    await ctx.transact(async ({ tx }) => {
      await takeTurn(tx);
      await forgetMentions(tx, importId);
      const { deleted, kept } = await deleteCollaborations(tx, importId);
      await addUndone(tx, importId, { takenBack: deleted, kept });
    });
    while (await takeBackSome(ctx, importId));
    await ctx.transact(refreshNetwork);
    await ctx.transact(async ({ tx, now, announce }) => {
      const counts = await endUndo(tx, importId, now);
      if (counts === null) return;
      announce({ type: 'registry.import_undone', subjectIds: [importId], payload: counts });
    });
  } finally {
    await release();
  }
}

/** False when there is nothing left to look at. */
async function takeBackSome(ctx: JobContext, importId: string): Promise<boolean> {
  try {
    return await takeBack(ctx, importId, organisationsAtOnce);
  } catch (error) {
    if ((error as { code?: string }).code !== foreignKeyHolds) throw error;
  }
  // Another module refers to one of them: find out which, one by one.
  for (let count = 0; count < organisationsAtOnce; count += 1) {
    const more = await takeBack(ctx, importId, 1).catch(async (error: { code?: string }) => {
      if (error.code !== foreignKeyHolds) throw error;
      return await keepNext(ctx, importId);
    });
    if (!more) return false;
  }
  return true;
}

const foreignKeyHolds = '23503';

async function takeBack(ctx: JobContext, importId: string, limit: number): Promise<boolean> {
  return await ctx.transact(async ({ tx, now }) => {
    await takeTurn(tx);
    const batch = await standings(tx, importId, limit);
    if (batch.length === 0) return false;
    const judged = batch.map((one) => ({ one, reason: reasonToKeep(one) }));
    const free = judged.filter(({ reason }) => reason === null).map(({ one }) => one);
    const made = free.filter((one) => one.created).map((one) => one.organisationId);
    const changed = free.filter((one) => !one.created);
    await deleteOrganisations(tx, importId, made);
    await restore(tx, importId, changed, now);
    const problems = judged.flatMap(({ reason }) => (reason === null ? [] : [reason]));
    await insertProblems(
      tx,
      importId,
      problems.map((problem) => ({ ...problem, row: null })),
    );
    await addUndone(tx, importId, { takenBack: free.length, kept: problems.length });
    await forgetChanges(
      tx,
      importId,
      batch.map((one) => one.organisationId),
    );
    return true;
  });
}

async function keepNext(ctx: JobContext, importId: string): Promise<boolean> {
  return await ctx.transact(async ({ tx }) => {
    const [one] = await standings(tx, importId, 1);
    if (one === undefined) return false;
    await insertProblems(tx, importId, [{ ...kept(one, 'organisation_in_use'), row: null }]);
    await addUndone(tx, importId, { takenBack: 0, kept: 1 });
    await forgetChanges(tx, importId, [one.organisationId]);
    return true;
  });
}

type KeepReason = 'organisation_merged' | 'organisation_in_use' | 'organisation_changed_since';

/** A record that was made goes if nothing hangs on it; one that was changed, if nothing came after. */
function reasonToKeep(one: Standing): RowProblem | null {
  if (one.isMerged) return kept(one, 'organisation_merged');
  if (one.created && one.isUsed) return kept(one, 'organisation_in_use');
  if (one.created && one.isChanged) return kept(one, 'organisation_changed_since');
  if (!one.created && !isStillImported(one)) return kept(one, 'organisation_changed_since');
  return null;
}

const sentences: Readonly<Record<KeepReason, string>> = {
  organisation_merged: 'was merged',
  organisation_in_use: 'is used by other records',
  organisation_changed_since: 'was changed since',
};

function kept({ organisationId, displayName }: Standing, code: KeepReason): RowProblem {
  return {
    column: null,
    gravity: 'kept',
    code,
    detail: `${displayName} ${sentences[code]} and was kept.`,
    params: { organisationId, name: displayName },
    value: displayName,
  };
}

/** True if at least one attribute still has what the import wrote, or it only added facts. */
function isStillImported({ before, isChanged }: Standing): boolean {
  return !isChanged || Object.keys(before).length > 0;
}

async function restore(
  tx: Tx,
  importId: string,
  changed: readonly Standing[],
  now: Date,
): Promise<void> {
  const ids = changed.map((one) => one.organisationId);
  if (ids.length === 0) return;
  await deleteFacts(tx, importId, ids);
  const records = new Map((await lockOrganisations(tx, ids)).map((one) => [one.id, one]));
  const restored = changed.flatMap(({ organisationId, before }) => {
    const record = records.get(organisationId);
    if (record === undefined) return [];
    const provenance = { ...record.provenance };
    const values: Record<string, unknown> = {};
    for (const [name, { value, claim }] of Object.entries(before)) {
      // An attribute that somebody has changed since keeps what it says now.
      if (provenance[name]?.importId !== importId) continue;
      values[name] = value;
      if (claim === null) delete provenance[name];
      else provenance[name] = claim;
    }
    const back = { ...record, ...(values as Partial<Attributes>), provenance };
    const names = namesOf(back);
    return [
      {
        ...back,
        ...shownAs(back),
        search: searchVector(names),
        searchText: searchText(names),
        revision: record.revision + 1,
      },
    ];
  });
  await updateOrganisations(tx, restored, now);
}
