/** What FEEL says of names, nothings, ranges, dates and texts; the kit covers the rest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codesOf, decide, feel, input, literal, requires } from '../model-testing.ts';

test('numbers are decimals, and growth of exactly 15 % stays there', () => {
  assert.equal(feel('1.1 + 1.3'), 2.4);
  assert.equal(feel('0.1 + 0.2 = 0.3'), true);
  assert.equal(feel('(5500 / 5000 + 6600 / 5500) / 2 - 1 >= 0.15'), true);
  assert.equal(feel('1.1 * 3'), 3.3);
  assert.equal(
    feel('12345678901234567890123456789012 + 0.25'),
    '12345678901234567890123456789012.25',
  );
});

test('the longest known name wins, however it is spaced', () => {
  const body = `${input('Monthly Income', 'number')}${input('a-b', 'number')}${input('a', 'number')}
    ${input('b', 'number')}<decision id="d" name="d">${requires('Monthly Income', 'a-b', 'a', 'b')}
    ${literal('[Monthly  Income * 2, a-b, a -b, a - b, (a)-b]')}</decision>`;
  const inputs = { 'Monthly Income': 10, 'a-b': 7, a: 5, b: 3 };
  assert.deepEqual(decide(body, inputs).result, [20, 7, 7, 7, 2]);
});

test('words behind a dot and keys with spaces need no declaration', () => {
  assert.equal(feel('{first name: "王", full name: first name + "敏"}.full name'), '王敏');
  assert.deepEqual(feel('[{x y: 1}, {x y: 3}][x y > 2].x y'), [3]);
  assert.equal(feel('for i in [1, 2] return i instance of number')?.toString(), 'true,true');
});

test('names of the host are but names', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    assert.equal(feel(name), null, name);
    assert.equal(feel(`{a: 1}.${name}`), null, name);
    assert.equal(feel(`"text".${name}`), null, name);
    assert.equal(feel(`{${name}: 1}.${name}`), 1, name);
    assert.equal(feel(`${name}()`), null, name);
  }
});

test('logic has three values', () => {
  assert.deepEqual(
    feel('[true and null, false and null, true or null, false or null, null and null]'),
    [null, false, true, null, null],
  );
  assert.equal(feel('if null then 1 else 2'), 2);
  assert.deepEqual(feel('[null = null, 1 = null, 1 = "1", 1 < null]'), [true, false, null, null]);
});

test('ranges of every kind', () => {
  assert.deepEqual(feel('[1 in [1..5], 1 in (1..5], 5 in [1..5), 5 in ]1..5[, 3 in (< 5)]'), [
    true,
    false,
    false,
    false,
    true,
  ]);
  assert.deepEqual(feel('[3 in (1, 3, 5), 4 in ([1..2], > 3), "b" in ["a".."c"]]'), [
    true,
    true,
    true,
  ]);
  assert.deepEqual(feel('for i in 3..1 return i'), [3, 2, 1]);
});

test('a filter by a number takes one, by a condition some', () => {
  assert.deepEqual(feel('[[1, 2, 3][-1], [1, 2, 3][4], [1, 2, 3][item > 1]]'), [3, null, [2, 3]]);
});

test('dates keep to the calendar, and zones to their day', () => {
  assert.equal(feel('date("2024-02-29") + duration("P1Y")'), '2025-02-28');
  assert.equal(feel('date("2021-01-31") + duration("P1M")'), '2021-02-28');
  assert.equal(feel('date("2021-03-01") - date("2020-03-01")'), 'P365D');
  assert.equal(feel('years and months duration(date("2025-01-01"), date("2026-11-22"))'), 'P1Y10M');
  assert.equal(
    feel(
      'date and time("2026-07-01T12:00:00@Asia/Shanghai") = date and time("2026-07-01T04:00:00Z")',
    ),
    true,
  );
  assert.equal(feel('date and time("2026-07-01T12:00:00@Europe/Paris").time offset'), 'PT2H');
  assert.equal(feel('date("2021-02-29")'), null);
  assert.equal(feel('day of week(date("2026-11-22"))'), 'Sunday');
  assert.equal(feel('week of year(date("2005-01-01"))'), 53);
  assert.equal(feel('duration("PT0.000000001S") * 3'), 'PT0.000000003S');
});

test('there is no clock but the one that was given', () => {
  assert.equal(feel('now()'), null);
  assert.equal(feel('today()', { now: '2026-11-22T09:00:00+08:00' }), '2026-11-22');
  assert.equal(feel('now()', { now: '2026-11-22T09:00:00+08:00' }), '2026-11-22T09:00:00+08:00');
});

test('texts are counted by code points', () => {
  assert.equal(feel('string length("𠮷野家🐎")'), 4);
  assert.equal(feel('substring("𠮷野家🐎", 2, 2)'), '野家');
  assert.equal(feel('substring("foobar", -2)'), 'ar');
});

test('patterns are those of XPath', () => {
  assert.equal(feel('replace("运河2026", "([0-9]+)", "($1)")'), '运河(2026)');
  assert.equal(feel('matches("Straße", "^\\p{Lu}\\p{Ll}+$")'), true);
  assert.equal(feel('matches("ABC", "[a-z-[x]]+", "i")'), true);
  assert.deepEqual(feel('split("a;b;;c", ";")'), ['a', 'b', '', 'c']);
  assert.equal(feel('replace("abc", "b|", "x")'), null);
  assert.equal(feel('matches("abab", "(ab)\\1")'), true);
});

test('functions take arguments by place and by name, and know the scope they were made in', () => {
  assert.equal(feel('substring(start position: 2, string: "abc")'), 'bc');
  assert.equal(feel('{factor: 3, f: function(x: number) x * factor, r: f(14)}.r'), 42);
  assert.equal(
    feel('{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(25)}.r'),
    '15511210043330985984000000',
  );
  assert.deepEqual(feel('sort([3, 1, 2], function(x, y) x > y)'), [3, 2, 1]);
  assert.deepEqual(codesOf('{f: function(x: number) x, r: f("a")}.r'), ['type_mismatch']);
});

test('what is null says why', () => {
  assert.deepEqual(codesOf('1 + "a"'), ['undefined_result']);
  assert.deepEqual(codesOf('nobody knows this'), ['unknown_name']);
  assert.deepEqual(codesOf('nobody(1)'), ['unknown_function']);
  assert.deepEqual(codesOf('1e6000 * 1e6000'), ['number_out_of_range']);
  assert.deepEqual(codesOf('1 +'), ['syntax_error']);
  assert.deepEqual(codesOf('date("2021-02-29")'), ['undefined_result']);
});
