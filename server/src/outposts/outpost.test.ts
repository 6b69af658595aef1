import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centreOf } from '../registry/index.ts';
import { judgeOutpost, type OutpostFacts, stateOn } from './outpost.ts';
import { judgeTeam, landingOf, type TeamFacts } from './team.ts';

const outpost: OutpostFacts = {
  nameZh: '示例飞地',
  nameEn: null,
  kind: 'research_there',
  homeRegion: '130000',
  hostRegion: '110000',
  activitiesAtHome: ['production'],
  activitiesThere: ['research', 'sales'],
  latitude: null,
  longitude: null,
  openedOn: '2024-03-01',
  closedOn: null,
};
const codesOf = (change: Partial<OutpostFacts>) =>
  judgeOutpost({ ...outpost, ...change }).map(({ code }) => code);

test('the days of an outpost say its state', () => {
  const days = { openedOn: '2024-03-01', closedOn: '2026-03-01' };
  assert.equal(stateOn({ openedOn: null, closedOn: null }, '2026-01-01'), 'planned');
  assert.equal(stateOn(days, '2024-02-29'), 'planned');
  assert.equal(stateOn(days, '2024-03-01'), 'operating');
  assert.equal(stateOn(days, '2026-02-28'), 'operating');
  assert.equal(stateOn(days, '2026-03-01'), 'closed');
});

test('an outpost that cannot be is told every reason at once', () => {
  assert.deepEqual(codesOf({}), []);
  assert.deepEqual(
    codesOf({ nameZh: ' ', hostRegion: '130000', closedOn: '2024-03-01', latitude: 39.9 }),
    [
      'outpost_name_missing',
      'outpost_regions_are_the_same',
      'outpost_closes_before_it_opens',
      'coordinates_incomplete',
    ],
  );
  assert.deepEqual(codesOf({ openedOn: null, closedOn: '2025-01-01' }), [
    'outpost_closes_before_it_opens',
  ]);
});

test('what is done there is what the kind is for', () => {
  const misfit = ['activities_do_not_fit_kind'];
  assert.deepEqual(codesOf({ activitiesThere: [] }), []);
  assert.deepEqual(codesOf({ activitiesThere: ['sales'] }), misfit);
  assert.deepEqual(codesOf({ kind: 'business_there' }), []);
  assert.deepEqual(codesOf({ kind: 'business_there', activitiesThere: ['pilot'] }), misfit);
  assert.deepEqual(codesOf({ kind: 'both_ways' }), []);
  assert.deepEqual(codesOf({ kind: 'both_ways', activitiesThere: ['production'] }), misfit);
});

const team: TeamFacts = {
  organisationId: null,
  nameZh: '示例团队',
  nameEn: null,
  admittedOn: '2024-05-01',
  leftOn: null,
  ending: null,
};

test('a team comes after the opening, leaves after it came, and not without a word', () => {
  const codes = (change: Partial<TeamFacts>, days: Partial<OutpostFacts> = {}) =>
    judgeTeam({ ...team, ...change }, { ...outpost, ...days }).map(({ code }) => code);
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ nameZh: null }), ['team_name_missing']);
  assert.deepEqual(codes({ nameZh: null, organisationId: 'x' }), []);
  assert.deepEqual(codes({ admittedOn: '2024-02-29' }), ['team_admitted_before_opening']);
  assert.deepEqual(codes({}, { openedOn: null }), ['team_admitted_before_opening']);
  assert.deepEqual(codes({ leftOn: '2024-05-01', ending: 'left' }), ['team_left_before_it_came']);
  assert.deepEqual(codes({ leftOn: '2024-06-01' }), ['team_ending_incomplete']);
  assert.deepEqual(codes({ ending: 'dissolved' }), ['team_ending_incomplete']);
  assert.deepEqual(codes({}, { closedOn: '2025-01-01' }), ['team_outlasts_outpost']);
  const gone = { leftOn: '2025-01-01', ending: 'landed_at_home' } as const;
  assert.deepEqual(codes(gone, { closedOn: '2025-01-01' }), []);
});

test('a team that graduates goes on in a region, where that is known', () => {
  assert.equal(landingOf('landed_at_home', outpost), '130000');
  assert.equal(landingOf('stayed_at_host', outpost), '110000');
  assert.equal(landingOf('landed_elsewhere', outpost), null);
});

test('a region without a known centre is drawn where it lies', () => {
  assert.deepEqual(centreOf('130600'), { longitude: 115.46, latitude: 38.87 });
  assert.deepEqual(centreOf('130629'), centreOf('130600'));
  assert.deepEqual(centreOf('119999'), centreOf('110000'));
  assert.equal(centreOf('DE2'), null);
});
