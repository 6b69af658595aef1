/** A rule that no region has: invented to show how two regions compare and replay theirs. */
import type { VersionChange } from '../server/src/rules/index.ts';

export function sampleRule(staff: number, percent: string): VersionChange {
  return {
    nameZh: '小微企业研发补助（示例）',
    nameEn: 'Research grant for small enterprises (sample)',
    documentNumber: '示例〔2026〕1号',
    grade: 'C',
    textZh: `示例规则，不对应任何真实文件：职工总数不超过${staff}人且无严重失信的企业，按上一年度研发投入的${percent}%给予补助，最多50万元。`,
    textEn: `A sample that is no real document: enterprises of no more than ${staff} staff without serious dishonesty get ${percent} % of what they spent on research last year, at most 500,000 yuan.`,
    limitsZh: '示例：数字为演示而设。',
    limitsEn: 'A sample: its figures were made up to show how the pages work.',
    words: {
      staff: { zh: '职工总数（人）', en: 'staff' },
      'research spending': {
        zh: '上一年度研发投入（万元）',
        en: 'research spending (10,000 yuan)',
      },
      'serious dishonesty': { zh: '存在严重失信', en: 'serious dishonesty' },
      'size condition': { zh: '职工总数在规定以内', en: 'no more staff than allowed' },
      'conduct condition': { zh: '无严重失信', en: 'no serious dishonesty' },
      grant: { zh: '补助额（万元）', en: 'grant (10,000 yuan)' },
      outcome: { zh: '是否给予补助', en: 'whether there is a grant' },
      passes: { zh: '给予', en: 'granted' },
      fails: { zh: '不给予', en: 'not granted' },
    },
    cases: [
      testCase(`${staff} staff are still small`, staff, 100, 'passes'),
      testCase(`${staff + 1} staff are not`, staff + 1, 100, 'fails'),
      {
        name: 'never more than 50',
        decision: 'grant',
        inputs: { staff: 10, 'research spending': 1000, 'serious dishonesty': false },
        expected: 50,
      },
    ],
    outcome: {
      decision: 'outcome',
      grants: ['passes'],
      refuses: ['fails'],
      conditions: ['size condition', 'conduct condition'],
      amount: { decision: 'grant', unit: '万元' },
    },
  };
}

function testCase(name: string, staff: number, spending: number, expected: string) {
  const inputs = { staff, 'research spending': spending, 'serious dishonesty': false };
  return { name, inputs, expected };
}

export const sampleCases = [
  sampleCase('hebei', 'hengfeng', 280, 120, 14),
  sampleCase('hebei', 'hengfeng', 320, 150, 2),
  sampleCase('hebei', 'yanzhao', 410, 96, 11),
  sampleCase('hebei', 'yanzhao', 290, 400, 3),
  sampleCase('hebei', 'baiyang', 60, 35.5, 9),
  sampleCase('hebei', 'baiyang', 75, 48, 1),
  sampleCase('tianjin', 'binhai', 460, 210, 8),
  sampleCase('tianjin', 'binhai', 520, 260, 2),
  sampleCase('beijing', 'zhongguancun', 45, 12, 6),
  {
    ...sampleCase('hebei', 'baiyang', 80, 50, 0),
    inputs: { 'research spending': 50, 'serious dishonesty': false },
  },
] as const;

function sampleCase(
  region: 'beijing' | 'tianjin' | 'hebei',
  organisation: string,
  staff: number,
  spending: number,
  monthsAgo: number,
) {
  const inputs = { staff, 'research spending': spending, 'serious dishonesty': false };
  return { region, organisation, inputs, monthsAgo };
}

/** Drawn too, so that the editor shows how the decisions stand on each other. */
export function sampleModel(staff: number, rate: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
  xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
  xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
  xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"
  id="sample_grant" name="小微企业研发补助（示例）" namespace="https://yunhe.example/rules/sample-grant">
  <itemDefinition id="type_amount" name="amount"><typeRef>number</typeRef>
    <allowedValues id="amount_values"><text>&gt;= 0</text></allowedValues></itemDefinition>
  <inputData id="staff" name="staff"><variable id="v1" name="staff" typeRef="amount"/></inputData>
  <inputData id="spending" name="research spending">
    <variable id="v2" name="research spending" typeRef="amount"/></inputData>
  <inputData id="dishonesty" name="serious dishonesty">
    <variable id="v3" name="serious dishonesty" typeRef="boolean"/></inputData>
  <decision id="size" name="size condition">
    <variable id="v4" name="size condition" typeRef="boolean"/>
    <informationRequirement id="r1"><requiredInput href="#staff"/></informationRequirement>
    <decisionTable id="size_table" hitPolicy="UNIQUE">
      <input id="size_in" label="staff"><inputExpression id="size_ex" typeRef="number">
        <text>staff</text></inputExpression></input>
      <output id="size_out" label="size condition" name="size condition" typeRef="boolean"/>
      <rule id="size_1"><inputEntry id="size_1i"><text>&lt;= ${staff}</text></inputEntry>
        <outputEntry id="size_1o"><text>true</text></outputEntry></rule>
      <rule id="size_2"><inputEntry id="size_2i"><text>&gt; ${staff}</text></inputEntry>
        <outputEntry id="size_2o"><text>false</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="conduct" name="conduct condition">
    <variable id="v5" name="conduct condition" typeRef="boolean"/>
    <informationRequirement id="r2"><requiredInput href="#dishonesty"/></informationRequirement>
    <literalExpression id="conduct_ex"><text>not(serious dishonesty)</text></literalExpression>
  </decision>
  <decision id="outcome" name="outcome">
    <variable id="v6" name="outcome" typeRef="string"/>
    <informationRequirement id="r3"><requiredDecision href="#size"/></informationRequirement>
    <informationRequirement id="r4"><requiredDecision href="#conduct"/></informationRequirement>
    <decisionTable id="outcome_table" hitPolicy="FIRST">
      <input id="out_in1" label="size condition"><inputExpression id="out_ex1" typeRef="boolean">
        <text>size condition</text></inputExpression></input>
      <input id="out_in2" label="conduct condition"><inputExpression id="out_ex2" typeRef="boolean">
        <text>conduct condition</text></inputExpression></input>
      <output id="out_out" label="outcome" name="outcome" typeRef="string"/>
      <rule id="out_1"><inputEntry id="out_1a"><text>false</text></inputEntry>
        <inputEntry id="out_1b"><text>-</text></inputEntry>
        <outputEntry id="out_1o"><text>"fails"</text></outputEntry></rule>
      <rule id="out_2"><inputEntry id="out_2a"><text>-</text></inputEntry>
        <inputEntry id="out_2b"><text>false</text></inputEntry>
        <outputEntry id="out_2o"><text>"fails"</text></outputEntry></rule>
      <rule id="out_3"><inputEntry id="out_3a"><text>true</text></inputEntry>
        <inputEntry id="out_3b"><text>true</text></inputEntry>
        <outputEntry id="out_3o"><text>"passes"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision id="grant" name="grant"><variable id="v7" name="grant" typeRef="number"/>
    <informationRequirement id="r5"><requiredDecision href="#outcome"/></informationRequirement>
    <informationRequirement id="r6"><requiredInput href="#spending"/></informationRequirement>
    <literalExpression id="grant_ex">
      <text>if outcome = "passes" then min(research spending * ${rate}, 50) else 0</text>
    </literalExpression>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram">
    ${shapes()}
  </dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`;
}

const places = {
  grant: [320, 40],
  outcome: [120, 140],
  size: [20, 260],
  conduct: [240, 260],
  staff: [20, 380],
  dishonesty: [240, 380],
  spending: [440, 380],
} as const;

const lines = [
  ['r1', 'staff', 'size'],
  ['r2', 'dishonesty', 'conduct'],
  ['r3', 'size', 'outcome'],
  ['r4', 'conduct', 'outcome'],
  ['r5', 'outcome', 'grant'],
  ['r6', 'spending', 'grant'],
] as const;

function shapes(): string {
  const boxes = Object.entries(places).map(
    ([id, [x, y]]) =>
      `<dmndi:DMNShape id="shape_${id}" dmnElementRef="${id}"><dc:Bounds x="${x}" y="${y}" width="180" height="60"/></dmndi:DMNShape>`,
  );
  const edges = lines.map(([id, from, to]) => {
    const [[x1, y1], [x2, y2]] = [places[from], places[to]];
    return `<dmndi:DMNEdge id="edge_${id}" dmnElementRef="${id}"><di:waypoint x="${x1 + 90}" y="${y1}"/><di:waypoint x="${x2 + 90}" y="${y2 + 60}"/></dmndi:DMNEdge>`;
  });
  return [...boxes, ...edges].join('\n    ');
}
