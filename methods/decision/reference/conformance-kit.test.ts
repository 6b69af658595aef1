/** The DMN Technology Compatibility Kit: what the README says of it holds, or this fails. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { type KitResult, readKitTest, runKitTest } from '../src/index.ts';
import { absent, readKit } from './kit-archive.ts';

interface Level {
  readonly cases: number;
  readonly failed: readonly string[];
}

function runLevel(files: ReadonlyMap<string, string>, level: string): Level {
  const failed = new Map<string, string>();
  let cases = 0;
  for (const [path, xml] of files) {
    if (!path.includes(`/${level}/`) || !path.endsWith('.xml')) continue;
    const folder = dirname(path);
    const test = readKitTest(xml);
    const own = `${folder}/${test.modelName}`;
    const imports = [...files].filter(
      ([other]) => dirname(other) === folder && other.endsWith('.dmn') && other !== own,
    );
    const results = runKitTest(
      files.get(own)!,
      xml,
      imports.map(([, text]) => text),
    );
    cases += test.cases.length;
    for (const result of results)
      if (!result.passed) failed.set(nameOf(path, result), result.detail);
  }
  return { cases, failed: [...failed].map(([name, why]) => `${name}: ${why}`) };
}

function nameOf(path: string, result: KitResult): string {
  return `${path.split('/').at(-2)} ${result.caseId}`;
}

test('level 2 of the conformance kit passes whole', { skip: absent }, () => {
  const { cases, failed } = runLevel(readKit(), 'compliance-level-2');
  assert.equal(cases, 116);
  assert.deepEqual(failed, []);
});

test('of level 3 nothing fails but functions of Java, which are declined', {
  skip: absent,
}, (t) => {
  const { cases, failed } = runLevel(readKit(), 'compliance-level-3');
  t.diagnostic(`${cases - failed.length} of ${cases} cases`);
  assert.equal(cases, 2793);
  assert.deepEqual(
    failed.filter((one) => !one.startsWith('0076-feel-external-java ')),
    [],
  );
  assert.ok(failed.length <= 14, failed.join('\n'));
});
