import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIndex, loadIndex } from './create-index.ts';
import { checksum, packParts, unpackParts } from './saved-bytes.ts';

const KIND = 'kindness';
const parts = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 5 });

function savedExample() {
  const index = createIndex();
  index.put({ id: 'a', title: '磷酸铁锂正极', text: 'cathode cathode', keywords: ['LiFePO4'] });
  index.put({ id: 'b', title: 'half a pair \ud842', text: '土壤', keywords: '盐碱地；soil' });
  index.put({ id: 'gone', title: 'soil', text: '' });
  index.remove('gone');
  return { index, bytes: index.save() };
}

test('the checksum is that of the standard', () => {
  // The check value of CRC-32: 0xCBF43926 for the digits from 1 to 9.
  assert.equal(checksum(Uint8Array.from('123456789', (digit) => digit.charCodeAt(0))), 0xcbf43926);
});

test('law: parts come back as they were', () => {
  fc.assert(
    fc.property(parts, (list) => {
      const copies = list.map((part) => Uint8Array.from(part));
      assert.deepEqual(unpackParts(KIND, 3, packParts(KIND, 3, copies)), copies);
    }),
  );
});

test('another kind or another version is refused by name', () => {
  const bytes = packParts(KIND, 3, []);
  assert.throws(() => unpackParts('unkind', 3, bytes), /no saved unkind: it begins with other/);
  assert.throws(() => unpackParts(KIND, 4, bytes), /its version is 3, not 4/);
});

test('an index comes back with its reasons, and goes on', () => {
  const { index, bytes } = savedExample();
  const loaded = loadIndex(bytes);
  assert.equal(loaded.size, 2);
  assert.equal(loaded.has('gone'), false);
  for (const query of ['磷酸铁锂 cathodes', '盐碱地 soil', 'pair']) {
    assert.deepEqual(loaded.search(query), index.search(query));
  }
  for (const one of [index, loaded]) one.put({ id: 'c', title: 'soil', text: '盐碱地' });
  assert.deepEqual(loaded.search('盐碱地 soil'), index.search('盐碱地 soil'));
  assert.equal(loadIndex(createIndex().save()).size, 0);
});

test('an index without texts is saved without them', () => {
  const index = createIndex({ keepsTexts: false });
  const document = { id: 'a', title: '', text: 'soil of the river' };
  index.put(document);
  const loaded = loadIndex(index.save());
  assert.deepEqual(loaded.search('soil')[0]?.why, []);
  assert.deepEqual(loaded.why('soil', document), [{ word: 'soil', field: 'text', share: 1 }]);
  assert.throws(() => loaded.why('soil', 'a'), /keeps no texts/);
  assert.throws(() => loaded.toJSON(), RangeError);
});

test('law: a byte that was changed, or an end that is missing, is noticed', () => {
  const { bytes } = savedExample();
  const places = fc.nat(bytes.length - 1);
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = bytes.slice();
      changed[at]! ^= change;
      assert.throws(() => loadIndex(changed), RangeError);
      assert.throws(() => loadIndex(bytes.slice(0, at)), RangeError);
    }),
  );
});

test('law: bytes that somebody made up, checksum and all, are refused or do no harm', () => {
  const { bytes } = savedExample();
  const honest = unpackParts('yunhe-tx', 1, bytes);
  const part = fc.nat(honest.length - 1);
  fc.assert(
    fc.property(part, fc.nat(400), fc.nat(255), (which, at, value) => {
      const forged = honest.map((one) => one.slice());
      const target = forged[which] as Uint8Array;
      if (target.length > 0) target[at % target.length] = value;
      const packed = packParts('yunhe-tx', 1, forged);
      try {
        const hits = loadIndex(packed).search('磷酸铁锂 soil cathode');
        assert.ok(hits.length <= 2);
      } catch (error) {
        assert.ok(error instanceof RangeError, String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});

test('another way of reading texts is refused', () => {
  const { bytes } = savedExample();
  const fold = (text: string) => text.replaceAll('鐵', '铁');
  assert.throws(() => loadIndex(bytes, { fold }), /another reading of texts/);
});
