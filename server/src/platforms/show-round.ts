/** Rounds as one caller sees them: how far they are, what they may do, and what is to be done. */
import { dayOf } from '../runtime/day.ts';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { lowGrades } from './intervention.ts';
import { openRun } from './result-store.ts';
import { endOf, type Phase, phaseOn, roundMay } from './round.ts';
import { calendarFile } from './round-calendar.ts';
import type {
  ReportSummary,
  Round,
  RoundSummary,
  RoundTask,
  roundContract,
} from './round-contract.ts';
import { keepsRound, seesAll, visibleRound } from './round-rights.ts';
import { measuresOf } from './round-settings.ts';
import type { RoundRow } from './round-store.ts';
import {
  everyRound,
  isOwn,
  progressOf,
  type ReportProgress,
  type RoundFacts,
  roundFacts,
  roundPage,
  type TaskGround,
  taskGrounds,
  waitingIn,
} from './round-views.ts';
import { type SchemeOfRound, schemeOfRound, schemeVersionOf } from './scheme-of-round.ts';

type Contract = typeof roundContract;

/** The frozen scheme of a round; of a draft the one it would freeze. */
export async function schemeFor(
  ctx: Pick<Context, 'tx'>,
  round: Pick<RoundRow, 'id' | 'schemeVersionId'>,
): Promise<SchemeOfRound> {
  const frozen = await schemeOfRound(ctx, round.id);
  const scheme = frozen ?? (await schemeVersionOf(ctx, round.schemeVersionId));
  if (scheme === null) throw new Error(`The round ${round.id} has lost its scheme.`);
  return scheme;
}

export function withPhase<Facts extends Omit<RoundFacts, 'phase'>>(
  facts: Facts,
  now: Date,
): Facts & { readonly phase: Phase | null } {
  const phase = facts.state === 'open' ? phaseOn(facts.calendar, dayOf(now)) : null;
  return { ...facts, phase };
}

export const listRounds: UseCase<Contract['listRounds']> = async (ctx, asked) => {
  const page = await roundPage(ctx, asked);
  return { ...page, items: page.items.map((one) => withPhase(one, ctx.now)) };
};

const headings: readonly Heading[] = [
  ['titleZh', '轮次', 'Round (Chinese)'],
  ['titleEn', '轮次（英文）', 'Round'],
  ['type', '平台类型', 'Type'],
  ['scheme', '评价方案', 'Scheme'],
  ['keeper', '组织单位', 'Kept by'],
  ['state', '状态', 'State'],
  ['phase', '阶段', 'Phase'],
  ['platforms', '平台数', 'Platforms', 'number'],
  ['submitted', '已提交', 'Submitted', 'number'],
  ['publication', '公布日期', 'Published from'],
];

export async function exportRounds(ctx: Context, input: InputOf<Contract['exportRounds']>) {
  const { format, lang, ...asked } = input;
  const own = (one: RoundFacts) => {
    const round: RoundSummary = withPhase(one, ctx.now);
    const named = lang === 'en' ? round.scheme.titleEn : round.scheme.titleZh;
    const { type, keeper } = round;
    return {
      titleZh: round.titleZh,
      titleEn: round.titleEn,
      type: lang === 'en' ? type.nameEn : type.nameZh,
      scheme: `${named} v${round.scheme.number}`,
      keeper: (lang === 'en' ? keeper.nameEn : keeper.nameZh) ?? keeper.nameZh ?? keeper.id,
      state: round.state,
      phase: round.phase ?? '',
      platforms: round.platforms,
      submitted: round.submitted,
      publication: round.calendar.publication,
    };
  };
  const wish = {
    ...(format === undefined ? {} : { format }),
    ...(lang === undefined ? {} : { lang }),
  };
  const rows = cells(everyRound(ctx, asked, rowsAtMost), own);
  return listFile(ctx, wish, ['评价轮次', 'rounds'], headings, rows);
}

export const readRound: UseCase<Contract['readRound']> = async (ctx, { roundId }) =>
  await roundAnswer(ctx, (await visibleRound(ctx, roundId)).id);

export async function roundAnswer(ctx: Context, roundId: string): Promise<Round> {
  const round = await visibleRound(ctx, roundId);
  const { read } = await schemeFor(ctx, round);
  const facts = await roundFacts(ctx.tx, roundId);
  const measures = measuresOf(read, round.sources);
  const all = await seesAll(ctx, round);
  const reports = (await progressOf(ctx.tx, roundId)).map((one) =>
    reportSeen(ctx, one, all, round),
  );
  const grades = (read.scheme.grades ?? []).map(({ id, name }) => ({ id, name }));
  const run = await openRun(ctx.tx, roundId);
  const { sharing, seats, mostLoad, draws, seed, revision } = round;
  return {
    ...withPhase(facts, ctx.now),
    ...{ sharing, seats, mostLoad, draws, seed, revision, grades, measures, reports },
    lowGrades: [
      ...lowGrades(
        grades.map(({ id }) => id),
        round.lowGrades,
      ),
    ],
    waiting: await waitingIn(
      ctx.tx,
      roundId,
      measures.some(({ scored }) => scored),
    ),
    run: all ? run : null,
    may: await rightsIn(ctx, round, all, reports),
  };
}

/** Who takes part everyone may know; how far it is and what came of it is its own until published. */
function reportSeen(
  ctx: Context,
  { operatorId, ...one }: ReportProgress,
  all: boolean,
  { state }: RoundRow,
): ReportSummary {
  const own = isOwn(ctx, { operatorId });
  if (all || own) return { ...one, isOwn: own };
  const open = { values: 0, unchecked: 0, returned: 0, seats: 0, seatsDone: 0, openAppeals: 0 };
  const seen = { ...one, ...open, submittedAt: null, agreedAt: null, isOwn: false };
  return state === 'published'
    ? seen
    : { ...seen, code: null, score: null, place: null, grade: null };
}

async function rightsIn(
  ctx: Context,
  round: RoundRow,
  seeAll: boolean,
  reports: readonly ReportSummary[],
): Promise<Round['may']> {
  const keeper = await keepsRound(ctx, round);
  const today = dayOf(ctx.now);
  const may = (action: Parameters<typeof roundMay>[1]) => keeper && roundMay(round, action, today);
  const phase = round.state === 'open' ? phaseOn(round.calendar, today) : null;
  const draft = keeper && round.state === 'draft';
  const open = keeper && round.state === 'open';
  return {
    edit: draft,
    open: draft && reports.length > 0,
    move: open && phase !== 'publication',
    endPhase: open && phase !== null && phase !== 'publication',
    cancel: draft || open,
    check: may('check'),
    seat: open && (phase === null || ['self_report', 'evidence_check', 'panel'].includes(phase)),
    score: roundMay(round, 'score', today),
    compute: may('compute'),
    decide: may('decide'),
    publish: may('publish'),
    seeAll,
  };
}

// To-dos ------------------------------------------------------------------------------------------

export const listRoundTasks: UseCase<Contract['listRoundTasks']> = async (ctx) => {
  const grounds = await taskGrounds(ctx);
  const items: RoundTask[] = [];
  for (const roundId of new Set(grounds.map((one) => one.roundId))) {
    const round = await visibleRound(ctx, roundId);
    const own = grounds.filter((one) => one.roundId === roundId);
    items.push(...tasksIn(ctx, round, own, await keepsRound(ctx, round)));
  }
  return { items: items.sort((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1)) };
};

function tasksIn(
  ctx: Context,
  round: RoundRow,
  grounds: readonly TaskGround[],
  keeper: boolean,
): RoundTask[] {
  const today = dayOf(ctx.now);
  const phase = phaseOn(round.calendar, today);
  if (phase === null) return [];
  const { titleZh, titleEn } = round;
  const until = dayBefore(endOf(round.calendar, phase));
  const task = (
    kind: RoundTask['task'],
    count: number,
    about: TaskGround | null = null,
  ): RoundTask => ({
    ...{ task: kind, roundId: round.id, titleZh, titleEn, count, until },
    reportId: about?.reportId ?? null,
    platform: about?.platform ?? null,
  });
  const each = (kind: RoundTask['task'], wanted: (one: TaskGround) => boolean) =>
    grounds.filter(wanted).map((one) => task(kind, 1, one));
  const counted = (kind: RoundTask['task'], count: (one: TaskGround) => number) => {
    const left = grounds.filter((one) => count(one) > 0);
    return keeper && left.length > 0 ? [task(kind, left.length)] : [];
  };
  const own = (one: TaskGround) => isOwn(ctx, one);
  switch (phase) {
    case 'self_report':
      return each('report', (one) => own(one) && one.submittedAt === null);
    case 'evidence_check':
      return [
        ...each('answer', (one) => own(one) && one.returned > 0),
        ...counted('check', ({ unchecked }) => unchecked),
      ];
    case 'panel':
      return each('score', ({ toScore }) => toScore);
    case 'result':
      return keeper && grounds.some(({ hasResult }) => !hasResult) ? [task('compute', 1)] : [];
    case 'appeal':
      return [
        ...each('read_result', (one) => own(one) && one.hasResult && one.agreedAt === null),
        ...counted('decide_appeal', ({ openAppeals }) => openAppeals),
      ];
    case 'publication':
      return [
        ...counted('decide_appeal', ({ openAppeals }) => openAppeals),
        ...(keeper ? [task('publish', 1)] : []),
      ];
  }
}

function dayBefore(day: string | null): string | null {
  if (day === null) return null;
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

// Calendar ----------------------------------------------------------------------------------------

const phaseNames: Readonly<Record<Phase, readonly [zh: string, en: string]>> = {
  self_report: ['自评填报', 'Self-report'],
  evidence_check: ['材料核验', 'Check of evidence'],
  panel: ['专家评审', 'Panel'],
  result: ['形成结果', 'Result'],
  appeal: ['申诉', 'Appeals'],
  publication: ['公布', 'Publication'],
};

export const downloadRoundCalendar: UseCase<Contract['downloadRoundCalendar']> = async (
  ctx,
  { roundId, lang = 'zh' },
) => {
  const round = await visibleRound(ctx, roundId);
  const title = lang === 'zh' ? round.titleZh : round.titleEn;
  const text = calendarFile({
    id: round.id,
    calendar: round.calendar,
    revision: round.revision,
    changedAt: ctx.now,
    isCancelled: round.state === 'cancelled',
    language: lang,
    titleOf: (phase) => `${title} · ${phaseNames[phase][lang === 'zh' ? 0 : 1]}`,
  });
  async function* bytes() {
    yield Buffer.from(text);
  }
  return { filename: `${title}.ics`, mediaType: 'text/calendar; charset=utf-8', bytes: bytes() };
};
