/** Outposts and what stands in them, for tests. */
import { ledger } from '../ledger/module.ts';
import { registry } from '../registry/module.ts';
import type { Actor } from '../runtime/actor.ts';
import { type Answer, actorWith, type TestNode, testNode } from '../runtime/testing/node.ts';
import { outposts } from './module.ts';

/** One node for a whole test file: takes the file's own hook. */
export async function outpostsNode(
  after: (close: () => Promise<void>) => void,
  settings: { readonly dataDir?: string } = {},
): Promise<TestNode> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  return await testNode(hooks, { modules: [registry, ledger, outposts], settings });
}

export function officerOf(regionCode: string): Actor {
  return actorWith([], [{ office: 'region_officer', regionCode }], `officer of ${regionCode}`);
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

export function ok(answer: Answer): Body {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.raw}`);
  return answer.body;
}

/** The codes of a refusal: its own, then those of its reasons. */
export function codesOf({ body }: Answer): string[] {
  const reasons = (body?.reasons ?? []) as { code: string }[];
  return [String(body?.code), ...reasons.map(({ code }) => code)];
}

export async function anEnterprise(node: TestNode, regionCode: string): Promise<string> {
  const body = { kind: 'enterprise', nameZh: `单位 ${crypto.randomUUID()}`, regionCode };
  return ok(await node.call('createOrganisation', { body }, officerOf(regionCode))).id;
}

/** Hebei's place for research in Beijing. */
export const outpostBody = {
  nameZh: '河北科创飞地（示例）',
  nameEn: 'Hebei outpost (sample)',
  kind: 'research_there',
  homeRegion: '130600',
  hostRegion: '110108',
  spaceSquareMetres: 12_000,
  activitiesAtHome: ['production'],
  activitiesThere: ['research', 'incubation'],
  openedOn: '2024-03-01',
};

export async function anOutpost(node: TestNode, more: object = {}): Promise<Body> {
  const body = { ...outpostBody, ...more };
  return ok(await node.call('createOutpost', { body }, officerOf('130000')));
}
