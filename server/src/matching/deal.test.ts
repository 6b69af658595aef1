import assert from 'node:assert/strict';
import { test } from 'node:test';
import { benefitsOf } from './benefit.ts';
import {
  type DealFacts,
  dealActions,
  dealKinds,
  dealMay,
  dealStates,
  judgeDeal,
  judgeRegistration,
} from './deal.ts';

const facts: DealFacts = {
  kind: 'transfer',
  amountMinor: '0',
  currency: 'CNY',
  signedOn: '2026-11-22',
};
const codes = (change: Partial<DealFacts>) =>
  judgeDeal({ ...facts, ...change }, '2026-11-22').map(({ code }) => code);

test('a contract has its kind, its sum and its day', () => {
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ kind: null, amountMinor: null, currency: null, signedOn: null }), [
    'deal_kind_missing',
    'amount_missing',
    'currency_missing',
    'signing_day_missing',
  ]);
  assert.deepEqual(codes({ amountMinor: '-5', signedOn: '2026-11-23' }), [
    'amount_negative',
    'signing_day_in_the_future',
  ]);
});

test('one side records, the other confirms; whoever mends a disputed record has recorded it', () => {
  const possible = dealStates.flatMap((state) =>
    [true, false].flatMap((recorder) =>
      dealActions
        .filter((action) => dealMay(state, recorder, action))
        .map((action) => `${state} ${recorder ? 'recorder' : 'other'} ${action}`),
    ),
  );
  assert.deepEqual(possible, [
    'recorded recorder amend',
    'recorded recorder retract',
    'recorded other confirm',
    'recorded other dispute',
    'confirmed recorder register',
    'confirmed other register',
    'disputed recorder amend',
    'disputed recorder retract',
    'disputed other amend',
  ]);
});

test('a registration follows the signature and is not of tomorrow', () => {
  const registration = { number: '20261100001', office: '登记处', registeredOn: '2026-11-20' };
  const reasonsOf = (change: Partial<typeof registration>) => {
    const judged = judgeRegistration({ ...registration, ...change }, '2026-11-20', '2026-11-22');
    return judged.allowed ? [] : judged.reasons.map(({ code }) => code);
  };
  assert.deepEqual(reasonsOf({}), []);
  assert.deepEqual(reasonsOf({ registeredOn: '2026-11-19' }), ['registration_before_signing']);
  assert.deepEqual(reasonsOf({ registeredOn: '2026-11-23' }), ['registration_day_in_the_future']);
  assert.deepEqual(reasonsOf({ number: ' ', office: ' ' }), [
    'registration_number_missing',
    'registration_office_missing',
  ]);
});

test('without registration a transfer loses the tax relief, and the page can say by what', () => {
  const transfer = { kind: 'transfer' as const, giverProvince: '110000', registered: false };
  const [relief, ...others] = benefitsOf(transfer);
  assert.equal(relief?.code, 'transfer_income_tax_relief');
  assert.deepEqual([relief?.applies, relief?.lost], ['yes', true]);
  assert.deepEqual(relief?.grantedBy.grade, 'M');
  assert.deepEqual(relief?.conditionIn.grade, 'P');
  assert.ok(others.every(({ lost }) => lost));
  assert.ok(benefitsOf({ ...transfer, registered: true }).every(({ lost }) => !lost));
});

test('what the documents leave open stays open, and elsewhere they do not hold', () => {
  const reliefFor = (kind: (typeof dealKinds)[number]) =>
    benefitsOf({ kind, giverProvince: '110000', registered: false }).find(
      ({ code }) => code === 'transfer_income_tax_relief',
    )?.applies;
  assert.deepEqual(dealKinds.map(reliefFor), [undefined, 'yes', 'open', undefined, undefined]);
  for (const giverProvince of ['DE11', null]) {
    assert.deepEqual(benefitsOf({ kind: 'transfer', giverProvince, registered: false }), []);
  }
});
