import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceKind } from './evidence-kind.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('what a file is is told by its bytes', () => {
  assert.equal(evidenceKind(bytes('%PDF-1.7'), 'proof.exe'), 'application/pdf');
  assert.equal(evidenceKind(bytes('\x89PNG\r\n\x1a\n…'), 'a.png'), 'image/png');
  assert.equal(evidenceKind(bytes('\xff\xd8\xff\xe0'), 'a'), 'image/jpeg');
  assert.equal(evidenceKind(bytes('PK\x03\x04'), 'return.ofd'), 'application/ofd');
  assert.equal(evidenceKind(bytes('period,party\n'), 'a.csv'), 'text/csv');
  assert.equal(evidenceKind(Buffer.from('税务清单\n'), 'a.txt'), 'text/plain');
});

test('programs, pages and archives of whatever are no evidence', () => {
  assert.equal(evidenceKind(bytes('MZ\x90\x00'), 'proof.pdf'), null);
  assert.equal(evidenceKind(bytes('PK\x03\x04'), 'proof.zip'), null);
  assert.equal(evidenceKind(bytes('PK\x03\x04'), 'proof.pdf'), null);
  assert.equal(evidenceKind(bytes('<html><script>'), 'a.txt'), null);
  assert.equal(evidenceKind(bytes('a\x00b'), 'a.txt'), null);
  assert.equal(evidenceKind(bytes('plain'), 'a.html'), null);
});
