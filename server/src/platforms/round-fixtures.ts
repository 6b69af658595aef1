/** Calls about a round of the own region, in which a platform of the own organisation takes part. */
import { readScheme, reportOn } from '@yunhe/evaluation';
import { sha256 } from '@yunhe/exact';
import type { Rule } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context } from '../runtime/module.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { insertAppeal } from './appeal-store.ts';
import { insertIntervention } from './intervention-store.ts';
import { uploadReportEvidence } from './keep-evidence.ts';
import { createRound, openRound } from './keep-round.ts';
import { insertMember } from './panel-store.ts';
import { aPlatform } from './platform-fixtures.ts';
import { unitsOf } from './result.ts';
import { insertResult, insertRun } from './result-store.ts';
import type { Calendar } from './round.ts';
import { dataText } from './round-data.ts';
import { loadRound, reportsOf, updateRound } from './round-store.ts';
import { roundScheme } from './round-testing.ts';
import { layDownScheme } from './scheme-fixtures.ts';

interface Made {
  readonly roundId: string;
  readonly reportId: string;
  readonly memberId: string;
  readonly runId: string;
  readonly resultId: string;
  readonly digest: string;
  readonly appealId: string;
  readonly interventionId: string;
  readonly fileId: string;
}

const nobody = { id: null, name: 'matrix' };

function daysFrom(now: Date, ...days: readonly number[]): string[] {
  return days.map((day) => dayOf(new Date(now.getTime() + day * 86_400_000)));
}

function calendarOf([a, b, c, d, e, f]: readonly string[]): Calendar {
  return {
    ...{ self_report: a!, evidence_check: b!, panel: c!, result: d!, appeal: e!, publication: f! },
  };
}

async function bodyFor(ctx: Context, { own: { regionCode } }: World) {
  const { id: versionId } = await layDownScheme(ctx, { regionCode, document: roundScheme });
  return {
    ...{ titleZh: '矩阵轮次', titleEn: 'Matrix', regionCode, type: 'technology_rd' },
    ...{ schemeVersionId: versionId, dataFrom: '2025-01-01', dataUntil: '2026-01-01', draws: 0 },
    calendar: calendarOf(daysFrom(ctx.now, 0, 10, 20, 30, 40, 60)),
  };
}

/** Open, with a result, an appeal and an intervention, in its time to appeal. */
async function made(world: World): Promise<Made> {
  const platform = await aPlatform(world, { stage: 'running', openedOn: '2020-01-01' });
  return await world.node.transact(async (ctx) => {
    const { tx, now } = ctx;
    const body = await bodyFor(ctx, world);
    const draft = await createRound(ctx, { ...body, platformIds: [platform.id] });
    const { id: roundId } = await openRound(ctx, { roundId: draft.id, revision: draft.revision });
    const round = (await loadRound(tx, roundId))!;
    const calendar = calendarOf(daysFrom(now, -40, -30, -20, -10, 0, 30));
    await updateRound(tx, roundId, { ...round, calendar }, now);
    const [report] = await reportsOf(tx, roundId);
    const reportId = report!.id;
    const personId = uuidv7();
    const memberId = uuidv7();
    await insertMember(
      tx,
      { id: memberId, roundId, personId, name: 'expert', organisationId: null, fields: [] },
      now,
    );
    const { resultId, digest, runId } = await aResult(ctx, roundId, reportId);
    const appealId = uuidv7();
    const reason = {
      clause: 'output',
      ground: 'value_wrong',
      reason: '矩阵',
      evidence: [],
    } as const;
    await insertAppeal(tx, { id: appealId, reportId, resultId, ...reason }, nobody, now);
    const interventionId = uuidv7();
    const cause = { cause: 'low_grade', subject: 'fail', owner: 'own', measures: [] } as const;
    const about = { id: interventionId, platformId: platform.id, reportId, resultId };
    await insertIntervention(
      tx,
      { ...about, ...cause, dueOn: '2030-01-01', sample: false },
      nobody,
      now,
    );
    async function* bytes() {
      yield Buffer.from('%PDF-1.4');
    }
    const { id: fileId } = await uploadReportEvidence(ctx, {
      reportId,
      file: { name: 'proof.pdf', bytes: bytes() },
    });
    return {
      roundId,
      reportId,
      memberId,
      runId,
      resultId,
      digest,
      appealId,
      interventionId,
      fileId,
    };
  });
}

async function aResult({ tx, now }: Context, roundId: string, reportId: string) {
  const value = (measure: string, text: string) => ({
    ...{ unit: 'P01', measure, value: text, evidence: [] },
  });
  const score = { unit: 'P01', measure: 'plan', score: '2', scorer: 'S01', conflict: false };
  const { rows, text: data } = dataText(
    [value('articles', '1'), value('contracts_signed', '0')],
    [score],
  );
  const reading = readScheme(roundScheme);
  const outcome = 'read' in reading ? reportOn(reading.read, rows, 0, 1) : reading;
  if (!('report' in outcome)) throw new Error('The scheme of the matrix is whole.');
  const { report, text } = outcome;
  const about = { roundId, appealId: null, data, draws: 0, seed: 1 };
  const result = { ...about, id: uuidv7(), number: 1, report: text, digest: sha256(text) };
  const units = unitsOf(report).map((unit) => ({ ...unit, reportId, improvements: [] }));
  await insertResult(tx, { ...result, computedBy: nobody }, units, now);
  const runId = uuidv7();
  await insertRun(tx, { ...about, id: runId, startedBy: nobody }, now);
  return { resultId: result.id, digest: result.digest, runId };
}

const once = new WeakMap<World, Promise<Made>>();

/** Whoever is let in after another is told that it is done already, which is an answer as well. */
function known(world: World): Promise<Made> {
  const found = once.get(world) ?? made(world);
  once.set(world, found);
  return found;
}

const node: Fixture = { about: 'node' };
const keepers: readonly Rule[] = ['region_officer', 'secretariat'];
const readers: readonly Rule[] = [...keepers, 'viewer', 'audit_administrator'];

function call(
  about: 'public' | 'private',
  input: (one: Made) => object,
  opens?: readonly Rule[],
): Fixture {
  return {
    about,
    ...(opens === undefined ? {} : { opens }),
    input: async (world) => ({ revision: 1, ...input(await known(world)) }),
  };
}

const onRound = (more: object = {}) =>
  call('public', ({ roundId }) => ({ params: { roundId }, ...more }));
const onReport = (more: object = {}, opens?: readonly Rule[]) =>
  call('private', ({ reportId }) => ({ params: { reportId }, ...more }), opens);
const onResult = (more: object = {}) =>
  call('private', ({ resultId }) => ({ params: { resultId }, ...more }), readers);
const onAppeal = (more: object = {}) =>
  call('private', ({ appealId }) => ({ params: { appealId }, ...more }));
const onIntervention = (more: object = {}, opens?: readonly Rule[]) =>
  call('private', ({ interventionId }) => ({ params: { interventionId }, ...more }), opens);

const sent = { headers: { 'content-type': 'application/octet-stream' } };
const expert = '01950000-0000-7000-8000-000000000000';
const calendar = calendarOf([
  '2030-01-01',
  '2030-01-02',
  '2030-01-03',
  '2030-01-04',
  '2030-01-05',
  '2030-02-01',
]);
const plan = { owner: '矩阵', dueOn: '2031-01-01', measures: ['矩阵'] };

export const roundFixtures: MatrixFixtures['operations'] = {
  listRounds: node,
  exportRounds: node,
  listRoundTasks: node,
  listOwnEvaluations: node,
  exportOwnEvaluations: node,
  createRound: {
    about: 'public',
    input: async (world) => ({ body: await world.node.transact((ctx) => bodyFor(ctx, world)) }),
  },
  readRound: onRound(),
  editRound: onRound({ body: { titleZh: '矩阵' } }),
  openRound: onRound(),
  moveRound: onRound({ body: { calendar, reason: '矩阵' } }),
  endPhase: onRound(),
  cancelRound: onRound({ body: { reason: '矩阵' } }),
  downloadRoundCalendar: onRound(),

  readReport: onReport({}, readers),
  saveReport: onReport({ body: { values: [{ measure: 'articles', value: '1' }] } }),
  pullValues: onReport({ body: {} }),
  downloadReportSheet: onReport({}, readers),
  uploadValues: onReport({ body: Buffer.from('indicator,value\n'), ...sent }),
  uploadReportEvidence: onReport({ body: Buffer.from('%PDF-1.4'), ...sent }),
  downloadReportEvidence: call('private', ({ fileId }) => ({ params: { fileId } }), readers),
  submitReport: onReport(),
  checkValue: onReport({ body: { verdict: 'accepted' } }),

  readPanel: onRound(),
  listPanelCandidates: onRound({ query: { q: '矩阵' } }),
  addPanelMember: onRound({ body: { personId: expert } }),
  removePanelMember: call('public', ({ memberId }) => ({ params: { memberId } })),
  declareConflict: onReport({ body: { note: '矩阵' } }, keepers),
  assignPanel: onRound({ body: {} }),
  listScorings: node,
  readScoring: { ...onReport(), about: 'person' },
  saveScores: { ...onReport({ body: { scores: [] } }), about: 'person' },

  startResult: onRound({ body: {} }),
  readResultRun: call('private', ({ runId }) => ({ params: { runId } })),
  listResults: onRound(),
  downloadResult: onResult({ query: { file: 'data' } }),
  recomputeResult: onResult(),
  readEvaluation: onReport({}, readers),
  downloadEvaluation: onReport({ query: { format: 'xlsx' } }, readers),
  agreeToResult: call('private', ({ reportId, digest }) => ({
    params: { reportId },
    body: { digest },
  })),
  publishRound: onRound(),
  listFundingsOfRound: onRound(),

  listAppeals: onRound(),
  fileAppeal: onReport({ body: { clause: 'output', ground: 'value_wrong', reason: '矩阵' } }),
  withdrawAppeal: onAppeal(),
  decideAppeal: onAppeal({ body: { verdict: 'dismissed', reason: '矩阵' } }),

  listInterventions: node,
  exportInterventions: node,
  readIntervention: onIntervention({}, readers),
  openIntervention: onReport({ body: { target: '矩阵', ...plan } }),
  planIntervention: onIntervention({ body: plan }),
  writeInterventionStep: onIntervention({ body: { text: '矩阵' } }, ['editor', ...keepers]),
  closeIntervention: onIntervention({ body: { outcome: 'improved', note: '矩阵' } }),
};
