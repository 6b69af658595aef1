import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compile } from './compile.ts';
import { toJson } from './feel/show.ts';
import { decide, escaped, input, model, requires } from './model-testing.ts';
import { readModel } from './read-model.ts';

interface Written {
  readonly hitPolicy: string;
  readonly aggregation?: string;
  readonly outputs?: string;
  /** Each the tests of the two columns and the answer. */
  readonly rules: readonly (readonly string[])[];
}

const cell = (tag: string, text: string) => `<${tag}><text>${escaped(text)}</text></${tag}>`;

function table({ hitPolicy, aggregation, outputs, rules }: Written): string {
  const sum = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  const rows = rules.map((row, at) => {
    const cells = row.slice(0, 2).map((text) => cell('inputEntry', text));
    const answers = row.slice(2).map((text) => cell('outputEntry', text));
    return `<rule id="r${at + 1}">${cells.join('')}${answers.join('')}</rule>`;
  });
  return `${input('x', 'number')}${input('k', 'string')}<decision id="d" name="d">
    ${requires('x', 'k')}<decisionTable id="t" hitPolicy="${hitPolicy}"${sum}>
    <input label="X"><inputExpression typeRef="number"><text>x</text></inputExpression></input>
    <input label="K"><inputExpression typeRef="string"><text>k</text></inputExpression></input>
    ${outputs ?? '<output name="o" label="O"/>'}${rows.join('')}</decisionTable></decision>`;
}

const overlapping = [
  ['< 10', '-', '1'],
  ['[5..20]', '"a", "b"', '2'],
  ['-', 'not("a")', '2'],
] as const;

function answer(written: Written, x: number | null, k: string | null) {
  return decide(table(written), { x, k }).result;
}

test('each hit policy answers as it should', () => {
  const by = (hitPolicy: string, aggregation?: string) =>
    answer(
      { hitPolicy, rules: overlapping, ...(aggregation === undefined ? {} : { aggregation }) },
      7,
      'b',
    );
  assert.equal(by('UNIQUE'), null);
  assert.equal(by('FIRST'), 1);
  assert.equal(by('ANY'), null);
  assert.deepEqual(by('COLLECT'), [1, 2, 2]);
  assert.deepEqual(by('RULE ORDER'), [1, 2, 2]);
  assert.equal(by('COLLECT', 'SUM'), 5);
  assert.equal(by('COLLECT', 'COUNT'), 3);
  assert.equal(by('COLLECT', 'MIN'), 1);
  assert.equal(by('COLLECT', 'MAX'), 2);
  assert.equal(answer({ hitPolicy: 'ANY', rules: overlapping }, 15, 'b'), 2);
  assert.equal(answer({ hitPolicy: 'UNIQUE', rules: overlapping }, 15, 'a'), 2);
});

test('priority is the order of the values allowed', () => {
  const outputs = `<output name="o"><outputValues><text>2, 1</text></outputValues></output>`;
  const by = (hitPolicy: string) => answer({ hitPolicy, outputs, rules: overlapping }, 7, 'b');
  assert.equal(by('PRIORITY'), 2);
  assert.deepEqual(by('OUTPUT ORDER'), [2, 2, 1]);
});

test('no rule, and the default', () => {
  const rules = [['> 100', '-', '1']];
  assert.equal(answer({ hitPolicy: 'UNIQUE', rules }, 7, 'b'), null);
  assert.deepEqual(answer({ hitPolicy: 'COLLECT', rules }, 7, 'b'), []);
  assert.equal(answer({ hitPolicy: 'COLLECT', aggregation: 'COUNT', rules }, 7, 'b'), 0);
  const outputs = '<output><defaultOutputEntry><text>9</text></defaultOutputEntry></output>';
  assert.equal(answer({ hitPolicy: 'UNIQUE', outputs, rules }, 7, 'b'), 9);
});

test('several outputs make a context', () => {
  const outputs = '<output name="o"/><output name="p"/>';
  const rules = [['-', '-', '1', '"x"']];
  assert.deepEqual(answer({ hitPolicy: 'UNIQUE', outputs, rules }, 1, 'a'), { o: 1, p: 'x' });
});

test('nothing is admitted by tests of something, only by those of anything', () => {
  assert.deepEqual(answer({ hitPolicy: 'COLLECT', rules: overlapping }, null, null), [2]);
});

test('problems name the column and the rule', () => {
  const rules = [
    ['[5..20', '-', '1'],
    ['> 30', '-', '3 +'],
    ['> 40', '-', '1 + "a"'],
  ];
  const engine = compile(readModel(model(table({ hitPolicy: 'COLLECT', rules }))));
  assert.deepEqual(
    engine.problems.map(({ code, element, column, rule }) => [code, element, column, rule]),
    [
      ['syntax_error', 'd', 'X', 1],
      ['syntax_error', 'd', 'O', 2],
    ],
  );
  const { problems } = engine.decide('d', { x: 50, k: 'a' });
  const last = problems.at(-1)!;
  assert.deepEqual([last.code, last.column, last.rule], ['undefined_result', 'O', 3]);
  const two = [
    ['-', '-', '1'],
    ['-', '-', '2'],
  ];
  const overlap = decide(table({ hitPolicy: 'UNIQUE', rules: two }), { x: 1, k: 'a' }).problems;
  assert.match(overlap[0]!.message, /Rules 1, 2 match/);
});

test('the trace says what was read, which rules matched and what they said', () => {
  const engine = compile(
    readModel(model(table({ hitPolicy: 'COLLECT', aggregation: 'SUM', rules: overlapping }))),
  );
  const { trace } = engine.decide('d', { x: 7, k: 'b' }, { trace: true });
  assert.deepEqual(trace, [
    {
      id: 'd',
      name: 'd',
      inputs: [
        { name: 'x', value: 7 },
        { name: 'k', value: 'b' },
      ],
      tables: [
        {
          id: 't',
          hitPolicy: 'COLLECT SUM',
          inputs: [
            { label: 'X', value: 7 },
            { label: 'K', value: 'b' },
          ],
          matched: [1, 2, 3].map((rule) => ({
            rule,
            id: `r${rule}`,
            outputs: [{ label: 'O', value: rule === 1 ? 1 : 2 }],
            annotations: [],
          })),
          byDefault: false,
          result: 5,
        },
      ],
      result: 5,
    },
  ]);
  assert.deepEqual(engine.decide('d', { x: 7, k: 'b' }).trace, []);
});

const bound = fc.integer({ min: -3, max: 8 }).map((value) => value / 2);
const numeric = fc.oneof(
  fc.constant('-'),
  bound.map(String),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '!=', '='), bound).map((two) => two.join(' ')),
  fc
    .tuple(fc.constantFrom('[', '('), bound, bound, fc.constantFrom(']', ')'))
    .map(([open, low, high, close]) => `${open}${low}..${high}${close}`),
);
const several = fc.array(
  numeric.filter((one) => one !== '-'),
  { minLength: 1, maxLength: 3 },
);
const numericCell = fc.oneof(
  numeric,
  several.map((all) => all.join(', ')),
  several.map((all) => `not(${all.join(', ')})`),
);
const textCell = fc.constantFrom('-', '"a"', '"a", "b"', 'not("a")', 'not("a", "c")');

/** The same test in words the index does not read: it is then run rule by rule. */
function spoken(text: string): string {
  if (text === '-') return text;
  const negated = /^not\((.*)\)$/s.exec(text);
  const tests = negated?.[1] ?? text;
  const asked = `? in (${tests})`;
  return negated === null ? asked : `not(${asked})`;
}

test('looking rules up says what testing them one by one says', () => {
  const row = fc.tuple(numericCell, textCell);
  const rows = fc.array(row, { minLength: 1, maxLength: 40 });
  const inputs = fc.record({
    x: fc.oneof(fc.constant(null), bound, fc.constant(1.25)),
    k: fc.constantFrom(null, 'a', 'b', 'c', 'd'),
  });
  fc.assert(
    fc.property(rows, fc.array(inputs, { minLength: 1, maxLength: 8 }), (cells, all) => {
      const make = (turn: (text: string) => string) => {
        const rules = cells.map(([x, k], at) => [turn(x), turn(k), String(at)]);
        return compile(readModel(model(table({ hitPolicy: 'COLLECT', rules }))));
      };
      const [looked, tested] = [make((text) => text), make(spoken)];
      for (const one of all) {
        const [a, b] = [looked, tested].map((engine) =>
          toJson(engine.decide('d', one).results.get('d') ?? null),
        );
        assert.deepEqual(a, b, JSON.stringify(one));
      }
    }),
    { numRuns: 60 },
  );
});
