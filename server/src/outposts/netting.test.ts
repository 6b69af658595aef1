import assert from 'node:assert/strict';
import { test } from 'node:test';
import { net } from '@yunhe/settlement';
import { nettingMay } from './netting.ts';
import { writeNetting } from './netting-text.ts';

const units = [
  { code: 'CNY', digits: 2, kind: 'money' },
  { code: 'patents', digits: 0, kind: 'statistic' },
] as const;

function owes(digest: string, payer: string, receiver: string, unit: string, amount: string) {
  return { digest, units, lines: [{ payer, receiver, unit, amount }] };
}

test('money is paid and statistics are only set off; the texts say again what they say', () => {
  const payables = [
    owes('3', 'region:130000', 'region:110000', 'patents', '4'),
    owes('1', 'region:130000', 'region:110000', 'CNY', '5.00'),
    owes('2', 'region:110000', 'region:120000', 'CNY', '5.00'),
  ];
  const text = writeNetting(payables);
  assert.deepEqual(text.transfers, [
    {
      number: 1,
      payer: 'region:130000',
      receiver: 'region:120000',
      unit: 'CNY',
      kind: 'money',
      amount: '5.00',
    },
  ]);
  assert.deepEqual(text.places, ['region:110000', 'region:120000', 'region:130000']);
  assert.deepEqual(net(JSON.parse(text.statements)), JSON.parse(text.content));
  assert.deepEqual(writeNetting(payables.toReversed()), text);
});

test('what was paid or voided stays so', () => {
  assert.equal(nettingMay('proposed', 'pay'), false);
  assert.equal(nettingMay('agreed', 'pay'), true);
  assert.equal(nettingMay('paid', 'void'), false);
  assert.equal(nettingMay('voided', 'agree'), false);
});
