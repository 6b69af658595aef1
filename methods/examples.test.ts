import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { compileFunction } from 'node:vm';

/**
 * Runs the examples in the docstrings of every package, so that none of them can rot.
 *
 * An example begins with `@example` and ends at an empty line, the next tag or the end of the
 * comment. `expression // → value` asserts; the arrow may stand on the next line; lines before it
 * are statements it can use. `// → throws RangeError` asserts that it throws. The names are those
 * the package exports.
 */
interface Example {
  readonly where: string;
  readonly lines: readonly string[];
}

interface DocComment {
  readonly line: number;
  readonly text: string;
  /** The function or class the comment stands on, if it stands on an exported one. */
  readonly subject: string | undefined;
}

function docCommentsOf(source: string): DocComment[] {
  return Array.from(source.matchAll(/\/\*\*(?:[^*]|\*(?!\/))*\*\//g), ({ 0: text, index }) => {
    const after = source.slice(index + text.length);
    const subject = /^\s*export (?:(?:async )?function\*?|class) (\w+)/.exec(after)?.[1];
    return { line: source.slice(0, index).split('\n').length, text, subject };
  });
}

function examplesOf(comment: DocComment, file: string): Example[] {
  const examples: { where: string; lines: string[] }[] = [];
  let open: string[] | undefined;
  for (const [at, raw] of comment.text.split('\n').entries()) {
    const line = raw.replace(/^\s*(?:\/\*\*|\*\/|\*)\s?/, '').replace(/\s*\*\/$/, '');
    if (line.startsWith('@example')) {
      open = [line.slice('@example'.length)];
      examples.push({ where: `${file}:${comment.line + at}`, lines: open });
    } else if (line.trim() === '' || line.startsWith('@')) {
      open = undefined;
    } else {
      open?.push(line);
    }
  }
  return examples;
}

/** The example as statements in which each asserted expression is handed to `check`. */
function asStatements(lines: readonly string[]): { code: string; assertions: number } {
  let assertions = 0;
  let pending: string[] = [];
  const code: string[] = [];
  for (const line of lines) {
    const [expression = '', value] = line.split(/\/\/ → /, 2);
    if (expression.trim() !== '') pending.push(expression);
    if (value === undefined) {
      if (!line.trimEnd().endsWith(';')) continue;
      code.push(pending.join('\n'));
    } else {
      const thrown = /^throws (\w+)/.exec(value)?.[1];
      const wanted = thrown === undefined ? `{ value: ${value} }` : `{ throws: ${thrown} }`;
      code.push(`check(() => (${pending.join('\n')}), ${wanted});`);
      assertions++;
    }
    pending = [];
  }
  return { code: code.join('\n'), assertions };
}

type Wanted = { value: unknown } | { throws: new () => Error };

function check(run: () => unknown, wanted: Wanted): void {
  if ('throws' in wanted) assert.throws(run, wanted.throws);
  else assert.deepStrictEqual(run(), wanted.value);
}

const indexes = globSync('*/src/index.ts', { cwd: import.meta.dirname }).sort();

test('there are packages to look at', () => assert.ok(indexes.length > 0));

for (const index of indexes) {
  test(`the examples of ${dirname(dirname(index))} are true`, async (t) => {
    const exported: Record<string, unknown> = await import(`./${index}`);
    const documented = new Set<string>();
    let assertions = 0;
    for (const file of globSync(`${dirname(index)}/**/*.ts`, { cwd: import.meta.dirname })) {
      if (file.endsWith('.test.ts')) continue;
      const source = readFileSync(new URL(file, import.meta.url), 'utf8');
      for (const comment of docCommentsOf(source)) {
        for (const { where, lines } of examplesOf(comment, file)) {
          const example = asStatements(lines);
          assert.ok(example.assertions > 0, `${where}: the example asserts nothing (// → value)`);
          const names = Object.keys(exported);
          const run = compileFunction(example.code, ['check', ...names], { filename: where });
          run(check, ...names.map((name) => exported[name]));
          assertions += example.assertions;
          if (comment.subject !== undefined) documented.add(comment.subject);
        }
      }
    }
    t.diagnostic(`${assertions} examples`);
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value !== 'function') continue;
      assert.ok(documented.has(name), `${name} is exported and has no example that runs`);
    }
  });
}
