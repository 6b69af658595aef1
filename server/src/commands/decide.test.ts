import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { BadUsage, type Command, exitCodes, type Flags } from './command.ts';
import { decide } from './decide.ts';
import { rulesTck } from './rules-tck.ts';

async function run(command: Command, args: readonly string[], flags: Flags) {
  const said: string[] = [];
  const talked: string[] = [];
  const code = await command.run({
    args,
    flags,
    json: false,
    settings: () => assert.fail('no settings are needed'),
    say: (text) => said.push(text),
    talk: (text) => talked.push(text),
  });
  return { code, said: said.join('\n'), talked: talked.join('\n') };
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'decide-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const space = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const model = `<definitions name="m" namespace="n" xmlns="${space}">
  <inputData id="i" name="Unit Price"><variable name="Unit Price" typeRef="number"/></inputData>
  <decision id="a" name="Total"><informationRequirement><requiredInput href="#i"/>
  </informationRequirement><literalExpression><text>Unit Price * 1.1</text></literalExpression>
  </decision><decision id="b" name="Fixed"><literalExpression><text>"x"</text></literalExpression>
  </decision></definitions>`;

test('a model decides from a file of inputs, to the last digit', async (t) => {
  const folder = folderFor(t);
  const file = join(folder, 'm.dmn');
  const input = join(folder, 'input.json');
  writeFileSync(file, model);
  writeFileSync(input, '{"Unit Price": 3}');
  const all = await run(decide, [file], { input });
  assert.deepEqual(JSON.parse(all.said), { Total: 3.3, Fixed: 'x' });
  assert.equal(all.code, exitCodes.ok);
  writeFileSync(input, '{"Unit Price": 12345678901234567890.25}');
  const one = await run(decide, [file], { input, decision: 'Total', trace: true });
  const { results, trace } = JSON.parse(one.said);
  assert.deepEqual(results, { Total: '13580246791358024679.275' });
  assert.deepEqual(trace[0].inputs, [{ name: 'Unit Price', value: '12345678901234567890.25' }]);
});

test('what is null is told with its reason, and fails', async (t) => {
  const folder = folderFor(t);
  const file = join(folder, 'm.dmn');
  const input = join(folder, 'input.json');
  writeFileSync(file, model);
  writeFileSync(input, '{}');
  const { code, said, talked } = await run(decide, [file], { input });
  assert.deepEqual(JSON.parse(said), { Total: null, Fixed: 'x' });
  assert.match(talked, /Unit Price, line 2: The input Unit Price was not given\./);
  assert.equal(code, exitCodes.checkFailed);
});

test('files and names that are not there are told', async (t) => {
  const folder = folderFor(t);
  const file = join(folder, 'm.dmn');
  const input = join(folder, 'input.json');
  writeFileSync(file, model);
  writeFileSync(input, '[1]');
  await assert.rejects(run(decide, [file], { input }), BadUsage);
  await assert.rejects(run(decide, [file], {}), BadUsage);
  await assert.rejects(run(decide, [join(folder, 'none.dmn')], { input }), BadUsage);
  await assert.rejects(run(decide, [file], { input: join(folder, 'none.json') }), BadUsage);
  writeFileSync(input, '{}');
  await assert.rejects(run(decide, [file], { input, decision: 'None' }), /It has Total, Fixed/);
  await assert.rejects(run(decide, [file], { input, now: 'soon' }), BadUsage);
});

test('a folder of the kit is run at any depth and written as the kit writes its results', async (t) => {
  const root = folderFor(t);
  const folder = join(root, 'kit/compliance-level-2/0001-total');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '0001-total.dmn'), model);
  const one = (id: string, price: string, total: string) => `<testCase id="${id}">
    <inputNode name="Unit Price"><value xsi:type="xsd:decimal">${price}</value></inputNode>
    <resultNode name="Total"><expected><value xsi:type="xsd:decimal">${total}</value></expected>
    </resultNode></testCase>`;
  writeFileSync(
    join(folder, '0001-total-test-01.xml'),
    `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>0001-total.dmn</modelName>
      ${one('001', '3', '3.3')}${one('002', '3', '4')}</testCases>`,
  );
  const csv = join(root, 'tck_results.csv');
  const { code, said } = await run(rulesTck, [root], { csv });
  assert.equal(said, 'compliance-level-2: 1/2 passed (50.00 %)');
  assert.equal(code, exitCodes.checkFailed);
  assert.equal(
    readFileSync(csv, 'utf8'),
    '"compliance-level-2/0001-total","0001-total-test-01","001","SUCCESS",""\n' +
      '"compliance-level-2/0001-total","0001-total-test-01","002","ERROR",' +
      '"Total: expected 4, found 3.3"\n',
  );
  await assert.rejects(run(rulesTck, [join(root, 'none')], { csv }), BadUsage);
});
