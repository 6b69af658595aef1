/** A yearly report is asked for, written section by section in a job, then given to everybody. */
import { canonicalText, sha256 } from '@yunhe/exact';
import { holdsOffice, whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { hold } from '../runtime/hold.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, Job, JobContext, UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import type { Report, YearlyReport, yearlyContract } from './contract.ts';
import { asWritten, both, compareReports, finished, named } from './report.ts';
import type { ReportSection } from './report-contract.ts';
import { reportFile } from './report-files.ts';
import { regionsNamed } from './views.ts';
import { type Year, yearlyCaveats, yearlySections } from './yearly-sections.ts';
import {
  compactsWith,
  failYearly,
  findYearly,
  insertYearly,
  type KeptYearly,
  keepYearly,
  lockYearly,
  publishYearly,
  tellYearlyDone,
  yearlyPage,
} from './yearly-store.ts';
import { membersWithin } from './yearly-views.ts';

type Contract = typeof yearlyContract;

const job = 'observatory.make_yearly_report';
const differencesShown = 500;

/** Compacts that the caller answers for: as secretariat, or as officer of a member; null: all. */
async function compactsServed({ tx, actor, now }: Context): Promise<readonly string[] | null> {
  if (actor.kind === 'system' || holdsOffice(actor, 'audit_administrator')) return null;
  const own = actor.offices.flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  const regions = actor.offices.flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  return regions.length === 0 ? own : [...own, ...(await compactsWith(tx, regions, dayOf(now)))];
}

async function mayMake(ctx: Context, compactId: string): Promise<boolean> {
  const served = await compactsServed(ctx);
  return served === null ? ctx.actor.kind === 'system' : served.includes(compactId);
}

export async function requireMayMake(ctx: Context, compactId: string): Promise<void> {
  if (await mayMake(ctx, compactId)) return;
  throw notAllowed('The secretariat of the compact and officers of its regions see to it.');
}

/** Drafts are there for those alone who answer for the compact. */
export async function requireYearly(ctx: Context, id: string): Promise<KeptYearly> {
  const found = await findYearly(ctx.tx, id);
  if (found === null) throw notFound('yearly report');
  if (found.state === 'published') return found;
  const served = await compactsServed(ctx);
  if (served !== null && !served.includes(found.compact.id)) throw notFound('yearly report');
  return found;
}

async function shown(ctx: Context, { content, ...about }: KeptYearly): Promise<YearlyReport> {
  const report = content === null ? null : (JSON.parse(content) as Report);
  const sees = await mayMake(ctx, about.compact.id);
  const may = {
    publish: sees && about.state === 'draft',
    give: sees && about.state === 'published',
  };
  return { ...about, report, may };
}

export const listYearlyReports: UseCase<Contract['listYearlyReports']> = async (ctx, input) =>
  await yearlyPage(ctx.tx, input, await compactsServed(ctx));

export const readYearlyReport: UseCase<Contract['readYearlyReport']> = async (ctx, input) =>
  await shown(ctx, await requireYearly(ctx, input.reportId));

export const makeYearlyReport: UseCase<Contract['makeYearlyReport']> = async (ctx, input) => {
  const { compactId, year } = input;
  await requireMayMake(ctx, compactId);
  if (year > Number(dayOf(ctx.now).slice(0, 4))) {
    throw new Refusal('year_not_begun', `${year} has not begun.`, { params: { year } });
  }
  const id = uuidv7();
  const asked = {
    id,
    compactId,
    year,
    steps: yearlySections.length,
    by: whoActs(ctx),
    at: ctx.now,
  };
  if (!(await insertYearly(ctx.tx, asked))) {
    throw new Refusal('report_being_made', 'One of that year is being written.', {
      params: { year },
    });
  }
  await ctx.enqueue(job, { reportId: id });
  ctx.announce({
    type: 'observatory.yearly_report_asked',
    subjectIds: [id, compactId],
    payload: { year },
  });
  return await shown(ctx, (await findYearly(ctx.tx, id))!);
};

export const publishYearlyReport: UseCase<Contract['publishYearlyReport']> = async (ctx, input) => {
  await lockYearly(ctx.tx, input.reportId);
  const kept = await requireYearly(ctx, input.reportId);
  await requireMayMake(ctx, kept.compact.id);
  expectRevision(kept, input.revision);
  if (kept.state !== 'draft') throw notMade(kept);
  await publishYearly(ctx.tx, kept.id, whoActs(ctx).name, ctx.now);
  ctx.announce({
    type: 'observatory.yearly_report_published',
    subjectIds: [kept.id, kept.compact.id],
    payload: { year: kept.year, number: kept.number, digest: kept.digest },
  });
  return await shown(ctx, (await findYearly(ctx.tx, kept.id))!);
};

function notMade({ state }: KeptYearly): Refusal {
  return new Refusal('report_not_made', `The report is ${state}.`, { params: { state } });
}

function requireContent(kept: KeptYearly) {
  const { content, digest, madeAt } = kept;
  if (content === null || digest === null || madeAt === null) throw notMade(kept);
  return { report: JSON.parse(content) as Report, digest, madeAt: new Date(madeAt) };
}

export const downloadYearlyReport: UseCase<Contract['downloadYearlyReport']> = async (
  ctx,
  input,
) => {
  const { report, madeAt } = requireContent(await requireYearly(ctx, input.reportId));
  return reportFile(ctx, report, input, madeAt);
};

export const compareYearlyReport: UseCase<Contract['compareYearlyReport']> = async (ctx, input) => {
  const kept = await requireYearly(ctx, input.reportId);
  const { report, digest } = requireContent(kept);
  const other =
    input.otherId === undefined
      ? await writeReport(ctx, kept)
      : requireContent(await requireYearly(ctx, input.otherId)).report;
  const otherDigest = sha256(canonicalText(other));
  const found = compareReports(report, other);
  const differences = found.slice(0, differencesShown);
  return { digest, otherDigest, same: digest === otherDigest, differences, total: found.length };
};

type About = Pick<KeptYearly, 'compact' | 'year'>;

async function yearOf({ tx }: Context, { compact, year }: About): Promise<Year> {
  const [from, to] = [`${year}-01-01`, `${year + 1}-01-01`];
  const regions = await membersWithin(tx, compact.id, from, to);
  const names = new Map((await regionsNamed(tx, regions)).map((one) => [one.code, named(one)]));
  const nameOf = (code: string) => names.get(code) ?? asWritten(code);
  return { compactId: compact.id, regions, from, to, year, nameOf };
}

/** The same records at the same time give the same report. */
async function writeReport(
  ctx: Context,
  about: About,
  tell: (done: number) => Promise<void> = async () => {},
): Promise<Report> {
  const year = await yearOf(ctx, about);
  const sections: ReportSection[] = [];
  for (const write of yearlySections) {
    sections.push(await write(ctx, year));
    await tell(sections.length);
  }
  const regions = year.regions.map(year.nameOf);
  const { zh, en } = about.compact.name;
  return finished({
    title: both(`${zh} ${about.year} 年度报告`, `${en}: report of ${about.year}`),
    lead: both(
      `成员地区：${regions.map((one) => one.zh).join('、')}。`,
      `Member regions: ${regions.map((one) => one.en).join(', ')}.`,
    ),
    source: both('本节点登记、供需、规则、账本与事件日志', 'Registers and event log of this node'),
    method: null,
    asked: { compact: about.compact.id, year: String(about.year) },
    caveats: [...yearlyCaveats],
    sections,
  });
}

/** Safe to repeat: who does not hold the report does nothing. */
async function run(ctx: JobContext, { reportId }: Record<string, unknown>): Promise<void> {
  const id = String(reportId);
  const letGo = await hold(ctx.database.pool, `observatory yearly report ${id}`);
  if (letGo === null) return;
  try {
    const kept = await findYearly(ctx.database.tx, id);
    if (kept === null || !['waiting', 'working'].includes(kept.state)) return;
    const tell = (done: number) => ctx.transact(({ tx }) => tellYearlyDone(tx, id, done));
    try {
      const { report, madeAt } = await ctx.transact(async (inner) => ({
        report: await writeReport(inner, kept, tell),
        madeAt: inner.now,
      }));
      const content = canonicalText(report);
      await ctx.transact(({ tx }) =>
        keepYearly(tx, id, { content, digest: sha256(content), madeAt }),
      );
    } catch (error) {
      ctx.log.error({ error: String(error) }, 'a yearly report was not written');
      await ctx.transact(({ tx }) => failYearly(tx, id));
    }
  } finally {
    await letGo();
  }
}

export const yearlyJobs: readonly Job[] = [{ name: job, run }];
