/** Input that means harm, or that nobody thought of: it ends, and soon, and says where. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from './compile.ts';
import { ModelProblem } from './model-problem.ts';
import { codesOf, decide, feel, input, literal, model, requires } from './model-testing.ts';
import { readModel } from './read-model.ts';
import { readXml, type XmlElement } from './xml.ts';

function problemOf(run: () => unknown): ModelProblem {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ModelProblem, String(error));
    return error;
  }
  assert.fail('nothing was thrown');
}

test('XML that is broken, too long, too deep or full of entities is refused with its line', () => {
  const cases: readonly [string, RegExp][] = [
    ['', /must contain a root element/],
    ['<definitions>\n<a>\n</definitions>', /line 3: unexpected close tag/],
    ['<a><b></a>', /unexpected close tag/],
    ['<a b=c/>', /unquoted attribute value/],
    ['<a b="1" b="2"/>', /duplicate attribute: b/],
    ['<a>&nbsp;</a>', /undefined entity/],
    ['<x:a/>', /unbound namespace prefix: "x"/],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', /document types and entities/],
    ['<a/><b/>', /second root/],
    [`<a>${'<b>'.repeat(300)}`, /deeper than 200/],
    [`<a>${' '.repeat(50_000_000)}</a>`, /longer than/],
    ['{"json": true}', /text data outside of root/],
  ];
  for (const [xml, message] of cases)
    assert.match(problemOf(() => readModel(xml)).message, message);
  assert.equal(problemOf(() => readModel('<definitions>\n<a>\n</definitions>')).line, 3);
});

test('elements know the line and the place they begin and end at, however they are written', () => {
  const text = '<?xml version="1.0"?>\r\n<a\r\n x="1">😀<b\n/><![CDATA[<b>]]><é\n>&lt;</é\n></a>';
  const root = readXml(`\ufeff${text}`);
  const [b, é] = root.children;
  const sliceOf = ({ start, end }: XmlElement) => text.slice(start, end);
  assert.equal(sliceOf(root), text.slice(text.indexOf('<a')));
  assert.deepEqual(
    [b, é].map((one) => sliceOf(one!)),
    ['<b\n/>', '<é\n>&lt;</é\n>'],
  );
  assert.deepEqual(
    [root, b, é].map((one) => one!.line),
    [2, 3, 4],
  );
  assert.equal(root.text, '😀<b>');
});

test('a file that is one long line is read once, not once an element', { timeout: 20_000 }, () => {
  const many = '<text>&lt;</text>'.repeat(150_000);
  assert.deepEqual(readModel(model(many)).decisions, []);
});

test('a file of another kind is told by its namespace', () => {
  const other = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>';
  assert.match(problemOf(() => readModel(other)).message, /no DMN.*BPMN/);
});

test('what requires itself, or nothing that exists, is told by its id', () => {
  const decision = (id: string, needs: string) =>
    `<decision id="${id}" name="${id}"><informationRequirement>
      <requiredDecision href="#${needs}"/></informationRequirement></decision>`;
  const cycle = readModel(model(decision('a', 'b') + decision('b', 'c') + decision('c', 'a')));
  assert.match(problemOf(() => compile(cycle)).message, /a → b → c → a/);
  assert.equal(problemOf(() => compile(cycle)).elementId, 'a');
  const missing = readModel(model(decision('a', 'zz')));
  assert.match(problemOf(() => compile(missing)).message, /requires "#zz", which does not exist/);
  const twice = readModel(model(`<decision id="a" name="a"/><decision id="a" name="b"/>`));
  assert.match(problemOf(() => compile(twice)).message, /stands twice/);
  assert.match(
    problemOf(() =>
      readModel(
        model(
          '<import name="x" namespace="y" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
        ),
      ),
    ).message,
    /imports "y".*not given/,
  );
});

test('recursion without end ends', () => {
  assert.deepEqual(codesOf('{f: function(x) f(x + 1), r: f(1)}.r'), ['limit_reached']);
  const knowledge = `<businessKnowledgeModel id="k" name="k"><encapsulatedLogic>
    <formalParameter name="x"/>${literal('k(x + 1)')}</encapsulatedLogic></businessKnowledgeModel>
    <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#k"/>
    </knowledgeRequirement>${literal('k(1)')}</decision>`;
  const { result, problems } = decide(knowledge);
  assert.equal(result, null);
  assert.deepEqual(
    problems.map(({ code, element }) => [code, element]),
    [['limit_reached', 'k']],
  );
});

test('patterns that explode end in an error', { timeout: 60_000 }, () => {
  const long = 'string join(for i in 1..40000 return "a", "")';
  for (const text of [
    `matches("${'a'.repeat(40)}", "(a+)+b")`,
    `matches("${'a'.repeat(40)}!", "^(a|aa)+$")`,
    `replace("${'a'.repeat(40)}", "(a*)*b", "x")`,
    `split(${long}, "(a|b)*c")`,
    `matches(${long}, "a*a*a*b")`,
  ]) {
    assert.ok(codesOf(text).includes('limit_reached'), text.slice(0, 60));
  }
  // What a pattern used up in vain is used up: many of them end the whole, not each by itself.
  const again = `for i in 1..1000 return matches("${'a'.repeat(40)}", "(a+)+b")`;
  const codes = codesOf(again);
  assert.ok(codes.includes('limit_reached'));
  assert.ok(codes.length <= 11, `${codes.length} patterns were tried to their end`);
});

test('what unfolds into more than memory holds ends in an error', { timeout: 60_000 }, () => {
  const grown = (step: string, rest: string) =>
    `{f: function(l, n) if n = 0 then l else f(${step}, n - 1), r: ${rest}}.r`;
  for (const text of [
    'for i in 1..100000000 return i',
    'count(for i in 1..10000, j in 1..10000 return i * j)',
    grown('concatenate(l, l)', 'count(f([1], 60))'),
    grown('l + l', 'string length(f("aaaa", 60))'),
    grown('[l, l]', 'f(1, 60)'),
    grown('{a: l, b: l}', 'string(f(1, 60))'),
    grown('append([], l, l)', 'f([1], 60)'),
    'for i in 1..1000000 return for j in 1..1000000 return 1',
  ]) {
    assert.deepEqual(codesOf(text), ['limit_reached'], text);
  }
});

test('expressions that are too deep or too long are no FEEL', () => {
  for (const text of [
    `${'('.repeat(5000)}1${')'.repeat(5000)}`,
    `${'-'.repeat(5000)}1`,
    `1${'+1'.repeat(50_000)}`,
    `true${' and true'.repeat(20_000)}`,
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    `${'{a:'.repeat(5000)}1${'}'.repeat(5000)}`,
    `${'if true then '.repeat(3000)}1`,
    `a${'.b'.repeat(10_000)}`,
  ]) {
    assert.deepEqual(codesOf(text), ['syntax_error'], text.slice(0, 20));
  }
});

test('bounds can be narrowed', () => {
  const text = 'for i in 1..1000 return i';
  assert.equal((feel(text) as readonly unknown[]).length, 1000);
  assert.deepEqual(codesOf(text, { limits: { listLength: 999 } }), ['limit_reached']);
  assert.deepEqual(codesOf(text, { limits: { steps: 100 } }), ['limit_reached']);
});

const income = input('Monthly Income', 'number');
const more = `${income}<decision id="d" name="d">${requires('Monthly Income')}
  ${literal('Monthly Income + 1')}</decision>`;

test('inputs that are missing, of a wrong type or no number are told by name', () => {
  const told = (inputs: Parameters<typeof decide>[1]) => {
    const [first] = decide(more, inputs).problems;
    return [first?.code, first?.element, first?.elementId];
  };
  const element = ['Monthly Income', 'Monthly Income'];
  assert.deepEqual(told({}), ['input_missing', ...element]);
  assert.deepEqual(told({ 'Monthly Income': 'abc' }), ['type_mismatch', ...element]);
  assert.deepEqual(told({ 'Monthly Income': [1, 2] }), ['type_mismatch', ...element]);
  assert.deepEqual(told({ 'Monthly Income': Number.POSITIVE_INFINITY }), [
    'number_out_of_range',
    ...element,
  ]);
  let deep: Record<string, never> = {};
  for (let at = 0; at < 100_000; at++) deep = { a: deep as never };
  assert.deepEqual(told({ 'Monthly Income': deep }), ['number_out_of_range', ...element]);
});

test('a number as text is exact, whatever its length', () => {
  const { result } = decide(more, { 'Monthly Income': '12345678901234567890123456789012.25' });
  assert.equal(result, '12345678901234567890123456789013.25');
  assert.equal(decide(more, { 'Monthly Income': '1e6000' }).result, '1e+6000');
  assert.equal(decide(more, { 'Monthly Income': '1e6200' }).problems[0]?.code, 'type_mismatch');
});
