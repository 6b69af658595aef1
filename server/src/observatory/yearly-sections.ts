/** The sections of a yearly report: each reads its records and writes its sentences from them. */

import { dayOf } from '../runtime/day.ts';
import type { Context } from '../runtime/module.ts';
import type { Barrier } from './contract.ts';
import { anybody, flowCells } from './flow-views.ts';
import { digestOf, fieldWords } from './keep-series.ts';
import { figure } from './read-series.ts';
import { reasonFor } from './reason-words.ts';
import {
  amountsOf,
  asWritten,
  both,
  chart,
  column,
  named,
  section,
  sumTold,
  suppressedColumn,
  suppressSmall,
} from './report.ts';
import type { Both, Report, ReportSection } from './report-contract.ts';
import { wordFor } from './report-words.ts';
import { analyse, compare, seriesMethod } from './series.ts';
import { countOrganisations } from './series-store.ts';
import { organisationsAtLeast } from './shapes.ts';
import { barrierPairs, everyBarrier } from './views.ts';
import {
  agreementsOfYear,
  collaborationsByPair,
  contractsByPair,
  filesOfYear,
  introductionsByPair,
  organisationsByKind,
  publishedByRegion,
  type Span,
} from './yearly-views.ts';

export interface Year extends Span {
  readonly year: number;
  readonly nameOf: (region: string) => Both;
}

type Write = (ctx: Context, year: Year) => Promise<ReportSection>;

const columns = {
  region: column('region', both('地区', 'Region')),
  from: column('from', both('从地区', 'From region')),
  to: column('to', both('到地区', 'To region')),
  count: column('count', both('数量', 'Count'), 'number'),
  amounts: column('amounts', both('金额', 'Amounts')),
};
const way = { label: 'from', across: 'to', value: 'count' };
const pairChart = (zh: string, en: string) => chart('heat', both(zh, en), way);

function ofPairs(
  { nameOf }: Year,
  found: readonly { from: string; to: string; count: number; organisations: number }[],
  figures: readonly string[] = ['count'],
) {
  return suppressSmall(
    found.map((one) => ({ ...one, from: nameOf(one.from), to: nameOf(one.to) })),
    figures,
  );
}

const organisations: Write = async ({ tx }, year) => {
  const rows = suppressSmall(
    (await organisationsByKind(tx, year)).map(({ kind, ...one }) => ({
      ...one,
      region: year.nameOf(one.region),
      kind: wordFor(kind),
    })),
    ['count'],
  );
  const told = sumTold(rows, 'count');
  const regions = year.regions.length;
  return section('organisations', both('主体', 'Organisations'), {
    sentences: [
      both(
        `${regions} 个地区登记在册的各类主体，可公布的合计 ${told} 家。`,
        `In ${regions} regions, ${told} organisations are on the register, as far as may be told.`,
      ),
    ],
    chart: chart('heat', both('类型 × 地区', 'Kinds × regions'), {
      ...{ label: 'kind', across: 'region', value: 'count' },
    }),
    table: {
      columns: [
        ...[columns.region, column('kind', both('类型', 'Kind'))],
        ...[columns.count, suppressedColumn],
      ],
      rows,
    },
  });
};

const collaborations: Write = async ({ tx }, year) => {
  const rows = ofPairs(year, await collaborationsByPair(tx, year));
  return section('collaborations', both('跨地区合作', 'Collaborations between regions'), {
    sentences: [
      both(
        `${year.year} 年开始的跨地区项目、论文和专利，按地区对可公布的合计 ${sumTold(rows, 'count')} 项；同一合作可涉及多对地区。`,
        `Projects, papers and patents that began in ${year.year}: ${sumTold(rows, 'count')} by pairs of regions, as far as may be told; one may belong to several pairs.`,
      ),
    ],
    chart: pairChart('合作', 'Collaborations'),
    table: { columns: [columns.from, columns.to, columns.count, suppressedColumn], rows },
  });
};

function published(what: 'technology' | 'need', heading: Both, zh: string, en: string): Write {
  return async ({ tx }, year) => {
    const found = await publishedByRegion(tx, what, year);
    const rows = suppressSmall(
      found.map((one) => ({ ...one, region: year.nameOf(one.region) })),
      ['count'],
    );
    const told = sumTold(rows, 'count');
    return section(what === 'technology' ? 'technologies' : 'needs', heading, {
      sentences: [
        both(
          `${year.year} 年发布${zh}，可公布的合计 ${told} 项。`,
          `${told} ${en} were published in ${year.year}, as far as may be told.`,
        ),
      ],
      chart: chart('bars', heading, { label: 'region', value: 'count' }),
      table: { columns: [columns.region, columns.count, suppressedColumn], rows },
    });
  };
}

const introductions: Write = async ({ tx }, year) => {
  const rows = ofPairs(year, await introductionsByPair(tx, year), ['count', 'accepted']);
  const [asked, accepted] = [sumTold(rows, 'count'), sumTold(rows, 'accepted')];
  return section('introductions', both('引荐', 'Introductions'), {
    sentences: [
      both(
        `${year.year} 年提出引荐 ${asked} 次，其中 ${accepted} 次获接受（可公布部分；从供方地区到需方地区）。`,
        `${asked} introductions were asked for in ${year.year} and ${accepted} of them accepted, as far as may be told, from the side that has to the side that needs.`,
      ),
    ],
    chart: pairChart('引荐', 'Introductions'),
    table: {
      columns: [
        ...[columns.from, columns.to, columns.count],
        column('accepted', both('已接受', 'Accepted'), 'number'),
        suppressedColumn,
      ],
      rows,
    },
  });
};

const contracts: Write = async ({ tx }, year) => {
  const found = await contractsByPair(tx, year);
  const rows = ofPairs(
    year,
    found.map((one) => ({ ...one, amounts: amountsOf(one.amounts) })),
    ['count', 'amounts'],
  );
  return section('contracts', both('技术合同', 'Technology contracts'), {
    sentences: [
      both(
        `${year.year} 年双方确认的技术合同，可公布的合计 ${sumTold(rows, 'count')} 份。`,
        `${sumTold(rows, 'count')} technology contracts were confirmed by both sides in ${year.year}, as far as may be told.`,
      ),
    ],
    chart: pairChart('合同', 'Contracts'),
    table: {
      columns: [columns.from, columns.to, columns.count, columns.amounts, suppressedColumn],
      rows,
    },
  });
};

const daysOf = ({ from, to }: Span) => ({ since: from, until: dayBefore(to) });

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const inside = ({ regions }: Span, from: string, to: string) =>
  regions.includes(from) && regions.includes(to);

const barrierPairsOfYear: Write = async (ctx, year) => {
  const pairs = await barrierPairs(ctx, { ...daysOf(year), across: true }, anybody);
  const rows = pairs
    .filter(({ from, to }) => inside(year, from, to))
    .map((one) => ({ ...one, from: year.nameOf(one.from), to: year.nameOf(one.to) }));
  return section('barrier_pairs', both('地区间壁垒', 'Barriers between regions'), {
    sentences: [
      both(
        `${year.year} 年跨地区受阻可公布的合计 ${sumTold(rows, 'count')} 次，涉及 ${rows.length} 对地区。`,
        `Wishes from one region to another were stopped ${sumTold(rows, 'count')} times in ${year.year}, as far as may be told, between ${rows.length} pairs.`,
      ),
    ],
    chart: pairChart('受阻次数', 'Times stopped'),
    table: { columns: [columns.from, columns.to, columns.count, suppressedColumn], rows },
  });
};

const barriersShown = 20;

const barriers: Write = async (ctx, year) => {
  const found: Pick<Barrier, 'from' | 'to' | 'reason' | 'rule' | 'measured'>[] = [];
  const wish = { ...daysOf(year), across: true };
  for await (const one of everyBarrier(ctx, wish, anybody, 1_000)) {
    const [from, to] = [one.from?.code ?? '', one.to?.code ?? ''];
    if (inside(year, from, to) && found.length < barriersShown) found.push(one);
  }
  const [most] = found.filter(({ measured }) => !measured.suppressed);
  return section('barriers', both('最常见的壁垒', 'The barriers met most'), {
    sentences:
      most === undefined
        ? []
        : [
            both(
              `最常见的是“${reasonFor(most.reason).zh}”：${named(most.from!).zh} → ${named(most.to!).zh}，${most.measured.count} 次。`,
              `Most often it was “${reasonFor(most.reason).en}”: ${named(most.from!).en} → ${named(most.to!).en}, ${most.measured.count} times.`,
            ),
          ],
    chart: chart('bars', both('次数', 'Times'), { label: 'reason', value: 'count' }),
    table: {
      columns: [
        ...[columns.from, columns.to, column('reason', both('理由', 'Reason'))],
        ...[column('rule', both('依据规则', 'Rule')), columns.count, suppressedColumn],
      ],
      rows: found.map(({ from, to, reason, rule, measured: { count, suppressed } }) => ({
        ...{ from: named(from!), to: named(to!), reason: reasonFor(reason) },
        ...{ rule, count, suppressed },
      })),
    },
  });
};

const files: Write = async ({ tx, now }, year) => {
  const { outcomes, ...counts } = await filesOfYear(tx, year, dayOf(now));
  const { opened, closed, open, overdue } = counts;
  return section('barrier_files', both('壁垒案卷', 'Barrier files'), {
    sentences: [
      both(
        `${year.year} 年立案 ${opened} 件，办结 ${closed} 件；至今未结 ${open} 件，其中逾期 ${overdue} 件。`,
        `In ${year.year}, ${opened} files were opened and ${closed} closed; ${open} are open by now, ${overdue} of them overdue.`,
      ),
    ],
    chart: chart('bars', both('结果', 'Outcomes'), { label: 'outcome', value: 'count' }),
    table: {
      columns: [column('outcome', both('结果', 'Outcome')), columns.count],
      rows: outcomes.map(({ outcome, count }) => ({ outcome: wordFor(outcome), count })),
    },
  });
};

const flows: Write = async (ctx, year) => {
  const whole = { fromYear: year.year, toYear: year.year };
  const { cells } = await flowCells(ctx, whole, anybody);
  const rows = cells
    .filter(({ from, to }) => from !== to && inside(year, from, to))
    .map(({ amounts, ...one }) => ({
      ...one,
      from: year.nameOf(one.from),
      to: year.nameOf(one.to),
      amounts: amountsOf(amounts),
    }));
  return section('flows', both('地区间流动', 'Flows between regions'), {
    sentences: [
      both(
        `${year.year} 年人才、技术、资本、服务和数据的跨地区流动，可公布的合计 ${sumTold(rows, 'count')} 次。`,
        `Talent, technology, capital, services and data went from region to region ${sumTold(rows, 'count')} times in ${year.year}, as far as may be told.`,
      ),
    ],
    chart: pairChart('流动', 'Flows'),
    table: {
      columns: [columns.from, columns.to, columns.count, columns.amounts, suppressedColumn],
      rows,
    },
  });
};

/** Cells of few are left out before anything is worked out from them. */
async function strengthsOf({ tx }: Context, { regions }: Year) {
  const counted = await countOrganisations(tx);
  const cells = counted.filter(
    ({ region, organisations }) =>
      regions.includes(region) && (organisations ?? 0) >= organisationsAtLeast,
  );
  return { cells, analysis: cells.length === 0 ? null : analyse(cells) };
}

const specialisation: Write = async (ctx, year) => {
  const { cells, analysis } = await strengthsOf(ctx, year);
  const rows = (analysis?.regions ?? []).map((code, at) => {
    const { presences, fields, quotients } = analysis!;
    const strengths = [...Array(presences.starts[at + 1]! - presences.starts[at]!).keys()]
      .map((nth) => presences.starts[at]! + nth)
      .map((cell) => fields[presences.at[cell]!]!);
    const words = fieldWords(new Set(strengths));
    const names = strengths.map((field) => {
      const known = words.find((one) => one.field === field);
      return known === undefined ? asWritten(field) : both(known.nameZh, known.nameEn);
    });
    return {
      region: year.nameOf(code),
      diversity: strengths.length,
      fields: quotients.starts[at + 1]! - quotients.starts[at]!,
      herfindahl: figure(analysis!.specialisation.herfindahl[at]),
      krugman: figure(analysis!.specialisation.krugman[at]),
      strengths: both(names.map(({ zh }) => zh).join('、'), names.map(({ en }) => en).join(', ')),
    };
  });
  const digest = digestOf(cells);
  return section('specialisation', both('各地区优势', 'What regions are good at'), {
    sentences: [
      both(
        `按登记机构的行业统计，方法 ${seriesMethod.name} ${seriesMethod.version}，输入摘要 ${digest}。`,
        `Counted from the fields of registered organisations, by ${seriesMethod.name} ${seriesMethod.version}, inputs ${digest}.`,
      ),
    ],
    chart: chart('bars', both('差异度', 'Krugman'), { label: 'region', value: 'krugman' }),
    table: {
      columns: [
        columns.region,
        column('fields', both('有机构的领域', 'Fields with organisations'), 'number'),
        column('diversity', both('优势领域数', 'Strengths'), 'number'),
        column('herfindahl', both('集中度', 'Herfindahl'), 'number'),
        column('krugman', both('差异度', 'Krugman'), 'number'),
        column('strengths', both('优势领域', 'Which')),
      ],
      rows,
    },
  });
};

const complementarity: Write = async (ctx, year) => {
  const { analysis } = await strengthsOf(ctx, year);
  const regions = analysis?.regions ?? [];
  const rows = regions.flatMap((from, first) =>
    regions.slice(first + 1).map((to, after) => {
      const pair = compare(analysis!, first, first + 1 + after);
      return {
        from: year.nameOf(from),
        to: year.nameOf(to),
        overlap: pair.overlap,
        shared: pair.shared.length,
        forFirst: pair.forFirst.close.length,
        forSecond: pair.forSecond.close.length,
      };
    }),
  );
  const [nearest] = rows.toSorted((a, b) => b.overlap - a.overlap);
  return section('complementarity', both('重叠与互补', 'Overlap and complementarity'), {
    sentences:
      nearest === undefined
        ? []
        : [
            both(
              `产业结构最相近的是${nearest.from.zh}与${nearest.to.zh}（重叠度 ${nearest.overlap.toFixed(2)}）。`,
              `${nearest.from.en} and ${nearest.to.en} are most alike (overlap ${nearest.overlap.toFixed(2)}).`,
            ),
          ],
    chart: chart('heat', both('重叠度', 'Overlap'), { ...way, value: 'overlap' }),
    table: {
      columns: [
        column('from', both('地区一', 'First region')),
        column('to', both('地区二', 'Second region')),
        column('overlap', both('重叠度', 'Overlap'), 'number'),
        column('shared', both('都有优势的领域', 'Strengths of both'), 'number'),
        column('forFirst', both('二可补一', 'Second could bring'), 'number'),
        column('forSecond', both('一可补二', 'First could bring'), 'number'),
      ],
      rows,
    },
  });
};

const agreements: Write = async ({ tx }, year) => {
  const { signed, inForce, statements } = await agreementsOfYear(tx, year);
  const issued = statements.reduce((sum, { count }) => sum + count, 0);
  return section('agreements', both('利益共享', 'Shared benefit'), {
    sentences: [
      both(
        `${year.year} 年有 ${inForce} 份共享协议有效，其中当年签署 ${signed} 份；出具结算单 ${issued} 份。`,
        `${inForce} sharing agreements were in force in ${year.year}, ${signed} signed in it; ${issued} statements were issued.`,
      ),
    ],
    chart: chart('bars', both('结算单', 'Statements'), { label: 'state', value: 'count' }),
    table: {
      columns: [column('state', both('结算单状态', 'State of the statement')), columns.count],
      rows: statements.map(({ state, count }) => ({ state: wordFor(state), count })),
    },
  });
};

/** In the order in which they are read. */
export const yearlySections: readonly Write[] = [
  organisations,
  collaborations,
  published('technology', both('技术成果', 'Technologies'), '技术成果', 'technologies'),
  published('need', both('技术需求', 'Needs'), '技术需求', 'needs'),
  introductions,
  contracts,
  barrierPairsOfYear,
  barriers,
  files,
  flows,
  specialisation,
  complementarity,
  agreements,
];

export const yearlyCaveats: Report['caveats'] = [
  both(
    `涉及单位少于 ${organisationsAtLeast} 家的数字不公布，合计只含可公布的部分。`,
    `Figures about fewer than ${organisationsAtLeast} organisations are not told; sums hold what is told.`,
  ),
  both(
    '主体与优势按生成时的登记计；其余按该年（北京时间）发生的记录计。',
    'Organisations and strengths are those on the register when it was written; all else is what happened in the year (UTC+8).',
  ),
  both(
    '只统计本节点知道的记录，不代表各地区的全部活动。',
    'Only what this node knows of is counted, not all that the regions do.',
  ),
];
