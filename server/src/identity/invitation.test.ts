import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expiryOf, linkOf, stateOf } from './invitation.ts';
import { digestOf, newToken } from './token.ts';

const invitedAt = new Date('2026-11-02T08:00:00Z');
const expiresAt = expiryOf(invitedAt).toISOString();
const open = { acceptedAt: null, revokedAt: null, expiresAt };

test('an invitation is open for fourteen days, to the moment', () => {
  assert.equal(expiresAt, '2026-11-16T08:00:00.000Z');
  assert.equal(stateOf(open, new Date('2026-11-16T07:59:59.999Z')), 'open');
  assert.equal(stateOf(open, new Date('2026-11-16T08:00:00Z')), 'expired');
});

test('what was accepted or revoked stays so after its time', () => {
  const later = new Date('2027-01-01T00:00:00Z');
  assert.equal(stateOf({ ...open, acceptedAt: expiresAt }, later), 'accepted');
  assert.equal(stateOf({ ...open, revokedAt: expiresAt }, later), 'revoked');
});

test('tokens differ, are kept as digests, and stand behind the # of the link', () => {
  const token = newToken();
  assert.notEqual(token, newToken());
  assert.match(digestOf(token), /^[0-9a-f]{64}$/);
  const link = new URL(linkOf('https://yunhe.example/', token));
  assert.equal(link.hash, `#${token}`);
  assert.doesNotMatch(link.pathname + link.search, new RegExp(token.slice(0, 10)));
});
