import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameAgent } from './name-agent.ts';

test('browsers are told apart although each claims to be the others', () => {
  const tail = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
  assert.equal(nameAgent(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${tail}`), 'Chrome · Windows');
  assert.equal(nameAgent(`Mozilla/5.0 (Windows NT 10.0) ${tail} Edg/156.0`), 'Edge · Windows');
  assert.equal(
    nameAgent('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'),
    'Safari · iOS',
  );
  assert.equal(nameAgent('curl/8.5'), null);
  assert.equal(nameAgent(null), null);
});
