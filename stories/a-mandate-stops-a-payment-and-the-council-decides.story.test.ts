import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { observatoryContract as observatory } from '../server/src/observatory/contract.ts';
import {
  actContract as acts,
  budgetContract as budgets,
  charterContract as charters,
  motionContract as motions,
  platformContract as platforms,
} from '../server/src/platforms/contract.ts';
import { rulesContract as rules } from '../server/src/rules/contract.ts';
import { foundCompact, ok, party } from './founded-compact.ts';
import { type Came, openRegion, type Person, type Region } from './node-over-http.ts';
import { table } from './table.ts';

const story = 'a-mandate-stops-a-payment-and-the-council-decides';
const expected = readFileSync(join(import.meta.dirname, `${story}.expected.txt`), 'utf8');

type Answer = Came['body'];

interface People {
  readonly beijing: Person;
  readonly hebei: Person;
  readonly secretariat: Person;
  readonly director: Person;
  readonly compactId: string;
  readonly operatorId: string;
}

async function peopleOf(region: Region): Promise<People> {
  const { compactId, secretariat } = await foundCompact(region);
  const officer = (name: string, regionCode: string) =>
    region.person(name, { office: { office: 'region_officer', regionCode } });
  const about = { kind: 'enterprise', regionCode: '130200', person: '周恒' };
  const operator = await party(region, '唐山轧辊厂', about);
  return {
    ...{ compactId, secretariat, operatorId: operator.id, director: operator.person },
    beijing: await officer('钱京', '110000'),
    hebei: await officer('李冀', '130000'),
  };
}

/** Written by the secretariat, reviewed by Beijing, and adopted by the compact. */
async function adoptMandates({ compactId, secretariat, beijing }: People) {
  const file = (name: string) =>
    readFileSync(join(import.meta.dirname, '../demo/rules', name), 'utf8');
  const text = JSON.parse(file('platform-mandates.json'));
  const begun = ok(await secretariat.call(rules.createRuleSet, { body: { ...text, compactId } }));
  const params = { versionId: begun.id };
  const model = { params, revision: begun.revision, file: file('platform-mandates.dmn') };
  const { revision } = ok(await secretariat.call(rules.saveModel, model));
  const reviewed = ok(await beijing.call(rules.reviewVersion, { params, revision, body: {} }));
  const version = ok(
    await secretariat.call(rules.publishVersion, { params, revision: reviewed.revision }),
  );
  const { id: versionId, contentDigest, ruleSetId } = version;
  const office = { nameZh: '协同秘书处', nameEn: 'Secretariat', phone: '12345' };
  const body = { compactId, versionId, contentDigest, startsOn: '2026-01-01', office };
  ok(await secretariat.call(rules.adoptVersion, { body }));
  return { ruleSetId, versionId };
}

const usual = { majority: 'simple', tie: 'motion_fails', votingDays: 7 };
const bodies = [
  {
    ...{ code: 'council', nameZh: '理事会', nameEn: 'Council', kind: 'council', ...usual },
    ...{ quorum: 'two_thirds', majorityOf: 'present', conflictedCount: false, clause: '第八条' },
  },
  {
    ...{ code: 'director', nameZh: '主任', nameEn: 'Director', kind: 'director', ...usual },
    ...{ quorum: 'any', majorityOf: 'all', conflictedCount: true, clause: '第九条' },
  },
];

/** Founded by Beijing and Hebei, with a charter that both adopted, a council of three, a budget. */
async function foundPlatform(people: People): Promise<string> {
  const { beijing, hebei, secretariat, director, operatorId } = people;
  const founders = [{ regionCode: '110000' }, { regionCode: '130000' }];
  const base = {
    ...{ nameZh: '京冀轧制中试基地', type: 'transformation_service', stage: 'running' },
    ...{ regionCodes: ['130200', '110000'], operatorId, founders, openedOn: '2026-01-01' },
  };
  const { id: platformId } = ok(await hebei.call(platforms.createPlatform, { body: base }));
  const params = { platformId };
  const mandates = await adoptMandates(people);
  const text = { bodies, budgetBody: 'council', mandates, note: null, startsOn: '2026-01-01' };
  const charter = ok(await hebei.call(charters.proposeCharter, { params, body: text }));
  for (const [founder, officer] of [
    ['110000', beijing],
    ['130000', hebei],
  ] as const) {
    const body = { founder, digest: charter.digest };
    ok(await officer.call(charters.adoptCharter, { params: { charterId: charter.id }, body }));
  }
  const seat = async (person: Person, body: string, isChair = false) => {
    const given = { body, email: person.email, isChair, startsOn: '2026-01-01' };
    ok(await hebei.call(charters.giveSeat, { params, body: given }));
  };
  await seat(hebei, 'council', true);
  await seat(beijing, 'council');
  await seat(secretariat, 'council');
  await seat(director, 'director', true);
  const lines = [
    { heading: 'equipment', nameZh: '设备费', nameEn: 'Equipment', amountMinor: '1200000000' },
  ];
  const motion = ok(
    await hebei.call(budgets.proposeBudget, { params, body: { year: 2026, lines } }),
  );
  await decide(people, motion.id, { hebei: 'for', beijing: 'for' });
  return platformId;
}

async function decide(
  { beijing, hebei, secretariat }: People,
  motionId: string,
  votes: { readonly hebei?: string; readonly beijing?: string; readonly secretariat?: string },
): Promise<Answer> {
  const params = { motionId };
  const members = { hebei, beijing, secretariat };
  for (const [name, choice] of Object.entries(votes)) {
    const member = members[name as keyof typeof members];
    ok(await member.call(motions.castVote, { params, body: { choice } }));
  }
  return ok(await hebei.call(motions.closeMotion, { params }));
}

const yuan = (minor: string) => (Number(minor) / 100).toFixed(2);
const states: Readonly<Record<string, string>> = {
  made: '授权内，即时办理',
  routed: '超出授权，转理事会',
  approved: '理事会批准',
  rejected: '理事会不予批准',
};

function rowOf({ title, amountMinor, state, answer }: Answer): string[] {
  const why = answer.within ? '' : answer.reasons.map(({ zh }: { zh: string }) => zh).join('；');
  return [
    title,
    yuan(amountMinor),
    states[state]!,
    answer.clause.split(' ')[0],
    why.split('（')[0],
  ];
}

async function budgetTable(person: Person, platformId: string): Promise<string> {
  const { lines } = ok(await person.call(budgets.readBudget, { params: { platformId } }));
  return table(
    ['科目', '预算', '待表决', '已承诺', '已支出', '可用'],
    lines.map((line: Answer) => [
      line.nameZh,
      ...['budget', 'reserved', 'committed', 'actual', 'available'].map((name) =>
        yuan(line[`${name}Minor`]),
      ),
    ]),
  );
}

test('a mandate stops a payment over its limit, and the council decides', async () => {
  const region = await openRegion();
  region.itIs('2026-06-01T02:00:00Z');
  const people = await peopleOf(region);
  const { director, hebei, beijing } = people;
  const platformId = await foundPlatform(people);
  const params = { platformId };
  const ask = async (title: string, amountMinor: string) => {
    const body = {
      ...{ body: 'director', kind: 'pay', title, amountMinor, heading: 'equipment' },
    };
    return ok(await director.call(acts.makeAct, { params, body }));
  };

  const small = await ask('轧辊备件', '28000000');
  const large = await ask('在线板形仪', '86000000');
  const second = await ask('二手轧机', '90000000');
  const asked = table(
    ['事项', '金额（元）', '结果', '依据', '理由'],
    [small, large, second].map(rowOf),
  );
  const waiting = await budgetTable(hebei, platformId);
  const over = await director.call(acts.makeAct, {
    params,
    body: {
      ...{ body: 'director', kind: 'pay', title: '整条产线', amountMinor: '2000000000' },
      heading: 'equipment',
    },
  });
  assert.equal(over.body.code, 'over_budget');

  const toDo = ok(await beijing.call(motions.listDecisionsToTake)).items;
  assert.deepEqual(
    toDo.map(({ title }: Answer) => title),
    ['在线板形仪', '二手轧机'],
  );
  const vote = { params: { motionId: large.motionId }, body: { choice: 'for' } };
  ok(await hebei.call(motions.castVote, vote));
  const early = await hebei.call(motions.closeMotion, { params: vote.params });
  assert.equal(early.body.code, 'quorum_not_reached');
  const carried = await decide(people, large.motionId, { beijing: 'for', secretariat: 'against' });
  const defeated = await decide(people, second.motionId, { hebei: 'against', beijing: 'against' });
  const decided = table(
    ['议案', '出席', '须达', '赞成', '反对', '结果', '条款'],
    [carried, defeated].map(({ title, state, tally }: Answer) => [
      ...[title, `${tally.present}/${tally.seats}`, String(tally.presentNeeded)],
      ...[String(tally.for), String(tally.against)],
      ...[state === 'carried' ? '通过' : '未通过', tally.clause],
    ]),
  );
  const paid = { params: { actId: large.id }, body: { as: 'paid', amountMinor: '85000000' } };
  ok(await hebei.call(acts.settleAct, paid));
  const after = ok(await director.call(acts.listActs, { params }))
    .items.map(rowOf)
    .reverse();

  await region.node.deliver();
  const query = { capability: ['rules', 'platforms'] };
  const barriers = ok(await hebei.call(observatory.listBarriers, { query })).items;
  const setbacks = new Set(barriers.map(({ reason }: Answer) => reason));
  for (const reason of ['rule_says_no', 'over_budget', 'quorum_not_reached', 'motion_defeated']) {
    assert.ok(setbacks.has(reason), `${reason} is not among ${[...setbacks].join(', ')}`);
  }

  const told = [
    ['主任提出的支付', asked],
    ['表决之前的预算', waiting],
    [
      '超出预算',
      `申请 ${over.body.params.asked} 元，可用 ${over.body.params.available} 元，预算 ${over.body.params.budget} 元`,
    ],
    [
      '只有一人表决时计票',
      `${early.body.params.clause}：出席 ${early.body.params.present} 席，须达 ${early.body.params.needed} 席`,
    ],
    ['理事会的决定', decided],
    ['决定之后', table(['事项', '金额（元）', '结果', '依据', '理由'], after)],
    ['支付之后的预算', await budgetTable(hebei, platformId)],
  ].map(([heading, text]) => `${heading}\n${text}`);
  assert.equal(`${told.join('\n\n')}\n`, expected);
  assert.deepEqual(await region.failedChecks(), []);
});
