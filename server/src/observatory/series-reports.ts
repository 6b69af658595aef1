/** The pages of series as reports: standings and heat map, one region, two regions. */
import type { UseCase } from '../runtime/module.ts';
import type { Pair, Profile, reportContract, Series, SmallCellsTold } from './contract.ts';
import { readRegionPair, readRegionProfile, readSeries } from './read-series.ts';
import { both, chart, column, finished, named, section, suppressedColumn } from './report.ts';
import type { Both, Report } from './report-contract.ts';
import { reportFile } from './report-files.ts';
import { caveatFor, wordFor } from './report-words.ts';

type Contract = typeof reportContract;
type Named = Parameters<typeof named>[0];
type Summary = Profile['series'];

const region = column('region', both('地区', 'Region'));
const code = column('code', both('代码', 'Code'));
const field = column('field', both('领域', 'Field'));
const quotient = column('quotient', both('区位商', 'Location quotient'), 'number');
const closeness = column('closeness', both('接近程度', 'Closeness'), 'number');
const pci = column('pci', both('领域复杂度', 'Complexity of the field'), 'number');
const value = (series: Summary) => {
  const { zh, en } = inBoth(series, 'unit');
  return column('value', both(`数值（${zh}）`, `Value (${en})`), 'number');
};

function inBoth(series: Summary, what: 'title' | 'unit' | 'source'): Both {
  return both(series[what], (series.english ?? series)[what]);
}

function provenance(series: Summary): Both {
  const [title, source] = [inBoth(series, 'title'), inBoth(series, 'source')];
  const { on, sourceUrl, licence } = series;
  const more = [on, sourceUrl, licence].filter((one) => one !== null);
  return both(
    [source.zh, title.zh, ...more].join(' · '),
    [source.en, title.en, ...more].join(' · '),
  );
}

/** What is left out of every figure of the page, whether its cells are listed or not. */
function smallCaveat({ organisationsAtLeast: least, cells, hidden }: SmallCellsTold): Both[] {
  if (cells === 0) return [];
  const said = both(
    `有 ${cells} 个数涉及的单位少于 ${least} 家，不计入合计和各项指数，其中 ${hidden} 个不予公布。`,
    `${cells} cells are about fewer than ${least} organisations: no total and no index holds them, and ${hidden} of them are not shown.`,
  );
  return [said];
}

function joined(names: readonly Named[]): Both {
  const all = names.map(named);
  return both(all.map(({ zh }) => zh).join('、'), all.map(({ en }) => en).join(', '));
}

export const reportSeries: UseCase<Contract['reportSeries']> = async (ctx, input) =>
  reportFile(ctx, finished(seriesReport(await readSeries(ctx, input))), input);

function seriesReport(series: Series): Report {
  const { standings, heat, shownFields } = series;
  const regions = new Map(standings.map((one) => [one.region.code, named(one.region)]));
  const fields = new Map(shownFields.map((one) => [one.field.code, named(one.field)]));
  const ranked = standings.toSorted(
    (a, b) => (a.rank?.first ?? Infinity) - (b.rank?.first ?? Infinity) || b.volume - a.volume,
  );
  const order = new Map([...fields.keys()].map((one, at) => [one, at]));
  const unit = inBoth(series, 'unit');
  return {
    title: inBoth(series, 'title'),
    lead: both(
      `各地区擅长什么；总量低于 ${series.minimumVolume.toFixed(2)} 的地区不参加排名。`,
      `What regions are good at; those below ${series.minimumVolume.toFixed(2)} are not ranked.`,
    ),
    source: provenance(series),
    method: series.method,
    asked: { series: series.id },
    caveats: [...series.caveats.map(caveatFor), ...smallCaveat(series.small)],
    sections: [
      section('standings', both('各地区', 'Regions'), {
        chart: chart('bars', both('复杂度', 'Complexity'), { label: 'region', value: 'eci' }),
        table: {
          columns: [
            ...[region, code, column('rank', both('位次', 'Rank'), 'number')],
            column('volume', both(`总量（${unit.zh}）`, `Volume (${unit.en})`), 'number'),
            column('diversity', both('优势领域数', 'Fields present'), 'number'),
            column('herfindahl', both('集中度', 'Herfindahl'), 'number'),
            column('krugman', both('差异度', 'Krugman'), 'number'),
            column('eci', both('复杂度', 'Complexity'), 'number'),
            column('fitness', both('适合度', 'Fitness'), 'number'),
            column('unranked', both('未排名原因', 'Not ranked because')),
          ],
          rows: ranked.map(({ region: { code, ...words }, rank, excludedBecause, ...figures }) => ({
            region: named({ code, ...words }),
            code,
            ...figures,
            rank: rank?.first ?? null,
            unranked: excludedBecause === null ? null : wordFor(excludedBecause),
          })),
        },
      }),
      section('heat', both('区位商', 'Location quotients'), {
        sentences: [
          both(
            '1 以上为优势领域；列出总量最大的领域。',
            '1 and more is a strength; the largest fields are shown.',
          ),
        ],
        chart: chart('heat', both('领域 × 地区', 'Fields × regions'), {
          label: 'field',
          across: 'region',
          value: 'quotient',
        }),
        table: {
          columns: [region, field, value(series), quotient, suppressedColumn],
          rows: heat
            .toSorted((a, b) => (order.get(a.field) ?? 0) - (order.get(b.field) ?? 0))
            .map((one) => ({
              region: regions.get(one.region) ?? one.region,
              field: fields.get(one.field) ?? one.field,
              value: one.value,
              quotient: one.quotient,
              suppressed: one.suppressed,
            })),
        },
      }),
    ],
  };
}

export const reportRegionProfile: UseCase<Contract['reportRegionProfile']> = async (ctx, input) =>
  reportFile(ctx, finished(profileReport(await readRegionProfile(ctx, input))), input);

function profileReport({ series, region, method, ...profile }: Profile): Report {
  const { fields, opportunities, small } = profile;
  const name = named(region);
  return {
    title: both(`${name.zh}的优势与机会`, `Strengths and openings of ${name.en}`),
    lead: inBoth(series, 'title'),
    source: provenance(series),
    method,
    asked: { series: series.id, region: region.code },
    caveats: smallCaveat(small),
    sections: [
      section('openings', both('可发展的领域', 'Openings'), {
        sentences: [
          both(
            '本地区还没有、但离得近、也较复杂的领域。已有优势地区的，先考虑合作，避免重复建设。',
            'Fields it lacks, is close to, and that are complex. Where others are strong already, work with them before repeating them.',
          ),
        ],
        chart: chart('bars', closeness.title, { label: 'field', value: 'closeness' }),
        table: {
          columns: [
            ...[field, closeness, pci],
            column('presentIn', both('已有优势的地区', 'Strong already')),
          ],
          rows: opportunities.map((one) => ({
            field: named(one.field),
            closeness: one.density,
            pci: one.pci,
            presentIn: joined(one.presentIn),
          })),
        },
      }),
      section('fields', both('现有领域', 'Its fields'), {
        chart: chart('bars', quotient.title, { label: 'field', value: 'quotient' }),
        table: {
          columns: [
            ...[field, value(series)],
            column('share', both('占本地区', 'Share of the region'), 'share'),
            ...[quotient, pci, suppressedColumn],
          ],
          rows: fields.map((one) => ({ ...one, field: named(one.field) })),
        },
      }),
    ],
  };
}

export const reportRegionPair: UseCase<Contract['reportRegionPair']> = async (ctx, input) =>
  reportFile(ctx, finished(pairReport(await readRegionPair(ctx, input))), input);

function pairReport(pair: Pair): Report {
  const { series, shared, coupling } = pair;
  const [first, second] = [named(pair.first), named(pair.second)];
  const offers = (name: string, giver: Both, taker: Both, found: Pair['forFirst']) =>
    section(
      name,
      both(`${giver.zh}可以补${taker.zh}的`, `What ${giver.en} could bring to ${taker.en}`),
      {
        chart: chart('bars', closeness.title, { label: 'field', value: 'closeness' }),
        table: {
          columns: [
            ...[field, closeness],
            column('givers', both('可以提供的单位', 'Who could bring it')),
            column('takers', both('可以承接的单位', 'Who could take it up')),
          ],
          rows: found.map((one) => ({
            field: named(one.field),
            closeness: one.density,
            givers: joined(one.givers),
            takers: joined(one.takers),
          })),
        },
      },
    );
  return {
    title: both(`${first.zh}与${second.zh}`, `${first.en} and ${second.en}`),
    lead: inBoth(series, 'title'),
    source: provenance(series),
    method: pair.method,
    asked: { series: series.id, first: pair.first.code, second: pair.second.code },
    caveats: smallCaveat(pair.small),
    sections: [
      section('shared', both('都有优势的领域', 'Strengths of both'), {
        facts: [
          { label: both('重叠度', 'Overlap'), value: pair.overlap },
          { label: both('结构相似度', 'Similarity'), value: pair.cosine },
          { label: both('优势领域重合率', 'Shared strengths'), value: pair.jaccard },
          {
            label: both('耦合协调度', 'Coupling coordination'),
            value: coupling?.coordination ?? null,
          },
        ],
        table: {
          columns: [field, code],
          rows: shared.map((one) => ({ field: named(one), code: one.code })),
        },
      }),
      offers('for_first', second, first, pair.forFirst),
      offers('for_second', first, second, pair.forSecond),
    ],
  };
}
