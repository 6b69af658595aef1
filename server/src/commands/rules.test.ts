import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BadUsage, exitCodes } from './command.ts';
import { rules } from './rules.ts';

const shipped = (name: string) => join(import.meta.dirname, '../../../demo/rules', name);

async function run(args: readonly string[], json = false) {
  const said: string[] = [];
  const code = await rules.run({
    args,
    flags: {},
    json,
    settings: () => assert.fail('no settings are needed'),
    say: (text) => said.push(text),
    talk: () => {},
  });
  return { code, said: said.join('\n') };
}

test('a sound model passes the check, a spoilt one fails with every fault and its example', async (t) => {
  assert.equal((await run(['check', shipped('profile-review.dmn')])).code, exitCodes.ok);
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const spoilt = join(folder, 'spoilt.dmn');
  const xml = readFileSync(shipped('profile-review.dmn'), 'utf8');
  writeFileSync(
    spoilt,
    xml
      .replace('[15..17)', '(15..17]')
      .replace('[5..10)', '> 30')
      .replace('= 0</text>', '= zero</text>')
      .replace('"good"</text>\n        </outputEntry>', '"so-so"</text>\n        </outputEntry>')
      .replace('[10..15)', '"ten"'),
  );
  const { code, said } = await run(['check', spoilt]);
  assert.equal(code, exitCodes.checkFailed);
  assert.match(said, /FAIL {2}outcome: gap: .*: false; 总分: \[5\.\.15\]; .*"total":/);
  assert.match(said, /FAIL {2}outcome: overlap: rules 2 and 3 for .*: 17; /);
  assert.match(said, /FAIL {2}outcome: rule 5 never fires: no value satisfies 总分/);
  assert.match(said, /FAIL {2}any zero.*zero/);
  assert.match(said, /FAIL {2}outcome: rule 3, output 2: "so-so" is not allowed/);
  assert.match(said, /FAIL {2}outcome: rule 4, 总分: "ten" compares with no number/);
  const answer = JSON.parse((await run(['check', spoilt], true)).said);
  assert.deepEqual([answer.ok, answer.tables[0].overlaps.listed[0].rules], [false, [2, 3]]);
});

test('two models are told apart by the inputs for which they differ', async () => {
  const files = ['contributor-reward.dmn', 'contributor-reward-shanxi.dmn'].map(shipped);
  const { code, said } = await run(['diff', ...files]);
  assert.equal(code, exitCodes.ok);
  assert.match(said, /"transfer", "licence", "equity": .*share: 50} < > .*share: 70}/);
  assert.equal(said.split('\n').length, 1);
  const answer = JSON.parse((await run(['diff', files[0]!, files[0]!], true)).said);
  assert.equal(answer.same, true);
});

test('what cannot be done is said', async () => {
  await assert.rejects(run(['check']), BadUsage);
  await assert.rejects(run(['check', 'absent.dmn']), BadUsage);
  await assert.rejects(run(['diff', shipped('profile-review.dmn')]), BadUsage);
  await assert.rejects(run(['mend']), BadUsage);
});
