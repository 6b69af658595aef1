/** Agreements on their way from draft to signature, for tests of agreements and what stands on them. */

import { ledger } from '../ledger/module.ts';
import { registry } from '../registry/module.ts';
import type { Actor } from '../runtime/actor.ts';
import { type Answer, actorWith, type TestNode, testNode } from '../runtime/testing/node.ts';
import { termsOfTemplate } from './agreement-templates.ts';
import type { AgreementVersion, TermsData } from './contract.ts';
import { outposts } from './module.ts';

/** One node for a whole test file: takes the file's own hook. */
export async function outpostsNode(after: (close: () => Promise<void>) => void): Promise<TestNode> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  return await testNode(hooks, { modules: [registry, ledger, outposts] });
}

export function officerOf(regionCode: string): Actor {
  return actorWith([], [{ office: 'region_officer', regionCode }], `officer of ${regionCode}`);
}

export const beijing = officerOf('110000');
export const hebei = officerOf('130000');

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

export function ok(answer: Answer): Body {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.raw}`);
  return answer.body;
}

/** Beijing sends, Hebei hosts, by the published form of relocated enterprises. */
export const betweenBeijingAndHebei = [
  { party: 'sender', regionCode: '110000' },
  { party: 'host', regionCode: '130000' },
];

export function relocationTerms(inForce: object = { from: 2018 }): TermsData {
  return { ...termsOfTemplate('cn-2015-92'), inForce };
}

export async function aDraft(node: TestNode, more: object = {}): Promise<AgreementVersion> {
  const body = { regionCode: '110000', terms: relocationTerms(), parties: betweenBeijingAndHebei };
  return ok(await node.call('createAgreement', { body: { ...body, ...more } }, beijing));
}

export async function simulated(
  node: TestNode,
  { id }: Pick<AgreementVersion, 'id'>,
): Promise<AgreementVersion> {
  const params = { versionId: id };
  const { scenario } = ok(await node.call('draftScenario', { params }, beijing));
  const body = { scenario, draws: 20, seed: 7 };
  const simulation = ok(await node.call('startSimulation', { params, body }, beijing));
  await node.runJob('outposts.run_simulation', { simulationId: simulation.id });
  return ok(await node.call('readAgreementVersion', { params }, beijing));
}

export async function sent(
  node: TestNode,
  draft: Pick<AgreementVersion, 'id'>,
): Promise<AgreementVersion> {
  const { id, revision } = await simulated(node, draft);
  return ok(
    await node.call('sendAgreementVersion', { params: { versionId: id }, revision }, beijing),
  );
}

export async function signing(
  node: TestNode,
  { id, termsDigest }: Pick<AgreementVersion, 'id' | 'termsDigest'>,
  party: string,
  as: Actor,
): Promise<Answer> {
  const input = { params: { versionId: id }, body: { party, termsDigest } };
  return await node.call('signAgreementVersion', input, as);
}

/** Signed by both; answers the version as Beijing sees it. */
export async function signed(
  node: TestNode,
  draft: Pick<AgreementVersion, 'id'>,
): Promise<AgreementVersion> {
  const version = await sent(node, draft);
  ok(await signing(node, version, 'sender', beijing));
  return ok(await signing(node, version, 'host', hebei));
}
