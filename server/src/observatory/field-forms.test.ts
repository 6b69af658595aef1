import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formsOf } from './field-forms.ts';

test('a division is known with and without its letter, and in words', () => {
  for (const code of ['39', 'C39']) {
    const forms = formsOf(code);
    assert.equal(forms[0], code);
    assert.ok(forms.includes('39') && forms.includes('C39'), forms.join());
    assert.equal(forms.length, 4);
  }
  assert.deepEqual(formsOf('C').slice(0, 1), ['C']);
  assert.ok(!formsOf('IPC-H01').includes('IPC-HIPC-H01'));
});

test('what no classification knows is only itself', () => {
  assert.deepEqual(formsOf('电气设备'), ['电气设备']);
});
