import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { evaluate } from '../server/src/commands/evaluate.ts';
import {
  appealContract as appeals,
  interventionContract as interventions,
  panelContract as panels,
  platformContract as platforms,
  resultContract as results,
  roundContract as rounds,
  schemeContract as schemes,
} from '../server/src/platforms/contract.ts';
import { roundCalendar, roundScheme } from '../server/src/platforms/round-testing.ts';
import { foundCompact, ok, type Party, party } from './founded-compact.ts';
import { openRegion, type Person, type Region } from './node-over-http.ts';
import { table } from './table.ts';

const story = 'three-pilot-bases-are-evaluated-and-one-appeals';
const expected = readFileSync(join(import.meta.dirname, `${story}.expected.txt`), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'yunhe-story-'));
after(() => rmSync(folder, { recursive: true }));

// biome-ignore lint/suspicious/noExplicitAny: a story looks into whatever came back.
type Body = any;

interface Base extends Party {
  readonly platformId: string;
  /** Articles that it reports, and what experts think of its plan. */
  readonly articles: string;
  readonly plan: string;
}

async function aBase(
  region: Region,
  called: string,
  said: { readonly articles: string; readonly plan: string },
): Promise<Base> {
  const own = await party(region, `${called}运营公司`, {
    ...{ kind: 'enterprise', regionCode: '130600', person: `${called}经理` },
  });
  const body = {
    ...{ nameZh: called, type: 'transformation_service', stage: 'running', operatorId: own.id },
    ...{ regionCodes: ['130600'], founders: [{ regionCode: '130000' }], openedOn: '2023-01-01' },
  };
  const { id } = ok(await own.person.call(platforms.createPlatform, { body }));
  return { ...own, ...said, name: called, platformId: id };
}

class Round {
  readonly #secretariat: Person;
  readonly id: string;

  constructor(secretariat: Person, id: string) {
    this.#secretariat = secretariat;
    this.id = id;
  }

  async read(): Promise<Body> {
    return ok(await this.#secretariat.call(rounds.readRound, { params: { roundId: this.id } }));
  }

  async reportOf({ platformId }: Base): Promise<string> {
    const { reports } = await this.read();
    return reports.find((one: Body) => one.platform.id === platformId).id;
  }

  async step(operation: Parameters<Person['call']>[0], body: object = {}): Promise<Body> {
    const { revision } = await this.read();
    return await this.#secretariat.call(operation, {
      params: { roundId: this.id },
      revision,
      body,
    });
  }
}

async function report(round: Round, base: Base): Promise<readonly string[]> {
  const params = { reportId: await round.reportOf(base) };
  const { call } = base.person;
  const file = ok(await call(rounds.uploadReportEvidence, { params, file: '%PDF-1.7 articles' }));
  ok(await call(rounds.pullValues, { params, body: {} }));
  const { revision } = ok(await call(rounds.readReport, { params }));
  const values = [{ measure: 'articles', value: base.articles, evidence: [file.id] }];
  const saved = ok(await call(rounds.saveReport, { params, revision, body: { values } }));
  const sent = ok(await call(rounds.submitReport, { params, revision: saved.revision }));
  const told = (measure: string) => sent.values.find((one: Body) => one.measure === measure);
  return [
    base.name,
    told('articles').value,
    told('contracts_signed').value,
    told('contracts_signed').origin,
  ];
}

async function check(round: Round, secretariat: Person, base: Base): Promise<void> {
  const params = { reportId: await round.reportOf(base) };
  const { revision } = ok(await secretariat.call(rounds.readReport, { params }));
  ok(
    await secretariat.call(rounds.checkValue, { params, revision, body: { verdict: 'accepted' } }),
  );
}

async function score(expert: Person, bases: readonly Base[]): Promise<number> {
  const { items } = ok(await expert.call(panels.listScorings));
  for (const { reportId, platform } of items) {
    const params = { reportId };
    const { revision } = ok(await expert.call(panels.readScoring, { params }));
    const { plan } = bases.find(({ platformId }) => platformId === platform.id)!;
    const scores = [{ measure: 'plan', score: plan, comment: '见评审意见' }];
    ok(await expert.call(panels.saveScores, { params, revision, body: { scores, done: true } }));
  }
  return items.length;
}

async function standings(round: Round, secretariat: Person): Promise<string> {
  const { items } = ok(
    await secretariat.call(results.listResults, { params: { roundId: round.id } }),
  );
  const { units } = items.at(-1);
  return table(
    ['名次', '平台', '得分', '等级', '原得分'],
    units.map((one: Body) => [
      ...[String(one.place), one.platform.nameZh, one.score, one.grade, one.before?.score ?? ''],
    ]),
  );
}

/** Scheme, data and options as the evaluated downloads them, into the command. */
async function sameBytes(base: Base, reportId: string): Promise<string> {
  const params = { reportId };
  const { result } = ok(await base.person.call(results.readEvaluation, { params }));
  const get = async (file: string) => {
    const sent = { params: { resultId: result.id }, query: { file } };
    return ok(await base.person.text(results.downloadResult, sent));
  };
  const paths = [join(folder, 'scheme.json'), join(folder, 'data.csv')] as const;
  writeFileSync(paths[0], await get('scheme'));
  writeFileSync(paths[1], await get('data'));
  const { draws, seed } = JSON.parse(await get('options'));
  const said: string[] = [];
  await evaluate.run({
    args: [...paths],
    flags: { draws: String(draws), seed: String(seed) },
    json: true,
    settings: () => assert.fail('no settings are needed'),
    say: (text) => said.push(text),
    talk: (text) => assert.fail(text),
  });
  return `${said.join('\n')}\n` === (await get('report')) ? '相同' : '不同';
}

test('three pilot bases are evaluated, and one appeals', async () => {
  const region = await openRegion({ dataDir: folder });
  region.itIs('2026-02-01T04:00:00Z');
  const { compactId, secretariat } = await foundCompact(region);
  const bases = [
    await aBase(region, '保定中试基地', { articles: '9', plan: '8' }),
    await aBase(region, '雄安中试基地', { articles: '6', plan: '7' }),
    await aBase(region, '定州中试基地', { articles: '1', plan: '4' }),
  ];
  const [first, second, third] = bases as [Base, Base, Base];
  const homes = ['甲研究院', '乙研究院'].map((name) =>
    party(region, name, {
      kind: 'research_institute',
      regionCode: '110000',
      person: `${name}专家`,
    }),
  );
  const experts = [...(await Promise.all(homes)), third].map(({ person }) => person);
  const lines: string[] = [];
  const print = (title: string, text: string) => lines.push(`${title}\n${text}`);

  const draft = ok(
    await secretariat.call(schemes.createScheme, { body: { compactId, document: roundScheme } }),
  );
  const params = { versionId: draft.id };
  const officer = { office: 'region_officer', regionCode: '130000' } as const;
  const hebei = await region.person('李冀', { office: officer });
  const own = { params, revision: draft.revision };
  const { revision } = ok(await hebei.call(schemes.reviewSchemeVersion, own));
  ok(await secretariat.call(schemes.publishSchemeVersion, { params, revision }));
  const body = {
    ...{ titleZh: '2026 年中试基地评价', titleEn: 'Pilot bases 2026', compactId, seats: 2 },
    ...{ type: 'transformation_service', schemeVersionId: draft.id, calendar: roundCalendar },
    ...{ dataFrom: '2025-01-01', dataUntil: '2026-01-01', draws: 500, seed: 7 },
    platformIds: bases.map(({ platformId }) => platformId),
  };
  const round = new Round(secretariat, ok(await secretariat.call(rounds.createRound, { body })).id);
  ok(await round.step(rounds.openRound));
  print('日程', table(['阶段', '自'], Object.entries(roundCalendar)));

  region.itIs('2026-03-02T04:00:00Z');
  const told = [];
  for (const base of bases) told.push(await report(round, base));
  print('自评', table(['平台', '论文', '合同', '合同来源'], told));
  region.itIs('2026-03-12T04:00:00Z');
  for (const base of bases) await check(round, secretariat, base);

  for (const expert of experts.slice(1))
    ok(await round.step(panels.addPanelMember, { personId: expert.id }));
  const short = await round.step(panels.assignPanel);
  print('专家不足', short.body.reasons.map((one: Body) => one.detail).join('\n'));
  ok(await round.step(panels.addPanelMember, { personId: experts[0]!.id }));
  ok(await round.step(panels.assignPanel));
  region.itIs('2026-03-22T04:00:00Z');
  const seats = [];
  for (const expert of experts) seats.push(String(await score(expert, bases)));
  print(
    '评审席位',
    table(
      ['专家', '席位'],
      seats.map((count, at) => [['甲', '乙', '定州经理'][at]!, count]),
    ),
  );

  region.itIs('2026-04-02T04:00:00Z');
  const run = ok(await round.step(results.startResult));
  await region.node.runJob('platforms.compute_result', { runId: run.id });
  print('第一次结果', await standings(round, secretariat));

  region.itIs('2026-04-07T04:00:00Z');
  const reportId = await round.reportOf(second);
  const other = await first.person.call(results.readEvaluation, { params: { reportId } });
  print('看别人未公布的结果', String(other.status));
  const reason = { clause: 'output', ground: 'value_wrong', reason: '漏计三篇论文' };
  const appeal = ok(
    await second.person.call(appeals.fileAppeal, { params: { reportId }, body: reason }),
  );
  const decision = {
    ...{ verdict: 'upheld', reason: '补交的清单属实' },
    correction: { measure: 'articles', value: '9' },
  };
  const about = { params: { appealId: appeal.id }, revision: appeal.revision, body: decision };
  ok(await secretariat.call(appeals.decideAppeal, about));
  await region.node.runJob('platforms.resume_results');
  print('申诉后', await standings(round, secretariat));

  region.itIs('2026-04-17T04:00:00Z');
  ok(await round.step(results.publishRound));
  const { items } = ok(await third.person.call(interventions.listInterventions));
  print(
    '整改',
    table(
      ['平台', '等级', '责任方', '期限'],
      items.map((one: Body) => [one.platform.nameZh, one.subject.zh, one.owner, one.dueOn]),
    ),
  );
  print('yunhe evaluate 与存档结果的字节', await sameBytes(second, reportId));
  assert.equal(`${lines.join('\n\n')}\n`, expected);
  assert.deepEqual(await region.failedChecks(), []);
});
