/** The pages of barriers and flows as reports: what the page shows to the caller, no more. */

import { rowsAtMost } from '../runtime/list-file.ts';
import type { UseCase } from '../runtime/module.ts';
import type { Amount, Barrier, BarrierFile, BarrierSummary, reportContract } from './contract.ts';
import { readBarrier, readBarrierFile, readBarrierMatrix } from './read-barriers.ts';
import { readFlows } from './read-flows.ts';
import { reasonFor } from './reason-words.ts';
import {
  amountsOf,
  asWritten,
  both,
  chart,
  column,
  finished,
  named,
  section,
  suppressedColumn,
} from './report.ts';
import type { Both, Report, ReportSection } from './report-contract.ts';
import { reportFile } from './report-files.ts';
import { wordFor } from './report-words.ts';
import { regionsServed } from './rights.ts';
import { everyBarrier } from './views.ts';

type Contract = typeof reportContract;
type Region = BarrierSummary['from'];

const log = both(
  '本节点事件日志；有多个理由的记录计入每一个理由。',
  'The event log of this node; a record with several reasons counts under each.',
);

const columns = {
  from: column('from', both('从地区', 'From region')),
  to: column('to', both('到地区', 'To region')),
  capability: column('capability', both('领域', 'Capability')),
  reason: column('reason', both('理由', 'Reason')),
  rule: column('rule', both('依据规则', 'Rule')),
  count: column('count', both('次数', 'Times'), 'number'),
  organisations: column('organisations', both('涉及单位', 'Organisations'), 'number'),
  amounts: column('amounts', both('涉及金额', 'At stake')),
  lately: column('lately', both('近 90 天', 'Last 90 days'), 'number'),
  before: column('before', both('此前 90 天', '90 days before'), 'number'),
  lastAt: column('lastAt', both('最近一次', 'Last')),
};

const placeOf = (region: Region): Both =>
  region === null ? both('地区不详', 'not known') : named(region);

function wayOf(from: Region, to: Region): Both {
  const [one, other] = [placeOf(from), placeOf(to)];
  return both(`${one.zh} → ${other.zh}`, `${one.en} → ${other.en}`);
}

/** The filters as they were asked, without what only says how the file is made. */
function askedOf({
  format: _format,
  section: _section,
  lang: _lang,
  ...asked
}: Readonly<Record<string, unknown>>): Report['asked'] {
  return Object.fromEntries(
    Object.entries(asked)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );
}

interface Pairs {
  readonly regions: readonly NonNullable<Region>[];
  readonly cells: readonly {
    readonly from: string;
    readonly to: string;
    readonly count: number | null;
    readonly suppressed: boolean;
    readonly amounts?: readonly Amount[];
  }[];
}

export function pairSection(name: string, heading: Both, { regions, cells }: Pairs): ReportSection {
  const names = new Map(regions.map((region) => [region.code, named(region)]));
  const nameOf = (code: string) => names.get(code) ?? asWritten(code);
  return section(name, heading, {
    chart: chart('heat', both('行为起点，列为终点', 'Rows: from; columns: to'), {
      label: 'from',
      across: 'to',
      value: 'count',
    }),
    table: {
      columns: [columns.from, columns.to, columns.count, columns.amounts, suppressedColumn],
      rows: cells.map(({ from, to, count, amounts = [], suppressed }) => ({
        from: nameOf(from),
        to: nameOf(to),
        count,
        amounts: amountsOf(amounts),
        suppressed,
      })),
    },
  });
}

function barrierRow({ from, to, capability, reason, rule, measured, lastAt }: BarrierSummary) {
  return {
    from: placeOf(from),
    to: placeOf(to),
    capability: wordFor(capability),
    reason: reasonFor(reason),
    rule,
    count: measured.count,
    organisations: measured.organisations,
    amounts: amountsOf(measured.amounts),
    lately: measured.lately,
    before: measured.before,
    lastAt: lastAt.slice(0, 10),
    suppressed: measured.suppressed,
  };
}

export const reportBarriers: UseCase<Contract['reportBarriers']> = async (ctx, input) => {
  const rows: ReturnType<typeof barrierRow>[] = [];
  for await (const barrier of everyBarrier(ctx, input, await regionsServed(ctx), rowsAtMost)) {
    rows.push(barrierRow(barrier));
  }
  const report: Report = {
    title: both('地区间壁垒', 'Barriers between regions'),
    lead: both(
      '每一次不通过、婉拒、搁置、到期和无人答复，按地区、理由和规则归并。',
      'Every refusal, decline, hold, expiry and lapse, by regions, reason and rule.',
    ),
    source: log,
    method: null,
    asked: askedOf(input),
    caveats: [],
    sections: [
      section('barriers', both('壁垒', 'Barriers'), {
        table: {
          columns: [
            ...[columns.from, columns.to, columns.capability, columns.reason, columns.rule],
            ...[columns.count, columns.organisations, columns.amounts, columns.lately],
            ...[columns.before, columns.lastAt, suppressedColumn],
          ],
          rows,
        },
      }),
      pairSection(
        'pairs',
        both('按地区对', 'By pair of regions'),
        await readBarrierMatrix(ctx, input),
      ),
    ],
  };
  return reportFile(ctx, finished(report), input);
};

export const reportBarrier: UseCase<Contract['reportBarrier']> = async (ctx, input) =>
  reportFile(ctx, finished(barrierReport(await readBarrier(ctx, input))), input);

function barrierReport(barrier: Barrier): Report {
  const { from, to, measured, months, kinds } = barrier;
  const [way, reason] = [wayOf(from, to), reasonFor(barrier.reason)];
  return {
    title: both(`壁垒：${reason.zh}`, `Barrier: ${reason.en}`),
    lead: way,
    source: log,
    method: null,
    asked: { barrier: barrier.id },
    caveats: [],
    sections: [
      section('months', both('每月次数', 'Times a month'), {
        facts: [
          { label: columns.capability.title, value: wordFor(barrier.capability) },
          { label: columns.rule.title, value: barrier.rule },
          { label: columns.count.title, value: measured.count },
          { label: columns.organisations.title, value: measured.organisations },
          { label: columns.amounts.title, value: amountsOf(measured.amounts) },
          { label: suppressedColumn.title, value: measured.suppressed },
        ],
        chart: chart('line', both('近 24 个月', 'The last 24 months'), {
          label: 'month',
          value: 'count',
        }),
        table: { columns: [column('month', both('月份', 'Month')), columns.count], rows: months },
      }),
      section('kinds', both('按类型', 'By kind'), {
        chart: chart('bars', both('次数', 'Times'), { label: 'kind', value: 'count' }),
        table: {
          columns: [column('kind', both('类型', 'Kind')), columns.count],
          rows: kinds.map(({ kind, count }) => ({ kind: wordFor(kind), count })),
        },
      }),
    ],
  };
}

export const reportBarrierFile: UseCase<Contract['reportBarrierFile']> = async (ctx, input) =>
  reportFile(ctx, finished(fileReport(await readBarrierFile(ctx, input))), input);

function fileReport(file: BarrierFile): Report {
  const { barrier, owner, steps, outcome } = file;
  return {
    title: asWritten(file.title),
    lead: wayOf(barrier.from, barrier.to),
    source: both('本节点壁垒案卷', 'Barrier files of this node'),
    method: null,
    asked: { file: file.id },
    caveats: [],
    sections: [
      section('steps', both('办理经过', 'What was done'), {
        facts: [
          { label: columns.reason.title, value: reasonFor(barrier.reason) },
          { label: columns.rule.title, value: barrier.rule },
          { label: both('负责方', 'Owner'), value: named(owner) },
          { label: both('立案日期', 'Opened on'), value: file.openedOn },
          { label: both('查明期限', 'Clarify by'), value: file.clarifyDueOn },
          { label: both('化解期限', 'Redress by'), value: file.redressDueOn },
          { label: both('已逾期', 'Overdue'), value: file.overdue },
          { label: both('结果', 'Outcome'), value: outcome === null ? null : wordFor(outcome) },
        ],
        table: {
          columns: [
            column('on', both('日期', 'Day')),
            column('step', both('步骤', 'Step')),
            column('note', both('说明', 'Note')),
            column('takenBy', both('经办', 'By')),
          ],
          rows: steps.map((one) => ({
            on: one.takenAt.slice(0, 10),
            step: wordFor(one.step),
            note: one.note,
            takenBy: one.takenBy,
          })),
        },
      }),
    ],
  };
}

export const reportFlows: UseCase<Contract['reportFlows']> = async (ctx, input) => {
  const flows = await readFlows(ctx, input);
  const report: Report = {
    title: both('地区间流动', 'Flows between regions'),
    lead: both(
      '人才、技术、资本、服务和数据从哪里到哪里。',
      'Where talent, technology, capital, services and data go.',
    ),
    source: log,
    method: null,
    asked: askedOf(input),
    caveats: [],
    sections: [
      pairSection('pairs', both('按地区对', 'By pair of regions'), flows),
      section('kinds', both('按类型', 'By kind'), {
        chart: chart('bars', both('次数', 'Times'), { label: 'kind', value: 'count' }),
        table: {
          columns: [column('kind', both('类型', 'Kind')), columns.count],
          rows: flows.kinds.map(({ kind, count }) => ({ kind: wordFor(kind), count })),
        },
      }),
    ],
  };
  return reportFile(ctx, finished(report), input);
};
