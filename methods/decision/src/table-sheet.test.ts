import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DecisionTable, tablesOf } from './model.ts';
import { readModel } from './read-model.ts';
import { type TableSheet, tableFromSheet, tableToSheet } from './table-sheet.ts';
import { plainSigns } from './table-sheet-cell.ts';
import { randomRules, someColumns, xmlOf } from './table-testing.ts';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<dmn:definitions xmlns:dmn="https://www.omg.org/spec/DMN/20191111/MODEL/"
  xmlns:x="urn:x" id="m" name="m" namespace="n">
  <dmn:inputData id="i" name="score"><dmn:variable name="score" typeRef="number"/></dmn:inputData>
  <dmn:inputData id="k" name="kind"><dmn:variable name="kind" typeRef="string"/></dmn:inputData>
  <dmn:decision id="d" name="Band">
    <dmn:informationRequirement><dmn:requiredInput href="#i"/></dmn:informationRequirement>
    <dmn:informationRequirement><dmn:requiredInput href="#k"/></dmn:informationRequirement>
    <dmn:decisionTable id="t" x:colour='a > b' hitPolicy="FIRST">
      <dmn:extensionElements><x:note/></dmn:extensionElements>
      <dmn:input id="t_i" label="得分"><dmn:inputExpression id="t_ie" typeRef="number">
        <dmn:text>score</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:input id="t_k" x:width="90"><dmn:inputExpression typeRef="string">
        <dmn:text>kind</dmn:text></dmn:inputExpression>
        <dmn:inputValues><dmn:text>"甲","乙"</dmn:text></dmn:inputValues></dmn:input>
      <dmn:output id="t_o" name="band" typeRef="string">
        <dmn:outputValues><dmn:text>"A","B"</dmn:text></dmn:outputValues></dmn:output>
      <dmn:annotation name="依据"/>
      <dmn:rule id="r1"><dmn:inputEntry id="c1"><dmn:text>&gt;= 60</dmn:text></dmn:inputEntry>
        <dmn:inputEntry id="c2"><dmn:text>-</dmn:text></dmn:inputEntry>
        <dmn:outputEntry id="c3"><dmn:text>"A"</dmn:text></dmn:outputEntry>
        <dmn:annotationEntry><dmn:text>art. 1</dmn:text></dmn:annotationEntry></dmn:rule>
      <dmn:rule id="r2"><dmn:inputEntry id="c4"><dmn:text>&lt; 60</dmn:text></dmn:inputEntry>
        <dmn:inputEntry id="c5"><dmn:text>"甲"</dmn:text></dmn:inputEntry>
        <dmn:outputEntry id="c6"><dmn:text>"B"</dmn:text></dmn:outputEntry>
        <dmn:annotationEntry><dmn:text></dmn:text></dmn:annotationEntry></dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <x:diagram><x:shape of="d"/></x:diagram>
</dmn:definitions>`;

const tableIn = (text: string): DecisionTable => {
  const [table] = readModel(text).decisions.flatMap(({ logic }) => [...tablesOf(logic)]);
  return table!;
};
const table = tableIn(xml);
const sheet = tableToSheet(table);

/** The sheet with some cells changed, by row as a person sees it and by column. */
function changed(...changes: readonly (readonly [row: number, at: number, text: string])[]) {
  const rows = sheet.rows.map(({ row, cells }) => ({
    row,
    cells: cells.map((cell, at) => {
      return changes.find(([line, column]) => line === row && column === at)?.[2] ?? cell;
    }),
  }));
  return { columns: sheet.columns, rows };
}

/** What a table says, without the places where it says it. */
function said(one: DecisionTable): unknown {
  return JSON.parse(
    JSON.stringify(one, (key, value) => (key === 'line' || key === 'id' ? undefined : value)),
  );
}

test('a table stands in rows that say what they are', () => {
  assert.deepEqual(sheet.columns, ['FIRST', '得分', 'kind', 'band', '依据']);
  assert.deepEqual(
    sheet.rows.map(({ cells }) => cells),
    [
      ['种类 kind', '输入 input', '输入 input', '输出 output', '备注 annotation'],
      ['表达式 expression', 'score', 'kind', 'band', ''],
      ['类型 type', 'number', 'string', 'string', ''],
      ['允许值 values', '', '"甲","乙"', '"A","B"', ''],
      ['缺省 default', '', '', '', ''],
      ['1', '>= 60', '-', '"A"', 'art. 1'],
      ['2', '< 60', '"甲"', '"B"', ''],
    ],
  );
  assert.deepEqual(
    sheet.rows.map(({ row }) => row),
    [2, 3, 4, 5, 6, 7, 8],
  );
});

test('a sheet that nobody changed leaves every element as it is', () => {
  const answer = tableFromSheet(xml, table, sheet);
  assert.deepEqual(answer.problems, []);
  assert.deepEqual(said(tableIn(answer.xml!)), said(table));
  const blanks = (text: string) => text.replace(/\s+/g, ' ').replaceAll('> <', '><');
  assert.equal(
    blanks(answer.xml!.replace(' />', '/>')).replace('"FIRST">', ''),
    blanks(xml).replace('"FIRST">', ''),
  );
});

test('one changed cell changes one rule; ids, extensions and all else stay', () => {
  const answer = tableFromSheet(xml, table, changed([7, 1, '≥ 70'], [1, 0, 'FIRST']));
  const again = answer.xml!;
  assert.equal(tableIn(again).rules[0]?.inputs[0]?.text, '>= 70');
  for (const kept of [
    '<!-- kept -->',
    "x:colour='a > b'",
    '<x:note/>',
    'x:width="90"',
    'id="c1"',
  ]) {
    assert.ok(again.includes(kept), kept);
  }
  const second = xml.slice(
    xml.indexOf('<dmn:rule id="r2"'),
    xml.indexOf('    </dmn:decisionTable'),
  );
  assert.ok(again.includes(second.trim()));
  assert.ok(again.endsWith(xml.slice(xml.indexOf('  </dmn:decision>'))));
});

test('rules move, come and go by their numbers', () => {
  const [a, b] = sheet.rows.slice(-2) as [TableSheet['rows'][number], TableSheet['rows'][number]];
  const rows = [
    ...sheet.rows.slice(0, -2),
    { row: 7, cells: b.cells },
    { row: 8, cells: ['', '', '', '', ''] },
    { row: 9, cells: ['new', '[10..20]', '乙', 'B', ''] },
    { row: 10, cells: a.cells.with(0, '2') },
  ];
  const again = tableIn(tableFromSheet(xml, table, { columns: sheet.columns, rows }).xml!);
  assert.deepEqual(
    again.rules.map((rule) => [rule.id, ...rule.inputs.map((cell) => cell.text)]),
    [
      ['r2', '< 60', '"甲"'],
      ['t_rule_new_1', '[10..20]', '"乙"'],
      ['t_rule_new_2', '>= 60', '-'],
    ],
  );
});

test('columns come and go, and the hit policy changes', () => {
  const columns = ['COLLECT SUM', '得分', 'points', '依据'];
  const pick = (cells: readonly string[], extra: string) => [
    cells[0]!,
    cells[1]!,
    extra,
    cells[4]!,
  ];
  const news = ['输出', 'points', 'number', '', '0', '5', '3'];
  const rows = sheet.rows.map(({ row, cells }, at) => ({ row, cells: pick(cells, news[at]!) }));
  const again = tableIn(tableFromSheet(xml, table, { columns, rows }).xml!);
  assert.deepEqual([again.hitPolicy, again.aggregation], ['COLLECT', 'SUM']);
  assert.deepEqual(
    again.inputs.map((one) => [one.id, one.label]),
    [['t_i', '得分']],
  );
  assert.deepEqual(
    again.outputs.map(({ name, typeRef, byDefault }) => [name, typeRef, byDefault]),
    [['points', 'number', '0']],
  );
  assert.deepEqual(
    again.rules.map((rule) => rule.outputs[0]?.text),
    ['5', '3'],
  );
});

test('what cannot be taken is told by row and column, all of it at once', () => {
  const problems = (given: TableSheet) =>
    tableFromSheet(xml, table, given).problems.map(({ code, row, column }) => [code, row, column]);
  assert.deepEqual(problems(changed([7, 3, ''], [8, 2, '丙'])), [
    ['answer_missing', 7, 'band'],
    ['text_without_quotes', 8, 'kind'],
  ]);
  assert.deepEqual(problems(changed([8, 1, '[1..'])), [['not_feel', 8, '得分']]);
  assert.deepEqual(problems({ ...sheet, columns: sheet.columns.with(0, 'ALL') }), [
    ['hit_policy_unknown', 1, 'ALL'],
  ]);
  assert.deepEqual(problems({ ...sheet, rows: sheet.rows.slice(1) }), [
    ['row_missing', null, null],
  ]);
  assert.deepEqual(problems(changed([2, 1, 'colour'], [3, 2, ''])), [
    ['column_kind_unknown', 2, '得分'],
    ['expression_missing', 3, 'kind'],
  ]);
});

test('what spreadsheets and input methods write is read as FEEL', () => {
  assert.equal(plainSigns('≥ 60'), '>= 60');
  assert.equal(plainSigns('［15…17）'), '[15..17)');
  assert.equal(plainSigns('“甲”，“乙，丙”'), '"甲","乙，丙"');
  assert.equal(plainSigns('not（“a ≥ b”）'), 'not("a ≥ b")');
});

test('any table goes into a sheet and comes back the same', () => {
  fc.assert(
    fc.property(
      someColumns.chain((inputs) =>
        randomRules(inputs).map((rules) => ({ hitPolicy: 'ANY', inputs, rules })),
      ),
      (tested) => {
        const text = xmlOf(tested);
        const before = tableIn(text);
        const answer = tableFromSheet(text, before, tableToSheet(before));
        assert.deepEqual(answer.problems, []);
        assert.deepEqual(said(tableIn(answer.xml!)), said(before));
      },
    ),
    { numRuns: 100 },
  );
});

test('a table of another file is refused', () => {
  assert.throws(() => tableFromSheet(xml.replace('id="t"', 'id="u"'), table, sheet), RangeError);
});
