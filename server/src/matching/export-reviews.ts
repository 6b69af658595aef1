import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { reviewContract } from './review-contract.ts';
import { everyReview, type ListedReview } from './review-views.ts';

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['kind', '类别', 'Kind'],
  ['title', '名称', 'Title'],
  ['organisation', '单位', 'Organisation'],
  ['region', '地区', 'Region'],
  ['round', '轮次', 'Round', 'number'],
  ['state', '状态', 'State'],
  ['submittedAt', '提交时间', 'Submitted at'],
  ['decidedAt', '审定时间', 'Decided at'],
  ['innovation', '优势与创新', 'Advantages and innovation', 'number'],
  ['clarity', '清晰与连贯', 'Clarity and coherence', 'number'],
  ['expectations', '合作预期', 'Expectations', 'number'],
  ['guidelines', '规范与语言', 'Guidelines and language', 'number'],
  ['total', '总分', 'Total', 'number'],
  ['verdict', '结论', 'Verdict'],
  ['reasons', '不足之处', 'Falls short in'],
];

function cellsOf(row: ListedReview) {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    organisation: row.organisation.name,
    region: row.organisation.regionCode,
    round: row.round,
    state: row.state,
    submittedAt: row.submittedAt,
    decidedAt: row.decidedAt,
    ...row.scores,
    total: row.scoredTotal,
    verdict: row.verdict,
    reasons: row.reasons.join('; '),
  };
}

export async function exportReviews(
  ctx: Context,
  input: InputOf<typeof reviewContract.exportReviews>,
): Promise<Download> {
  const rows = cells(everyReview(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['审核', 'reviews'], headings, rows);
}
