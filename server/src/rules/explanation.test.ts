import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inputs } from './contract.ts';
import { runRule } from './run-rule.ts';
import { grantModel, grantText } from './testing.ts';

const rule = { xml: grantModel(300), words: grantText.words, outcome: grantText.outcome };

function said(inputs: Inputs) {
  const { shown } = runRule(rule, { on: '2026-01-01', inputs });
  const lines = (list: typeof shown.explanation) => list.map(({ zh, en }) => `${zh} / ${en}`);
  return { ...shown, lines: lines(shown.explanation), against: lines(shown.reasons) };
}

test('the outcome comes first, then what it stands on in the order of the work', () => {
  const { outcome, lines, against } = said({ staff: 300, spending: 10 });
  assert.equal(outcome, 'granted');
  assert.deepEqual(against, []);
  assert.deepEqual(lines, [
    '结论：符合 / Outcome: it qualifies',
    '“研发投入（万元）”为 10 / “research spending (10,000 yuan)” is 10',
    '“职工总数”为 300 / “staff” is 300',
    '“属于小微企业”：适用第 1 条规则（职工总数 300，要求 <= 300），得 是 / ' +
      '“a small enterprise”: rule 1 applies (staff 300, asked <= 300) and gives yes',
    '“补助额（万元）”为 2 / “grant (10,000 yuan)” is 2',
    '“是否给予补助”为 给予 / “whether there is a grant” is granted',
  ]);
});

test('what was not given is named, and told from what does not hold', () => {
  const { outcome, missing, against } = said({ spending: 10 });
  assert.equal(outcome, 'undetermined');
  assert.deepEqual(missing, ['staff']);
  assert.deepEqual(against, [
    '无法判定“属于小微企业”（职工总数：未知） / “a small enterprise” cannot be told (staff: unknown)',
    '没有提供“职工总数” / “staff” was not given',
  ]);
});

test('without declared conditions, what is false is the reason', () => {
  const { conditions: _, ...reading } = grantText.outcome;
  const { shown } = runRule(
    { ...rule, outcome: reading },
    { on: '2026-01-01', inputs: { staff: 301, spending: 10 } },
  );
  assert.deepEqual(
    shown.reasons.map(({ zh }) => zh),
    ['不满足“属于小微企业”（职工总数：301）'],
  );
});

test('a name that the words do not know is said as it stands', () => {
  const { shown } = runRule(
    { ...rule, words: {} },
    { on: '2026-01-01', inputs: { staff: 1, spending: 1 } },
  );
  assert.ok(shown.explanation.some(({ zh, en }) => zh === '“staff”为 1' && en === '“staff” is 1'));
});

test('the same case gives the same bytes, whatever order its inputs stand in', () => {
  const given = (inputs: Inputs) => runRule(rule, { on: '2026-01-01', inputs }).record;
  assert.equal(given({ staff: 1, spending: '0.10' }), given({ spending: '0.10', staff: 1 }));
  assert.notEqual(given({ staff: 1, spending: '0.10' }), given({ staff: 1, spending: '0.1' }));
});
