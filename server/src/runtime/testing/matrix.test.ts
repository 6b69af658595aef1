import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous, type Rule } from '../actor.ts';
import { type Fixture, given, promised } from './matrix.ts';
import { actorWith } from './node.ts';

const place = (organisationId: string, regionCode: string) => ({ organisationId, regionCode });
const ground = {
  own: place('own', 'here'),
  sibling: place('sibling', 'here'),
  foreign: place('foreign', 'there'),
  compactId: 'compact',
};
const ask = (rules: Rule | Rule[], fixture: Fixture, actor = anonymous) =>
  promised([rules].flat(), fixture, actor, ground);

const [node, open, hidden, personal] = (['node', 'public', 'private', 'person'] as const).map(
  (about) => ({ about }),
) as [Fixture, Fixture, Fixture, Fixture];
const managerOf = (organisationId: string) => actorWith([{ organisationId, role: 'manager' }]);
const viewerOf = (organisationId: string) => actorWith([{ organisationId, role: 'viewer' }]);

test('the door sends away who has no right of the kind anywhere', () => {
  assert.equal(ask('person', node), 401);
  assert.equal(ask('anyone', node), 'let in');
  assert.equal(ask('secretariat', node, managerOf('own')), 403);
  assert.equal(ask('manager', hidden, viewerOf('foreign')), 403);
});

test('a role counts in the organisation of the object', () => {
  assert.equal(ask('editor', hidden, managerOf('own')), 'let in');
  assert.equal(ask('manager', hidden, managerOf('sibling')), 404);
  assert.equal(ask('manager', open, managerOf('sibling')), 403);
  const both = actorWith([
    { organisationId: 'own', role: 'viewer' },
    { organisationId: 'sibling', role: 'manager' },
  ]);
  assert.equal(ask('manager', hidden, both), 403, 'a member is told the truth');
});

test('an office counts in its region or its compact', () => {
  const officer = (regionCode: string) => actorWith([], [{ office: 'region_officer', regionCode }]);
  assert.equal(ask('region_officer', hidden, officer('here')), 'let in');
  assert.equal(ask('region_officer', hidden, officer('there')), 404);
  const secretariat = actorWith([], [{ office: 'secretariat', compactId: 'another' }]);
  assert.equal(ask('secretariat', open, secretariat), 403);
});

test('an object may be closer than the rule of its operation', () => {
  const draft: Fixture = { about: 'private', opens: ['viewer'] };
  assert.equal(ask('anyone', draft), 404);
  assert.equal(ask('anyone', draft, viewerOf('own')), 'let in');
  assert.equal(ask('person', personal, managerOf('own')), 404);
});

test('a fault and an input that does not fit are never a pass', () => {
  assert.equal(given(node, { status: 500, body: null }), null);
  assert.equal(given(node, { status: 422, body: { code: 'input_invalid' } }), null);
  assert.equal(given(node, { status: 422, body: { code: 'email_taken' } }), 'let in');
  assert.equal(given(node, { status: 404, body: null }), 'let in');
  assert.equal(given(hidden, { status: 404, body: null }), 404);
});
