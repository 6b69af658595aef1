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

/** What it makes, in both languages, where, and its divisions. */
const enterprises = [
  ['张家口坝上风电', 'Zhangjiakou Bashang Wind Power', '130700', '44'],
  ['张家口察北光伏', 'Zhangjiakou Chabei Solar', '130700', '44'],
  ['承德塞罕风能', 'Chengde Saihan Wind Energy', '130800', '44'],
  ['唐山曹妃甸焦化', 'Tangshan Caofeidian Coking', '130200', '25'],
  ['天津大港石化气体', 'Tianjin Dagang Petrochemical Gases', '120000', '25'],
  ['北京昌平氢阀', 'Beijing Changping Hydrogen Valves', '110000', '34'],
  ['石家庄高压气瓶', 'Shijiazhuang Pressure Cylinders', '130100', '33'],
  ['廊坊储运装备', 'Langfang Storage Equipment', '131000', '33'],
  ['天津滨海气瓶', 'Tianjin Binhai Cylinders', '120000', '33'],
  ['北京怀柔膜材料', 'Beijing Huairou Membranes', '110000', '29'],
  ['北京亦庄电堆', 'Beijing Yizhuang Stacks', '110000', '38'],
  ['天津东丽电机', 'Tianjin Dongli Motors', '120000', '38'],
  ['天津西青电池', 'Tianjin Xiqing Cells', '120000', '38'],
  ['保定逆变器', 'Baoding Inverters', '130600', '38'],
  ['天津港保税区客车', 'Tianjin Free Port Buses', '120000', '36'],
  ['保定长城路零部件', 'Baoding Road Parts', '130600', '36'],
  ['沧州底盘', 'Cangzhou Chassis', '130900', '36'],
  ['唐山渤海特钢', 'Tangshan Bohai Special Steel', '130200', '31'],
  ['唐山丰南钢铁', 'Tangshan Fengnan Steel', '130200', '31'],
  ['邯郸武安铸钢', 'Handan Wuan Cast Steel', '130400', '31'],
  ['邢台德龙轧钢', 'Xingtai Rolled Steel', '130500', '31'],
  ['天津静海型材', 'Tianjin Jinghai Profiles', '120000', '31'],
  ['北京海淀智驾软件', 'Beijing Haidian Driving Software', '110000', '65'],
  ['北京中关村座舱', 'Beijing Zhongguancun Cockpits', '110000', '65'],
  ['雄安车路云', 'Xiongan Road Cloud', '130600', '65'],
  ['北京经开传感器', 'Beijing Sensors', '110000', '39'],
  ['石家庄正定光电', 'Shijiazhuang Zhengding Optics', '130100', '39'],
] as const;

/** Outside the compact: what it offers comes from elsewhere. */
const outsider = ['上海临港制氢装备', 'Shanghai Lingang Electrolysers', '310000', '34'] as const;

const needs = [
  {
    owner: '张家口坝上风电',
    title: '适应功率波动的电解槽',
    problem: '弃风时段需要就地制氢，现有碱性电解槽启停慢、负荷下限高，不能跟随风电波动。',
    targets: '负荷范围 10%–120%；冷启动不超过 30 分钟；直流电耗不高于 4.3 kWh/Nm³。',
    fields: ['44', '34'],
  },
  {
    owner: '北京亦庄电堆',
    title: '国产质子交换膜与膜电极',
    problem: '电堆用质子交换膜依赖进口，批次差异大，希望找到可稳定供货的膜与膜电极。',
    targets: '电导率不低于 0.1 S/cm；寿命不低于 8,000 小时。',
    fields: ['38', '29'],
  },
  {
    owner: '天津港保税区客车',
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
