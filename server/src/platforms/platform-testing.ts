/** Platforms and who acts for them, for tests. */
import { identity } from '../identity/module.ts';
import { ledger } from '../ledger/module.ts';
import { matching } from '../matching/module.ts';
import { outposts } from '../outposts/module.ts';
import { registry } from '../registry/module.ts';
import { rules } from '../rules/module.ts';
import type { Actor } from '../runtime/actor.ts';
import type { Settings } from '../runtime/settings.ts';
import { type Answer, actorWith, type TestNode, testNode } from '../runtime/testing/node.ts';
import { platforms } from './module.ts';

/** One node for a whole test file: takes the file's own hook. */
export async function platformsNode(
  after: (close: () => Promise<void>) => void,
  settings: Partial<Settings> = {},
): Promise<TestNode> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  const modules = [identity, registry, rules, matching, ledger, outposts, platforms];
  return await testNode(hooks, { modules, settings });
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

export async function anOrganisation(
  node: TestNode,
  regionCode: string,
  kind = 'research_institute',
): Promise<string> {
  const body = { kind, nameZh: `单位 ${crypto.randomUUID()}`, regionCode };
  return ok(await node.call('createOrganisation', { body }, officerOf(regionCode))).id;
}

/** Founded by Beijing and Hebei, in Baoding. */
export const platformBody = {
  nameZh: '京冀先进材料中试基地（示例）',
  nameEn: 'Beijing–Hebei pilot base for materials (sample)',
  type: 'transformation_service',
  stage: 'running',
  fields: ['30'],
  regionCodes: ['130600', '110000'],
  founders: [
    { regionCode: '110000', contributions: [{ kind: 'money', amount: '20000000.00' }] },
    { regionCode: '130000', contributions: [{ kind: 'space', amount: '8000' }] },
  ],
  facilities: [{ name: '热等静压机', quantity: 2 }],
  openedOn: '2024-03-01',
};

export async function aPlatform(node: TestNode, more: object = {}): Promise<Body> {
  const body = { ...platformBody, ...more };
  return ok(await node.call('createPlatform', { body }, officerOf('130000')));
}

/** Reviewed by a colleague of the keeper's, and published. */
export async function publishDraft(
  node: TestNode,
  { id, revision }: { readonly id: string; readonly revision: number },
  keeper: Actor,
): Promise<Body> {
  const params = { versionId: id };
  const colleague = actorWith([], keeper.offices, 'colleague');
  const reviewed = ok(await node.call('reviewSchemeVersion', { params, revision }, colleague));
  const published = { params, revision: reviewed.revision };
  return ok(await node.call('publishSchemeVersion', published, keeper));
}
