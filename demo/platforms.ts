/**
 * Three sample platforms: one that runs under a charter, with a budget, an act inside its mandate,
 * one that waits for the council, and a meeting; one without a charter; and one that is planned.
 */
import {
  adoptCharter,
  callMeeting,
  castVote,
  closeMotion,
  createPlatform,
  giveSeat,
  makeAct,
  proposeBudget,
  proposeCharter,
  settleAct,
} from '../server/src/platforms/index.ts';
import type { Actor } from '../server/src/runtime/actor.ts';
import { dayOf } from '../server/src/runtime/day.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import type { Officers } from './common-rules.ts';

const sample = { sample: true };

interface Seeding {
  readonly ctx: JobContext;
  readonly officers: Officers;
  readonly idOf: (key: string) => string;
  /** Manages the operator of the pilot base. */
  readonly director: Actor;
  readonly mandates: { readonly ruleSetId: string; readonly versionId: string };
}

export async function seedPlatforms(about: Seeding): Promise<void> {
  const { ctx, officers, idOf } = about;
  const pilotBase = await ctx.transact(
    (inner) => createPlatform(inner, pilotBaseOf(idOf('hengfeng')), sample),
    officers.hebei,
  );
  await ctx.transact((inner) => createPlatform(inner, laboratory, sample), officers.tianjin);
  await ctx.transact(
    (inner) => createPlatform(inner, serviceOf(idOf('zhongguancun')), sample),
    officers.beijing,
  );
  await govern(about, pilotBase.id);
}

function pilotBaseOf(operatorId: string): Parameters<typeof createPlatform>[1] {
  return {
    nameZh: '京冀智能轧制中试基地（示例）',
    nameEn: 'Beijing–Hebei pilot base for intelligent rolling (sample)',
    ...{ type: 'transformation_service', stage: 'running', fields: ['31', '34'], operatorId },
    ...{ regionCodes: ['130200', '110000'], openedOn: '2024-03-01' },
    founders: [
      {
        regionCode: '110000',
        contributions: [
          { kind: 'money', amount: '20000000' },
          { kind: 'staff', amount: '12', note: '轧制工艺团队' },
        ],
      },
      {
        regionCode: '130000',
        contributions: [
          { kind: 'money', amount: '15000000' },
          { kind: 'space', amount: '8000' },
        ],
      },
    ],
    facilities: [{ name: '二辊可逆式中试轧机' }, { name: '在线板形仪', quantity: 2 }],
    note: '示例平台，机构、金额与决定均为演示而设。',
  };
}

const laboratory: Parameters<typeof createPlatform>[1] = {
  nameZh: '京津海洋装备联合实验室（示例）',
  nameEn: 'Beijing–Tianjin joint laboratory for marine equipment (sample)',
  ...{ type: 'basic_research', stage: 'planned', fields: ['SEI-2'] },
  regionCodes: ['120000', '110000'],
  founders: [
    { regionCode: '120000', contributions: [{ kind: 'space', amount: '3000' }] },
    { regionCode: '110000', contributions: [{ kind: 'staff', amount: '20' }] },
  ],
};

function serviceOf(operatorId: string): Parameters<typeof createPlatform>[1] {
  return {
    nameZh: '京津冀概念验证服务平台（示例）',
    nameEn: 'Proof-of-concept service of the three regions (sample)',
    ...{ type: 'technology_rd', stage: 'running', fields: ['73'], operatorId },
    ...{ regionCodes: ['110000', '120000', '130600'], openedOn: '2025-01-01' },
    founders: ['110000', '120000', '130000'].map((regionCode) => ({
      ...{ regionCode, contributions: [{ kind: 'money' as const, amount: '5000000' }] },
    })),
  };
}

async function govern(about: Seeding, platformId: string): Promise<void> {
  const { ctx, officers, director } = about;
  const { beijing, hebei, secretariat } = officers;
  const year = Number(dayOf(ctx.now()).slice(0, 4));
  const startsOn = `${year}-01-01`;
  await adoptSampleCharter(about, platformId, startsOn);
  const seats = [
    { body: 'council', email: 'hebei@demo.yunhe', isChair: true },
    { body: 'council', email: 'beijing@demo.yunhe' },
    { body: 'council', email: 'secretariat@demo.yunhe' },
    { body: 'director', email: 'hengfeng@demo.yunhe', isChair: true },
  ];
  await ctx.transact(async (inner) => {
    for (const seat of seats) await giveSeat(inner, { platformId, ...seat, startsOn });
  }, hebei);

  const { id: motionId } = await ctx.transact(
    (inner) => proposeBudget(inner, { platformId, year, lines: budgetLines }),
    hebei,
  );
  for (const member of [hebei, beijing, secretariat]) {
    await ctx.transact((inner) => castVote(inner, { motionId, choice: 'for' }), member);
  }
  await ctx.transact((inner) => closeMotion(inner, { motionId }), hebei);

  const act = (more: Pick<Parameters<typeof makeAct>[1], 'title' | 'amountMinor' | 'heading'>) =>
    ctx.transact(
      (inner) => makeAct(inner, { platformId, body: 'director', kind: 'pay', ...more }),
      director,
    );
  const paid = await act({
    ...{ title: '轧辊材料费（示例）', amountMinor: '28000000', heading: 'materials' },
  });
  await ctx.transact((inner) => settleAct(inner, { actId: paid.id, as: 'paid' }), hebei);
  await act({ title: '检测服务费（示例）', amountMinor: '12000000', heading: 'materials' });
  await act({ title: '在线板形仪尾款（示例）', amountMinor: '86000000', heading: 'equipment' });
  await ctx.transact((inner) => callMeeting(inner, meetingIn(platformId, ctx.now())), hebei);
}

/** A fortnight ahead, at nine in the morning in Beijing. */
function meetingIn(platformId: string, now: Date): Parameters<typeof callMeeting>[1] {
  const day = dayOf(new Date(now.getTime() + 14 * 86_400_000));
  return {
    ...{ platformId, body: 'council', calledFor: `${day}T01:00:00Z`, durationMinutes: 120 },
    place: '唐山市高新区（示例）',
    agenda: '一、听取主任关于本年度预算执行的报告\n二、审议下一年度工作计划',
  };
}

const budgetLines = [
  { heading: 'equipment', nameZh: '设备费', nameEn: 'Equipment', amountMinor: '1200000000' },
  { heading: 'materials', nameZh: '材料与测试费', nameEn: 'Materials', amountMinor: '300000000' },
  { heading: 'staff', nameZh: '人员费', nameEn: 'Staff', amountMinor: '600000000' },
];

async function adoptSampleCharter(
  { ctx, officers, mandates }: Seeding,
  platformId: string,
  startsOn: string,
): Promise<void> {
  const { beijing, hebei } = officers;
  const { id: charterId, digest } = await ctx.transact(
    (inner) =>
      proposeCharter(inner, {
        ...{ platformId, startsOn, mandates, budgetBody: 'council', bodies: [...bodies] },
        note: '示例章程，不对应任何真实平台。',
      }),
    hebei,
  );
  for (const [founder, officer] of [
    ['110000', beijing],
    ['130000', hebei],
  ] as const) {
    await ctx.transact((inner) => adoptCharter(inner, { charterId, founder, digest }), officer);
  }
}

type Body = Parameters<typeof proposeCharter>[1]['bodies'][number];

const bodies: readonly Body[] = [
  {
    ...{ code: 'council', nameZh: '理事会', nameEn: 'Council', kind: 'council' as const },
    ...{ quorum: 'two_thirds' as const, majority: 'simple' as const, clause: '第八条' },
    ...{ majorityOf: 'present' as const, tie: 'chair_decides' as const },
    ...{ conflictedCount: false, votingDays: 14 },
  },
  {
    ...{ code: 'director', nameZh: '主任', nameEn: 'Director', kind: 'director' as const },
    ...{ quorum: 'any' as const, majority: 'simple' as const, clause: '第九条' },
    ...{ majorityOf: 'all' as const, tie: 'motion_fails' as const },
    ...{ conflictedCount: true, votingDays: 7 },
  },
  {
    ...{ code: 'committee', nameZh: '科学委员会', nameEn: 'Scientific committee' },
    ...{ kind: 'committee' as const, quorum: 'more_than_half' as const, clause: '第十二条' },
    ...{ majority: 'two_thirds' as const, majorityOf: 'present' as const },
    ...{ tie: 'motion_fails' as const, conflictedCount: false, votingDays: 10 },
  },
];
