/**
 * Three sample laboratories in two rounds with a panel: that of last year is published, with what
 * followed of it; that of this year waits for its experts to be seated and to score.
 */
import {
  addPanelMember,
  agreeToResult,
  assignPanel,
  checkValue,
  computeResult,
  createPlatform,
  createRound,
  createScheme,
  endPhase,
  openRound,
  publishRound,
  pullValues,
  readEvaluation,
  readReport,
  readRound,
  readScoring,
  saveReport,
  saveScores,
  startResult,
  submitReport,
  uploadReportEvidence,
} from '../server/src/platforms/index.ts';
import type { Actor } from '../server/src/runtime/actor.ts';
import { dayOf } from '../server/src/runtime/day.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import type { Officers } from './common-rules.ts';
import { publish as publishScheme } from './evaluation-schemes.ts';

const sample = { sample: true };
const name = (zh: string, en: string) => ({ zh, en });

/** Of our own making: two measures that are reported or counted, two that a panel scores. */
const scheme = {
  format: 'yunhe-scheme-1',
  id: 'joint-laboratories',
  version: 1,
  title: name('联合实验室评价（示例）', 'Joint laboratories (sample)'),
  source: {
    document: '—',
    grade: 'own',
    note: name('示例方案，不出自任何文件。', 'A sample that follows no document.'),
  },
  measures: [
    { id: 'papers', name: name('高水平论文', 'Papers of a high standard'), unit: '篇', least: '0' },
    { id: 'joint', name: name('跨地区合作项目', 'Projects with other regions'), least: '0' },
    ...['research', 'team'].map((id) => ({
      ...{ id, least: '0', most: '100', scorers: true },
      name:
        id === 'research'
          ? name('研究水平评分', 'Research level, score')
          : name('团队与人才评分', 'Team and people, score'),
    })),
  ],
  decimals: 2,
  uncertainty: { weights: 0.2, experts: true },
  root: {
    kind: 'group',
    id: 'laboratory',
    name: name('总分', 'Total'),
    aggregate: { method: 'sum' },
    children: [
      {
        ...{ kind: 'expert', id: 'level', of: 'research', combine: 'mean', calibrate: true },
        ...{ leastScorers: 2, points: '40', clause: '示例第一条' },
        name: name('研究水平与贡献', 'Research level and contribution'),
      },
      {
        ...{ kind: 'expert', id: 'people', of: 'team', combine: 'mean', calibrate: true },
        ...{ leastScorers: 2, points: '25', clause: '示例第二条' },
        name: name('队伍建设', 'Team'),
      },
      {
        ...{ kind: 'capped', id: 'output', of: 'papers', full: '40', points: '20' },
        ...{ clause: '示例第三条', name: name('成果', 'Output') },
      },
      {
        ...{ kind: 'capped', id: 'opening', of: 'joint', full: '3', points: '15' },
        ...{ clause: '示例第四条', name: name('开放协同', 'Openness') },
      },
    ],
  },
  grades: [
    { id: 'excellent', name: name('优秀', 'Excellent'), least: '85' },
    { id: 'good', name: name('良好', 'Good'), least: '60' },
    { id: 'improve', name: name('待改进', 'To be improved') },
  ],
};

/** A laboratory for each of three operators that somebody of the demo speaks for. */
const laboratories = [
  {
    operator: '02egmk993',
    zh: '京冀先进轧制联合实验室（示例）',
    en: 'Beijing–Hebei laboratory for advanced rolling (sample)',
    fields: ['31'],
    regions: ['110000', '130000'],
    papers: ['38', '41'],
    scores: { research: [92, 88, 86], team: [88, 84, 80] },
  },
  {
    operator: '012tb2g32',
    zh: '津冀海洋工程联合实验室（示例）',
    en: 'Tianjin–Hebei laboratory for ocean engineering (sample)',
    fields: ['37'],
    regions: ['120000', '130000'],
    papers: ['26', '30'],
    scores: { research: [80, 76, 71], team: [82, 79, 70] },
  },
  {
    operator: 'yanzhao',
    zh: '冀津制药装备联合实验室（示例）',
    en: 'Hebei–Tianjin laboratory for pharmaceutical equipment (sample)',
    fields: ['27', '35'],
    regions: ['130000', '120000'],
    papers: ['4', '9'],
    scores: { research: [60, 55, 52], team: [64, 58, 50] },
  },
] as const;

/** Whoever sits on the panel, with the fields they know; two of them run a laboratory themselves. */
const experts = [
  { key: 'hengfeng', fields: ['31', '33'] },
  { key: 'zhongguancun', fields: ['73'] },
  { key: '012tb2g32', fields: ['37'] },
  { key: '02egmk993', fields: ['31'] },
  { key: 'yanzhao', fields: ['35'] },
] as const;

interface Seeding {
  readonly ctx: JobContext;
  readonly compactId: string;
  readonly officers: Officers;
  readonly idOf: (key: string) => string;
  readonly actorOf: (key: string) => Actor;
}

export async function seedJointLaboratories(about: Seeding): Promise<void> {
  const { ctx, compactId, officers } = about;
  const platformIds = await foundLaboratories(about);
  const asked = { compactId, document: scheme, types: ['basic_research'] };
  const draft = await ctx.transact(
    (inner) => createScheme(inner, asked, sample),
    officers.secretariat,
  );
  const schemeVersionId = draft.id;
  await publishScheme(ctx, draft, officers);
  const year = Number(dayOf(ctx.now()).slice(0, 4));
  for (const evaluated of [year - 1, year]) {
    const opened = await openIn(about, { year: evaluated, schemeVersionId, platformIds });
    await report(about, opened, evaluated === year ? 1 : 0);
    for (const { key, fields } of experts) await invite(about, opened.id, key, fields);
    if (evaluated < year) await publish(about, opened);
  }
}

async function foundLaboratories({ ctx, officers, idOf }: Seeding): Promise<string[]> {
  return await ctx.transact(async (inner) => {
    const ids: string[] = [];
    for (const { operator, zh, en, fields, regions } of laboratories) {
      const founders = regions.map((regionCode) => ({ regionCode }));
      const facts = {
        ...{ nameZh: zh, nameEn: en, type: 'basic_research', stage: 'running' as const },
        ...{ fields: [...fields], operatorId: idOf(operator), regionCodes: [...regions] },
        ...{ openedOn: '2023-01-01', founders },
      };
      ids.push((await createPlatform(inner, facts, sample)).id);
    }
    return ids;
  }, officers.hebei);
}

type Opened = Awaited<ReturnType<typeof openRound>>;

/** Its phases end as soon as nobody waits in them, so that all of it is seen on one day. */
async function openIn(
  { ctx, compactId, officers }: Seeding,
  {
    year,
    ...named
  }: { readonly year: number; readonly schemeVersionId: string; readonly platformIds: string[] },
): Promise<Opened> {
  const dayAfter = (days: number) => dayOf(new Date(ctx.now().getTime() + days * 86_400_000));
  const body = {
    titleZh: `联合实验室 ${year} 年度评价（示例）`,
    titleEn: `Joint laboratories, evaluation of ${year} (sample)`,
    ...{ ...named, compactId, type: 'basic_research', seats: 3, draws: 1_000 },
    ...{ dataFrom: `${year}-01-01`, dataUntil: `${year + 1}-01-01` },
    sources: { joint: 'collaborations_with_other_regions' as const },
    calendar: {
      ...{ self_report: dayAfter(-3), evidence_check: dayAfter(7), panel: dayAfter(14) },
      ...{ result: dayAfter(35), appeal: dayAfter(42), publication: dayAfter(56) },
    },
  };
  return await ctx.transact(async (inner) => {
    const { id: roundId, revision } = await createRound(inner, body, sample);
    return await openRound(inner, { roundId, revision });
  }, officers.secretariat);
}

/** What each laboratory reports, with evidence; all of it is accepted. */
async function report(about: Seeding, { id: roundId, reports }: Opened, at: 0 | 1): Promise<void> {
  const { ctx, officers, actorOf } = about;
  for (const { operator, zh, papers } of laboratories) {
    const reportId = reportOf(reports, zh);
    await ctx.transact(async (inner) => {
      const file = { name: '论文清单（示例）.csv', bytes: bytesOf('题目\n示例论文\n') };
      const { id: fileId } = await uploadReportEvidence(inner, { reportId, file });
      const { revision } = await pullValues(inner, { reportId });
      const values = [{ measure: 'papers', value: papers[at], evidence: [fileId] }];
      const saved = await saveReport(inner, { reportId, revision, values });
      await submitReport(inner, { reportId, revision: saved.revision });
    }, actorOf(operator));
  }
  await endPhaseOf(about, roundId);
  await ctx.transact(async (inner) => {
    for (const { zh } of laboratories) {
      const reportId = reportOf(reports, zh);
      const { revision } = await readReport(inner, { reportId });
      await checkValue(inner, { reportId, revision, verdict: 'accepted' });
    }
  }, officers.secretariat);
  await endPhaseOf(about, roundId);
}

function reportOf(reports: Opened['reports'], zh: string): string {
  return reports.find(({ platform }) => platform.nameZh === zh)!.id;
}

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function endPhaseOf({ ctx, officers }: Seeding, roundId: string): Promise<void> {
  await ctx.transact(async (inner) => {
    const { revision } = await readRound(inner, { roundId });
    await endPhase(inner, { roundId, revision });
  }, officers.secretariat);
}

async function invite(
  { ctx, officers, actorOf }: Seeding,
  roundId: string,
  key: string,
  fields: readonly string[],
): Promise<void> {
  const { personId } = actorOf(key);
  await ctx.transact(
    (inner) => addPanelMember(inner, { roundId, personId: personId!, fields: [...fields] }),
    officers.secretariat,
  );
}

/** Seats, scores, the result, everybody's agreement, and what follows of the low grade. */
async function publish(about: Seeding, { id: roundId, reports }: Opened): Promise<void> {
  const { ctx, officers, actorOf } = about;
  const { panel } = await ctx.transact(
    (inner) => assignPanel(inner, { roundId }),
    officers.secretariat,
  );
  for (const { zh, scores } of laboratories) {
    const reportId = reportOf(reports, zh);
    const seated = experts.filter(({ key }) => {
      const { personId } = actorOf(key);
      return panel.members.some(
        (one) => one.personId === personId && one.seats.some((seat) => seat.reportId === reportId),
      );
    });
    for (const [place, { key }] of seated.entries()) {
      await ctx.transact(async (inner) => {
        const { revision } = await readScoring(inner, { reportId });
        const given = (['research', 'team'] as const).map((measure) => ({
          ...{ measure, score: String(scores[measure][place]), comment: '示例评语' },
        }));
        await saveScores(inner, { reportId, revision, scores: given, done: true });
      }, actorOf(key));
    }
  }
  await endPhaseOf(about, roundId);
  const run = await ctx.transact((inner) => startResult(inner, { roundId }), officers.secretariat);
  await computeResult(ctx, run.id);
  await endPhaseOf(about, roundId);
  for (const { operator, zh } of laboratories) {
    const reportId = reportOf(reports, zh);
    await ctx.transact(async (inner) => {
      const { result } = await readEvaluation(inner, { reportId });
      await agreeToResult(inner, { reportId, digest: result.digest });
    }, actorOf(operator));
  }
  await endPhaseOf(about, roundId);
  await ctx.transact(async (inner) => {
    const { revision } = await readRound(inner, { roundId });
    await publishRound(inner, { roundId, revision });
  }, officers.secretariat);
}
