import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BadUsage, exitCodes, type Flags } from './command.ts';
import { settle } from './settle.ts';

const template = (name: string) =>
  fileURLToPath(new URL(`../../../demo/agreements/${name}`, import.meta.url));

async function run(args: readonly string[], flags: Flags = {}, json = true) {
  const said: string[] = [];
  const code = await settle.run({
    args,
    flags,
    json,
    settings: () => assert.fail('no settings are needed'),
    say: (text) => said.push(text),
    talk: () => undefined,
  });
  return { code, said: said.join('\n') };
}

const terms = template('cn-2015-92.json');
const facts = template('cn-2015-92.csv');

test('a statement of one year is written as JSON, and statements are netted', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'settle-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { code, said } = await run([terms, facts], { period: '2021' });
  assert.equal(code, exitCodes.ok);
  const { lines, covered } = JSON.parse(said);
  assert.equal(covered, true);
  assert.deepEqual(
    lines.map((line: { receiver: string; amount: string }) => [line.receiver, line.amount]),
    [
      ['sender', '15000000.00'],
      ['host', '45000000.00'],
    ],
  );
  const file = join(folder, '2021.json');
  writeFileSync(file, said);
  assert.deepEqual(JSON.parse((await run(['net', file])).said).transfers, [
    { payer: 'host', receiver: 'sender', unit: 'CNY', kind: 'money', amount: '15000000.00' },
  ]);
  writeFileSync(file, said.replace('15000000.00', '25000000.00'));
  await assert.rejects(run(['net', file]), BadUsage);
  const wrong = join(folder, 'facts.csv');
  writeFileSync(
    wrong,
    'period,party,measure,amount,unit,evidence\n# a comment\n2021,host,vat,-1,CNY,\n',
  );
  const refused = await run([terms, wrong]);
  assert.equal(refused.code, exitCodes.refused);
  assert.equal(JSON.parse(refused.said).problems[0].code, 'amount_negative');
});

test('schema, template, prose and simulation are printed', async () => {
  assert.equal(JSON.parse((await run(['schema'])).said).properties.format.const, 'yunhe-terms-1');
  const { said } = await run(['facts-template', terms], {}, false);
  assert.match(said, /^period,party,measure,amount,unit,evidence,confirmed_by\n# period: /);
  assert.match((await run(['prose', terms], { language: 'en' }, false)).said, /50 %/);
  const scenario = template('cn-2015-92-scenario.json');
  const first = await run(['simulate', terms, scenario], { draws: '50', seed: '7' });
  const again = await run(['simulate', terms, scenario], { draws: '50', seed: '7' });
  assert.equal(first.said, again.said);
  assert.equal(JSON.parse(first.said).alternatives[0].years.length, 20);
  await assert.rejects(run([terms]), BadUsage);
});
