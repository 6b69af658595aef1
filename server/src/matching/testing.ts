/** A compact with two organisations that may meet, for tests of matching. */
import { registry } from '../registry/module.ts';
import type { Actor, Role } from '../runtime/actor.ts';
import { actorWith, type TestNode, testNode } from '../runtime/testing/node.ts';
import { matching } from './module.ts';
import { publishNeed, publishTechnology } from './publish-record.ts';

export const secretariat: Actor = actorWith([], [{ office: 'secretariat' }], 'secretariat');

/** One node for a whole test file: takes the file's own hook. */
export async function matchingNode(after: (close: () => Promise<void>) => void): Promise<TestNode> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  return await testNode(hooks, { modules: [registry, matching] });
}

export interface Organisation {
  readonly id: string;
  readonly editor: Actor;
  readonly viewer: Actor;
}

let made = 0;

export async function organisationIn(
  node: TestNode,
  regionCode: string,
  kind = 'enterprise',
): Promise<Organisation> {
  made += 1;
  const officer = actorWith([], [{ office: 'region_officer', regionCode }]);
  const body = { kind, nameZh: `单位${made}`, nameEn: `Organisation ${made}`, regionCode };
  const answer = await node.call('createOrganisation', { body }, officer);
  if (answer.status !== 201) throw new Error(answer.raw.toString());
  const { id } = answer.body as { id: string };
  const as = (role: Role) => actorWith([{ organisationId: id, role }], [], `${role} ${made}`);
  return { id, editor: as('editor'), viewer: as('viewer') };
}

export const completeTechnology = {
  title: '轧辊表面超声冲击强化技术',
  summary: '采用大功率超声冲击在轧辊辊面形成纳米梯度硬化层，抗热裂纹与抗剥落性能显著改善。',
  keywords: ['轧辊', '表面强化'],
  fields: ['C'],
  maturity: 6,
  ipPosition: 'patent_granted',
  price: { modes: ['licence'], minimumMinor: '80000000', maximumMinor: null, currency: 'CNY' },
  languages: ['zh'],
  contact: { name: '郑老师', email: 'zheng@example.org' },
};

export const completeNeed = {
  title: '提高热轧工作辊辊面寿命',
  problem: '用户反映轧辊辊面热裂纹和剥落使单次上机轧制量偏低，希望找到表面强化技术。',
  targets: '辊面硬度 ≥ HRC 65',
  keywords: ['轧辊'],
  fields: ['C'],
  leastMaturity: 5,
  budget: { minimumMinor: '60000000', maximumMinor: '200000000', currency: 'CNY' },
  regionScope: ['120000'],
  languages: ['zh'],
  contact: { name: '周工', email: 'zhou@example.org' },
};

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

async function posted(
  node: TestNode,
  kind: 'Technology' | 'Need',
  owner: Organisation,
  text: object,
) {
  const body = { organisationId: owner.id, ...text };
  const draft = await node.call(`create${kind}`, { body }, owner.editor);
  if (draft.status !== 201) throw new Error(draft.raw.toString());
  const { id, revision } = draft.body;
  // Without its review, which has tests of its own: most tests begin after it.
  return await node.jobContext.transact<Body>(
    (ctx) =>
      kind === 'Need'
        ? publishNeed(ctx, { needId: id, revision })
        : publishTechnology(ctx, { technologyId: id, revision }),
    owner.editor,
  );
}

export async function publishedTechnology(
  node: TestNode,
  owner: Organisation,
  change: object = {},
) {
  return await posted(node, 'Technology', owner, { ...completeTechnology, ...change });
}

export async function publishedNeed(node: TestNode, owner: Organisation, change: object = {}) {
  return await posted(node, 'Need', owner, { ...completeNeed, ...change });
}

export interface AcceptedPair {
  readonly hebei: Organisation;
  readonly tianjin: Organisation;
  readonly needId: string;
  readonly technologyId: string;
  readonly journeyId: string;
  readonly introductionId: string;
}

/** An enterprise in Hebei asked a university in Tianjin, which said yes unless told otherwise. */
export async function acceptedPair(
  node: TestNode,
  { accept = true }: { readonly accept?: boolean } = {},
): Promise<AcceptedPair> {
  const hebei = await organisationIn(node, '130200');
  const tianjin = await organisationIn(node, '120000', 'university');
  const need = await publishedNeed(node, hebei);
  const technology = await publishedTechnology(node, tianjin);
  const body = {
    ...{ organisationId: hebei.id, needId: need.id, technologyId: technology.id },
    message: '想进一步了解',
  };
  const asked = await node.call('askIntroduction', { body }, hebei.editor);
  if (asked.status !== 201) throw new Error(asked.raw.toString());
  const introductionId = asked.body.id;
  const params = { introductionId };
  if (accept) await node.call('acceptIntroduction', { params, body: {} }, tianjin.editor);
  const { id: needId, journeyId } = need;
  return { hebei, tianjin, needId, technologyId: technology.id, journeyId, introductionId };
}
