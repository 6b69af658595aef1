/**
 * Invented enterprises with the divisions of GB/T 4754 they work in, and what two of them look for:
 * so that the chains of the demo have supply, too much of it, and gaps. Each says of itself that it
 * is a sample.
 */
import {
  acceptIntroduction,
  askIntroduction,
  createNeed,
  createTechnology,
  publishNeed,
  publishTechnology,
} from '../server/src/matching/index.ts';
import { createOrganisation } from '../server/src/registry/index.ts';
import type { JobContext } from '../server/src/runtime/module.ts';

const sample = { sample: true };

/** A division, what is made there in both languages, and the places where; each is an enterprise. */
const industries = [
  ['44', '新能源', 'Renewables', ['张北', '尚义', '围场']],
  ['25', '焦化', 'Coking', ['曹妃甸']],
  ['25', '石化', 'Petrochemicals', ['大港', '南港', '汉沽']],
  ['34', '氢阀', 'Hydrogen Valves', ['昌平']],
  ['33', '气瓶', 'Cylinders', ['正定', '栾城', '三河', '东丽', '津南', '武清']],
  ['29', '膜材料', 'Membranes', ['怀柔', '密云', '平谷']],
  ['38', '电堆', 'Stacks', ['亦庄', '大兴', '房山']],
  ['38', '动力电池', 'Cells', ['西青', '静海', '宁河']],
  ['36', '客车', 'Buses', ['北辰', '蓟州', '保税区']],
  ['36', '零部件', 'Parts', ['清苑', '泊头', '黄骅']],
  ['31', '特钢', 'Special Steel', ['丰南', '迁安', '武安', '沙河', '霸州', '玉田', '滦州']],
  ['31', '型钢', 'Sections', ['静海', '宁河', '东丽']],
  ['65', '智驾软件', 'Driving Software', ['海淀', '中关村', '望京']],
  ['39', '传感器', 'Sensors', ['顺义', '酒仙桥', '上地']],
] as const;

/** GB/T 2260, of the prefecture or the municipality. */
const places: Readonly<Record<string, readonly [english: string, regionCode: string]>> = {
  ...{ 张北: ['Zhangbei', '130700'], 尚义: ['Shangyi', '130700'], 围场: ['Weichang', '130800'] },
  ...{ 曹妃甸: ['Caofeidian', '130200'], 丰南: ['Fengnan', '130200'], 迁安: ['Qianan', '130200'] },
  ...{ 玉田: ['Yutian', '130200'], 滦州: ['Luanzhou', '130200'], 武安: ['Wuan', '130400'] },
  ...{ 沙河: ['Shahe', '130500'], 霸州: ['Bazhou', '131000'], 三河: ['Sanhe', '131000'] },
  ...{ 正定: ['Zhengding', '130100'], 栾城: ['Luancheng', '130100'], 清苑: ['Qingyuan', '130600'] },
  ...{ 泊头: ['Botou', '130900'], 黄骅: ['Huanghua', '130900'], 大港: ['Dagang', '120000'] },
  ...{ 南港: ['Nangang', '120000'], 汉沽: ['Hangu', '120000'], 东丽: ['Dongli', '120000'] },
  ...{ 津南: ['Jinnan', '120000'], 武清: ['Wuqing', '120000'], 西青: ['Xiqing', '120000'] },
  ...{ 静海: ['Jinghai', '120000'], 宁河: ['Ninghe', '120000'], 北辰: ['Beichen', '120000'] },
  ...{ 蓟州: ['Jizhou', '120000'], 保税区: ['Free Port', '120000'], 昌平: ['Changping', '110000'] },
  ...{ 怀柔: ['Huairou', '110000'], 密云: ['Miyun', '110000'], 平谷: ['Pinggu', '110000'] },
  ...{ 亦庄: ['Yizhuang', '110000'], 大兴: ['Daxing', '110000'], 房山: ['Fangshan', '110000'] },
  ...{
    海淀: ['Haidian', '110000'],
    中关村: ['Zhongguancun', '110000'],
    望京: ['Wangjing', '110000'],
  },
  ...{ 顺义: ['Shunyi', '110000'], 酒仙桥: ['Jiuxianqiao', '110000'], 上地: ['Shangdi', '110000'] },
};

const enterprises = industries.flatMap(([division, zh, en, at]) =>
  at.map((place): Enterprise => {
    const [english, regionCode] = places[place]!;
    return [`${place}${zh}`, `${english} ${en}`, regionCode, division];
  }),
);

type Enterprise = readonly [zh: string, en: string, regionCode: string, division: string];

/** Outside the compact: what it offers comes from elsewhere. */
const outsider: Enterprise = ['上海临港制氢装备', 'Shanghai Lingang Electrolysers', '310000', '34'];

const needs = [
  {
    owner: '张北新能源',
    title: '适应功率波动的电解槽',
    problem: '弃风时段需要就地制氢，现有碱性电解槽启停慢、负荷下限高，不能跟随风电波动。',
    targets: '负荷范围 10%–120%；冷启动不超过 30 分钟；直流电耗不高于 4.3 kWh/Nm³。',
    fields: ['44', '34'],
  },
  {
    owner: '亦庄电堆',
    title: '国产质子交换膜与膜电极',
    problem: '电堆用质子交换膜依赖进口，批次差异大，希望找到可稳定供货的膜与膜电极。',
    targets: '电导率不低于 0.1 S/cm；寿命不低于 8,000 小时。',
    fields: ['38', '29'],
  },
  {
    owner: '保税区客车',
    title: '氢能重卡的储氢气瓶轻量化',
    problem: '重卡储氢系统自重过大，希望采用碳纤维缠绕气瓶降低重量。',
    targets: '储氢密度不低于 5.5%；通过型式试验。',
    fields: ['36', '33'],
  },
] as const;

const offer = {
  title: '兆瓦级质子膜电解槽',
  summary:
    '兆瓦级质子交换膜电解槽，负荷范围 5%–130%，冷启动 5 分钟，直流电耗 4.2 kWh/Nm³，已在风电场完成 2,000 小时试运行。',
  keywords: ['电解槽', '电解水', '制氢'],
  fields: ['34'],
} as const;

export async function seedChainEnterprises(ctx: JobContext): Promise<void> {
  const ids = await ctx.transact(async (inner) => {
    const made = new Map<string, string>();
    for (const [zh, en, regionCode, division] of [...enterprises, outsider]) {
      const names = { nameZh: `${zh}有限公司（示例）`, nameEn: `${en} Co. (sample)` };
      const facts = { ...names, kind: 'enterprise' as const, regionCode, fields: [division] };
      made.set(zh, (await createOrganisation(inner, facts, sample)).id);
    }
    return made;
  });
  const idOf = (key: string) => ids.get(key)!;
  const contact = { name: '企业联系人（示例）', email: 'contact@demo.yunhe' };
  await ctx.transact(async (inner) => {
    const posted: string[] = [];
    const deadline = new Date(inner.now.getTime() + 120 * 86_400_000).toISOString().slice(0, 10);
    for (const { owner, fields, ...text } of needs) {
      const wish = { ...text, organisationId: idOf(owner), fields: [...fields], deadline, contact };
      const { id: needId, revision } = await createNeed(
        inner,
        { ...wish, languages: ['zh'], visibility: 'public' },
        sample,
      );
      await publishNeed(inner, { needId, revision });
      posted.push(needId);
    }
    const { title, summary, keywords, fields } = offer;
    const { id: technologyId, revision } = await createTechnology(
      inner,
      {
        ...{ title, summary, keywords: [...keywords], fields: [...fields], languages: ['zh'] },
        ...{
          organisationId: idOf(outsider[0]),
          maturity: 7,
          ipPosition: 'patent_granted',
          contact,
        },
        price: { modes: ['negotiable'], minimumMinor: null, maximumMinor: null, currency: null },
      },
      sample,
    );
    await publishTechnology(inner, { technologyId, revision });
    const { id: introductionId } = await askIntroduction(inner, {
      organisationId: idOf(needs[0].owner),
      needId: posted[0]!,
      technologyId,
      message: '希望了解电解槽在弃风时段启停的实测数据与供货条件。',
    });
    await acceptIntroduction(inner, { introductionId });
  });
}
