import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { RuleVersion } from './contract.ts';
import { aDraft, grantModel, hebeiMakers, ok, rulesNode, sendModel } from './testing.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'yunhe-tables-'));
const node = await rulesNode(after, { dataDir });
after(() => rm(dataDir, { recursive: true }));
const { author } = hebeiMakers;
const file = { 'content-type': 'application/octet-stream' };
const query = { decision: 'small' };

async function sent(version: RuleVersion, sheet: string | Buffer) {
  const { id: versionId, revision } = version;
  const body = Buffer.from(sheet);
  return await node.call(
    'importTable',
    { params: { versionId }, revision, query, body, headers: file },
    author,
  );
}

test('a table goes out as a workbook and comes back as it was', async () => {
  const draft = await aDraft(node, hebeiMakers);
  const params = { versionId: draft.id };
  const book = await node.call('exportTable', { params, query }, author);
  assert.equal(book.raw.subarray(0, 2).toString(), 'PK');
  const back = ok(await sent(draft, book.raw));
  const content = ok(await node.call('readModel', { params: { versionId: back.id } }, author));
  const { table } = content.decisions[0];
  assert.deepEqual(
    table.rules.map(({ inputs, outputs }: { inputs: string[]; outputs: string[] }) => [
      ...inputs,
      ...outputs,
    ]),
    [
      ['<= 300', 'true'],
      ['> 300', 'false'],
    ],
  );
  // The amount needs what the outcome alone does not.
  assert.deepEqual(
    content.form.map(({ name }: { name: string }) => name),
    ['staff', 'spending'],
  );
  assert.equal(content.form[0].type, 'number');
  assert.deepEqual(content.form[0].label, { zh: '职工总数', en: 'staff' });
  assert.equal(content.form[0].bounds, '>= 0');
});

test('a changed sheet changes the table alone, and a broken cell is named', async () => {
  const draft = await aDraft(node, hebeiMakers);
  const head =
    'UNIQUE,staff,small\n种类,输入,输出\n表达式,staff,\n类型,number,boolean\n允许值,,\n缺省,,\n';
  const changed = ok(await sent(draft, `${head}1,≤ 400,TRUE\n2,> 400,FALSE\n`));
  const params = { versionId: changed.id };
  const inputs = { staff: 399, spending: 1 };
  const tried = ok(await node.call('tryVersion', { params, body: { inputs } }, author));
  assert.equal(tried.outcome, 'granted');

  const broken = await sent(changed, `${head}1,>> 400,TRUE\n`);
  assert.equal(broken.status, 422);
  assert.equal(broken.body.code, 'table_not_valid');
  assert.deepEqual(broken.body.reasons[0].params, { row: 7, column: 'staff' });
  assert.equal((await sent(changed, '%PDF-1.7')).body.code, 'file_cannot_be_read');
});

test('what is no model is refused with the place, and the node goes on', async () => {
  const draft = await aDraft(node, hebeiMakers);
  const code = async (xml: string | Buffer) => {
    const answer = await sendModel(node, draft, xml, author);
    return [answer.status, answer.body.code];
  };
  assert.deepEqual(await code('<definitions'), [422, 'model_not_valid']);
  assert.deepEqual(await code('<a xmlns="urn:else"/>'), [422, 'model_not_valid']);
  const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>';
  assert.deepEqual(await code(bomb), [422, 'model_not_valid']);
  assert.deepEqual(await code(Buffer.alloc(2_000_001, 32)), [413, 'model_too_large']);
  assert.deepEqual(await code(Buffer.from([0xff, 0xfe, 0x3c])), [422, 'model_not_valid']);
  const cycle = grantModel(300).replace('requiredInput href="#i1"', 'requiredDecision href="#d2"');
  assert.deepEqual(await code(cycle), [422, 'model_not_valid']);
  const params = { versionId: draft.id };
  assert.equal((await node.call('readVersion', { params }, author)).status, 200);
});

test('a rule without end and a pattern that explodes come to an end', async () => {
  const endless = grantModel(300).replace(
    '<text>if small then spending * 0.2 else 0</text>',
    '<text>count(for i in 1..100000000 return i)</text>',
  );
  const draft = await aDraft(node, hebeiMakers, {}, endless);
  const body = { inputs: { staff: 1, spending: 1 } };
  const params = { versionId: draft.id };
  const began = performance.now();
  const answer = await node.call('tryVersion', { params, body }, author);
  assert.equal(answer.body.code, 'limit_reached');
  const pattern = grantModel(300).replace(
    '<text>if small then spending * 0.2 else 0</text>',
    `<text>if matches("${'a'.repeat(40)}!", "(a+)+$") then 1 else 2</text>`,
  );
  const second = await aDraft(node, hebeiMakers, {}, pattern);
  const other = { versionId: second.id };
  await node.call('tryVersion', { params: other, body }, author);
  assert.ok(performance.now() - began < 15_000);
});
