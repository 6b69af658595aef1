/** The secretariat that looks after an agreement: it rules where the parties cannot agree. */
import { territoryOf } from '../registry/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import type { FactsAgreement } from './facts-of-agreement.ts';

/** That of the agreement's own compact, else of one that all its regions are in. */
export async function servesCompactOf(
  ctx: Context,
  { compactId, parties }: Pick<FactsAgreement, 'compactId' | 'parties'>,
): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true;
  const served = ctx.actor.offices.flatMap(({ office, compactId: id }) =>
    office === 'secretariat' && id !== null ? [id] : [],
  );
  if (served.length === 0) return false;
  if (compactId !== null) return served.includes(compactId);
  const day = dayOf(ctx.now);
  let shared = served;
  for (const { regionCode } of parties) {
    const { compactIds } = await territoryOf(ctx.tx, regionCode, day);
    shared = shared.filter((id) => compactIds.includes(id));
  }
  return shared.length > 0;
}
