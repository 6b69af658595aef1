/** Whoever runs platforms sees their rounds: what is to do until when, and what came of it. */
import { dayOf } from '../runtime/day.ts';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import { type Context, type InputOf, mount, type UseCase } from '../runtime/module.ts';
import { type OwnEvaluation, ownEvaluationContract } from './own-evaluation-contract.ts';
import {
  everyOwnEvaluation,
  type OwnEvaluationRow,
  ownEvaluationPage,
} from './own-evaluation-views.ts';
import { resultIsShown } from './result.ts';
import { phaseNames } from './result-words.ts';
import { phaseOn } from './round.ts';
import { lastDayOf, taskOfOperator } from './round-task.ts';

type Contract = typeof ownEvaluationContract;

function seenNow({ calendar, result, ...row }: OwnEvaluationRow, now: Date): OwnEvaluation {
  const today = dayOf(now);
  const { state } = row;
  const phase = state === 'open' ? phaseOn(calendar, today) : null;
  const shown = resultIsShown({ state, calendar }, today) ? result : null;
  const task = phase === null ? null : taskOfOperator(phase, { ...row, hasResult: shown !== null });
  const until = phase === null ? null : lastDayOf(calendar, phase);
  return { ...row, phase, task, until, result: shown };
}

const listOwnEvaluations: UseCase<Contract['listOwnEvaluations']> = async (ctx, asked) => {
  const page = await ownEvaluationPage(ctx, asked);
  return { ...page, items: page.items.map((one) => seenNow(one, ctx.now)) };
};

const headings: readonly Heading[] = [
  ['platform', '平台', 'Platform'],
  ['round', '轮次', 'Round'],
  ['state', '状态', 'State'],
  ['phase', '阶段', 'Phase'],
  ['until', '截止日期', 'Until'],
  ['submittedAt', '提交时间', 'Submitted'],
  ['score', '得分', 'Score'],
  ['place', '名次', 'Place', 'number'],
  ['of', '参评数', 'Of', 'number'],
  ['grade', '等级', 'Grade'],
  ['openInterventions', '未办结整改', 'Open interventions', 'number'],
];

async function exportOwnEvaluations(
  ctx: Context,
  { format, lang = 'zh', ...asked }: InputOf<Contract['exportOwnEvaluations']>,
) {
  const rows = cells(everyOwnEvaluation(ctx, asked, rowsAtMost), (row) => {
    const one = seenNow(row, ctx.now);
    const { nameZh, nameEn } = one.platform;
    return {
      platform: lang === 'en' ? (nameEn ?? nameZh) : (nameZh ?? nameEn),
      round: lang === 'en' ? one.roundEn : one.roundZh,
      state: one.state,
      phase: one.phase === null ? '' : phaseNames[one.phase][lang === 'zh' ? 0 : 1],
      until: one.until ?? '',
      submittedAt: one.submittedAt ?? '',
      score: one.result?.score ?? '',
      place: one.result?.place ?? null,
      of: one.result?.of ?? null,
      grade: one.result?.grade?.[lang] ?? '',
      openInterventions: one.openInterventions,
    };
  });
  const wish = { lang, ...(format === undefined ? {} : { format }) };
  return listFile(ctx, wish, ['我的评价', 'own-evaluations'], headings, rows);
}

export const ownEvaluationRoutes = mount(ownEvaluationContract, {
  listOwnEvaluations,
  exportOwnEvaluations,
});
