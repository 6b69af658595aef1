import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from './compile.ts';
import { toJson } from './feel/show.ts';
import { decide, feel, input, literal, model, requires } from './model-testing.ts';
import type { Json } from './outcome.ts';
import { readModel } from './read-model.ts';

const engineOf = (body: string, imports: readonly string[] = []) =>
  compile(readModel(model(body), { imports }));

test('what is wrong with a model is told before anything is decided', () => {
  const told = (body: string) =>
    engineOf(body).problems.map(({ code, element, line }) => [code, element, line]);
  const decision = (text: string, type = '') =>
    `\n<decision id="d" name="d"><variable name="d" ${type}/>${literal(text)}</decision>`;
  assert.deepEqual(told(decision('if true then 1 else nobody')), [['unknown_name', 'd', 2]]);
  assert.deepEqual(told(decision('nobody(1)')), [['unknown_function', 'd', 2]]);
  assert.deepEqual(told(decision('abs(1, 2, 3)')), [['unknown_function', 'd', 2]]);
  assert.deepEqual(told(decision('1 +')), [['syntax_error', 'd', 2]]);
  assert.deepEqual(told(decision('1', 'typeRef="tNothing"')), [['unknown_type', 'd', 2]]);
  // Inside a filter a name may be that of a member.
  assert.deepEqual(told(decision('[{a: 1}][a = 1]')), []);
});

test('results come in the order of the model, each decided once', () => {
  const body = `<decision id="b" name="b"><informationRequirement><requiredDecision href="#a"/>
    </informationRequirement>${literal('a + 1')}</decision>
    <decision id="a" name="a">${literal('1')}</decision>`;
  const { results, trace } = engineOf(body).decide(null, {}, { trace: true });
  assert.deepEqual(
    [...results].map(([name, value]) => [name, toJson(value)]),
    [
      ['b', 2],
      ['a', 1],
    ],
  );
  assert.deepEqual(
    trace.map((one) => one.name),
    ['a', 'b'],
  );
});

test('a decision that is not there is a broken precondition', () => {
  const engine = engineOf(`<decision id="d" name="d">${literal('1')}</decision>`);
  assert.throws(() => engine.decide('e', {}), /no decision or service "e"/);
  assert.throws(() => engine.decide('d', {}, { now: 'soon' }), /"soon" is no date and time/);
});

const person = `<itemDefinition name="tPerson"><itemComponent name="age"><typeRef>number</typeRef>
  <allowedValues><text>[0..150]</text></allowedValues></itemComponent>
  <itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tColours" isCollection="true"><typeRef>string</typeRef>
  <allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>`;

test('inputs are read by their types, and what does not fit is null with the reason', () => {
  const body = `${person}${input('p', 'tPerson')}
    <decision id="d" name="d">${requires('p')}${literal('p.age + p.born.year')}</decision>`;
  assert.equal(decide(body, { p: { age: '30.5', born: '1996-02-29' } }).result, 2026.5);
  const spoilt: readonly [Json, string][] = [
    [{ age: 200, born: '1996-02-29' }, 'value_not_allowed'],
    [{ age: 30, born: '1996-02-30' }, 'type_mismatch'],
    ['nobody', 'type_mismatch'],
  ];
  for (const [p, code] of spoilt) {
    const { result, problems } = decide(body, { p });
    assert.deepEqual([result, problems[0]?.code, problems[0]?.element], [null, code, 'p']);
  }
  const colours = `${person}${input('c', 'tColours')}
    <decision id="d" name="d">${requires('c')}${literal('count(c)')}</decision>`;
  assert.equal(decide(colours, { c: ['red', 'green'] }).result, 2);
  assert.equal(decide(colours, { c: 'red' }).result, 1);
  assert.equal(decide(colours, { c: ['red', 'blue'] }).result, null);
});

test('a service knows nothing but its parameters', () => {
  const body = `${input('x', 'number')}
    <decision id="inner" name="inner">${requires('x')}${literal('x * 2')}</decision>
    <decision id="outer" name="outer"><informationRequirement><requiredDecision href="#inner"/>
    </informationRequirement>${literal('inner + 1')}</decision>
    <decisionService id="s" name="s"><outputDecision href="#outer"/>
    <encapsulatedDecision href="#inner"/><inputData href="#x"/></decisionService>
    <decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="#s"/>
    </knowledgeRequirement>${literal('[s(1), s(x: 5)]')}</decision>`;
  assert.deepEqual(decide(body, { x: 100 }).result, [3, 11]);
  assert.equal(toJson(engineOf(body).decide('s', { x: 20 }).results.get('outer')!), 41);
  assert.equal(engineOf(body).decide('s', {}).problems[0]?.code, 'input_missing');
});

test('imported elements and types stand behind the name of the import', () => {
  const lent = `<definitions name="lent" namespace="https://lent.example"
    xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">
    <itemDefinition name="tShare"><typeRef>number</typeRef>
    <allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
    <businessKnowledgeModel id="k" name="part"><encapsulatedLogic>
    <formalParameter name="whole" typeRef="number"/>
    <formalParameter name="share" typeRef="tShare"/>${literal('whole * share')}
    </encapsulatedLogic></businessKnowledgeModel></definitions>`;
  const body = `<import name="Lent" namespace="https://lent.example"
    importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>${input('share', 'Lent.tShare')}
    <decision id="d" name="d">${requires('share')}<knowledgeRequirement>
    <requiredKnowledge href="https://lent.example#k"/></knowledgeRequirement>
    ${literal('Lent.part(1000, share)')}</decision>`;
  const engine = engineOf(body, [lent]);
  assert.deepEqual(engine.problems, []);
  assert.equal(toJson(engine.decide('d', { share: 0.7 }).results.get('d')!), 700);
  assert.equal(engine.decide('d', { share: 7 }).problems[0]?.element, 'share');
});

test('boxed expressions of every kind', () => {
  const boxed = (xml: string) => decide(`<decision id="d" name="d">${xml}</decision>`).result;
  const wrap = (tag: string, text: string) => `<${tag}>${literal(text)}</${tag}>`;
  assert.deepEqual(boxed(`<list>${literal('1')}${literal('2')}</list>`), [1, 2]);
  assert.deepEqual(
    boxed(`<relation><column name="a"/><column name="b"/>
      <row>${literal('1')}${literal('2')}</row><row>${literal('3')}${literal('4')}</row></relation>`),
    [
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ],
  );
  assert.equal(
    boxed(`<conditional>${wrap('if', '1 > 2')}${wrap('then', '"a"')}${wrap('else', '"b"')}
      </conditional>`),
    'b',
  );
  assert.deepEqual(
    boxed(`<filter>${wrap('in', '[1, 2, 3]')}${wrap('match', 'item > 1')}</filter>`),
    [2, 3],
  );
  const loop = (tag: string, end: string, text: string) =>
    boxed(`<${tag} iteratorVariable="i">${wrap('in', '[1, 2, 3]')}${wrap(end, text)}</${tag}>`);
  assert.deepEqual(loop('for', 'return', 'i * i + count(partial)'), [1, 5, 11]);
  assert.equal(loop('some', 'satisfies', 'i > 2'), true);
  assert.equal(loop('every', 'satisfies', 'i > 2'), false);
  assert.equal(
    boxed(`<context><contextEntry><variable name="f"/><functionDefinition>
      <formalParameter name="n" typeRef="number"/>${literal('if n < 2 then 1 else n * f(n - 1)')}
      </functionDefinition></contextEntry><contextEntry>${literal('f(5)')}</contextEntry></context>`),
    120,
  );
});

test('functions of other languages are declined', () => {
  const java = `<decision id="d" name="d"><context><contextEntry><variable name="f"/>
    <functionDefinition kind="Java"><formalParameter name="n"/></functionDefinition></contextEntry>
    <contextEntry>${literal('f(5)')}</contextEntry></context></decision>`;
  const { result, problems } = decide(java);
  assert.deepEqual([result, problems[0]?.code], [null, 'external_function_declined']);
  assert.equal(feel('(function(x) external {java: {class: "java.lang.Math"}})(1)'), null);
});

test('an engine keeps nothing from one decision to the next', () => {
  const engine = engineOf(`${input('x', 'number')}<decision id="d" name="d">${requires('x')}
    ${literal('x + 1')}</decision>`);
  const once = JSON.stringify(engine.decide('d', { x: 1 }, { trace: true }).trace);
  engine.decide('d', { x: 'wrong' });
  assert.equal(JSON.stringify(engine.decide('d', { x: 1 }, { trace: true }).trace), once);
});
