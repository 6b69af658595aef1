import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { OfficeName } from '../runtime/actor.ts';
import { againstOffice, officeOf } from './office.ts';

const codes = (wanted: Parameters<typeof officeOf>[0], held: readonly OfficeName[] = []) =>
  againstOffice(
    officeOf(wanted),
    held.map((office) => ({ office })),
  ).map((reason) => reason.code);

test('an office names the place it serves, and no other', () => {
  const compactId = randomUUID();
  assert.deepEqual(codes({ office: 'region_officer' }), ['office_needs_region']);
  assert.deepEqual(codes({ office: 'region_officer', regionCode: '130000' }), []);
  assert.deepEqual(codes({ office: 'secretariat' }), ['office_needs_compact']);
  assert.deepEqual(codes({ office: 'secretariat', compactId }), []);
  assert.deepEqual(officeOf({ office: 'secretariat', regionCode: '130000', compactId }), {
    office: 'secretariat',
    regionCode: null,
    compactId,
  });
});

test('nobody keeps both the node and its audit', () => {
  const [system, audit] = ['system_administrator', 'audit_administrator'] as const;
  assert.deepEqual(codes({ office: system }, [audit]), ['duties_must_be_separate']);
  assert.deepEqual(codes({ office: audit }, [system]), ['duties_must_be_separate']);
  assert.deepEqual(codes({ office: audit }, ['secretariat', 'region_officer']), []);
  assert.deepEqual(codes({ office: 'secretariat', compactId: randomUUID() }, [system]), []);
});
