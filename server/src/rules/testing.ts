/** Rule sets on their way from draft to adoption, for tests of rules and of what stands on them. */
import { randomUUID } from 'node:crypto';
import { registry } from '../registry/module.ts';
import type { Actor } from '../runtime/actor.ts';
import { type Answer, actorWith, type TestNode, testNode } from '../runtime/testing/node.ts';
import type { RuleVersion, VersionChange } from './contract.ts';
import { rules } from './module.ts';

/** One node for a whole test file: takes the file's own hook. */
export async function rulesNode(
  after: (close: () => Promise<void>) => void,
  settings: { readonly dataDir?: string } = {},
): Promise<TestNode> {
  const hooks = { after } as unknown as Parameters<typeof testNode>[0];
  return await testNode(hooks, { modules: [registry, rules], settings });
}

export function officerOf(regionCode: string): Actor {
  return actorWith([], [{ office: 'region_officer', regionCode }], `officer of ${regionCode}`);
}

/** A grant for small enterprises: the threshold is what regions differ in. */
export function grantModel(threshold: number | string, rate = '0.2'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="grant" name="Grant"
  namespace="https://example.org/grant">
  <itemDefinition id="t1" name="tAmount"><typeRef>number</typeRef>
    <allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>
  <inputData id="i1" name="staff"><variable name="staff" typeRef="tAmount"/></inputData>
  <inputData id="i2" name="spending"><variable name="spending" typeRef="tAmount"/></inputData>
  <decision id="d1" name="small"><variable name="small" typeRef="boolean"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <decisionTable id="small_table" hitPolicy="UNIQUE">
      <input id="c1" label="staff"><inputExpression typeRef="number"><text>staff</text>
        </inputExpression></input>
      <output id="o1" label="small" typeRef="boolean"/>
      <rule><inputEntry><text>&lt;= ${threshold}</text></inputEntry>
        <outputEntry><text>true</text></outputEntry></rule>
      <rule><inputEntry><text>&gt; ${threshold}</text></inputEntry>
        <outputEntry><text>false</text></outputEntry></rule>
    </decisionTable></decision>
  <decision id="d2" name="amount"><variable name="amount" typeRef="number"/>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <literalExpression><text>if small then spending * ${rate} else 0</text></literalExpression>
  </decision>
  <decision id="d3" name="outcome"><variable name="outcome" typeRef="string"/>
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <informationRequirement><requiredDecision href="#d2"/></informationRequirement>
    <literalExpression><text>if small and amount >= 0 then "passes" else if small = false then "fails" else null</text>
    </literalExpression></decision>
</definitions>`;
}

export const grantText = {
  nameZh: '小微企业研发补助（示例）',
  nameEn: 'Grant for small enterprises (sample)',
  documentNumber: '示例〔2026〕1号',
  grade: 'S',
  textZh: '职工总数不超过规定人数的企业，按研发投入的一定比例补助。',
  textEn: 'Enterprises of no more than so many staff get a share of what they spend on research.',
  words: {
    staff: { zh: '职工总数', en: 'staff' },
    spending: { zh: '研发投入（万元）', en: 'research spending (10,000 yuan)' },
    small: { zh: '属于小微企业', en: 'a small enterprise' },
    amount: { zh: '补助额（万元）', en: 'grant (10,000 yuan)' },
    outcome: { zh: '是否给予补助', en: 'whether there is a grant' },
    passes: { zh: '给予', en: 'granted' },
    fails: { zh: '不给予', en: 'not granted' },
  },
  cases: [
    { name: 'few', inputs: { staff: 10, spending: 100 }, expected: 'passes' },
    { name: 'many', inputs: { staff: 5000, spending: 100 }, expected: 'fails' },
  ],
  outcome: {
    decision: 'outcome',
    grants: ['passes'],
    refuses: ['fails'],
    conditions: ['small'],
    amount: { decision: 'amount', unit: '万元' },
  },
} satisfies VersionChange;

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

export function ok(answer: Answer): Body {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.raw}`);
  return answer.body;
}

export interface Makers {
  readonly author: Actor;
  readonly reviewer: Actor;
}

export const hebeiMakers: Makers = {
  author: officerOf('130000'),
  reviewer: officerOf('120000'),
};

export async function sendModel(
  node: TestNode,
  version: Pick<RuleVersion, 'id' | 'revision'>,
  xml: string | Buffer,
  as: Actor,
): Promise<Answer> {
  return await node.call(
    'saveModel',
    {
      params: { versionId: version.id },
      revision: version.revision,
      body: Buffer.from(xml),
      headers: { 'content-type': 'application/octet-stream' },
    },
    as,
  );
}

/** A draft with its model. */
export async function aDraft(
  node: TestNode,
  { author }: Makers,
  change: object = {},
  xml = grantModel(300),
): Promise<RuleVersion> {
  const body = { regionCode: '130000', ...grantText, ...change };
  const version = ok(await node.call('createRuleSet', { body }, author));
  return ok(await sendModel(node, version, xml, author));
}

export async function published(
  node: TestNode,
  makers: Makers,
  draft: RuleVersion,
): Promise<RuleVersion> {
  const params = { versionId: draft.id };
  const reviewed = ok(
    await node.call(
      'reviewVersion',
      { params, revision: draft.revision, body: {} },
      makers.reviewer,
    ),
  );
  const { revision } = reviewed;
  return ok(await node.call('publishVersion', { params, revision }, makers.author));
}

export const office = {
  nameZh: '河北省科学技术厅政策处（示例）',
  nameEn: 'Policy office (sample)',
  email: 'policy@example.org',
};

export async function adopted(
  node: TestNode,
  version: RuleVersion,
  place: { readonly regionCode: string },
  more: object = {},
): Promise<Body> {
  const { id: versionId, contentDigest } = version;
  const body = { ...place, versionId, contentDigest, startsOn: '2026-01-01', office, ...more };
  return ok(await node.call('adoptVersion', { body }, officerOf(place.regionCode)));
}

export async function anOrganisation(node: TestNode, regionCode: string): Promise<string> {
  const body = { kind: 'enterprise', nameZh: `单位 ${randomUUID()}`, regionCode };
  return ok(await node.call('createOrganisation', { body }, officerOf(regionCode))).id;
}
