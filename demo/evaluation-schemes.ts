/** The shipped schemes as samples: some published, one in the making, and a funding formula. */
import {
  createScheme,
  publishSchemeVersion,
  reviewSchemeVersion,
} from '../server/src/platforms/index.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import type { Officers } from './common-rules.ts';

const ofTypes = {
  'key-laboratories': ['basic_research'],
  'beijing-engineering-centre': ['technology_rd'],
  'large-instruments': [],
  'guangdong-thresholds': ['technology_rd', 'transformation_service', 'industry'],
  'four-types': ['basic_research', 'technology_rd', 'transformation_service', 'industry'],
  'four-streams': [],
} as const;

export async function seedSchemes({
  ctx,
  compactId,
  officers,
}: {
  readonly ctx: JobContext;
  readonly compactId: string;
  readonly officers: Officers;
}): Promise<void> {
  for (const [template, types] of Object.entries(ofTypes)) {
    const ofBeijing = template === 'beijing-engineering-centre';
    const keeper = ofBeijing ? { regionCode: '110000' } : { compactId };
    const draft = await ctx.transact(
      async (inner) => {
        const asked = { ...keeper, template, types: [...types] };
        return await createScheme(inner, asked, { sample: true });
      },
      ofBeijing ? officers.beijing : officers.secretariat,
    );
    // One stays a draft, so that there is something to edit and to review.
    if (!ofBeijing) await publish(ctx, draft, officers);
  }
}

/** The secretariat wrote it, the officer of Beijing reviews, the secretariat publishes. */
export async function publish(
  ctx: JobContext,
  { id: versionId, revision }: Awaited<ReturnType<typeof createScheme>>,
  { beijing, secretariat }: Officers,
): Promise<void> {
  const reviewed = await ctx.transact(
    (inner) => reviewSchemeVersion(inner, { versionId, revision }),
    beijing,
  );
  await ctx.transact(
    (inner) => publishSchemeVersion(inner, { versionId, revision: reviewed.revision }),
    secretariat,
  );
}
