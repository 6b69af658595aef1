/** A platform with a charter, seats, a mandate and a budget, for tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPerson } from '../identity/testing.ts';
import { adopted, published, sendModel } from '../rules/testing.ts';
import type { Actor } from '../runtime/actor.ts';
import type { TestNode } from '../runtime/testing/node.ts';
import { anOrganisation, aPlatform, officerOf, ok } from './platform-testing.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

export const hebei = officerOf('130000');
export const beijing = officerOf('110000');
const demoRules = join(import.meta.dirname, '../../../demo/rules');

/** The sample mandates of the demo, published and adopted by Hebei from 2026 on. */
export async function adoptedMandates(node: TestNode) {
  const text = JSON.parse(readFileSync(join(demoRules, 'platform-mandates.json'), 'utf8'));
  const xml = readFileSync(join(demoRules, 'platform-mandates.dmn'));
  const makers = { author: hebei, reviewer: officerOf('120000') };
  const body = { regionCode: '130000', ...text };
  const begun = ok(await node.call('createRuleSet', { body }, hebei));
  const draft = ok(await sendModel(node, begun, xml, hebei));
  const version = await published(node, makers, draft);
  await adopted(node, version, { regionCode: '130000' });
  return { ruleSetId: version.ruleSetId, versionId: version.id };
}

const council = {
  ...{ code: 'council', nameZh: '理事会', nameEn: 'Council', kind: 'council' },
  ...{ quorum: 'two_thirds', majority: 'simple', majorityOf: 'present', tie: 'motion_fails' },
  ...{ conflictedCount: false, votingDays: 7, clause: '第八条' },
};
const director = {
  ...{ code: 'director', nameZh: '主任', nameEn: 'Director', kind: 'director', quorum: 'any' },
  ...{ majority: 'simple', majorityOf: 'all', tie: 'motion_fails', conflictedCount: true },
  ...{ votingDays: 7, clause: '第九条' },
};

export function charterBody(mandates: object | null, more: object = {}) {
  const bodies = [council, director];
  return { bodies, budgetBody: 'council', mandates, note: null, startsOn: '2026-01-01', ...more };
}

/** Proposed by Hebei and adopted by both founders. */
export async function charterOf(node: TestNode, platformId: string, body: object): Promise<Body> {
  const params = { platformId };
  const { id, digest } = ok(await node.call('proposeCharter', { params, body }, hebei));
  const adopt = (founder: string, as: Actor) =>
    node.call('adoptCharter', { params: { charterId: id }, body: { founder, digest } }, as);
  ok(await adopt('110000', beijing));
  return ok(await adopt('130000', hebei));
}

export async function seated(
  node: TestNode,
  platformId: string,
  seat: { readonly body: string; readonly isChair?: boolean; readonly votes?: number },
  name: string,
  memberships: Actor['memberships'] = [],
): Promise<{ readonly seatId: string; readonly actor: Actor }> {
  const { id, email } = await newPerson(node, { name });
  const body = { ...seat, email, startsOn: '2026-01-01' };
  const { id: seatId } = ok(await node.call('giveSeat', { params: { platformId }, body }, hebei));
  const actor: Actor = { kind: 'person', personId: id, name, memberships, offices: [] };
  return { seatId, actor };
}

export interface Governed {
  readonly platformId: string;
  readonly operatorId: string;
  readonly director: Actor;
  readonly chair: Actor;
  readonly members: readonly Actor[];
  readonly seats: readonly string[];
}

/** Three seats in the council, a director, and a budget of 2026: 10 million for equipment. */
export async function aGovernedPlatform(
  node: TestNode,
  mandates: object | null,
  more: object = {},
): Promise<Governed> {
  const operatorId = await anOrganisation(node, '130600');
  const { id: platformId } = await aPlatform(node, { operatorId });
  await charterOf(node, platformId, charterBody(mandates, more));
  const director = await seated(node, platformId, { body: 'director', isChair: true }, '周主任');
  const chair = await seated(node, platformId, { body: 'council', isChair: true }, '赵理事长');
  const members = [
    await seated(node, platformId, { body: 'council' }, '钱理事'),
    await seated(node, platformId, { body: 'council' }, '孙理事'),
  ];
  const governed = {
    ...{ platformId, operatorId, director: director.actor, chair: chair.actor },
    members: members.map(({ actor }) => actor),
    seats: [chair, ...members].map(({ seatId }) => seatId),
  };
  const lines = [
    { heading: 'equipment', nameZh: '设备费', nameEn: 'Equipment', amountMinor: '1000000000' },
    { heading: 'staff', nameZh: '人员费', nameEn: 'Staff', amountMinor: '300000000' },
  ];
  await adoptBudget(node, governed, { year: 2026, lines });
  return governed;
}

export async function adoptBudget(
  node: TestNode,
  governed: Governed,
  body: { readonly year: number; readonly lines: readonly object[] },
): Promise<Body> {
  const params = { platformId: governed.platformId };
  const { id: motionId } = ok(await node.call('proposeBudget', { params, body }, hebei));
  return await decided(node, governed, motionId);
}

/** All of the council vote for it, and the chair counts. */
export async function decided(
  node: TestNode,
  { chair, members }: Governed,
  motionId: string,
  choice = 'for',
): Promise<Body> {
  const params = { motionId };
  for (const member of [chair, ...members]) {
    ok(await node.call('castVote', { params, body: { choice } }, member));
  }
  return ok(await node.call('closeMotion', { params }, chair));
}

/** What the director asks for, 400,000 yuan for equipment unless told otherwise. */
export function payment(more: object = {}) {
  return {
    ...{ body: 'director', kind: 'pay', title: '采购离心机（示例）', amountMinor: '40000000' },
    ...{ heading: 'equipment', ...more },
  };
}
