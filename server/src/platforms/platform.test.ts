import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Judgement } from '../runtime/judgement.ts';
import { judgePlatform, judgeStageChange, type PlatformFacts } from './platform.ts';

const platform: PlatformFacts = {
  ...{ nameZh: '示例实验室', nameEn: null, stage: 'running', fields: ['39'] },
  regionCodes: ['110000', '130000'],
  founders: [
    {
      ...{ regionCode: '110000', organisationId: null },
      contributions: [{ kind: 'money', amount: '1000000.50' }],
    },
    { regionCode: '130000', organisationId: null, contributions: [{ kind: 'space', amount: '8' }] },
  ],
  ...{ openedOn: '2024-01-01', closedOn: null },
};

const isField = (code: string) => code === '39';
const codes = (judgement: Judgement) =>
  judgement.allowed ? [] : judgement.reasons.map(({ code, pointer }) => `${code} ${pointer}`);

test('a platform as it should be has nothing against it', () => {
  assert.deepEqual(codes(judgePlatform(platform, isField)), []);
});

test('every reason is told at once, at its field', () => {
  const wrong: PlatformFacts = {
    ...platform,
    ...{ nameZh: ' ', fields: ['39', 'Z99'], regionCodes: ['110000', '110000'] },
    openedOn: null,
    founders: [
      { regionCode: null, organisationId: null, contributions: [] },
      {
        ...{ regionCode: '110000', organisationId: null },
        contributions: [{ kind: 'staff', amount: '2.5' }],
      },
      { regionCode: '110000', organisationId: null, contributions: [] },
    ],
  };
  assert.deepEqual(codes(judgePlatform(wrong, isField)), [
    'platform_name_missing /nameZh',
    'field_unknown /fields/1',
    'region_named_twice /regionCodes/1',
    'opening_day_missing /openedOn',
    'founder_is_not_one /founders/0',
    'contribution_is_not_whole /founders/1/contributions/0/amount',
    'founder_named_twice /founders/2',
  ]);
});

test('its days fit its stage', () => {
  const on = (more: Partial<PlatformFacts>) =>
    codes(judgePlatform({ ...platform, ...more }, isField));
  assert.deepEqual(on({ stage: 'planned', openedOn: null }), []);
  assert.deepEqual(on({ stage: 'closed' }), ['closing_day_and_stage_differ /closedOn']);
  assert.deepEqual(on({ closedOn: '2025-01-01' }), ['closing_day_and_stage_differ /closedOn']);
  assert.deepEqual(on({ stage: 'closed', closedOn: '2024-01-01' }), [
    'platform_closes_before_it_opens /closedOn',
  ]);
  // One that was given up before it opened.
  assert.deepEqual(on({ stage: 'closed', openedOn: null, closedOn: '2024-01-01' }), []);
});

test('a stage goes on and never back', () => {
  assert.equal(judgeStageChange('planned', 'under_construction').allowed, true);
  assert.equal(judgeStageChange('running', 'running').allowed, true);
  assert.equal(judgeStageChange('reorganised', 'running').allowed, true);
  assert.deepEqual(codes(judgeStageChange('running', 'planned')), ['stage_does_not_follow /stage']);
  assert.equal(judgeStageChange('closed', 'running').allowed, false);
});
