/** Rounds as one caller sees them: how far they are, what they may do, and what is to be done. */
import { dayOf } from '../runtime/day.ts';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { lowGrades } from './intervention.ts';
import { resultIsShown } from './result.ts';
import { openRun } from './result-store.ts';
import { phaseNames } from './result-words.ts';
import { phaseOn, roundMay } from './round.ts';
import { calendarFile } from './round-calendar.ts';
import type { ReportSummary, Round, RoundSummary, roundContract } from './round-contract.ts';
import { keepsRound, seesAll, visibleRound } from './round-rights.ts';
import { measuresOf } from './round-settings.ts';
import type { RoundRow } from './round-store.ts';
import {
  everyRound,
  factsOfRounds,
  isOwn,
  progressOf,
  type ReportProgress,
  type RoundFacts,
  roundDates,
  roundPage,
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

function withPhase(facts: RoundFacts, now: Date): RoundSummary {
  const phase = facts.state === 'open' ? phaseOn(facts.calendar, dayOf(now)) : null;
  return { ...facts, phase };
}

/** By their ids, as lists show them. */
export async function roundsShown(
  ctx: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RoundSummary>> {
  const found = await factsOfRounds(ctx.tx, ids);
  return new Map(found.map((facts) => [facts.id, withPhase(facts, ctx.now)]));
}

export async function roundShown(ctx: Context, id: string): Promise<RoundSummary> {
  return (await roundsShown(ctx, [id])).get(id)!;
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
  const measures = measuresOf(read, round.sources);
  const all = await seesAll(ctx, round);
  const reports = (await progressOf(ctx.tx, roundId)).map((one) =>
    reportSeen(ctx, one, all, round),
  );
  const grades = (read.scheme.grades ?? []).map(({ id, name }) => ({ id, name }));
  const run = await openRun(ctx.tx, roundId);
  const { sharing, seats, mostLoad, draws, seed, revision } = round;
  return {
    ...(await roundShown(ctx, roundId)),
    ...(await roundDates(ctx.tx, roundId)),
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
  round: RoundRow,
): ReportSummary {
  const own = isOwn(ctx, { operatorId });
  const unknown = { score: null, place: null, grade: null };
  if (all) return { ...one, isOwn: own };
  if (own) {
    return { ...one, ...(resultIsShown(round, dayOf(ctx.now)) ? {} : unknown), isOwn: true };
  }
  const open = { values: 0, unchecked: 0, returned: 0, seats: 0, seatsDone: 0, openAppeals: 0 };
  const seen = { ...one, ...open, submittedAt: null, agreedAt: null, isOwn: false };
  return round.state === 'published' ? seen : { ...seen, ...unknown, code: null };
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
    intervene: keeper && (round.state === 'published' || roundMay(round, 'decide', today)),
    seeAll,
  };
}

// Calendar ----------------------------------------------------------------------------------------

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
