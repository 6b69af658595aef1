import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testNode } from '../runtime/testing/node.ts';
import { registry } from './module.ts';

test('smoke', async (t) => {
  const node = await testNode(t, { modules: [registry] });
  const regions = await node.call('listRegions', { query: { parent: '130000' } });
  assert.equal(regions.status, 200);
  console.log(regions.body.items.slice(0, 2), regions.body.total);
  console.log((await node.call('readRegion', { params: { code: '110103' } })).body);
});
