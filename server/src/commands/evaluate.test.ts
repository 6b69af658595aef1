import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readScheme, reportOn, schemeSchema } from '@yunhe/evaluation';
import { readRows } from '@yunhe/exact';
import { BadUsage, exitCodes, type Flags } from './command.ts';
import { evaluate } from './evaluate.ts';

const shipped = (name: string) =>
  fileURLToPath(new URL(`../../../demo/schemes/${name}`, import.meta.url));

async function run(args: readonly string[], flags: Flags = {}, json = true) {
  const said: string[] = [];
  const talked: string[] = [];
  const code = await evaluate.run({
    args,
    flags,
    json,
    settings: () => assert.fail('no settings are needed'),
    say: (text) => said.push(text),
    talk: (text) => talked.push(text),
  });
  return { code, said: said.join('\n'), talked: talked.join('\n') };
}

function inFolder(t: TestContext): (name: string, text: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
}

const scheme = shipped('four-types.json');
const data = shipped('four-types.csv');

test('the command answers the bytes that the arithmetic answers, whatever the order of rows', async (t) => {
  const reading = readScheme(JSON.parse(readFileSync(scheme, 'utf8')));
  const rows = readRows(readFileSync(data, 'utf8'));
  assert.ok('read' in reading && 'rows' in rows);
  const wanted = reportOn(reading.read, rows.rows, 300, 7);
  assert.ok('text' in wanted);
  const flags = { draws: '300', seed: '7' };
  const { code, said } = await run([scheme, data], flags);
  assert.equal(code, exitCodes.ok);
  assert.equal(said, wanted.text);
  const [header, ...lines] = readFileSync(data, 'utf8').trim().split('\n');
  const turned = inFolder(t)('turned.csv', [header, ...lines.reverse()].join('\r\n'));
  assert.equal((await run([scheme, turned], flags)).said, wanted.text);
});

test('for people it prints places, how sure they are, and how the scheme holds together', async () => {
  const { said } = await run([scheme, data], { draws: '100' }, false);
  for (const part of [
    /industry B +industry +fail \(integrity\)/,
    /Places in 100 replications, seed 1, technology/,
    /what drives the places/,
    /Cronbach's alpha of results/,
  ]) {
    assert.match(said, part);
  }
});

test('how far a panel agrees is told where scorers gave points', async () => {
  const { said } = await run(
    [shipped('key-laboratories.json'), shipped('key-laboratories.csv')],
    {},
    false,
  );
  assert.match(said, /Agreement on research: Krippendorff's alpha -?\d/);
});

test('what is wrong with a scheme or its data is told with its clause', async (t) => {
  const file = inFolder(t);
  const own = JSON.parse(readFileSync(shipped('key-laboratories.json'), 'utf8'));
  own.root.children[0].weight = '60';
  const wrong = await run([file('wrong.json', JSON.stringify(own)), data]);
  assert.equal(wrong.code, exitCodes.refused);
  const [problem] = JSON.parse(wrong.said).problems;
  assert.deepEqual([problem.code, problem.clause], ['weights_do_not_sum', 'laboratory']);
  const text = await run(
    [scheme, file('gap.csv', 'unit,indicator,value\nx,staff,many\n')],
    {},
    false,
  );
  assert.match(
    text.talked,
    /row 1, value: staff of x: "many" is no number\. \(number_unreadable\)/,
  );
  await assert.rejects(run([scheme]), BadUsage);
  await assert.rejects(run([scheme, data], { draws: 'many' }), BadUsage);
  await assert.rejects(run([scheme, 'nowhere.csv']), BadUsage);
});

test('data that tell nothing apart are refused by clause: one unit, one value for all, nobody’s', async (t) => {
  const file = inFolder(t);
  const [header = '', ...lines] = readFileSync(data, 'utf8').split('\n');
  const refused = async (named: string, rows: string) => {
    const { code, said } = await run([shipped(named), file('data.csv', `${header}\n${rows}`)]);
    assert.equal(code, exitCodes.refused);
    const { problems } = JSON.parse(said) as {
      problems: { code: string; clause: string | null }[];
    };
    return problems.map((one) => `${one.code} ${one.clause}`);
  };
  const of = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).join('\n');
  const all = await refused('four-types.json', of(/^basic-research A/));
  assert.ok(all.includes('single_unit staff_share'), all.join());
  const same = lines.map((line) => line.replace(/,partners,\d+/, ',partners,7'));
  const scheme = JSON.parse(readFileSync(shipped('four-types.json'), 'utf8'));
  scheme.normalise = { method: 'min-max' };
  const [, , { children }] = scheme.root.children;
  delete children[0].normalise;
  const constant = await run([
    file('scheme.json', JSON.stringify(scheme)),
    file('same.csv', [header, ...same].join('\n')),
  ]);
  assert.match(constant.said, /"code":"indicator_constant","clause":"partner_number"/);
  const silent = await refused('four-types.json', of(/^(?!.*,partners,).*$/));
  assert.ok(silent.includes('indicator_unreported partner_number'), silent.join());
});

test('schema and weights are printed', async (t) => {
  assert.deepEqual(JSON.parse((await run(['schema'])).said), schemeSchema);
  const file = inFolder(t);
  const rows = 'unit,indicator,value\nu,a,1\nv,a,1\nu,b,1\nv,b,3\n';
  const weights = async (method: string, text: string) =>
    JSON.parse((await run(['weights', method, file('data.csv', text)])).said).weights;
  assert.deepEqual(await weights('entropy', rows), { a: 0, b: 1 });
  assert.deepEqual(await weights('equal', rows), { a: 0.5, b: 0.5 });
  const ahp = await weights('ahp', 'a,b\n1,3\n1/3,1\n');
  assert.ok(Math.abs(ahp.a - 0.75) < 1e-9);
  await assert.rejects(weights('critic', rows), BadUsage);
  await assert.rejects(weights('pca', 'unit,indicator,value\nu,a,1\nv,b,1\n'), BadUsage);
  await assert.rejects(weights('taste', rows), BadUsage);
  assert.match((await run(['weights', 'equal', file('d.csv', rows)], {}, false)).said, /0\.500000/);
});
