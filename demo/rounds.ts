/** A sample round that is open for self-reports, so that everybody's part in it can be tried. */
import { createRound, openRound } from '../server/src/platforms/index.ts';
import { dayOf } from '../server/src/runtime/day.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import { row, sql } from '../server/src/runtime/sql.ts';
import type { Officers } from './common-rules.ts';

/** Days from the loading of the demo on which each phase begins. */
const begins = {
  self_report: -3,
  evidence_check: 21,
  panel: 35,
  result: 49,
  appeal: 56,
  publication: 70,
} as const;

export async function seedRounds({
  ctx,
  compactId,
  officers,
}: {
  readonly ctx: JobContext;
  readonly compactId: string;
  readonly officers: Officers;
}): Promise<void> {
  const { platformId, schemeVersionId } = await row<{
    platformId: string;
    schemeVersionId: string;
  }>(
    ctx.database.tx,
    sql`select p.id as platform_id, v.id as scheme_version_id
        from platforms.v_platform p, platforms.v_scheme_version v
        where p.type = 'transformation_service' and p.operator_id is not null
          and v.document ->> 'title' like '%Guangdong%' limit 1`,
  );
  const dayAfter = (days: number) => dayOf(new Date(ctx.now().getTime() + days * 86_400_000));
  const calendar = Object.fromEntries(
    Object.entries(begins).map(([phase, days]) => [phase, dayAfter(days)]),
  ) as Record<keyof typeof begins, string>;
  const year = Number(dayAfter(0).slice(0, 4));
  await ctx.transact(async (inner) => {
    const body = {
      ...{ titleZh: `${year} 年转化服务类平台评价（示例）`, compactId, schemeVersionId, calendar },
      titleEn: `Evaluation of transformation platforms ${year} (sample)`,
      ...{ type: 'transformation_service', platformIds: [platformId] },
      ...{ dataFrom: `${year - 1}-01-01`, dataUntil: `${year}-01-01` },
    };
    const { id: roundId, revision } = await createRound(inner, body, { sample: true });
    await openRound(inner, { roundId, revision });
  }, officers.secretariat);
}
