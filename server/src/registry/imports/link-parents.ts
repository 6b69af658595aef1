/** Branches get their parents once all rows are there, whichever stood first in the file. */
import { checkIdentifier, IDENTIFIER_SCHEMES } from '@yunhe/identifiers';
import type { Context, JobContext } from '../../runtime/module.ts';
import type { Tx } from '../../runtime/sql.ts';
import { shownAs } from '../organisation.ts';
import { liesBelow } from '../organisation-store.ts';
import { organisationSchemes } from '../words.ts';
import { doubtful, type RowProblem, type Run } from './import-kind.ts';
import type { OrganisationClaim } from './organisation-claim.ts';
import {
  holdersOf,
  holdersOfKeys,
  idsByName,
  keepChanges,
  lockOrganisations,
  survivorsOf,
  updateOrganisations,
} from './organisation-claim-store.ts';
import { weighClaim } from './weigh-claim.ts';

export interface StatedParent {
  readonly row: number;
  readonly claim: OrganisationClaim;
}

const rowsAtOnce = 200;

export async function linkParents(
  ctx: JobContext,
  run: Run,
  stated: readonly StatedParent[],
): Promise<(RowProblem & { row: number })[]> {
  const problems: (RowProblem & { row: number })[] = [];
  if (run.dryRun) return problems;
  for (let at = 0; at < stated.length; at += rowsAtOnce) {
    await ctx.transact(async (inside) => {
      for (const one of stated.slice(at, at + rowsAtOnce)) {
        const problem = await linkParent(inside, run, one.claim);
        if (problem !== null) problems.push({ ...problem, row: one.row });
      }
    });
  }
  return problems;
}

async function linkParent(
  { tx, now }: Context,
  run: Run,
  claim: OrganisationClaim,
): Promise<RowProblem | null> {
  const name = claim.parent ?? '';
  const childId = await theOne(tx, run, claim);
  const parentId = await organisationCalled(tx, run, name);
  if (childId === null) return null;
  if (parentId === null) {
    const detail = `No organisation, or more than one, is called ${name}; the parent was left out.`;
    return doubtful('parent', 'parent_not_found', detail, { value: name });
  }
  const [child] = await lockOrganisations(tx, [childId]);
  if (child === undefined) return null;
  const kept = { value: child.parentId, claim: child.provenance.parentId };
  const verdict = weighClaim(kept, { ...run, value: parentId });
  if (verdict !== 'taken') return null;
  if (await liesBelow(tx, parentId, childId)) {
    const detail = `${name} lies below this organisation, so it cannot be its parent.`;
    return doubtful('parent', 'parent_makes_a_cycle', detail, { value: name });
  }
  const { source, statedOn, importId } = run;
  const revision = child.revision + 1;
  const provenance = { ...child.provenance, parentId: { source, statedOn, importId } };
  const changed = { ...child, ...shownAs(child), parentId, provenance, revision };
  await updateOrganisations(tx, [{ ...changed, search: null, searchText: null }], now);
  const before = { parentId: { value: child.parentId, claim: kept.claim ?? null } };
  const change = { organisationId: child.id, created: false, before, revision };
  await keepChanges(tx, importId, [change]);
  return null;
}

async function theOne(tx: Tx, run: Run, claim: OrganisationClaim): Promise<string | null> {
  const [held] = await holdersOf(tx, claim.identifiers.slice(0, 1));
  const keys = claim.sourceKey === null ? [] : [claim.sourceKey];
  const [keyed] = held === undefined ? await holdersOfKeys(tx, run.source, keys) : [held];
  return await survivorOf(tx, keyed?.organisationId);
}

/** By key of the same source, by identifier, or by its exact name if only one has it. */
async function organisationCalled(tx: Tx, run: Run, name: string): Promise<string | null> {
  const [keyed] = await holdersOfKeys(tx, run.source, [name]);
  if (keyed !== undefined) return await survivorOf(tx, keyed.organisationId);
  const identifiers = IDENTIFIER_SCHEMES.filter((scheme) =>
    (organisationSchemes as readonly string[]).includes(scheme),
  ).flatMap((scheme) => {
    const judgement = checkIdentifier(scheme, name);
    return judgement.valid ? [{ scheme, value: judgement.value }] : [];
  });
  const [held] = await holdersOf(tx, identifiers);
  if (held !== undefined) return await survivorOf(tx, held.organisationId);
  const named = await idsByName(tx, name);
  return named.length === 1 ? named[0]! : null;
}

async function survivorOf(tx: Tx, id: string | undefined): Promise<string | null> {
  return id === undefined ? null : ((await survivorsOf(tx, [id])).get(id) ?? null);
}
