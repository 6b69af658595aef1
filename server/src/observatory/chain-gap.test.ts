import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateOf, surplusOf, tallyOf, toldOf } from './chain-gap.ts';

const none = {
  ...{ organisations: 0, technologies: 0, needs: 0, answeredInside: 0, answeredOutside: 0 },
};

test('a link without supply is missing, or comes from outside', () => {
  assert.equal(stateOf(none, null), 'missing');
  assert.equal(stateOf({ ...none, needs: 4 }, 0), 'missing');
  assert.equal(stateOf({ ...none, needs: 4, answeredOutside: 1 }, 0), 'outside');
  assert.equal(stateOf({ ...none, needs: 1, answeredInside: 1 }, 0), 'thin');
  const both = { ...none, organisations: 5, needs: 2, answeredInside: 1, answeredOutside: 1 };
  assert.equal(stateOf(both, 1), 'supplied');
  assert.equal(stateOf({ ...both, answeredInside: 0 }, 1), 'outside');
});

test('few suppliers are thin, many beside little demand a surplus', () => {
  assert.equal(stateOf({ ...none, organisations: 2, technologies: 9 }, 9), 'thin');
  assert.equal(stateOf({ ...none, technologies: 1 }, null), 'thin');
  assert.equal(stateOf({ ...none, organisations: 3 }, null), 'supplied');
  assert.equal(stateOf({ ...none, organisations: 3 }, 1.99), 'supplied');
  assert.equal(stateOf({ ...none, organisations: 3 }, 2), 'surplus');
});

test('surplus compares shares; a chain with few needs says nothing of it', () => {
  const chain = { organisations: 12, needs: 4 };
  assert.equal(surplusOf({ organisations: 6, needs: 1 }, chain), 2);
  assert.equal(surplusOf({ organisations: 3, needs: 0 }, chain), 2);
  assert.equal(surplusOf({ organisations: 0, needs: 4 }, chain), 0);
  assert.equal(surplusOf({ organisations: 6, needs: 1 }, { organisations: 12, needs: 2 }), null);
  assert.equal(surplusOf({ organisations: 0, needs: 3 }, { organisations: 0, needs: 3 }), null);
});

test('what few stand behind is not told, nor to be worked out from a sum', () => {
  const few = { count: 5, behind: 2, served: false };
  const many = { count: 7, behind: 3, served: false };
  assert.equal(toldOf(few), null);
  assert.equal(toldOf({ ...few, served: true }), 5);
  assert.equal(toldOf({ count: 0, behind: 0, served: false }), 0);
  assert.deepEqual(tallyOf([few, many]), { count: 7, more: true });
  assert.deepEqual(tallyOf([{ ...few, served: true }, many]), { count: 12, more: false });
});
