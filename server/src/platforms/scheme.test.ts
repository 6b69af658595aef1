import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeFreezing, judgeScheme, schemeMay } from './scheme.ts';
import type { SchemeDocument } from './scheme-contract.ts';
import { differencesOf } from './scheme-difference.ts';
import { rowsOfScheme } from './scheme-prose.ts';
import { readDraft, requireDocument } from './scheme-reading.ts';
import { blanks, schemeTemplateNamed, schemeTemplates } from './scheme-templates.ts';

type Open = { [name: string]: never } & {
  root: { children: { weight: string; children?: { id: string; points: string }[] }[] };
  decimals: number;
};
const copyOf = (name: string) =>
  structuredClone(schemeTemplateNamed(name).document) as SchemeDocument & Open;

test('only a draft is edited, and only what is published is computed with', () => {
  assert.deepEqual(
    [schemeMay('draft', 'edit'), schemeMay('published', 'edit'), schemeMay('withdrawn', 'renew')],
    [true, false, true],
  );
  assert.equal(judgeFreezing('published').allowed, true);
  for (const state of ['draft', 'withdrawn'] as const) {
    const judgement = judgeFreezing(state);
    assert.ok(!judgement.allowed);
    assert.deepEqual(judgement.reasons[0]?.params, { state });
  }
});

test('a scheme is published with its names, its source, and nothing wrong', () => {
  const judgement = judgeScheme({
    title: { zh: '', en: 'Scheme' },
    source: ' ',
    problems: [{ code: 'weights_do_not_sum', detail: 'They sum to 90.', pointer: '/root' }],
  });
  assert.ok(!judgement.allowed);
  assert.deepEqual(
    judgement.reasons.map(({ code, pointer }) => [code, pointer]),
    [
      ['weights_do_not_sum', '/root'],
      ['scheme_name_missing', '/title/zh'],
      ['scheme_source_missing', '/source/document'],
    ],
  );
});

test('every shipped scheme can be read, told in both languages, and has data to try', () => {
  for (const { name, document, sampleData } of schemeTemplates().values()) {
    const { digest, itemCount } = readDraft({ ...document, id: 'x', version: 1 });
    assert.ok(digest !== null, name);
    const rows = rowsOfScheme(document);
    assert.equal(rows.filter(({ kind }) => kind !== 'group').length, itemCount);
    for (const { says, id } of rows) {
      assert.ok(says.zh.length > 3 && says.en.length > 3, `${name} ${id}`);
      assert.ok(!says.zh.includes('…') && !says.en.includes('…'), `${name} ${id}: ${says.en}`);
    }
    assert.match(sampleData, /^unit,indicator,value/);
  }
});

test('a draft may lack anything, and is told with what it lacks', () => {
  const { digest, problems } = readDraft(blanks.evaluation);
  assert.equal(digest, null);
  assert.ok(problems.some(({ pointer }) => pointer.startsWith('/')));
  const rows = rowsOfScheme({ root: { kind: 'group', children: [{ kind: 'capped' }, null, 7] } });
  assert.deepEqual(
    rows.map(({ depth, pointer }) => [depth, ...pointer.slice(1).split('/')]),
    [
      [0, 'root'],
      [1, 'root', 'children', '0'],
    ],
  );
  assert.match(rows[1]!.says.zh, /…/);
});

test('a formula is told by the names of its measures, texts in quotes as they are', () => {
  const document = {
    measures: [{ id: 'yes', name: { zh: '是', en: 'Yes' } }],
    root: { kind: 'threshold', id: 'a', holds: "yes = 'yes'" },
  };
  // It compares a number with a text and cannot be read, so it stays as it is written.
  assert.match(rowsOfScheme(document)[0]!.says.zh, /^yes = 'yes'，/);
});

test('formulas are told in words: answers by their names, cases in lines, figures in groups', () => {
  const rowOf = (scheme: string, id: string) =>
    rowsOfScheme(copyOf(scheme)).find((one) => one.id === id)!;
  assert.deepEqual(rowOf('four-types', 'paper_rate').weighs?.zh.split('\n'), [
    ...['按「类型」', '基础研究类：60', '技术研发类：30', '转化服务类：10', '产业创新类：10'],
  ]);
  assert.equal(
    rowOf('guangdong-thresholds', 'research_enough').says.en,
    '1 point where “R&D spending” ≥ (“Area” is the Pearl River Delta: 5,000,000; else: 2,000,000), else none.',
  );
  assert.match(
    rowOf('large-instruments', 'functions').says.zh,
    /「已利用功能数」÷「原有功能数」≥ 20 %：12；其余：0）\+ 10 ×「新开发功能数」/,
  );
  const told = (of: string) =>
    rowsOfScheme({
      measures: ['a', 'b'].map((id) => ({ id, name: { zh: id, en: id } })),
      root: { kind: 'formula', id: 'x', of },
    })[0]!.says.en;
  assert.match(told('2 * (a - (b - 1)) / -a'), /2 × \(“a” − \(“b” − 1\)\) ÷ \(−“a”\)/);
  assert.match(told('min(a, orZero(b))'), /the least of “a”, “b” \(0 where not reported\)/);
  assert.match(
    told('if(not (a > 1 or reported(b)), 1, 2)'),
    /\(not \(“a” > 1 or “b” is reported\): 1; else: 2\)/,
  );
});

test('two versions differ by weight, bound, place in the tree, and setting', () => {
  const before = copyOf('beijing-engineering-centre');
  const after = structuredClone(before);
  assert.deepEqual(differencesOf(before, after), []);
  after.decimals = 3;
  const [first, second] = after.root.children;
  const moved = first!.children!.pop()!;
  second!.children!.push(moved);
  const told = differencesOf(before, after);
  assert.deepEqual(
    told.map(({ part, id, change, fields }) => [
      part,
      id,
      change,
      fields.map(({ field }) => field),
    ]),
    [
      ['setting', 'decimals', 'changed', ['decimals']],
      ['node', moved.id, 'changed', ['within']],
    ],
  );
  second!.children!.pop();
  const gone = differencesOf(before, after).filter(({ change }) => change === 'removed');
  assert.ok(gone.some(({ id }) => id === moved.id));
});

test('what a database cannot hold is not kept', () => {
  let deep: SchemeDocument = {};
  for (let level = 0; level < 80; level++) deep = { a: deep };
  assert.throws(() => requireDocument(deep), { code: 'scheme_too_large' });
  assert.throws(() => requireDocument({ a: '\u0000' }), { code: 'scheme_not_readable' });
});
