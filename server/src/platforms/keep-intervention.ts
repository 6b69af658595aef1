/** Interventions are opened, planned, worked at and closed; what is overdue is told. */
import { whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Judgement } from '../runtime/judgement.ts';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, InputOf, Job, JobContext, UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { judgeClosing, judgePlan } from './intervention.ts';
import type { Intervention, interventionContract } from './intervention-contract.ts';
import {
  type InterventionRow,
  insertIntervention,
  insertStep,
  lockIntervention,
  lockOverdueInterventions,
  markOverdueTold,
  stepsOfIntervention,
  writeClosing,
  writePlan,
} from './intervention-store.ts';
import {
  everyIntervention,
  interventionPage,
  readInterventionFacts,
} from './intervention-views.ts';
import { lastResult } from './result-store.ts';
import {
  type InRound,
  keptReport,
  type Standing,
  stakeOfReport,
  standingTo,
} from './round-rights.ts';
import { loadReport, loadRound } from './round-store.ts';

type Contract = typeof interventionContract;

export const listInterventions: UseCase<Contract['listInterventions']> = (ctx, asked) =>
  interventionPage(ctx, asked);

const headings: readonly Heading[] = [
  ['platform', '平台', 'Platform'],
  ['round', '轮次', 'Round'],
  ['cause', '起因', 'Cause'],
  ['subject', '等级或目标', 'Grade or target'],
  ['owner', '责任方', 'Owner'],
  ['dueOn', '期限', 'Due on'],
  ['state', '状态', 'State'],
  ['outcome', '结果', 'Outcome'],
];

export async function exportInterventions(
  ctx: Context,
  input: InputOf<Contract['exportInterventions']>,
) {
  const { format, lang = 'zh', ...asked } = input;
  const rows = cells(everyIntervention(ctx, asked, rowsAtMost), (one) => ({
    platform: (lang === 'en' ? one.platform.nameEn : one.platform.nameZh) ?? one.platform.nameZh,
    round: lang === 'en' ? one.roundEn : one.roundZh,
    cause: one.cause,
    subject: one.subject[lang],
    owner: one.owner,
    dueOn: one.dueOn,
    state: one.isOverdue ? 'overdue' : one.state,
    outcome: one.outcome ?? '',
  }));
  const wish = { lang, ...(format === undefined ? {} : { format }) };
  return listFile(ctx, wish, ['整改', 'interventions'], headings, rows);
}

export const readIntervention: UseCase<Contract['readIntervention']> = async (
  ctx,
  { interventionId },
) => await interventionAnswer(ctx, interventionId);

async function interventionAnswer(ctx: Context, id: string): Promise<Intervention> {
  const facts = await readInterventionFacts(ctx, id);
  if (facts === null) throw notFound('intervention');
  const { standing } = await placeOf(ctx, facts.reportId);
  const open = facts.state === 'open';
  return {
    ...facts,
    steps: await stepsOfIntervention(ctx.tx, id),
    may: {
      plan: open && standing.keeper,
      write: open && (standing.keeper || standing.own('editor')),
      close: open && standing.keeper,
    },
  };
}

async function placeOf(
  ctx: Context,
  reportId: string,
): Promise<InRound & { readonly standing: Standing }> {
  const report = (await loadReport(ctx.tx, reportId))!;
  const round = (await loadRound(ctx.tx, report.roundId))!;
  return { round, report, standing: await standingTo(ctx, { round, report }) };
}

interface Held extends InRound {
  readonly row: InterventionRow;
  readonly standing: Standing;
}

/** @throws Refusal not_found, not_allowed where the caller may not do this */
async function held(ctx: Context, id: string, may: (standing: Standing) => boolean): Promise<Held> {
  const seen = await readInterventionFacts(ctx, id);
  const row = seen === null ? null : await lockIntervention(ctx.tx, id);
  if (row === null) throw notFound('intervention');
  const place = await placeOf(ctx, row.reportId);
  if (may(place.standing)) return { ...place, row };
  throw notAllowed('Who keeps the round keeps what follows of it.', {
    stake: stakeOfReport(place),
  });
}

const byKeeper = ({ keeper }: Standing) => keeper;

function requireOpen({ row, ...place }: Held): void {
  if (row.state === 'open') return;
  throw new Refusal('intervention_is_closed', 'It is closed; open another one.', {
    stake: stakeOfReport(place),
  });
}

function requireValid(code: string, judgement: Judgement, place: InRound): void {
  if (judgement.allowed) return;
  const { reasons } = judgement;
  throw new Refusal(code, reasons[0]!.detail, { reasons, stake: stakeOfReport(place) });
}

function tell(
  ctx: Context,
  place: InRound,
  id: string,
  type: `platforms.${string}`,
  payload: Readonly<Record<string, string | readonly string[]>>,
): void {
  const { subjectIds, ...stake } = stakeOfReport(place);
  ctx.announce({ type, subjectIds: [id, ...subjectIds], ...stake, payload });
}

export async function openIntervention(
  ctx: Context,
  input: InputOf<Contract['openIntervention']>,
): Promise<Intervention> {
  const place = await keptReport(ctx, input.reportId);
  const { round, report } = place;
  const { target, owner, dueOn, measures } = input;
  const plan = { owner, dueOn, measures };
  requireValid('intervention_not_valid', judgePlan(plan, dayOf(ctx.now)), place);
  const result = await lastResult(ctx.tx, round.id);
  if (result === null) throw new Refusal('no_result_yet', 'There is no result yet.');
  const id = uuidv7();
  const about = { id, platformId: report.platformId, reportId: report.id, resultId: result.id };
  const cause = { cause: 'missed_target', subject: target, sample: round.sample } as const;
  if (!(await insertIntervention(ctx.tx, { ...about, ...cause, ...plan }, whoActs(ctx), ctx.now))) {
    throw new Refusal('intervention_is_open', 'There is one for this target.', {
      params: { target },
    });
  }
  tell(ctx, place, id, 'platforms.intervention_opened', { ...cause, sample: '', dueOn });
  return await interventionAnswer(ctx, id);
}

export const planIntervention: UseCase<Contract['planIntervention']> = async (ctx, input) => {
  const found = await held(ctx, input.interventionId, byKeeper);
  expectRevision(found.row, input.revision);
  requireOpen(found);
  const { owner, dueOn, measures } = input;
  const plan = { owner, dueOn, measures };
  requireValid('intervention_not_valid', judgePlan(plan, dayOf(ctx.now)), found);
  await writePlan(ctx.tx, found.row.id, plan);
  tell(ctx, found, found.row.id, 'platforms.intervention_planned', plan);
  return await interventionAnswer(ctx, found.row.id);
};

export async function writeInterventionStep(
  ctx: Context,
  input: InputOf<Contract['writeInterventionStep']>,
): Promise<Intervention> {
  const found = await held(ctx, input.interventionId, (one) => one.keeper || one.own('editor'));
  requireOpen(found);
  const step = { id: uuidv7(), text: input.text };
  await insertStep(ctx.tx, found.row.id, step, whoActs(ctx), ctx.now);
  tell(ctx, found, found.row.id, 'platforms.intervention_step', { text: input.text });
  return await interventionAnswer(ctx, found.row.id);
}

export const closeIntervention: UseCase<Contract['closeIntervention']> = async (ctx, input) => {
  const found = await held(ctx, input.interventionId, byKeeper);
  const { id, revision, state, measures } = found.row;
  expectRevision({ revision }, input.revision);
  const steps = (await stepsOfIntervention(ctx.tx, id)).length;
  const { outcome, note } = input;
  const judgement = judgeClosing({ state, measures, steps }, { outcome, note });
  requireValid('intervention_not_closed_so', judgement, found);
  await writeClosing(ctx.tx, id, { outcome, note }, whoActs(ctx), ctx.now);
  tell(ctx, found, id, 'platforms.intervention_closed', { outcome, note });
  return await interventionAnswer(ctx, id);
};

/** Each is told once for a day that it was due on; one that was given more time is told again. */
async function tellOverdue(ctx: JobContext): Promise<void> {
  await ctx.transact(async (inner) => {
    const overdue = await lockOverdueInterventions(inner.tx, dayOf(inner.now));
    await markOverdueTold(
      inner.tx,
      overdue.map(({ id }) => id),
    );
    for (const { id, platformId, dueOn, journeyId, regionCode } of overdue) {
      inner.announce({
        type: 'platforms.intervention_overdue',
        subjectIds: [id, platformId],
        journeyId,
        fromRegion: regionCode,
        payload: { dueOn },
      });
    }
  });
}

export const interventionJobs: readonly Job[] = [
  { name: 'platforms.tell_overdue_interventions', every: '20 7 * * *', run: tellOverdue },
];
