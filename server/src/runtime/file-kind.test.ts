import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKind } from './file-kind.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('what a file is is told by its bytes', () => {
  assert.equal(fileKind(bytes('%PDF-1.7'), 'proof.exe'), 'application/pdf');
  assert.equal(fileKind(bytes('\x89PNG\r\n\x1a\n…'), 'a.png'), 'image/png');
  assert.equal(fileKind(bytes('\xff\xd8\xff\xe0'), 'a'), 'image/jpeg');
  assert.equal(fileKind(bytes('PK\x03\x04'), 'return.ofd'), 'application/ofd');
  assert.equal(fileKind(bytes('period,party\n'), 'a.csv'), 'text/csv');
  assert.equal(fileKind(Buffer.from('税务清单\n'), 'a.txt'), 'text/plain');
});

test('programs, pages and archives of whatever are none of these', () => {
  assert.equal(fileKind(bytes('MZ\x90\x00'), 'proof.pdf'), null);
  assert.equal(fileKind(bytes('PK\x03\x04'), 'proof.zip'), null);
  assert.equal(fileKind(bytes('PK\x03\x04'), 'proof.pdf'), null);
  assert.equal(fileKind(bytes('<html><script>'), 'a.txt'), null);
  assert.equal(fileKind(bytes('a\x00b'), 'a.txt'), null);
  assert.equal(fileKind(bytes('plain'), 'a.html'), null);
});
