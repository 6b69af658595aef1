/**
 * Sample outposts and a sample move whose facts the agreement between Beijing and Hebei counts; and
 * three outposts that are publicly known, with where they are known from and nothing else.
 */
import {
  admitTeam,
  confirmFacts,
  createMove,
  createOutpost,
  disputeFact,
  listFacts,
  reportFact,
  reportFactsOfMove,
} from '../server/src/outposts/index.ts';
import type { Context, JobContext } from '../server/src/runtime/module.ts';
import type { Officers } from './common-rules.ts';

const sample = { sample: true };

/** Reported in the press: what they share is told in `demo/agreements`. */
const known = [
  {
    nameZh: '衢州海创园',
    nameEn: 'Quzhou outpost in Hangzhou',
    kind: 'research_there',
    homeRegion: '330800',
    hostRegion: '330100',
    source: { document: '衢州海创园（报道）', grade: 'S' },
  },
  {
    nameZh: '六松产业园',
    nameEn: "Songjiang–Lu'an park",
    kind: 'business_there',
    homeRegion: '310117',
    hostRegion: '341500',
    source: { document: '六松产业园（报道）', grade: 'S' },
  },
  {
    nameZh: '平湖—青田“消薄飞地”',
    nameEn: 'Pinghu–Qingtian outpost',
    kind: 'business_there',
    homeRegion: '331121',
    hostRegion: '330482',
    source: { document: '“消薄飞地”（报道）', grade: 'S' },
  },
] as const;

type Outpost = Parameters<typeof createOutpost>[1];
type Team = Omit<Parameters<typeof admitTeam>[1], 'outpostId'>;

interface SampleOutpost extends Outpost {
  /** By its key among the sample enterprises. */
  readonly operator: string;
  readonly teams: readonly (Team & { readonly organisation?: string })[];
}

const sampleOutposts: readonly SampleOutpost[] = [
  {
    nameZh: '唐山（海淀）科创飞地（示例）',
    nameEn: 'Tangshan outpost in Haidian (sample)',
    ...{ kind: 'research_there', homeRegion: '130200', hostRegion: '110108' },
    ...{ latitude: 39.96, longitude: 116.3 },
    ...{ operator: 'hengfeng', spaceSquareMetres: 8_600, openedOn: '2022-05-01' },
    activitiesAtHome: ['production', 'pilot'],
    activitiesThere: ['research', 'incubation'],
    teams: [
      { organisation: 'hengfeng', field: '轧辊材料', admittedOn: '2022-06-01' },
      {
        ...{ nameZh: '高速钢数值模拟团队（示例）', field: '材料计算', admittedOn: '2022-09-01' },
        ...{ leftOn: '2025-03-01', ending: 'landed_at_home' },
      },
    ],
  },
  {
    nameZh: '石家庄（亦庄）生物医药飞地（示例）',
    nameEn: 'Shijiazhuang biomedicine outpost in Daxing (sample)',
    ...{ kind: 'research_there', homeRegion: '130100', hostRegion: '110115' },
    ...{ latitude: 39.79, longitude: 116.5 },
    ...{ operator: 'yanzhao', spaceSquareMetres: 12_400, openedOn: '2023-03-15' },
    activitiesAtHome: ['production', 'headquarters'],
    activitiesThere: ['research', 'pilot'],
    teams: [{ organisation: 'yanzhao', field: '制药装备', admittedOn: '2023-04-01' }],
  },
  {
    nameZh: '中关村（保定）创新基地（示例）',
    nameEn: 'Zhongguancun base in Baoding (sample)',
    ...{ kind: 'business_there', homeRegion: '110108', hostRegion: '130600' },
    ...{ operator: 'zhongguancun', spaceSquareMetres: 62_000, openedOn: '2015-10-01' },
    activitiesAtHome: ['research', 'headquarters'],
    activitiesThere: ['production', 'pilot'],
    teams: [],
  },
  {
    nameZh: '滨海—沧州海工双向飞地（示例）',
    nameEn: 'Binhai–Cangzhou marine outpost (sample)',
    ...{ kind: 'both_ways', homeRegion: '120000', hostRegion: '130900' },
    ...{ operator: 'binhai', spaceSquareMetres: 21_000, openedOn: null },
    activitiesAtHome: ['research'],
    activitiesThere: ['research', 'production'],
    teams: [],
  },
];

/** The sums of the worked example of the published form: average 30 million yuan before the move. */
const taxesBefore = [
  [2014, 'vat', '8000000.00'],
  [2014, 'corporate-income-tax', '12000000.00'],
  [2014, 'business-tax', '10000000.00'],
  [2015, 'vat', '9000000.00'],
  [2015, 'corporate-income-tax', '13000000.00'],
  [2015, 'business-tax', '10000000.00'],
  [2016, 'vat', '11000000.00'],
  [2016, 'corporate-income-tax', '13000000.00'],
  [2016, 'business-tax', '4000000.00'],
] as const;

const taxesAfter = [
  [2018, 'vat', '26000000.00'],
  [2018, 'vat-refund', '2000000.00'],
  [2018, 'corporate-income-tax', '16000000.00'],
  [2019, 'vat', '30000000.00'],
  [2019, 'corporate-income-tax', '20000000.00'],
  [2020, 'vat', '35000000.00'],
  [2020, 'corporate-income-tax', '25000000.00'],
  [2021, 'vat', '35000000.00'],
  [2021, 'corporate-income-tax', '25000000.00'],
  [2022, 'vat', '35000000.00'],
  [2022, 'corporate-income-tax', '25000000.00'],
] as const;

/** What is left for the first visitor: one fact to confirm, and one that is disputed. */
const leftOpen = 2022;

interface Seeding {
  readonly ctx: JobContext;
  readonly officers: Officers;
  readonly idOf: (key: string) => string;
  /** The agreement that counts the move. */
  readonly agreementId: string;
}

export async function seedOutposts(seeding: Seeding): Promise<void> {
  const outposts = await registerOutposts(seeding);
  await moveOnce(seeding, outposts.get('zhongguancun'));
}

async function registerOutposts({ ctx, idOf }: Seeding): Promise<ReadonlyMap<string, string>> {
  return await ctx.transact(async (inner) => {
    const ids = new Map<string, string>();
    for (const { source, ...facts } of known) {
      await createOutpost(inner, { ...facts, source: { ...source } });
    }
    for (const { operator, teams, ...facts } of sampleOutposts) {
      const outpost = { ...facts, operatorId: idOf(operator) };
      const { id: outpostId } = await createOutpost(inner, outpost, sample);
      ids.set(operator, outpostId);
      for (const { organisation, ...about } of teams) {
        const organisationId = organisation === undefined ? null : idOf(organisation);
        await admitTeam(inner, { ...about, organisationId, outpostId }, sample);
      }
    }
    return ids;
  });
}

/** A sample enterprise goes from Beijing to Baoding; both sides report and confirm what follows. */
async function moveOnce(
  { ctx, officers: { beijing, hebei }, idOf, agreementId }: Seeding,
  outpostId: string | undefined,
): Promise<void> {
  await ctx.transact(async (inner) => {
    const move = {
      ...({ kind: 'enterprise', extent: 'whole', ledBy: 'government', agreementId } as const),
      ...{ organisationId: idOf('baiyang'), fromRegion: '110108', toRegion: '130600' },
      ...{ listedOn: '2016-03-01', movedOn: '2017-06-30', registeredOn: '2017-09-01' },
      ...{ producingOn: '2018-01-01', outpostId: outpostId ?? null },
      taxesBefore: taxesBefore.map(([year, tax, amount]) => ({
        ...{ year, tax, amount, unit: 'CNY' as const },
      })),
    };
    const { id: moveId } = await createMove(inner, move, sample);
    await reportFactsOfMove(inner, { moveId });
  }, beijing);
  const open: string[] = [];
  await ctx.transact(async (inner) => {
    for (const [year, measure, amount] of taxesAfter) {
      const fact = { period: String(year), party: 'host', measure, amount };
      const evidence = `示例：${year} 年税收台账`;
      const { id } = await reportFact(inner, { ...fact, evidence, agreementId });
      if (year === leftOpen) open.push(id);
    }
    const factIds = await waitingFor(inner, agreementId, 'host');
    await confirmFacts(inner, { agreementId, factIds });
  }, hebei);
  await ctx.transact(async (inner) => {
    const waiting = await waitingFor(inner, agreementId, 'sender');
    const factIds = waiting.filter((id) => !open.includes(id));
    await confirmFacts(inner, { agreementId, factIds });
    await disputeFact(inner, {
      ...{ factId: open[0]!, ground: 'amount_differs', answerWithinDays: 30 },
      note: '国库入库数比申报数少 120 万元，请核对退库情况。（示例）',
    });
  }, beijing);
}

async function waitingFor(ctx: Context, agreementId: string, party: string): Promise<string[]> {
  const page = await listFacts(ctx, { agreementId, waiting: party, limit: 100 });
  return page.items.map(({ id }) => id);
}
