import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contract as matching } from '../server/src/matching/contract.ts';
import { rankingContract } from '../server/src/matching/ranking-contract.ts';
import { reviewContract as reviews } from '../server/src/matching/review-contract.ts';
import { foundCompact, ok, type Party, party } from './founded-compact.ts';
import { openRegion, type Person } from './node-over-http.ts';
import { passReview } from './pass-review.ts';
import { table } from './table.ts';

const story = 'a-hebei-enterprise-finds-a-tianjin-laboratory';
const expected = readFileSync(join(import.meta.dirname, `${story}.expected.txt`), 'utf8');

const stateWords: Readonly<Record<string, string>> = {
  draft: '草稿',
  submitted: '待审核',
  published: '已发布',
  fulfilled: '已满足',
  asked: '待答复',
  accepted: '已同意',
  declined: '已婉拒',
  concluded: '已签约',
};

/** What one side sees of the need and of its own introductions, in a line. */
async function seenBy(one: Party, needId: string): Promise<string> {
  const need = await one.person.call(matching.readNeed, { params: { needId } });
  const parts = [need.status === 404 ? '—' : `需求${stateWords[ok(need).state]}`];
  const sort = { sort: 'answerDueAt' };
  const list = ok(await one.person.call(matching.listIntroductions, { query: sort }));
  for (const { id: introductionId } of list.items) {
    const params = { introductionId };
    const seen = ok(await one.person.call(matching.readIntroduction, { params }));
    const [other, contact] =
      seen.side === 'asker'
        ? [seen.asked.name, seen.askedContact]
        : [seen.asker.name, seen.askerContact];
    const notes = [
      ...(seen.reminderDue && seen.side === 'asked' ? ['请尽快'] : []),
      ...(contact === null ? [] : [`联系${contact.name}`]),
    ];
    const note = notes.length === 0 ? '' : `（${notes.join('，')}）`;
    parts.push(`${other}${stateWords[seen.state]}${note}`);
  }
  return parts.join('；');
}

async function journeySeenBy(one: Party, journeyId: string): Promise<string> {
  const journey = ok(await one.person.call(matching.readJourney, { params: { journeyId } }));
  const rows = journey.steps.map(
    (step: { at: string; fromRegion: string; toRegion: string; words: { zh: string } }) => [
      step.at.slice(0, 10),
      [step.fromRegion, step.toRegion].filter(Boolean).join('→'),
      step.words.zh,
    ],
  );
  return table(['日期', '地区', '事项'], rows);
}

test('a Hebei enterprise finds a Tianjin laboratory', async () => {
  const region = await openRegion();
  region.itIs('2026-03-02T01:00:00Z');
  const { compactId, secretariat } = await foundCompact(region);
  const hebei = await party(region, '河北轧辊厂', {
    kind: 'enterprise',
    regionCode: '130200',
    person: '周恒',
  });
  const tianjin = await party(region, '天津表面实验室', {
    kind: 'research_institute',
    regionCode: '120000',
    person: '郑津',
  });
  const beijing = await party(region, '北京材料学院', {
    kind: 'university',
    regionCode: '110000',
    person: '王钢',
  });
  const shanghai = await party(region, '上海模具厂', {
    kind: 'enterprise',
    regionCode: '310000',
    person: '陆申',
  });
  const parties = [hebei, tianjin, beijing, shanghai];

  // Two offer what may help, before anybody asks.
  await offer(tianjin, secretariat, {
    title: '轧辊表面超声冲击强化技术',
    summary: '大功率超声冲击在轧辊辊面形成硬化层，硬度 HRC 67 以上，抗热裂纹与抗剥落显著改善。',
    maturity: 6,
    contact: { name: '郑津', email: 'zheng@example.org' },
    price: { modes: ['licence'], minimumMinor: '80000000', maximumMinor: null, currency: 'CNY' },
  });
  await offer(beijing, secretariat, {
    title: '热轧工作辊激光熔覆再制造工艺',
    summary: '高熵合金粉末激光熔覆恢复报废热轧工作辊的尺寸，提高辊面耐磨性与寿命，减少剥落。',
    maturity: 4,
    contact: { name: '王钢', email: 'wang@example.org' },
    price: { modes: ['transfer'], minimumMinor: '250000000', maximumMinor: null, currency: 'CNY' },
  });

  const rows: string[][] = [];
  let needId = '';
  const happened = async (day: string, what: string) => {
    const views = [];
    for (const one of parties) views.push(await seenBy(one, needId));
    rows.push([day, what, ...views]);
  };

  const draft = ok(
    await hebei.person.call(matching.createNeed, {
      body: { organisationId: hebei.id, title: '提高热轧工作辊辊面寿命' },
    }),
  );
  needId = draft.id;
  await happened('03-02', '河北起草需求');

  const params = { needId };
  const edited = ok(
    await hebei.person.call(matching.editNeed, {
      params,
      revision: draft.revision,
      body: {
        problem: '热轧工作辊辊面热裂纹和剥落使单次上机轧制量偏低，寻找表面强化或再制造技术。',
        targets: '辊面硬度 HRC 65 以上',
        fields: ['33'],
        leastMaturity: 5,
        budget: { minimumMinor: null, maximumMinor: '200000000', currency: 'CNY' },
        deadline: '2026-12-31',
        visibility: 'compact',
        compactId,
        contact: { name: '周恒', email: 'zhou@example.org' },
      },
    }),
  );
  const submitted = ok(
    await hebei.person.call(reviews.submitNeed, { params, revision: edited.revision }),
  );
  await happened('03-02', '河北提交审核');
  await passReview(hebei.person, secretariat, submitted.reviewId);
  const published = ok(await hebei.person.call(matching.readNeed, { params }));
  const { journeyId } = published;
  await happened('03-02', '发布，京津冀可见');

  // What the enterprise finds, and why.
  const matches = ok(await hebei.person.call(rankingContract.matchesOfNeed, { params }));
  const codes = (facts: { code: string }[]) => facts.map((fact) => fact.code).join(' ') || '—';
  const found = table(
    ['单位', '支持', '反对'],
    matches.items.map(
      (match: {
        technology: { organisation: { name: string } };
        speaksFor: { code: string }[];
        speaksAgainst: { code: string }[];
      }) => [
        match.technology.organisation.name,
        codes(match.speaksFor),
        codes(match.speaksAgainst),
      ],
    ),
  );
  const technologyOf = (one: Party): string =>
    matches.items.find(
      (match: { technology: { organisation: { id: string } } }) =>
        match.technology.organisation.id === one.id,
    ).technology.id;
  const ask = async (one: Party) =>
    ok(
      await hebei.person.call(matching.askIntroduction, {
        body: {
          organisationId: hebei.id,
          needId,
          technologyId: technologyOf(one),
          message: '请问能否处理直径 800 毫米的工作辊？',
        },
      }),
    ).id as string;

  const toBeijing = await ask(beijing);
  await happened('03-02', '河北请求北京');

  region.itIs('2026-03-04T01:00:00Z');
  ok(
    await beijing.person.call(matching.declineIntroduction, {
      params: { introductionId: toBeijing },
      body: { reasons: ['too_early', 'terms_not_acceptable'], note: '尚在中试' },
    }),
  );
  await happened('03-04', '北京婉拒，附理由');

  const toTianjin = await ask(tianjin);
  await happened('03-04', '河北请求天津');

  region.itIs('2026-03-11T01:00:00Z');
  await happened('03-11', '七天未答复');

  region.itIs('2026-03-12T01:00:00Z');
  const introduction = { introductionId: toTianjin };
  ok(await tianjin.person.call(matching.acceptIntroduction, { params: introduction, body: {} }));
  await happened('03-12', '天津同意');

  region.itIs('2026-05-20T01:00:00Z');
  ok(
    await hebei.person.call(matching.concludeIntroduction, {
      params: introduction,
      body: {
        outcome: 'contract_signed',
        kind: 'licence',
        amountMinor: '120000000',
        currency: 'CNY',
        signedOn: '2026-05-18',
      },
    }),
  );
  ok(
    await hebei.person.call(matching.fulfilNeed, {
      params,
      revision: published.revision,
      body: introduction,
    }),
  );
  await happened('05-20', '签约，需求满足');

  const text = [
    '河北看到的匹配',
    found,
    '',
    '各方看到什么',
    table(['日期', '事项', ...parties.map((one) => one.name)], rows),
    '',
    '河北看到的链路',
    await journeySeenBy(hebei, journeyId),
    '',
    '北京看到的链路',
    await journeySeenBy(beijing, journeyId),
  ].join('\n');
  console.log(text);
  assert.equal(`${text}\n`, expected);
  const outsider = await shanghai.person.call(matching.readJourney, { params: { journeyId } });
  assert.equal(outsider.status, 404);
  assert.deepEqual(await region.failedChecks(), []);
});

async function offer(one: Party, reviewer: Person, text: object): Promise<void> {
  const body = {
    organisationId: one.id,
    keywords: ['轧辊'],
    fields: ['33'],
    ipPosition: 'patent_granted',
    ...text,
  };
  const draft = ok(await one.person.call(matching.createTechnology, { body }));
  const params = { technologyId: draft.id };
  const { revision } = draft;
  const submitted = ok(await one.person.call(reviews.submitTechnology, { params, revision }));
  await passReview(one.person, reviewer, submitted.reviewId);
}
