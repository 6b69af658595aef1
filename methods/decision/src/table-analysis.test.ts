import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compile } from './compile.ts';
import { toJson } from './feel/show.ts';
import type { Json } from './outcome.ts';
import { analyseTable } from './table-analysis.ts';
import { everyInput, modelOf, randomRules, someColumns, type TestTable } from './table-testing.ts';

const analyse = (tested: TestTable) => {
  const { model, table } = modelOf(tested);
  return analyseTable(table, model);
};
const gapsOf = (tested: TestTable) => analyse(tested).gaps.listed.map((gap) => gap.region.tests);
const oneColumn = (type: string, cells: readonly string[], allowed?: string): TestTable => ({
  inputs: [{ name: 'x', type, ...(allowed === undefined ? {} : { allowed }) }],
  rules: cells.map((cell, at) => [cell, String(at)]),
});

test('the ends of ranges count: what is open on both sides is a gap of one value', () => {
  assert.deepEqual(gapsOf(oneColumn('number', ['< 60', '> 60'])), [['60']]);
  assert.deepEqual(gapsOf(oneColumn('number', ['< 60', '>= 60'])), []);
  assert.deepEqual(gapsOf(oneColumn('number', ['<= 10', '>= 11'])), [['(10..11)']]);
  assert.deepEqual(gapsOf(oneColumn('number', [']0..1]'])), [['<= 0, > 1']]);
});

test('numbers are decimals, however they are written', () => {
  assert.deepEqual(gapsOf(oneColumn('number', ['< 0.30', '>= 0.3'])), []);
  assert.deepEqual(gapsOf(oneColumn('number', ['<= 0.1 + 0.2', '> 0.3'])), []);
  assert.deepEqual(gapsOf(oneColumn('number', ['<= 9007199254740992', '> 9007199254740993'])), [
    ['(9007199254740992..9007199254740993]'],
  ]);
  assert.deepEqual(gapsOf(oneColumn('number', ['<= -1.5', '[-1.5..2]', '> 2'])), []);
});

test('between neighbouring days and months there is nothing', () => {
  const days = ['<= date("2024-02-29")', '>= date("2024-03-01")'];
  assert.deepEqual(gapsOf(oneColumn('date', days)), []);
  assert.deepEqual(gapsOf(oneColumn('date', ['<= @"2024-02-28"', '>= date(2024, 3, 1)'])), [
    ['date("2024-02-29")'],
  ]);
  const months = ['<= duration("P1Y")', '>= duration("P13M")'];
  assert.deepEqual(gapsOf(oneColumn('years and months duration', months)), []);
  const hours = ['<= duration("PT1H")', '>= duration("PT2H")'];
  assert.deepEqual(gapsOf(oneColumn('days and time duration', hours)), [
    ['(duration("PT1H")..duration("PT2H"))'],
  ]);
  const instants = [
    '< date and time("2026-01-01T00:00:00")',
    '> date and time("2026-01-01T00:00:00")',
  ];
  assert.deepEqual(gapsOf(oneColumn('date and time', instants)), [
    ['date and time("2026-01-01T00:00:00")'],
  ]);
});

test('a day begins at midnight', () => {
  const times = ['[time("00:00:00")..time("12:00:00"))', '> time("12:00:00")'];
  assert.deepEqual(gapsOf(oneColumn('time', times)), [['time("12:00:00")']]);
});

test('beside very large and between very near numbers an example is found, or none is claimed', () => {
  const examples = (cells: readonly string[]) =>
    analyse(oneColumn('number', cells)).gaps.listed.map((gap) => gap.example.values);
  assert.deepEqual(examples([`<= 1${'0'.repeat(40)}`]), [['2e+40']]);
  const near = `0.${'0'.repeat(39)}`;
  assert.deepEqual(examples([`<= ${near}1`, `>= ${near}2`]), [[null]]);
});

test('strings are those that are allowed, or those named and any other', () => {
  assert.deepEqual(gapsOf(oneColumn('string', ['"a"', '"b"'], '"a","b","c"')), [['"c"']]);
  assert.deepEqual(gapsOf(oneColumn('string', ['"a"', '"b"'])), [['not("a", "b")']]);
  assert.deepEqual(gapsOf(oneColumn('string', ['"a"', 'not("a")'])), []);
  assert.deepEqual(gapsOf(oneColumn('boolean', ['true'])), [['false']]);
});

test('allowed values and item definitions bound the inputs', () => {
  assert.deepEqual(gapsOf(oneColumn('number', ['< 50'], '[0..100]')), [['[50..100]']]);
  const tested = {
    ...oneColumn('tScore', ['<= 3']),
    beside: `<itemDefinition name="tScore"><typeRef>tNatural</typeRef>
      <allowedValues><text>&lt;= 5</text></allowedValues></itemDefinition>
      <itemDefinition name="tNatural"><typeRef>number</typeRef>
      <allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>`,
  };
  assert.deepEqual(gapsOf(tested), [['(3..5]']]);
  const outside = analyse({
    ...tested,
    rules: [
      ['> 5', '1'],
      ['-', '2'],
    ],
  });
  assert.deepEqual(
    outside.neverFiring.listed.map(({ rule, reason, columns }) => [rule, reason, columns]),
    [[1, 'contradiction', [1]]],
  );
});

test('null is an input where a cell names it, and else a missing one', () => {
  assert.deepEqual(gapsOf(oneColumn('number', ['null', '< 0'])), [['>= 0']]);
  assert.deepEqual(gapsOf(oneColumn('number', ['not(null)'])), [['null']]);
  assert.deepEqual(gapsOf(oneColumn('number', ['< 0', '>= 0'])), []);
});

test('a default answers gaps, and what is collected may be nothing', () => {
  const gap = oneColumn('number', ['< 60']);
  assert.equal(analyse(gap).gapsGet, 'nothing');
  const output = { name: 'answer', byDefault: '0' };
  assert.equal(analyse({ ...gap, outputs: [output] }).gapsGet, 'default');
  assert.equal(analyse({ ...gap, hitPolicy: 'COLLECT' }).gapsGet, 'empty list');
  assert.equal(analyse({ ...gap, hitPolicy: 'COLLECT', aggregation: 'SUM' }).gapsGet, 'nothing');
  assert.equal(
    analyse({ ...gap, hitPolicy: 'COLLECT', aggregation: 'COUNT' }).gapsGet,
    'empty list',
  );
});

test('a table without rules is one gap, one without inputs has none', () => {
  assert.deepEqual(gapsOf({ inputs: [{ name: 'x', type: 'number' }], rules: [] }), [['-']]);
  assert.deepEqual(gapsOf({ inputs: [], rules: [['1']] }), []);
});

test('overlaps are told by pair, and under ANY only where answers differ', () => {
  const rules = [
    ['[0..10]', '1'],
    ['[10..20]', '1.0'],
    ['[20..30]', '2'],
  ];
  const inputs = [{ name: 'x', type: 'number' }];
  const pairs = (hitPolicy: string) =>
    analyse({ hitPolicy, inputs, rules }).overlaps.listed.map((one) => [
      one.rules,
      one.region.tests,
      one.example.values,
    ]);
  assert.deepEqual(pairs('UNIQUE'), [
    [[1, 2], ['10'], ['10']],
    [[2, 3], ['20'], ['20']],
  ]);
  assert.deepEqual(pairs('ANY'), [[[2, 3], ['20'], ['20']]]);
  assert.deepEqual(pairs('FIRST'), []);
  assert.deepEqual(pairs('COLLECT'), []);
  const expressions = [
    ['<= 1', 'x + x'],
    ['>= 1', '2 * x'],
  ];
  const [one] = analyse({ hitPolicy: 'ANY', inputs, rules: expressions }).overlaps.listed;
  assert.equal(one?.isCertain, false);
});

test('a rule is masked by several before it, under PRIORITY by those that rank higher', () => {
  const inputs = [{ name: 'x', type: 'number' }];
  const rules = [
    ['< 10', '"low"'],
    ['> 5', '"high"'],
    ['[0..20]', '"middle"'],
  ];
  const masked = (hitPolicy: string, allowed: string) =>
    analyse({ hitPolicy, inputs, rules, outputs: [{ name: 'y', allowed }] }).neverFiring.listed;
  assert.deepEqual(
    masked('FIRST', '"low"').map(({ rule, by, reason }) => [rule, by, reason]),
    [[3, [1, 2], 'masked']],
  );
  assert.deepEqual(masked('PRIORITY', '"middle","high","low"'), []);
  assert.deepEqual(
    masked('PRIORITY', '"high","low","middle"').map(({ rule, by }) => [rule, by]),
    [[3, [1, 2]]],
  );
  assert.deepEqual(masked('PRIORITY', '"low","high"'), []);
});

test('a cell about other inputs is named, and what hangs on it is not certain', () => {
  const found = analyse({
    hitPolicy: 'FIRST',
    inputs: [
      { name: 'x', type: 'number' },
      { name: 'y', type: 'number' },
    ],
    rules: [
      ['< y', '-', '1'],
      ['>= 0', '-', '2'],
    ],
  });
  assert.deepEqual(found.unread, [
    { rule: 1, column: 1, text: '< y', reason: 'other_than_constants' },
  ]);
  assert.deepEqual(
    found.gaps.listed.map(({ region, isCertain }) => [region, isCertain]),
    [[{ tests: ['< 0', '-'], conditions: [{ column: 1, text: '< y', holds: false }] }, false]],
  );
  const foreign = analyse(oneColumn('number', ['"a"', '-']));
  assert.deepEqual(
    foreign.unread.map(({ rule, reason }) => [rule, reason]),
    [[1, 'of_another_type']],
  );
  assert.equal(foreign.neverFiring.listed[0]?.reason, 'contradiction');
});

test('answers of another type, or outside the allowed values, are told', () => {
  const found = analyse({
    inputs: [{ name: 'x', type: 'number' }],
    outputs: [
      { name: 'share', type: 'tShare', byDefault: '101' },
      { name: 'band', type: 'string', allowed: '"A","B"' },
    ],
    rules: [
      ['< 0', '100.0', '"A"'],
      ['0', '-0.1', '"C"'],
      ['> 0', '"1"', 'null'],
      ['> 9', 'x * 1000', '7'],
    ],
    beside: `<itemDefinition name="tShare"><typeRef>number</typeRef>
      <allowedValues><text>[0..100]</text></allowedValues></itemDefinition>`,
  });
  assert.deepEqual(
    found.wrongAnswers.map(({ rule, output, reason }) => [rule, output, reason]),
    [
      [null, 1, 'not_allowed'],
      [2, 1, 'not_allowed'],
      [3, 1, 'of_another_type'],
      [2, 2, 'not_allowed'],
      [4, 2, 'of_another_type'],
    ],
  );
});

test('columns that test the same expression are one', () => {
  const found = analyse({
    inputs: [
      { name: 'x', type: 'number' },
      { name: 'x', type: 'number' },
    ],
    rules: [
      ['>= 0', '< 5', '1'],
      ['-', '>= 5', '2'],
      ['> 5', '< 5', '3'],
    ],
  });
  assert.deepEqual(
    found.columns.map(({ clauses }) => clauses),
    [[1, 2]],
  );
  assert.deepEqual(
    found.gaps.listed.map(({ region }) => region.tests),
    [['< 0']],
  );
  assert.equal(found.neverFiring.listed[0]?.rule, 3);
});

test('what is not listed is counted, and a bound that ends the search is told', () => {
  const cells = Array.from({ length: 30 }, (_, at) => `[${2 * at}..${2 * at + 1}]`);
  const { model, table } = modelOf(oneColumn('number', cells));
  assert.equal(analyseTable(table, model, { listed: 3 }).gaps.listed.length, 1);
  const wide = modelOf({
    inputs: [
      { name: 'x', type: 'number' },
      { name: 'y', type: 'number' },
    ],
    rules: cells.map((cell) => [cell, cell, '1']),
  });
  const few = analyseTable(wide.table, wide.model, { listed: 3 });
  assert.equal(few.gaps.listed.length, 3);
  assert.ok(few.gaps.count > 3 && few.gaps.isComplete);
  assert.equal(analyseTable(wide.table, wide.model, { steps: 20 }).gaps.isComplete, false);
});

// The engine as judge -----------------------------------------------------------------------------

const tables = fc
  .tuple(someColumns, fc.constantFrom('UNIQUE', 'ANY', 'FIRST', 'PRIORITY'))
  .chain(([inputs, hitPolicy]) =>
    randomRules(inputs).map((rules) => ({
      hitPolicy,
      inputs,
      outputs: [{ name: 'answer', allowed: '"q", "p", "r"' }],
      rules,
    })),
  );

/** All rules that fire, from 1, as the engine says. */
function firing(tested: TestTable): (inputs: Record<string, Json>) => readonly number[] {
  const { model } = modelOf({
    ...tested,
    hitPolicy: 'RULE ORDER',
    outputs: [{ name: 'answer' }],
    rules: tested.rules.map((cells, at) => [
      ...cells.slice(0, tested.inputs.length),
      String(at + 1),
    ]),
  });
  const engine = compile(model);
  return (inputs) => {
    const answer = toJson(engine.decide('D', inputs).results.get('D') ?? null);
    return (answer ?? []) as readonly number[];
  };
}

const rankOf: Readonly<Record<string, number>> = { '"q"': 0, '"p"': 1, '"r"': 2 };

test('what is found is what the engine does, over every kind of input there is', () => {
  fc.assert(
    fc.property(tables, (tested) => {
      const found = analyse(tested);
      const fired = firing(tested);
      const width = tested.inputs.length;
      const outputs = tested.rules.map((cells) => cells[width]!);
      const bare = { ...tested, hitPolicy: 'RULE ORDER', outputs: [{ name: 'answer' }] };
      const asTable = (regions: readonly { readonly tests: readonly string[] }[]): TestTable => ({
        ...bare,
        rules: regions.map(({ tests }) => [...tests, '1']),
      });
      const inGap = firing(asTable(found.gaps.listed.map(({ region }) => region)));
      const inOverlap = firing(asTable(found.overlaps.listed.map(({ region }) => region)));
      const answers = new Set<number>();
      const met = new Set<number>();
      for (const inputs of everyInput(tested.inputs)) {
        const rules = fired(inputs);
        const where = JSON.stringify([tested.hitPolicy, tested.rules, inputs]);
        // Every input without a rule lies in one gap, and no other does.
        assert.equal(inGap(inputs).length, rules.length === 0 ? 1 : 0, where);
        const pairs = found.overlaps.listed.filter((one) =>
          one.rules.every((rule) => rules.includes(rule)),
        );
        const isForbidden = (a: number, b: number) =>
          tested.hitPolicy === 'UNIQUE' ||
          (tested.hitPolicy === 'ANY' && outputs[a - 1] !== outputs[b - 1]);
        const forbidden = rules.flatMap((a) =>
          rules.filter((b) => a < b && isForbidden(a, b)),
        ).length;
        assert.equal(pairs.length, forbidden, where);
        assert.equal(inOverlap(inputs).length, forbidden, where);
        const byRank = [...rules].sort(
          (a, b) => rankOf[outputs[a - 1]!]! - rankOf[outputs[b - 1]!]! || a - b,
        );
        const [first] = tested.hitPolicy === 'PRIORITY' ? byRank : rules;
        for (const rule of rules) met.add(rule);
        if (first !== undefined) answers.add(first);
      }
      for (const [at] of tested.rules.entries()) {
        const finding = found.neverFiring.listed.find(({ rule }) => rule === at + 1);
        const hides = tested.hitPolicy === 'FIRST' || tested.hitPolicy === 'PRIORITY';
        const expected = !met.has(at + 1)
          ? 'contradiction'
          : hides && !answers.has(at + 1)
            ? 'masked'
            : undefined;
        assert.equal(finding?.reason, expected, JSON.stringify([tested.rules, at + 1]));
      }
      // Every example does what it is an example of.
      for (const gap of found.gaps.listed) {
        assert.deepEqual(fired({ ...gap.example.inputs }), []);
      }
      for (const overlap of found.overlaps.listed) {
        const rules = fired({ ...overlap.example.inputs });
        assert.ok(overlap.rules.every((rule) => rules.includes(rule)));
      }
      for (const { rule, example, by } of found.neverFiring.listed) {
        if (example === null) continue;
        const rules = fired({ ...example.inputs });
        assert.ok(rules.includes(rule) && by.some((other) => rules.includes(other)));
      }
    }),
    { numRuns: 300 },
  );
});
