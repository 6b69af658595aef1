/** Lists as files, made row by row while they are sent. */
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { DecisionSummary, ReplayRow, rulesContract } from './contract.ts';
import { everyDecision } from './decision-views.ts';
import { visibleReplay } from './follow-replay.ts';
import { everyReplayRow } from './replay-views.ts';
import { everyRuleSet, type RuleSetRow } from './views.ts';

type Contract = typeof rulesContract;

const ruleHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['nameZh', '名称', 'Name in Chinese'],
  ['nameEn', '英文名称', 'Name'],
  ['documentNumber', '文号', 'Document number'],
  ['grade', '来源等级', 'Source grade'],
  ['number', '版本', 'Version', 'number'],
  ['state', '状态', 'State'],
  ['effectiveFrom', '施行日期', 'In force from', 'date'],
  ['effectiveUntil', '失效日期', 'In force until', 'date'],
  ['keeper', '维护方', 'Kept by'],
  ['adoptedBy', '采用地区', 'Adopted by'],
  ['sample', '示例', 'Sample'],
];

const decisionHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['organisation', '单位', 'Organisation'],
  ['kind', '单位类型', 'Kind of organisation'],
  ['region', '地区', 'Region'],
  ['rule', '规则', 'Rule'],
  ['documentNumber', '文号', 'Document number'],
  ['number', '版本', 'Version', 'number'],
  ['on', '适用日期', 'Decided for', 'date'],
  ['outcome', '结论', 'Outcome'],
  ['amount', '金额', 'Amount', 'number'],
  ['unit', '单位（计量）', 'Unit'],
  ['decidedAt', '作出时间', 'Decided at'],
  ['decidedBy', '作出人', 'Decided by'],
  ['sample', '示例', 'Sample'],
];

const replayHeadings: readonly Heading[] = [
  ['number', '序号', 'Number', 'number'],
  ['name', '名称', 'Name'],
  ['region', '地区', 'Region'],
  ['kind', '类型', 'Kind'],
  ['size', '规模', 'Size'],
  ['change', '变化', 'Change'],
  ['baseOutcome', '原结论', 'Outcome before'],
  ['candidateOutcome', '新结论', 'Outcome after'],
  ['baseAmount', '原金额', 'Amount before', 'number'],
  ['candidateAmount', '新金额', 'Amount after', 'number'],
  ['difference', '差额', 'Difference', 'number'],
  ['problem', '问题', 'Problem'],
  ['decisionId', '决定编号', 'Decision'],
];

function ruleCells({ id, latest, keeper, adoptedBy, sample }: RuleSetRow): SheetRecord {
  const { nameZh, nameEn, documentNumber, grade, number, state } = latest;
  return {
    ...{ id, nameZh, nameEn, documentNumber, grade, number, state, sample },
    effectiveFrom: latest.effectiveFrom,
    effectiveUntil: latest.effectiveUntil,
    keeper: keeper.nameZh ?? keeper.nameEn,
    adoptedBy: adoptedBy
      .map(({ place, number: held }) => `${place.nameZh ?? place.nameEn} v${held}`)
      .join('; '),
  };
}

function decisionCells(decision: DecisionSummary): SheetRecord {
  const { id, organisation, version, on, outcome, amount, decidedAt, decidedBy, sample } = decision;
  return {
    ...{ id, on, outcome, decidedAt, decidedBy, sample },
    organisation: organisation.displayName,
    kind: organisation.kind,
    region: organisation.region?.code,
    rule: version.nameZh,
    documentNumber: version.documentNumber,
    number: version.number,
    amount: amount?.amount,
    unit: amount?.unit,
  };
}

function replayCells({ organisationId: _organisation, ...row }: ReplayRow): SheetRecord {
  return row;
}

export async function exportRuleSets(
  ctx: Context,
  input: InputOf<Contract['exportRuleSets']>,
): Promise<Download> {
  const rows = cells(everyRuleSet(ctx, input), ruleCells);
  return listFile(ctx, input, ['规则', 'rules'], ruleHeadings, rows);
}

export async function exportDecisions(
  ctx: Context,
  input: InputOf<Contract['exportDecisions']>,
): Promise<Download> {
  const rows = cells(everyDecision(ctx, input, rowsAtMost), decisionCells);
  return listFile(ctx, input, ['决定', 'decisions'], decisionHeadings, rows);
}

export const exportReplayRows: UseCase<Contract['exportReplayRows']> = async (ctx, input) => {
  await visibleReplay(ctx, input.replayId);
  const rows = cells(everyReplayRow(ctx.tx, input), replayCells);
  return listFile(ctx, input, ['推演', 'replay'], replayHeadings, rows);
};
