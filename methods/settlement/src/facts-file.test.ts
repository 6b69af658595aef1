import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFacts, writeFacts } from './index.ts';

test('facts that were written read back as the same rows', () => {
  const terms = { columns: [{ name: 'branch', meaning: { zh: '分支', en: 'branch' } }] };
  const value = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('"', '#', 'a,b', 'a\r\nb"'));
  const row = fc.record({ period: value, amount: value, evidence: value, branch: value });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      const reading = readFacts(writeFacts(terms, rows));
      assert.ok('rows' in reading, JSON.stringify(reading));
      assert.deepEqual(
        reading.rows.map(({ period, amount, evidence, branch }) => [
          period,
          amount,
          evidence,
          branch,
        ]),
        rows.map((one) => Object.values(one).map((text) => text.trim())),
      );
    }),
  );
});

test('a file of whatever editor is read; what does not fit is told with its line', () => {
  const text = '\ufeffperiod,evidence\r\n# note, with a comma\r\n\r\n 2020 , "a ""b"" c" \r\n';
  assert.deepEqual(readFacts(text), { rows: [{ period: '2020', evidence: 'a "b" c' }] });
  const told = (wrong: string) => {
    const reading = readFacts(wrong);
    return 'problems' in reading && reading.problems.map(({ code, field }) => [code, field]);
  };
  assert.deepEqual(told('a,b\n1,2,3\n'), [['values_do_not_fit', 'line 2']]);
  assert.deepEqual(told('a,b\n"1\n2",3\n1\n'), [['values_do_not_fit', 'line 4']]);
  assert.deepEqual(told('a,b\n1,"2\n'), [['quote_not_closed', 'line 2']]);
  assert.deepEqual(told('a,a\n'), [['column_twice', 'line 1']]);
});
