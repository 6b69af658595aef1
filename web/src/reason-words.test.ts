/** Every reason that the node may give has words, so that barriers are named on pages and in reports. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { declineReasons, lapseCauses } from '../../server/src/matching/introduction.ts';
import { scoredCategories } from '../../server/src/matching/review.ts';
import { endingPattern } from '../../server/src/observatory/setback.ts';
import { reasonNames } from './reason-words.ts';

const server = `${import.meta.dirname}/../../server/src`;
const given = /\b(?:reason|notPossible|new Refusal)\(\s*'([a-z_]+)'|reasons: \['([a-z_]+)'\]/g;

/** Codes as they are written where a refusal or a judgement gives them. */
function codesGiven(): string[] {
  return globSync('*/*.ts', { cwd: server })
    .filter(
      (path) =>
        !/\.test\.ts$|^(runtime|commands)|fixtures|testing/.test(path.replaceAll('\\', '/')),
    )
    .flatMap((path) => [...readFileSync(`${server}/${path}`, 'utf8').matchAll(given)])
    .map(([, one, other]) => (one ?? other)!);
}

test('every reason of a barrier has a name in both languages', () => {
  const names = reasonNames();
  const endings = /\((.*)\)/.exec(endingPattern)![1]!.split('|');
  const codes = [
    ...codesGiven(),
    ...declineReasons,
    ...lapseCauses,
    ...scoredCategories,
    ...endings,
  ];
  assert.ok(codes.length > 300, `only ${codes.length} codes were looked at`);
  const wordless = [...new Set(codes)].filter((code) => {
    const { zh = '', en = '' } = names[code] ?? {};
    return zh === '' || en === '' || /^[a-z_]+$/.test(zh) || /\{\{/.test(zh + en);
  });
  assert.deepEqual(wordless, []);
});
