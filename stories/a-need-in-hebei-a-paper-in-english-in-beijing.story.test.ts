import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { contract as matching } from '../server/src/matching/contract.ts';
import { rankingContract } from '../server/src/matching/ranking-contract.ts';
import { reviewContract as reviews } from '../server/src/matching/review-contract.ts';
import { sampleTechnologies } from './bilingual-samples.ts';
import { foundCompact, ok, type Party, party } from './founded-compact.ts';
import { openRegion } from './node-over-http.ts';
import { passReview } from './pass-review.ts';
import { table } from './table.ts';

const story = 'a-need-in-hebei-a-paper-in-english-in-beijing';
const expected = readFileSync(join(import.meta.dirname, `${story}.expected.txt`), 'utf8');

/** The node learns in a thread of its own what words mean, and says so as long as it has not. */
async function untilMeaningIsLearned({ person }: Party): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const query = { q: '激光熔覆' };
    const { notices } = ok(await person.call(rankingContract.findMatches, { query }));
    if (!notices.includes('words_alone')) return;
    await sleep(500);
  }
  assert.fail('The node has not learned within a minute.');
}

const stateWords: Readonly<Record<string, string>> = {
  asked: '待答复',
  accepted: '已接受',
  concluded: '已有结果',
  recorded: '待确认',
  confirmed: '已确认',
};
const waitWords: Readonly<Record<string, string>> = {
  answer: '答复',
  pick: '选定时间',
  meeting: '会面',
  outcome: '结果',
  confirmation: '确认合同',
};
const inboxWords: Readonly<Record<string, string>> = {
  toAnswer: '答复',
  toPick: '选定时间',
  toMeet: '会面',
  toConclude: '填写结果',
  toConfirm: '确认合同',
};

/** What each side is told: the state, what it waits for and for whom, and what its inbox says. */
async function seenBy({ person }: Party, introductionId: string): Promise<string> {
  const params = { introductionId };
  const seen = ok(await person.call(matching.readIntroduction, { params }));
  const { clock, side } = seen;
  const ours = clock?.on === side || clock?.on === 'both';
  const whose = clock?.on === 'both' ? '双方' : ours ? '我方' : '对方';
  const waits = clock === null ? '—' : `等${whose}${waitWords[clock.waitsFor]}`;
  const { counts } = ok(await person.call(matching.readInbox));
  const inbox = Object.keys(inboxWords).filter((list) => counts[list] > 0);
  const urgent = seen.reminderDue && ours ? '（请尽快）' : '';
  return [
    stateWords[seen.state],
    `${waits}${urgent}`,
    inbox.map((list) => inboxWords[list]).join(' ') || '—',
  ].join(' · ');
}

test('a need in Hebei, a paper in English in Beijing', async () => {
  const region = await openRegion();
  region.itIs('2026-03-02T01:00:00Z');
  const { secretariat } = await foundCompact(region);
  const hebei = await party(region, '河北轧辊厂', {
    kind: 'enterprise',
    regionCode: '130200',
    person: '周恒',
  });
  const beijing = await party(region, '北京材料学院', {
    kind: 'university',
    regionCode: '110000',
    person: '王钢',
  });
  const archive = await party(region, '示例成果库', {
    kind: 'service_agency',
    regionCode: '120000',
    person: '示例',
  });
  await sampleTechnologies(region.node, archive.id);
  await untilMeaningIsLearned(hebei);

  // A laboratory in Beijing offers what its paper reports, in the words of the paper.
  const paper = ok(
    await beijing.person.call(matching.createTechnology, {
      body: {
        organisationId: beijing.id,
        title: 'Crack-free laser cladding of rolling mill rolls',
        summary:
          'Laser cladding restores worn rolls. A graded transition layer keeps the coating free of ' +
          'cracks, and its wear resistance is three times that of the substrate.',
        keywords: ['laser cladding', 'roll', 'cracking'],
        fields: ['C'],
        maturity: 6,
        ipPosition: 'patent_granted',
        price: {
          modes: ['transfer'],
          minimumMinor: '90000000',
          maximumMinor: null,
          currency: 'CNY',
        },
        languages: ['en', 'zh'],
        contact: { name: '王钢', email: 'wang@example.org' },
      },
    }),
  );
  const submittedPaper = ok(
    await beijing.person.call(reviews.submitTechnology, {
      params: { technologyId: paper.id },
      revision: paper.revision,
    }),
  );
  await passReview(beijing.person, secretariat, submittedPaper.reviewId);

  const draft = ok(
    await hebei.person.call(matching.createNeed, {
      body: {
        organisationId: hebei.id,
        title: '轧辊激光熔覆层开裂',
        problem: '报废轧辊采用激光熔覆修复后，熔覆层容易开裂，耐磨性不足，希望找到不开裂的办法。',
        fields: ['C'],
        leastMaturity: 5,
        budget: { minimumMinor: null, maximumMinor: '150000000', currency: 'CNY' },
        languages: ['zh'],
        contact: { name: '周恒', email: 'zhou@example.org' },
      },
    }),
  );
  const params = { needId: draft.id };
  const submitted = ok(
    await hebei.person.call(reviews.submitNeed, { params, revision: draft.revision }),
  );
  await passReview(hebei.person, secretariat, submitted.reviewId);
  const need = ok(await hebei.person.call(matching.readNeed, { params }));

  // The words of the two have nothing in common; what they are about has.
  const matches = ok(
    await hebei.person.call(rankingContract.matchesOfNeed, { params, query: { limit: '10' } }),
  );
  const found = matches.items.find(
    (match: { technology: { id: string } }) => match.technology.id === paper.id,
  );
  assert.ok(found, 'the paper is among the first ten');
  const findings = table(
    ['找到的技术', '前十名', '相同的词', '意义相近'],
    [
      [
        found.technology.title,
        found.rank <= 10 ? '是' : '否',
        String(found.words.length),
        found.textScores.meaning > 0 ? '是' : '否',
      ],
    ],
  );

  const rows: string[][] = [];
  let introductionId = '';
  const happened = async (day: string, what: string) =>
    rows.push([
      day,
      what,
      await seenBy(hebei, introductionId),
      await seenBy(beijing, introductionId),
    ]);

  introductionId = ok(
    await hebei.person.call(matching.askIntroduction, {
      body: {
        organisationId: hebei.id,
        needId: draft.id,
        technologyId: paper.id,
        message: '读到贵校关于无裂纹熔覆的论文，想了解能否用于直径 800 毫米的工作辊。',
      },
    }),
  ).id;
  await happened('03-02', '河北请求引荐');

  const introduction = { introductionId };
  region.itIs('2026-03-09T01:00:00Z');
  await happened('03-09', '七天未答复');
  ok(await beijing.person.call(matching.acceptIntroduction, { params: introduction, body: {} }));
  await happened('03-09', '北京同意');

  const offer = (...slots: string[]) => ({ slots, durationMinutes: 60, place: '唐山' });
  const proposed = ok(
    await hebei.person.call(matching.proposeMeeting, {
      params: introduction,
      body: offer('2026-03-12T01:00:00Z', '2026-03-13T01:00:00Z'),
    }),
  );
  const meeting = { meetingId: proposed.meetings[0].id };
  await happened('03-09', '河北提出两个时间');
  ok(
    await beijing.person.call(matching.proposeOtherSlots, {
      params: meeting,
      body: { ...offer('2026-03-16T06:00:00Z'), link: 'https://meet.example.org/rolls' },
    }),
  );
  await happened('03-09', '北京提出别的时间');
  ok(
    await hebei.person.call(matching.pickSlot, {
      params: meeting,
      body: { startsAt: '2026-03-16T06:00:00Z' },
    }),
  );
  await happened('03-09', '河北选定');

  region.itIs('2026-03-16T08:00:00Z');
  await happened('03-16', '会面之后');

  region.itIs('2026-04-02T01:00:00Z');
  const facts = { kind: 'transfer', amountMinor: '120000000', currency: 'CNY' };
  const concluded = ok(
    await hebei.person.call(matching.concludeIntroduction, {
      params: introduction,
      body: { outcome: 'contract_signed', ...facts, signedOn: '2026-03-31' },
    }),
  );
  await happened('04-02', '河北记录合同');
  const deal = { dealId: concluded.deal.id };
  const lost = (one: { benefits: { code: string; lost: boolean }[] }) =>
    one.benefits
      .filter((benefit) => benefit.lost)
      .map((benefit) => benefit.code)
      .join(' ') || '—';
  const seen = ok(await beijing.person.call(matching.readDeal, { params: deal }));
  const dealRows = [['记录', stateWords[seen.state] ?? '', lost(seen)]];
  const confirmed = ok(
    await beijing.person.call(matching.confirmDeal, { params: deal, revision: seen.revision }),
  );
  dealRows.push(['确认', stateWords[confirmed.state] ?? '', lost(confirmed)]);
  await happened('04-02', '北京确认合同');

  region.itIs('2026-04-20T01:00:00Z');
  const registered = ok(
    await beijing.person.call(matching.registerDeal, {
      params: deal,
      revision: confirmed.revision,
      body: { number: '2026110000456', office: '北京技术市场', registeredOn: '2026-04-18' },
    }),
  );
  dealRows.push(['登记', stateWords[registered.state] ?? '', lost(registered)]);
  ok(
    await hebei.person.call(matching.fulfilNeed, {
      params,
      revision: need.revision,
      body: introduction,
    }),
  );
  await happened('04-20', '北京登记，需求满足');

  const { journeyId } = need;
  const journey = ok(await hebei.person.call(matching.readJourney, { params: { journeyId } }));
  const steps = journey.steps.map(
    (step: { at: string; fromRegion: string; toRegion: string; words: { zh: string } }) => [
      step.at.slice(0, 10),
      [step.fromRegion, step.toRegion].filter(Boolean).join('→'),
      step.words.zh,
    ],
  );
  const text = [
    findings,
    '',
    '状态 · 等什么 · 待办',
    table(['日期', '事项', '河北轧辊厂', '北京材料学院'], rows),
    '',
    '合同',
    table(['步骤', '状态', '没有登记就没有的优惠'], dealRows),
    '',
    '河北看到的链路',
    table(['日期', '地区', '事项'], steps),
  ].join('\n');
  console.log(text);
  assert.equal(`${text}\n`, expected);
  assert.deepEqual(await region.failedChecks(), []);
});
