/** A round with its scheme, its platforms, its panel and who acts in it, for tests. */
import { randomUUID } from 'node:crypto';
import { createPerson, grantMembership } from '../identity/index.ts';
import type { Actor } from '../runtime/actor.ts';
import { actorWith, type CallInput, type TestNode } from '../runtime/testing/node.ts';
import { anOrganisation, aPlatform, officerOf, ok, publishDraft } from './platform-testing.ts';

const name = (zh: string, en: string) => ({ zh, en });

/** Papers that are reported, contracts that Yunhe counts, and a plan that a panel scores. */
export const roundScheme = {
  format: 'yunhe-scheme-1',
  id: 'pilot-bases',
  version: 1,
  title: name('中试基地评价（测试）', 'Evaluation of pilot bases (test)'),
  source: { document: '-', grade: 'own' },
  measures: [
    { id: 'articles', name: name('论文', 'Papers'), least: '0' },
    { id: 'contracts_signed', name: name('签订合同', 'Contracts signed'), least: '0' },
    { id: 'plan', name: name('规划', 'Plan'), least: '0', most: '10', scorers: true },
  ],
  decimals: 2,
  uncertainty: { weights: 0.2, experts: true },
  root: {
    kind: 'group',
    id: 'all',
    name: name('总分', 'Total'),
    aggregate: { method: 'sum' },
    children: [
      {
        kind: 'capped',
        id: 'output',
        name: name('产出', 'Output'),
        clause: '第三条',
        of: 'articles',
        full: '10',
        points: '50',
      },
      {
        kind: 'capped',
        id: 'market',
        name: name('转化', 'Transformation'),
        clause: '第四条',
        of: 'contracts_signed',
        full: '4',
        points: '20',
      },
      {
        kind: 'expert',
        id: 'direction',
        name: name('规划与方向', 'Plan and direction'),
        clause: '第五条',
        of: 'plan',
        combine: 'mean',
        points: '30',
      },
    ],
  },
  grades: [
    { id: 'excellent', name: name('优秀', 'Excellent'), least: '80' },
    { id: 'pass', name: name('合格', 'Pass'), least: '50' },
    { id: 'fail', name: name('不合格', 'Fail') },
  ],
};

export const roundCalendar = {
  self_report: '2026-03-01',
  evidence_check: '2026-03-11',
  panel: '2026-03-21',
  result: '2026-04-01',
  appeal: '2026-04-06',
  publication: '2026-04-16',
};

/** Noon in Beijing. */
export function goTo(node: TestNode, day: string): void {
  node.setNow(new Date(`${day}T04:00:00Z`));
}

export const keeper = officerOf('130000');

export async function publishedScheme(node: TestNode, document: object = roundScheme) {
  const body = { regionCode: '130000', document };
  const draft = ok(await node.call('createScheme', { body }, keeper));
  return await publishDraft(node, draft, keeper);
}

export interface Evaluated {
  readonly platformId: string;
  readonly organisationId: string;
  readonly manager: Actor;
}

export async function anEvaluated(node: TestNode, more: object = {}): Promise<Evaluated> {
  const organisationId = await anOrganisation(node, '130000');
  const { id } = await aPlatform(node, { operatorId: organisationId, ...more });
  const manager = actorWith([{ organisationId, role: 'manager' }], [], 'manager');
  return { platformId: id, organisationId, manager };
}

/** A person with an account, of this organisation. */
export async function anExpert(
  node: TestNode,
  organisationId: string,
  called: string,
): Promise<Actor> {
  const { id } = await node.transact(async (ctx) => {
    const person = await createPerson(ctx, { name: called, email: `${randomUUID()}@example.org` });
    await grantMembership(ctx, person.id, { organisationId, role: 'viewer' });
    return person;
  });
  const memberships = [{ organisationId, role: 'viewer' as const }];
  return { ...actorWith(memberships, [], called), personId: id };
}

export const roundBody = {
  titleZh: '2026 年中试基地评价',
  titleEn: 'Pilot bases 2026',
  regionCode: '130000',
  type: 'transformation_service',
  dataFrom: '2025-01-01',
  dataUntil: '2026-01-01',
  calendar: roundCalendar,
  seats: 2,
  draws: 200,
  seed: 7,
};

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

export async function aRound(
  node: TestNode,
  evaluated: readonly Evaluated[],
  more: object = {},
): Promise<Body> {
  const { id: schemeVersionId } = await publishedScheme(node);
  const platformIds = evaluated.map(({ platformId }) => platformId);
  const body = { ...roundBody, schemeVersionId, platformIds, ...more };
  return ok(await node.call('createRound', { body }, keeper));
}

export async function openedRound(
  node: TestNode,
  evaluated: readonly Evaluated[],
  more: object = {},
): Promise<Body> {
  const { id, revision } = await aRound(node, evaluated, more);
  return ok(await node.call('openRound', { params: { roundId: id }, revision }, keeper));
}

/** The report of one of the evaluated. */
export function reportIn(round: Body, { platformId }: Evaluated): string {
  const found = round.reports.find((one: Body) => one.platform.id === platformId);
  return found.id;
}

export class Walk {
  readonly node: TestNode;
  readonly roundId: string;

  constructor(node: TestNode, roundId: string) {
    this.node = node;
    this.roundId = roundId;
  }

  /** With the revision that stands. */
  async onReport(operation: string, reportId: string, body: object, as: Actor) {
    const params = { reportId };
    const { revision } = ok(await this.node.call('readReport', { params }, as));
    return await this.node.call(operation, { params, revision, body }, as);
  }

  async onRound(operation: string, body: object = {}, as: Actor = keeper, params: CallInput = {}) {
    const about = { params: { roundId: this.roundId } };
    const { revision } = ok(await this.node.call('readRound', about, as));
    return await this.node.call(operation, { ...about, revision, body, ...params }, as);
  }

  async evidence(reportId: string, as: Actor): Promise<string> {
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': 'list.csv' };
    const body = Buffer.from('title\nOne paper\n');
    const answer = await this.node.call(
      'uploadReportEvidence',
      { params: { reportId }, body, headers },
      as,
    );
    return ok(answer).id;
  }

  /** Reports, with evidence, and submits. */
  async report(reportId: string, papers: string, as: Actor): Promise<void> {
    const file = await this.evidence(reportId, as);
    ok(await this.node.call('pullValues', { params: { reportId }, body: {} }, as));
    const values = [{ measure: 'articles', value: papers, evidence: [file] }];
    ok(await this.onReport('saveReport', reportId, { values }, as));
    ok(await this.onReport('submitReport', reportId, {}, as));
  }

  async accept(reportId: string): Promise<void> {
    ok(await this.onReport('checkValue', reportId, { verdict: 'accepted' }, keeper));
  }

  async addExpert(expert: Actor, fields: readonly string[] = []): Promise<Body> {
    const body = { personId: expert.personId, fields };
    return ok(await this.onRound('addPanelMember', body));
  }

  async score(reportId: string, expert: Actor, score: string): Promise<Body> {
    const params = { reportId };
    const { revision } = ok(await this.node.call('readScoring', { params }, expert));
    const body = { scores: [{ measure: 'plan', score, comment: '说明' }], done: true };
    return await this.node.call('saveScores', { params, revision, body }, expert);
  }

  /** Computes, as the queue would. */
  async compute(): Promise<Body> {
    const run = ok(await this.onRound('startResult'));
    await this.node.runJob('platforms.compute_result', { runId: run.id });
    return ok(await this.node.call('readResultRun', { params: { runId: run.id } }, keeper));
  }

  /** What an upheld appeal has asked for. */
  async computeWaiting(): Promise<void> {
    await this.node.runJob('platforms.resume_results');
  }
}
