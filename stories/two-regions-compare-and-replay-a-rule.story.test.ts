import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sampleModel, sampleRule } from '../demo/sample-rule.ts';
import { registryContract as registry } from '../server/src/registry/contract.ts';
import { rulesContract as rules } from '../server/src/rules/contract.ts';
import { type Came, openRegion, type Person, type Region } from './node-over-http.ts';
import { table } from './table.ts';

const story = 'two-regions-compare-and-replay-a-rule';
const expected = readFileSync(join(import.meta.dirname, `${story}.expected.txt`), 'utf8');

function ok(came: Came): Came['body'] {
  assert.ok(came.status < 300, `${came.status} ${JSON.stringify(came.body)}`);
  return came.body;
}

interface Officers {
  readonly compactId: string;
  readonly secretariat: Person;
  readonly hebei: Person;
  readonly tianjin: Person;
}

async function officersOf(region: Region): Promise<Officers> {
  const administrator = await region.person('褚管', { office: { office: 'system_administrator' } });
  const names = { nameZh: '京津冀', nameEn: 'Beijing–Tianjin–Hebei' };
  const compactId = ok(await administrator.call(registry.createCompact, { body: names })).id;
  const office = { office: 'secretariat', compactId } as const;
  const secretariat = await region.person('赵协同', { office });
  for (const regionCode of ['120000', '130000']) {
    const body = { regionCode, startsOn: '2014-02-26' };
    ok(await secretariat.call(registry.addCompactMember, { params: { compactId }, body }));
  }
  const officer = (name: string, regionCode: string) =>
    region.person(name, { office: { office: 'region_officer', regionCode } });
  return {
    compactId,
    secretariat,
    hebei: await officer('李冀', '130000'),
    tianjin: await officer('孙津', '120000'),
  };
}

/** Written by the secretariat; reviewed by an officer, since nobody reviews what they wrote. */
async function publish(
  { compactId, secretariat }: Officers,
  reviewer: Person,
  about: { readonly staff: number; readonly percent: string; readonly ruleSetId?: string },
) {
  const { staff, percent, ruleSetId } = about;
  const text = sampleRule(staff, percent);
  const begun =
    ruleSetId === undefined
      ? ok(await secretariat.call(rules.createRuleSet, { body: { ...text, compactId } }))
      : ok(await secretariat.call(rules.addVersion, { params: { ruleSetId }, body: {} }));
  const params = { versionId: begun.id };
  const written = ok(
    await secretariat.call(rules.editVersion, { params, revision: begun.revision, body: text }),
  );
  const file = sampleModel(staff, `0.${percent}`);
  const sent = { params, revision: written.revision, file };
  const draft = ok(await secretariat.call(rules.saveModel, sent));
  const review = { params, revision: draft.revision, body: {} };
  const own = await secretariat.call(rules.reviewVersion, review);
  assert.equal(own.body.code, 'author_cannot_review');
  const { revision } = ok(await reviewer.call(rules.reviewVersion, review));
  return ok(await secretariat.call(rules.publishVersion, { params, revision }));
}

async function adopt(officer: Person, regionCode: string, name: string, version: Came['body']) {
  const body = {
    regionCode,
    versionId: version.id,
    contentDigest: version.contentDigest,
    startsOn: '2025-01-01',
    office: { nameZh: `${name}科技厅`, nameEn: `${name} office`, phone: '12345' },
  };
  return ok(await officer.call(rules.adoptVersion, { body }));
}

const outcomeWords: Readonly<Record<string, string>> = {
  granted: '给予',
  refused: '不给予',
  undetermined: '无法判定',
};
const changeWords: Readonly<Record<string, string>> = {
  gains: '受益',
  loses: '受损',
  same: '不变',
  unclear: '不明',
};

/** What was decided in a year: staff and research spending in 10,000 yuan. */
const cases = [
  ['唐山轧辊厂', '130200', 280, 120],
  ['石家庄制药设备厂', '130100', 410, 96],
  ['保定水务公司', '130600', 60, 35.5],
  ['邯郸钢构厂', '130400', 900, 700],
  ['天津海装公司', '120000', 460, 210],
  ['天津精密机械厂', '120000', 40, 80],
] as const;

async function decideAll({ hebei, tianjin }: Officers, ruleSetId: string): Promise<Came['body'][]> {
  const decisions: Came['body'][] = [];
  for (const [nameZh, regionCode, staff, spending] of cases) {
    const officer = regionCode.startsWith('13') ? hebei : tianjin;
    const organisation = { kind: 'enterprise', nameZh, regionCode };
    const { id } = ok(await officer.call(registry.createOrganisation, { body: organisation }));
    const inputs = { staff, 'research spending': spending, 'serious dishonesty': false };
    const body = { organisationId: id, ruleSetId, on: '2025-09-01', inputs };
    decisions.push(ok(await officer.call(rules.decide, { body })));
  }
  return decisions;
}

async function replay(
  region: Region,
  officer: Person,
  body: object,
): Promise<{ readonly replay: Came['body']; readonly rows: Came['body'][] }> {
  const { id: replayId } = ok(await officer.call(rules.startReplay, { body }));
  await region.node.runJob('rules.run_replay', { replayId });
  const params = { replayId };
  return {
    replay: ok(await officer.call(rules.readReplay, { params })),
    rows: ok(await officer.call(rules.listReplayRows, { params })).items,
  };
}

function replayTable(rows: readonly Came['body'][]): string {
  return table(
    ['单位', '地区', '原结论', '新结论', '变化', '差额（万元）'],
    rows.map((row) => [
      row.name,
      row.region,
      outcomeWords[row.baseOutcome] ?? '—',
      outcomeWords[row.candidateOutcome] ?? '—',
      changeWords[row.change] ?? '',
      row.difference ?? '—',
    ]),
  );
}

test('two regions compare and replay a rule', async () => {
  const region = await openRegion();
  region.itIs('2026-03-02T01:00:00Z');
  const officers = await officersOf(region);
  const { compactId, secretariat, hebei, tianjin } = officers;
  const narrow = await publish(officers, hebei, { staff: 300, percent: '20' });
  const { ruleSetId } = narrow;
  const wide = await publish(officers, tianjin, { staff: 500, percent: '15', ruleSetId });
  await adopt(hebei, '130000', '河北', narrow);
  await adopt(tianjin, '120000', '天津', wide);

  const decisions = await decideAll(officers, ruleSetId);
  const decided = table(
    ['单位', '地区', '适用版本', '结论', '补助额（万元）'],
    decisions.map(({ organisation, version, outcome, amount }) => [
      organisation.nameZh,
      organisation.region.code,
      `v${version.number}`,
      outcomeWords[outcome] ?? '',
      amount.amount,
    ]),
  );
  const refused = decisions[1];
  const why = table(
    ['不给予的理由', 'reason', '可向谁申诉'],
    refused.run.reasons.map(({ zh, en }: { zh: string; en: string }) => [
      zh,
      en,
      `${refused.turnTo.office.nameZh} ${refused.turnTo.office.phone}`,
    ]),
  );

  const regions = { ruleSetId, leftRegion: '130000', rightRegion: '120000', on: '2025-09-01' };
  const comparison = ok(await hebei.call(rules.compareVersions, { query: regions }));
  const differences = table(
    ['判定', '条件', '河北', '天津'],
    [
      ...comparison.tables.flatMap(({ label, differences: found }: Came['body']) =>
        found.map(({ where, left, right }: Came['body']) => [
          label.zh,
          where.map((one: Came['body']) => `${one.label.zh} ${one.test}`).join('，'),
          left,
          right,
        ]),
      ),
      ...comparison.expressions.map(({ label, left, right }: Came['body']) => [
        label.zh,
        '算式',
        left,
        right,
      ]),
    ],
  );

  const forHebei = await replay(region, hebei, {
    title: '河北改用天津的规则',
    regionCode: '130000',
    candidateVersionId: wide.id,
    decisions: { ruleSetId },
  });
  const common = await publish(officers, hebei, { staff: 500, percent: '20', ruleSetId });
  const forAll = await replay(region, secretariat, {
    title: '共同规则：500人、20%',
    compactId,
    candidateVersionId: common.id,
    decisions: { ruleSetId, from: '2025-01-01', until: '2026-01-01' },
  });
  const sums = table(
    ['地区', '受益', '受损', '不变', '增加（万元）', '减少（万元）'],
    forAll.replay.groups
      .filter(({ by }: { by: string }) => by === 'region')
      .toSorted((a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1))
      .map(({ label, gains, loses, same, gained, lost }: Came['body']) => [
        label.zh,
        ...[gains, loses, same].map(String),
        gained,
        lost,
      ]),
  );
  for (const { id: decisionId } of decisions) {
    const params = { decisionId };
    assert.ok(ok(await secretariat.call(rules.recomputeDecision, { params })).same);
  }

  const told = [
    ['两地按各自采用的版本作出的决定', decided],
    ['石家庄制药设备厂为什么没有得到补助', why],
    ['河北与天津哪里不同', differences],
    ['河北若改用天津的规则', replayTable(forHebei.rows)],
    ['京津冀若采用共同规则（500人、20%）', replayTable(forAll.rows)],
    ['分地区合计', sums],
  ]
    .map(([heading, text]) => `${heading}\n${text}\n`)
    .join('\n');
  console.log(told);
  assert.equal(told, expected);
  assert.deepEqual(await region.failedChecks(), []);
});
