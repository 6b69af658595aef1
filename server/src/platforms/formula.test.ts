import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRows } from '@yunhe/exact';
import { type Funding, type FundingFormula, fund, percentOf, readFunding } from './formula.ts';
import { schemeTemplateNamed } from './scheme-templates.ts';

const { document, sampleData } = schemeTemplateNamed('four-streams');
const base = document as unknown as FundingFormula;
const linesOf = (text: string) => {
  const reading = readRows(text);
  assert.ok('rows' in reading);
  return reading.rows;
};
const split = (formula: FundingFormula, data: string, budget: string) => {
  const reading = readFunding(formula);
  assert.ok('read' in reading, JSON.stringify(reading));
  return fund(reading.read, linesOf(data), budget);
};
const funded = (...asked: Parameters<typeof split>): Funding => {
  const outcome = split(...asked);
  assert.ok('funding' in outcome, JSON.stringify(outcome));
  return outcome.funding;
};
const problemsOf = (outcome: object) =>
  (
    outcome as { problems?: { code: string; clause: string | null; field: string }[] }
  ).problems?.map(({ code, clause, field }) => [code, clause, field]);
const minor = (amount: string) => BigInt(amount.replace('.', ''));

test('parts sum to the budget to the last fen, and every step is told', () => {
  const { units, streams, left, budget, digest } = funded(base, sampleData, '20000000.01');
  const sum = (list: readonly { amount: string }[]) =>
    list.reduce((all, { amount }) => all + minor(amount), 0n);
  assert.equal(sum(units), minor(budget));
  assert.equal(sum(streams), minor(budget));
  for (const unit of units) assert.equal(sum(unit.parts), minor(unit.amount));
  assert.equal(left, '0.00');
  const [a, , , d] = units;
  // 16,000,000.01 are left, of which 40 % take the odd fen: 6,400,000.01 × 120 / 306 = 2,509,803.925…,
  // and its remainder is the second largest of the two fen that the division leaves.
  assert.deepEqual(a?.parts[1], {
    stream: 'size',
    ...{ multiplier: '1', weight: '120', ofWeight: '306', amount: '2509803.93' },
  });
  assert.equal(percentOf(a!.parts[1]!), '39.2157');
  assert.equal(percentOf(a!.parts[0]!), null);
  // Whoever failed keeps the fixed part and its size, and nothing of what the grade multiplies.
  assert.deepEqual(
    d?.parts.map(({ amount }) => amount === '0.00'),
    [false, false, true, true],
  );
  const turned = sampleData.trim().split('\n');
  const again = [turned[0], ...turned.slice(1).reverse()].join('\n');
  assert.equal(funded(base, again, '20000000.01').digest, digest);
});

test('what a division leaves over goes to the largest remainders', () => {
  const [, pool] = base.streams;
  const formula = { ...base, streams: [{ ...pool!, share: '100 %' }] } as FundingFormula;
  const data = 'unit,indicator,value\na,staff,1\nb,staff,1\nc,staff,1\n';
  const { units } = funded(formula, data, '0.05');
  assert.deepEqual(
    units.map(({ amount }) => amount),
    ['0.02', '0.02', '0.01'],
  );
});

test('without pools the rest stays, and says so', () => {
  const formula = { ...base, streams: base.streams.slice(0, 1) };
  const { left, units } = funded(formula, 'unit,indicator,value\na,staff,1\n', '3000000.00');
  assert.deepEqual([left, units[0]?.amount], ['2000000.00', '1000000.00']);
});

test('what cannot be split is refused with stream, unit and row', () => {
  assert.deepEqual(problemsOf(split(base, sampleData, '3999999.99')), [
    ['budget_too_small', null, 'budget'],
  ]);
  const header = 'unit,indicator,value\n';
  assert.deepEqual(
    problemsOf(split(base, `${header}a,staff,1\na,industry_income,1\n`, '2000000')),
    [['weight_unfit', 'programme', 'a']],
  );
  const zeros = `${header}a,staff,0\na,industry_income,0\na,programme_income,0\n`;
  assert.deepEqual(problemsOf(split(base, zeros, '2000000')), [
    ['pool_without_weight', 'size', 'streams/1/by'],
  ]);
  assert.deepEqual(problemsOf(split(base, `${header}a,staff,many\na,staff,1\na,staff,2\n`, '1')), [
    ['number_unreadable', null, 'row 1, value'],
    ['value_twice', null, 'row 3, value'],
  ]);
  const strange = `${zeros}a,grade,superb\n`;
  assert.ok(
    problemsOf(split(base, strange, '2000000'))?.some(
      ([code]) => code === 'grade_without_multiplier',
    ),
  );
  assert.deepEqual(problemsOf(split(base, header, '1')), [['no_units', null, 'unit']]);
});

test('a formula is read whole: shares that sum, names that are declared', () => {
  const [, first, second] = base.streams;
  const reading = readFunding({
    ...base,
    measures: [...base.measures, base.measures[0]],
    streams: [
      { ...first, share: '99 %' },
      { ...second, id: 'size', by: 'no_such_measure', share: '0.5 %' },
    ],
  });
  assert.deepEqual(problemsOf(reading), [
    ['declared_twice', 'staff', 'measures/3/id'],
    ['declared_twice', 'size', 'streams/1/id'],
    ['formula_unreadable', 'size', 'streams/1/by'],
    ['shares_not_whole', null, 'streams'],
  ]);
  assert.deepEqual(problemsOf(readFunding({ ...base, currency: 'XYZ' })), [
    ['wrong_shape', null, 'currency'],
  ]);
});
