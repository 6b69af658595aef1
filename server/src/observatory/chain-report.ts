/** The page of a chain as a report: what each link has in the compact, and in each region. */
import type { UseCase } from '../runtime/module.ts';
import type { ChainGaps, LinkGap, reportContract } from './contract.ts';
import { readChainGaps } from './read-chain-gaps.ts';
import {
  asWritten,
  both,
  chart,
  column,
  finished,
  named,
  section,
  suppressedColumn,
} from './report.ts';
import type { Both, Report } from './report-contract.ts';
import { reportFile } from './report-files.ts';
import { caveatFor, wordFor } from './report-words.ts';

type Contract = typeof reportContract;

const link = column('link', both('环节', 'Link'));
const figures = {
  organisations: column('organisations', both('单位', 'Organisations'), 'number'),
  technologies: column('technologies', both('在库技术', 'Technologies'), 'number'),
  needs: column('needs', both('在求需求', 'Open needs'), 'number'),
};

export const reportChain: UseCase<Contract['reportChain']> = async (ctx, input) =>
  reportFile(ctx, finished(chainReport(await readChainGaps(ctx, input))), input);

/** A figure where all of it may be told, else what is told and that there is more. */
function tallied({ count, more }: LinkGap['needs']): number | Both {
  if (!more) return count;
  return count === 0
    ? both('有，过少不公布', 'some, too few to tell')
    : both(`${count} 以上`, `${count} or more`);
}

function chainReport({
  chain,
  model,
  compact,
  on,
  regions,
  links,
  caveats,
  method,
}: ChainGaps): Report {
  const within = named(compact);
  const regionOf = new Map(regions.map((one) => [one.code, named(one)]));
  const nameOf = new Map(model.links.map(({ key, name }) => [key, name]));
  return {
    title: both(`${chain.name.zh}产业链：${within.zh}`, `${chain.name.en}: ${within.en}`),
    lead: both(
      `截至 ${on}，${links.length} 个环节中缺口 ${countOf(links, 'missing')} 个、靠外部 ${countOf(links, 'outside')} 个、过剩 ${countOf(links, 'surplus')} 个。`,
      `On ${on}, of ${links.length} links ${countOf(links, 'missing')} are missing, ${countOf(links, 'outside')} come from outside and ${countOf(links, 'surplus')} have a surplus.`,
    ),
    source: both(
      `本节点的登记记录；产业链：${chain.source}`,
      `Records of this node; the chain: ${chain.source}`,
    ),
    method,
    asked: { chain: chain.code, version: String(chain.version), compact: compact.id },
    caveats: caveats.map(caveatFor),
    sections: [
      section('links', both('各环节', 'Links'), {
        sentences: [definition],
        table: {
          columns: [
            ...[
              link,
              column('stage', both('阶段', 'Stage')),
              column('state', both('判断', 'State')),
            ],
            ...Object.values(figures),
            column('inside', both('内部应答', 'Answered inside'), 'number'),
            column('outside', both('外部应答', 'Answered outside'), 'number'),
            column('surplus', both('供需份额比', 'Supply over demand'), 'number'),
          ],
          rows: links.map((one, at) => ({
            link: model.links[at]!.name,
            stage: wordFor(model.links[at]!.stage),
            state: wordFor(one.state),
            organisations: tallied(one.organisations),
            technologies: tallied(one.technologies),
            needs: tallied(one.needs),
            inside: tallied(one.answeredInside),
            outside: tallied(one.answeredOutside),
            surplus: one.surplus,
          })),
        },
      }),
      section('regions', both('各地区', 'Regions'), {
        chart: chart('heat', both('各环节各地区的单位数', 'Organisations by link and region'), {
          label: 'link',
          across: 'region',
          value: 'organisations',
        }),
        table: {
          columns: [
            ...[link, column('region', both('地区', 'Region')), ...Object.values(figures)],
            suppressedColumn,
          ],
          rows: links.flatMap(({ key, regions: cells }) =>
            cells.map(({ region, organisations, technologies, needs }) => ({
              link: nameOf.get(key)!,
              region: regionOf.get(region) ?? asWritten(region),
              ...{ organisations, technologies, needs },
              suppressed: [organisations, technologies, needs].includes(null),
            })),
          ),
        },
      }),
    ],
  };
}

const definition = both(
  '缺口：内部没有供给，也没有谁应答过需求。靠外部：需求只得到过协同体以外单位的应答。薄弱：供给单位少于 3 家。过剩：占全链单位的份额是占全链需求份额的 2 倍及以上。',
  'Missing: no supply inside, and nobody has answered a need. From outside: needs were answered from outside the compact alone. Thin: fewer than three organisations supply it. Surplus: its share of the organisations is twice its share of the needs, or more.',
);

function countOf(links: readonly LinkGap[], wanted: LinkGap['state']): number {
  return links.filter(({ state }) => state === wanted).length;
}
