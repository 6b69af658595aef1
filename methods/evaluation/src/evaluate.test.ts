import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  evaluated,
  read,
  refusals,
  relative,
  rowsOf,
  schemeOf,
  words,
} from '../reference/scheme-testing.ts';
import { evaluate, improvementsOf, readScheme, structureOf } from './index.ts';

const scores = (json: unknown, rows: ReturnType<typeof rowsOf>) =>
  Object.fromEntries(
    evaluated(json, rows).evaluation.units.map(({ unit, score }) => [unit, score]),
  );

const three = rowsOf({ u: { a: 1, b: 5 }, v: { a: 2, b: 1 }, w: { a: 4, b: 3 } });
const two = [relative('a'), relative('b')];

test('a scheme that cannot be is refused with the node and the rule', () => {
  const given = (a: string, b: string, more = {}) =>
    schemeOf([relative('a', { weight: a }), relative('b', { weight: b })], ['a', 'b'], {
      weigh: { method: 'given', ...more },
    });
  assert.deepEqual(refusals(given('50', '40')), ['weights_do_not_sum whole']);
  assert.deepEqual(refusals(given('50', '50'), three), []);
  assert.deepEqual(refusals(given('0.5', '0.5'), three), []);
  assert.deepEqual(refusals(given('7', '40', { total: 'any' }), three), []);
  assert.deepEqual(refusals(given('-1', '2')), ['weight_unfit whole']);
  const points = (a: string, b: string) =>
    schemeOf([], ['a', 'b'], {
      root: {
        ...{ kind: 'group', id: 'whole', name: words, points: '10', aggregate: { method: 'sum' } },
        children: [
          { kind: 'formula', id: 'a', name: words, of: 'a', points: a },
          { kind: 'formula', id: 'b', name: words, of: 'b', points: b },
        ],
      },
    });
  assert.deepEqual(refusals(points('7', '4')), ['points_do_not_sum whole']);
  assert.deepEqual(refusals(points('7', '3'), three), []);
  assert.deepEqual(refusals(schemeOf([relative('a', { of: 'a +' })], ['a'])), [
    'formula_unreadable a',
  ]);
  assert.deepEqual(refusals(schemeOf([relative('a', { of: 'a = 1' })], ['a'])), [
    'formula_unfit a',
  ]);
  assert.deepEqual(refusals(schemeOf([relative('x')], ['a'])), ['formula_unreadable x']);
  assert.deepEqual(refusals(schemeOf([relative('a'), relative('a')], ['a'])), ['name_twice -']);
  const grades = (...bounds: (string | undefined)[]) =>
    schemeOf(two, ['a', 'b'], {
      grades: bounds.map((least, at) => ({
        id: `g${at}`,
        name: words,
        ...(least ? { least } : {}),
      })),
    });
  assert.deepEqual(refusals(grades('60', '75', undefined)), ['grades_unfit -']);
  assert.deepEqual(refusals(grades('60', '50')), ['grades_unfit -']);
  let deep: unknown = relative('a');
  for (let at = 0; at < 3000; at++)
    deep = { kind: 'group', id: `g${at}`, name: words, children: [deep] };
  assert.deepEqual(refusals({ ...schemeOf([], ['a']), root: deep }), ['wrong_shape -']);
});

test('weights by type and stage are summed for every answer before any data is seen', () => {
  const byType = (other: string) => ({
    ...schemeOf(
      [
        relative('a', { weight: "if(type = 'x', 70, 40)" }),
        relative('b', { weight: `if(type = 'x', 30, ${other})` }),
      ],
      ['a', 'b'],
      { weigh: { method: 'given' } },
    ),
    measures: [
      ...['a', 'b'].map((id) => ({ id, name: words })),
      { id: 'type', name: words, values: ['x', 'y'] },
    ],
  });
  assert.deepEqual(refusals(byType('50')), ['weights_do_not_sum whole']);
  const rows = [...three, ...rowsOf({ u: { type: 'x' }, v: { type: 'y' }, w: { type: 'x' } })];
  // a: 0, 33.3…, 100; b: 100, 0, 50.
  assert.deepEqual(scores(byType('60'), rows), { u: '30.00', v: '13.33', w: '85.00' });
  assert.deepEqual(refusals(byType('60'), three), ['weights_unfit whole']);
});

test('combinations that cannot work are refused up front', () => {
  const mean = (method: string, normalise: unknown) =>
    schemeOf(two, ['a', 'b'], { aggregate: { method }, normalise });
  for (const method of ['geometric', 'harmonic']) {
    assert.deepEqual(refusals(mean(method, { method: 'min-max' })), [
      'combination_unfit whole',
      'combination_unfit whole',
    ]);
    assert.equal(refusals(mean(method, { method: 'z-score' })).length, 2);
    assert.deepEqual(refusals(mean(method, { method: 'min-max', from: 1 }), three), []);
    // A mean of 10 is not always enough; where it is not, the unit is named.
    const far = [...three, ...rowsOf({ x: { a: -1e6, b: 1 } })];
    assert.ok(
      refusals(mean(method, { method: 'z-score', mean: 1, deviation: 1 }), far).includes(
        'score_not_above_zero whole',
      ),
    );
  }
  const bod = (weigh: unknown) => refusals(schemeOf(two, ['a', 'b'], { weigh }), three);
  assert.deepEqual(bod({ method: 'bod', leastShare: 0.6 }), ['range_empty whole']);
  assert.deepEqual(bod({ method: 'bod' }), []);
  const drawn = { aggregate: ['geometric'], normalise: [{ method: 'min-max' }] };
  assert.deepEqual(refusals(schemeOf(two, ['a', 'b'], { uncertainty: drawn })), [
    'combination_unfit -',
  ]);
});

test('data that cannot be are refused with the row, the unit or the item', () => {
  const scheme = schemeOf(two, ['a', 'b']);
  const bad = (rows: ReturnType<typeof rowsOf>) => refusals(scheme, rows);
  assert.deepEqual(bad([]), ['no_units -']);
  assert.deepEqual(bad(rowsOf({ u: { x: 1 } })), ['indicator_unknown -']);
  assert.deepEqual(bad(rowsOf({ u: { a: 'many' } })), ['number_unreadable -']);
  assert.deepEqual(bad([...three, ...rowsOf({ u: { a: 1 } })]), ['value_twice -']);
  assert.deepEqual(bad([{ indicator: 'a', value: '1' }]), ['unit_unnamed -']);
  assert.deepEqual(bad(rowsOf({ u: { a: 1, b: 2 } })), ['single_unit a', 'single_unit b']);
  assert.deepEqual(bad(rowsOf({ u: { a: 1, b: 2 }, v: { a: 1, b: 3 } })), ['indicator_constant a']);
  assert.deepEqual(bad(rowsOf({ u: { a: 1 }, v: { a: 2 } })), [
    'indicator_unreported b',
    'value_missing b',
    'value_missing b',
  ]);
  assert.deepEqual(bad(rowsOf({ u: { a: 1, b: 2 }, v: { a: 2, b: 1 }, w: { a: 3 } })), [
    'value_missing b',
  ]);
  const bounded = { ...scheme, measures: [{ id: 'a', name: words, least: '0', most: '1' }] };
  const one = { ...bounded, root: schemeOf([relative('a')], []).root };
  assert.deepEqual(refusals(one, rowsOf({ u: { a: 2 } })), ['value_out_of_range -']);
});

test('gaps are handled as the scheme says, and flagged', () => {
  const rows = rowsOf({ u: { a: 1, b: 5 }, v: { a: 2, b: 1 }, w: { a: 4, b: 3 }, x: { a: 4 } });
  const by = (policy: string) => schemeOf(two, ['a', 'b'], { missing: { policy } });
  // a: 0, 33.3…, 100, 100; b: 100, 0, 50 and the gap.
  assert.deepEqual(scores(by('renormalise'), rows).x, '100.00');
  assert.deepEqual(scores(by('mean'), rows).x, '75.00');
  assert.deepEqual(scores(by('median'), rows).x, '75.00');
  const { evaluation } = evaluated(by('em'), rows);
  const x = evaluation.units.find(({ unit }) => unit === 'x')!;
  assert.deepEqual(x.flags, ['em b']);
  assert.ok(evaluation.columns.some(({ node, imputed }) => node === 'b' && imputed === 1));
  const points = schemeOf(
    [
      { kind: 'formula', id: 'a', name: words, of: 'a', points: '4' },
      { kind: 'formula', id: 'b', name: words, of: 'b', points: '6' },
    ],
    ['a', 'b'],
    { aggregate: { method: 'sum' } },
  );
  const missing = (policy: string) => scores({ ...points, missing: { policy } }, rows).x;
  assert.equal(missing('zero'), '4.00');
  assert.equal(missing('renormalise'), '10.00');
});

test('what a unit is not asked counts neither for nor against it', () => {
  const item = (id: string, more = {}) => ({
    ...{ kind: 'formula', id, name: words, of: id, points: '5', ...more },
  });
  const scheme = {
    ...schemeOf(
      [
        item('a'),
        {
          kind: 'group',
          id: 'g',
          name: words,
          points: '5',
          children: [item('b', { applies: "type = 'x'" })],
        },
      ],
      [],
      { aggregate: { method: 'sum' }, missing: { policy: 'renormalise' } },
    ),
    measures: [
      ...['a', 'b'].map((id) => ({ id, name: words })),
      { id: 'type', name: words, values: ['x', 'y'] },
    ],
  };
  const rows = rowsOf({
    asked: { type: 'x', a: 4, b: 2 },
    gap: { type: 'x', a: 4 },
    other: { type: 'y', a: 4 },
  });
  assert.deepEqual(scores(scheme, rows), { asked: '6.00', gap: '8.00', other: '4.00' });
});

test('ways with gaps that cannot work are refused up front', () => {
  const item = (kind: string, more = {}) => ({ kind, id: 'a', name: words, ...more });
  const by = (policy: string, own: Record<string, unknown>, more = {}) =>
    refusals(schemeOf([own], ['a'], { missing: { policy }, ...more }));
  assert.deepEqual(by('mean', item('threshold', { holds: 'a > 1' })), ['combination_unfit a']);
  assert.deepEqual(by('zero', relative('a')), ['combination_unfit a']);
  const sum = { aggregate: { method: 'sum' } };
  assert.deepEqual(by('renormalise', item('formula', { of: 'a' }), sum), ['points_missing a']);
  const graded = {
    grades: [{ id: 'all', name: words }],
    uncertainty: { normalise: [{ method: 'rank' }] },
  };
  assert.deepEqual(by('mean', relative('a'), graded), ['combination_unfit -']);
});

test('scores at the edge of a grade are decided by the rounded decimal', () => {
  const grades = [
    { id: 'high', name: words, above: '0.3' },
    { id: 'edge', name: words, least: '0.3' },
    { id: 'low', name: words },
  ];
  const scheme = (rounding: string) =>
    schemeOf([{ kind: 'formula', id: 'a', name: words, of: 'a' }], ['a'], {
      ...{ decimals: 1, rounding, grades },
    });
  const grade = (value: string, rounding = 'half-up') =>
    evaluated(scheme(rounding), rowsOf({ u: { a: value } })).evaluation.units[0]!.grade;
  assert.equal(grade('0.3'), 'edge');
  assert.equal(grade('0.25'), 'edge');
  assert.equal(grade('0.2499999999999999999999'), 'low');
  assert.equal(grade('0.35'), 'high');
  assert.equal(grade('0.35', 'down'), 'edge');
  // In binary 0.1 + 0.2 is more than 0.3.
  const sum = schemeOf([{ kind: 'formula', id: 'a', name: words, of: 'a + b' }], ['a', 'b'], {
    decimals: 12,
    grades,
  });
  const { units } = evaluated(sum, rowsOf({ u: { a: 0.1, b: 0.2 } })).evaluation;
  assert.equal(units[0]!.grade, 'edge');
});

test('the order of rows and other columns change no byte', () => {
  const scheme = read(schemeOf(two, ['a', 'b']));
  const digest = (rows: typeof three) => {
    const outcome = evaluate(scheme, rows);
    return 'evaluation' in outcome ? outcome.evaluation.digest : null;
  };
  const own = digest(three);
  assert.match(own ?? '', /^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(fc.shuffledSubarray([...three], { minLength: three.length }), (rows) => {
      const padded = rows.map((row) => ({ ...row, note: 'x', evidence: ' ' }));
      assert.equal(digest(padded), own);
    }),
    { numRuns: 20 },
  );
});

test('every aggregation by hand', () => {
  const by = (method: string) =>
    scores(
      schemeOf(two, ['a', 'b'], {
        aggregate: { method },
        normalise: { method: 'min-max', from: 1, to: 100 },
        ...(method === 'sum' || method === 'minimum' ? { weigh: { method: 'equal' } } : {}),
      }),
      three,
    );
  // a: 1, 34, 100; b: 100, 1, 50.5.
  assert.deepEqual(by('arithmetic'), { u: '50.50', v: '17.50', w: '75.25' });
  assert.deepEqual(by('geometric'), { u: '10.00', v: '5.83', w: '71.06' });
  assert.deepEqual(by('harmonic'), { u: '1.98', v: '1.94', w: '67.11' });
  assert.deepEqual(by('median'), { u: '50.50', v: '17.50', w: '75.25' });
  assert.deepEqual(by('minimum'), { u: '1.00', v: '1.00', w: '50.50' });
  assert.deepEqual(by('sum'), { u: '101.00', v: '35.00', w: '150.50' });
  assert.deepEqual(by('copeland'), { u: '0.00', v: '-1.00', w: '1.00' });
  assert.deepEqual(by('net-flow'), { u: '0.00', v: '-1.00', w: '1.00' });
});

test('every way of weighing runs, and those by data say why where they cannot', () => {
  const rows = rowsOf({
    u: { a: 1, b: 5 },
    v: { a: 2, b: 1 },
    w: { a: 4, b: 3 },
    x: { a: 3, b: 9 },
  });
  const weighing = (weigh: unknown) => schemeOf(two, ['a', 'b'], { weigh });
  for (const method of ['entropy', 'critic', 'pca', 'bod']) {
    assert.equal(Object.keys(scores(weighing({ method }), rows)).length, 4);
  }
  assert.deepEqual(
    scores(weighing({ method: 'mean', of: ['equal', 'entropy'] }), rows).u !== undefined,
    true,
  );
  const ahp = (comparisons: string[][]) => weighing({ method: 'ahp', comparisons });
  assert.deepEqual(
    scores(
      ahp([
        ['1', '3'],
        ['1/3', '1'],
      ]),
      three,
    ).w,
    '87.50',
  );
  assert.deepEqual(
    refusals(
      ahp([
        ['1', '3'],
        ['3', '1'],
      ]),
    ),
    ['comparisons_unfit whole'],
  );
  assert.deepEqual(refusals(ahp([['1']])), ['comparisons_unfit whole']);
  const gap = rowsOf({ u: { a: 1, b: 5 }, v: { a: 2 }, w: { a: 4, b: 3 } });
  const renormalised = { ...weighing({ method: 'entropy' }), missing: { policy: 'renormalise' } };
  assert.deepEqual(refusals(renormalised, gap), ['weights_unfit whole']);
});

test('panels leave out conflicts, and one that is too small is told', () => {
  const scheme = {
    ...schemeOf(
      [{ kind: 'expert', id: 'e', name: words, of: 'e', combine: 'trimmed', points: '10' }],
      [],
      { aggregate: { method: 'sum' } },
    ),
    measures: [{ id: 'e', name: words, scorers: true, least: '0', most: '100' }],
  };
  const row = (scorer: string, value: number, conflict = 'no') => ({
    ...{ unit: 'u', indicator: 'e', value: String(value), scorer, conflict },
  });
  const four = [row('p', 0), row('q', 80), row('r', 90), row('s', 100), row('t', 0, 'yes')];
  assert.deepEqual(scores(scheme, four), { u: '8.50' });
  assert.deepEqual(refusals(scheme, [row('p', 0), row('q', 80), row('t', 0, 'yes')]), [
    'panel_too_small e',
  ]);
  assert.deepEqual(refusals(scheme, [row('', 1)]), ['scorer_unnamed -']);
  assert.deepEqual(refusals(scheme, [row('p', 1, 'maybe')]), ['conflict_unclear -']);
});

test('what would raise a unit most comes first', () => {
  const scheme = schemeOf(
    [
      {
        ...{ kind: 'bands', id: 'a', name: words, of: 'a', otherwise: '0', points: '20' },
        bands: [
          { least: '30 %', points: '20' },
          { least: '20 %', points: '12' },
        ],
      },
      { kind: 'capped', id: 'b', name: words, of: 'b', full: '10', points: '30' },
    ],
    ['a', 'b'],
    {
      aggregate: { method: 'sum' },
      grades: [
        { id: 'pass', name: words, least: '30' },
        { id: 'fail', name: words },
      ],
    },
  );
  const { stages } = evaluated(scheme, rowsOf({ u: { a: '10 %', b: 5 } }));
  assert.deepEqual(improvementsOf(read(scheme), stages, 'u'), [
    { item: 'b', from: '15', to: '30', score: '30.00', grade: 'pass' },
    { item: 'a', from: '0', to: '12', score: '27.00', grade: 'fail' },
  ]);
  const [structure] = structureOf(
    read(schemeOf(two, ['a', 'b'])),
    evaluated(schemeOf(two, ['a', 'b']), three).stages,
  );
  assert.equal(structure!.items.length, 2);
  assert.equal(structure!.items[0]!.mostMovedWithout, 1);
});

test('any JSON is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      assert.ok('problems' in readScheme(json));
    }),
    { numRuns: 100 },
  );
});
