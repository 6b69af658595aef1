/** No regular expression of ours lets a text of a stranger hold the node up. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { check } from 'recheck';

const root = join(import.meta.dirname, '..');

/** Squares that are known, each with what bounds the text it is given. */
const bounded = new Map([
  ['/0+$/', 'digits of an amount, at most 40'],
  [String.raw`/^0+(?=\d)/`, 'digits of an amount, at most 40'],
  [String.raw`/\/+$/`, 'an address out of the settings of the node'],
  [String.raw`/\s*[(（].*$/u`, 'the name of an organisation, at most 500 characters'],
  [String.raw`/\s*[(（][^()（）]{1,24}[)）]\s*$/u`, 'the name of an organisation, as above'],
  [String.raw`/^[\s,.;、:'‘’"|]+|[\s,;、:*【[]+$/g`, 'one piece of a header, as below'],
  [String.raw`/!\[[^\]]{0,20}\]\([^)]{0,200}\)/g`, 'the header of a paper, at most LONGEST_HEADER'],
  [
    String.raw`/^\s*\(?\s*(?:[0-9]{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[a-z])\s*[.、)]?\s*[\p{Script=Han}A-Z]/u`,
    'a line of such a header, its spaces already joined',
  ],
  [String.raw`/("(?:[^"\\]|\\.)*")/`, 'a cell of a workbook, at most 32,767 characters'],
  [
    String.raw`/\[(?:\\[\s\S]|[^\]\\])*\]|[ \t\r\n]+/g`,
    'a pattern in a rule, bounded before it is read',
  ],
]);

interface Expression {
  readonly pattern: string;
  readonly flags: string;
  readonly file: string;
}

function expressionsOf(file: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('regex' in node) {
      const { pattern, flags } = node.regex as Expression;
      found.push({ pattern, flags, file });
      return;
    }
    for (const part of Object.values(node)) visit(part);
  };
  visit(parseSync(file, readFileSync(join(root, file), 'utf8')).program);
  return found;
}

test('every regular expression ends in time that grows no faster than its text', async () => {
  const files = globSync('{methods,server,web}/**/src/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  }).filter((file) => !file.includes('.test.'));
  const expressions = new Map(
    files
      .flatMap(expressionsOf)
      .map((one) => [`/${one.pattern}/${one.flags}`, one] as [string, Expression]),
  );
  assert.ok(expressions.size > 150, `only ${expressions.size} were found in ${files.length} files`);
  const waiting = [...expressions];
  const troubles: string[] = [];
  let judged = 0;
  const judge = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [text, { pattern, flags, file }] = next;
      const verdict = await check(pattern, flags, { checker: 'automaton', timeout: 20_000 });
      if (verdict.status !== 'unknown') judged += 1;
      if (verdict.status !== 'vulnerable' || bounded.has(text)) continue;
      troubles.push(`${file}: ${text} is ${verdict.complexity.summary}`);
    }
  };
  await Promise.all([judge(), judge()]);
  assert.deepEqual(troubles, []);
  assert.ok(judged >= expressions.size * 0.9, `${judged} of ${expressions.size} could be judged`);
});
