/** What stands in the links of a chain within a compact, today. */
import { dayOf } from '../runtime/day.ts';
import { lately } from '../runtime/lately.ts';
import { cells as asCells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { layersOf } from './chain.ts';
import type { ChainGaps, LinkGap, LinkRecordKind } from './chain-contract.ts';
import { type Cell, chainGapMethod, stateOf, surplusOf, tallyOf, toldOf } from './chain-gap.ts';
import type { ChainLink } from './chain-model.ts';
import { findChain, type KeptChain } from './chain-store.ts';
import {
  type Counted,
  countNeedsIn,
  countOrganisationsIn,
  countTechnologiesIn,
  type LinkTies,
  linkRecordPage,
} from './chain-views.ts';
import type { chainContract } from './contract.ts';
import { formsOf } from './field-forms.ts';
import { type CompactNames, compactNamed, firstLevelOf } from './repeat-views.ts';
import { regionsServed } from './rights.ts';
import { membersOf, regionsNamed } from './views.ts';

type Contract = typeof chainContract;

function tiesOf({ key, industries, patents, names, keywords }: ChainLink): LinkTies {
  return {
    key,
    fields: [...new Set([...industries, ...patents, ...names].flatMap(formsOf))],
    keywords: keywords.map((word) => word.toLowerCase()),
  };
}

const counts = ['organisations', 'technologies', 'needs', 'inside', 'outside'] as const;
type Count = (typeof counts)[number];

interface Measured {
  readonly chain: KeptChain;
  readonly compact: CompactNames;
  /** Of the first level, ascending. */
  readonly regions: readonly string[];
  readonly served: readonly string[] | null;
  readonly counted: ReadonlyMap<string, Counted>;
}

const place = (count: Count, link: string, region: string) => `${count} ${link} ${region}`;

async function measure(
  ctx: Context,
  input: { chainId: string; compactId: string; version?: number },
): Promise<Measured> {
  const { tx } = ctx;
  const day = dayOf(ctx.now);
  const chain = await findChain(tx, input.chainId, input.version);
  if (chain === null) throw notFound('chain');
  const compact = await compactNamed(tx, input.compactId);
  if (compact === null) throw notFound('compact');
  const members = await membersOf(tx, [compact.id], day);
  const provinces = await Promise.all(members.map((code) => firstLevelOf(tx, code)));
  const regions = [...new Set(provinces.flatMap((code) => code ?? []))].sort();
  const work = () => countAll(ctx, chain, regions, compact.id);
  const key = `chain ${chain.digest} ${compact.id} ${regions.join()}`;
  const counted = await lately(tx, key, work, () => true);
  return { chain, compact, regions, counted, served: await regionsServed(ctx) };
}

async function countAll(
  { tx }: Context,
  { model }: KeptChain,
  regions: readonly string[],
  compactId: string,
): Promise<Measured['counted']> {
  const links = model.links.map(tiesOf);
  const counted = new Map<string, Counted>();
  const keep = (count: Count) => (one: Counted) =>
    void counted.set(place(count, one.link, one.region), one);
  (await countOrganisationsIn(tx, links, regions)).forEach(keep('organisations'));
  (await countTechnologiesIn(tx, links, regions)).forEach(keep('technologies'));
  for (const one of await countNeedsIn(tx, links, regions, compactId)) {
    keep(one.what === 'open' ? 'needs' : one.what)(one);
  }
  return counted;
}

function cellOf({ counted, served }: Measured, count: Count, link: string, region: string): Cell {
  const { count: found = 0, behind = 0 } = counted.get(place(count, link, region)) ?? {};
  return { count: found, behind, served: served === null || served.includes(region) };
}

function cellsOf(measured: Measured, count: Count, link: string): Cell[] {
  return measured.regions.map((region) => cellOf(measured, count, link, region));
}

const sum = (cells: readonly Cell[]) => cells.reduce((all, { count }) => all + count, 0);

function linkGaps(measured: Measured): LinkGap[] {
  const { model } = measured.chain;
  const layers = layersOf(model)!;
  const found = model.links.map(({ key }) => ({
    key,
    cells: Object.fromEntries(
      counts.map((count) => [count, cellsOf(measured, count, key)]),
    ) as Record<Count, Cell[]>,
  }));
  const all = (count: Count) => found.reduce((whole, { cells }) => whole + sum(cells[count]), 0);
  const chain = { organisations: all('organisations'), needs: all('needs') };
  return found.map(({ key, cells }) => {
    const link = {
      organisations: sum(cells.organisations),
      technologies: sum(cells.technologies),
      needs: sum(cells.needs),
      answeredInside: sum(cells.inside),
      answeredOutside: sum(cells.outside),
    };
    const surplus = surplusOf(link, chain);
    const isTold = [...cells.organisations, ...cells.needs].every((cell) => toldOf(cell) !== null);
    return {
      key,
      layer: layers.get(key)!,
      state: stateOf(link, surplus),
      organisations: tallyOf(cells.organisations),
      technologies: tallyOf(cells.technologies),
      needs: tallyOf(cells.needs),
      answeredInside: tallyOf(cells.inside),
      answeredOutside: tallyOf(cells.outside),
      surplus: isTold ? surplus : null,
      regions: measured.regions.map((region, at) => ({
        region,
        organisations: toldOf(cells.organisations[at]!),
        technologies: toldOf(cells.technologies[at]!),
        needs: toldOf(cells.needs[at]!),
      })),
    };
  });
}

function caveatsOf({ regions, counted }: Measured, links: readonly LinkGap[]) {
  const all = (count: Count) =>
    [...counted].reduce((whole, [key, one]) => whole + (key.startsWith(count) ? one.count : 0), 0);
  const isUntold = ({ organisations, technologies, needs }: LinkGap) =>
    organisations.more || technologies.more || needs.more;
  const caveats: ChainGaps['caveats'] = [];
  if (regions.length === 0) caveats.push('compact_without_regions');
  if (regions.length === 1) caveats.push('one_region');
  if (all('organisations') + all('technologies') === 0) caveats.push('chain_without_supply');
  if (all('needs') < chainGapMethod.parameters.needsAtLeast) {
    caveats.push('too_few_needs_for_surplus');
  }
  if (links.some(isUntold)) caveats.push('some_cells_untold');
  return caveats;
}

export const readChainGaps: UseCase<Contract['readChainGaps']> = async (ctx, input) => {
  const measured = await measure(ctx, input);
  const { model, revision: _, ...chain } = measured.chain;
  const links = linkGaps(measured);
  return {
    chain,
    model,
    compact: measured.compact,
    on: dayOf(ctx.now),
    regions: await regionsNamed(ctx.tx, measured.regions),
    links,
    caveats: caveatsOf(measured, links),
    method: { ...chainGapMethod, inputsDigest: chain.digest },
  };
};

export const listLinkRecords: UseCase<Contract['listLinkRecords']> = async (ctx, input) => {
  const measured = await measure(ctx, input);
  const link = measured.chain.model.links.find(({ key }) => key === input.linkKey);
  if (link === undefined) throw notFound('link');
  const kind: LinkRecordKind = input.kind;
  const regions = measured.regions
    .filter((code) => input.region === undefined || input.region === code)
    .filter((code) => toldOf(cellOf(measured, kind, link.key, code)) !== null);
  const asked = { kind, regions, compactId: measured.compact.id };
  return await linkRecordPage(ctx.tx, tiesOf(link), asked, input);
};

const headings: readonly Heading[] = [
  ['link', '环节代码', 'Link'],
  ['name', '环节', 'Name'],
  ['stage', '上中下游', 'Stage'],
  ['state', '判断', 'State'],
  ['region', '地区', 'Region'],
  ['organisations', '单位（空为过少不公布）', 'Organisations (empty: too few to tell)', 'number'],
  ['technologies', '技术（空为过少不公布）', 'Technologies (empty: too few to tell)', 'number'],
  ['needs', '需求（空为过少不公布）', 'Needs (empty: too few to tell)', 'number'],
  ['surplus', '供给份额与需求份额之比', 'Share of supply over share of demand', 'number'],
];

export const exportChainGaps: UseCase<Contract['exportChainGaps']> = async (ctx, input) => {
  const { model, links, compact } = await readChainGaps(ctx, input);
  const lang = input.lang ?? 'zh';
  async function* rows() {
    for (const [at, { key, state, surplus, regions }] of links.entries()) {
      const { name, stage } = model.links[at]!;
      for (const figures of regions) {
        yield { link: key, name: name[lang], stage, state, ...figures, surplus };
      }
    }
  }
  const title = (one: 'zh' | 'en') =>
    `${model.name[one]}-${(one === 'zh' ? compact.nameZh : compact.nameEn) ?? ''}`;
  return listFile(
    ctx,
    input,
    [title('zh'), title('en')],
    headings,
    asCells(rows(), (one) => one),
  );
};
