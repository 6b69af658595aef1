/**
 * The bounds of ARCHITECTURE.md, held by reading the tree. A wall that nothing checks falls in
 * silence; so that this one cannot look at nothing and be content, it counts what it read.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';

const root = import.meta.dirname;

interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const skipped = /(^|\/)(node_modules|dist|data|\.cache)\//;
const importPattern = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/g;

const sources: Source[] = globSync('{methods,server,web,stories,demo,scripts}/**/*.{ts,tsx}', {
  cwd: root,
})
  .filter((path) => !skipped.test(path))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const imports = [...text.matchAll(importPattern)].map((found) => (found[1] ?? found[2])!);
    return { path: path.replaceAll('\\', '/'), text, imports };
  });

const isTest = ({ path }: Source) =>
  /\.test\.tsx?$|\/testing\/|(^|\/|-)testing\.ts$|fixtures\.ts$|\/reference\//.test(path);
const program = sources.filter((source) => !isTest(source));

/** Where a relative import leads, from the root; null for packages. */
function target(source: Source, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return relative(root, resolve(root, dirname(source.path), specifier)).replaceAll('\\', '/');
}

function moduleOf(path: string): string | null {
  return /^server\/src\/([a-z]+)\//.exec(path)?.[1] ?? null;
}

/** Folders of the server that are no capability. */
const notModules = new Set(['runtime', 'commands']);

const modules = new Map<string, readonly string[]>(
  globSync('server/src/*/module.ts', { cwd: root })
    .filter((path) => !path.includes('runtime'))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const needs = /needs:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
      return [
        moduleOf(path.replaceAll('\\', '/'))!,
        [...needs.matchAll(/'([a-z]+)'/g)].map((found) => found[1]!),
      ];
    }),
);

/** Every place where a rule does not hold, so that a person mends all at once. */
function expectNone(found: readonly string[]): void {
  assert.deepEqual(found, [], found.join('\n'));
}

test('the tree was read', () => {
  assert.ok(sources.length > 150, `only ${sources.length} files were read`);
  assert.ok(sources.flatMap((source) => source.imports).length > 600, 'imports were not found');
  assert.ok(modules.size >= 3, `only ${[...modules.keys()]} are modules`);
});

/** What a package of methods says it stands on. */
function dependenciesOf(path: string): readonly string[] {
  const [area, name] = path.split('/');
  const file = readFileSync(join(root, area!, name!, 'package.json'), 'utf8');
  return Object.keys((JSON.parse(file) as { dependencies?: object }).dependencies ?? {});
}

test('methods import methods and the pure packages they declare', () => {
  const found = program
    .filter((source) => source.path.startsWith('methods/'))
    .flatMap((source) =>
      source.imports
        .filter((specifier) => {
          if (specifier.startsWith('@yunhe/')) return false;
          if (dependenciesOf(source.path).includes(specifier)) return false;
          const path = target(source, specifier);
          return path === null || path.split('/')[1] !== source.path.split('/')[1];
        })
        .map((specifier) => `${source.path} imports ${specifier}`),
    );
  expectNone(found);
});

test('methods read no clock and no chance', () => {
  const found = program
    .filter((source) => source.path.startsWith('methods/'))
    .filter((source) => /\bMath\.random\(|\bDate\.now\(|new Date\(\)/.test(source.text))
    .map((source) => source.path);
  expectNone(found);
});

test('a module imports another only if it needs it, and only through its index', () => {
  const found = program.flatMap((source) => {
    const from = moduleOf(source.path);
    if (from === null || notModules.has(from)) return [];
    return source.imports.flatMap((specifier) => {
      const path = target(source, specifier);
      const to = path === null ? null : moduleOf(path);
      if (path === null || to === null || to === from || to === 'runtime') return [];
      if (!modules.get(from)?.includes(to)) return [`${source.path} imports ${to} without need`];
      const door = path === `server/src/${to}/index.ts`;
      const shape =
        basename(source.path).endsWith('contract.ts') && path === `server/src/${to}/contract.ts`;
      return door || shape ? [] : [`${source.path} imports ${path}, not its index`];
    });
  });
  expectNone(found);
});

test('migrations of a module have a number each', () => {
  const told = new Map<string, string>();
  const found = globSync('server/src/*/migrations/*.sql', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .flatMap((path) => {
      const number = /^.*\/\d+/.exec(path)![0];
      const other = told.get(number);
      told.set(number, path);
      return other === undefined ? [] : [`${path} has the number of ${other}`];
    })
    // Both were released: databases know them by these names, so they keep them.
    .filter((one) => !/observatory\/migrations\/0003_repeats\.sql has/.test(one));
  assert.ok(told.size > 20, `only ${told.size} migrations were read`);
  expectNone(found);
});

test('a migration that databases may have applied is as it was', () => {
  const said = readFileSync(join(root, 'server/applied-migrations.txt'), 'utf8');
  const lines = said.trim().split('\n');
  assert.ok(lines.length > 30, 'the list was read');
  for (const line of lines) {
    const [digest, path] = line.split(/\s+/) as [string, string];
    const text = readFileSync(join(root, path));
    const found = createHash('sha256').update(text).digest('hex');
    assert.equal(found, digest, `${path} changed; a database that has it would not start`);
  }
});

test('the runtime knows no module', () => {
  const found = program
    .filter((source) => source.path.startsWith('server/src/runtime/'))
    .flatMap((source) =>
      source.imports
        .map((specifier) => target(source, specifier))
        .filter((path) => path !== null && modules.has(moduleOf(path) ?? ''))
        .map((path) => `${source.path} imports ${path}`),
    );
  expectNone(found);
});

test('needs have no cycle, and modules stand after what they need', () => {
  const order = [
    ...readFileSync(join(root, 'server/src/modules.ts'), 'utf8').matchAll(
      /from '\.\/([a-z]+)\/module\.ts'/g,
    ),
  ]
    .map((found) => found[1]!)
    .filter((name) => !notModules.has(name));
  const list = /readonly Module\[\] = \[([^\]]*)\]/.exec(
    readFileSync(join(root, 'server/src/modules.ts'), 'utf8'),
  )?.[1];
  const started = [...(list ?? '').matchAll(/[a-z]+/g)].map((found) => found[0]);
  assert.deepEqual([...started].sort(), [...modules.keys()].sort());
  assert.deepEqual([...order].sort(), [...modules.keys()].sort());
  for (const [name, needs] of modules) {
    for (const need of needs) {
      assert.ok(started.indexOf(need) < started.indexOf(name), `${name} starts before ${need}`);
    }
  }
});

test('SQL stands only in store, views, checks and migrations', () => {
  const place = /(^|-)(store|views|checks)\.ts$/;
  const found = program
    .filter((source) => modules.has(moduleOf(source.path) ?? ''))
    .filter((source) => !place.test(basename(source.path)) && /\bsql(<[^>]*>)?`/.test(source.text))
    .map((source) => source.path);
  expectNone(found);
});

test('a module writes its own schema and reads others through their views', () => {
  const schemas = [...modules.keys()];
  const found = program.flatMap((source) => {
    const own = moduleOf(source.path);
    if (own === null || !modules.has(own)) return [];
    const named = new RegExp(`\\b(${schemas.join('|')})\\.([a-z_]+)`, 'g');
    return source.text
      .split('\n')
      .filter((line) => !/^\s*(\*|\/\/|import|export \*)|type: '|'[a-z]+\.[a-z_]+'/.test(line))
      .flatMap((line) =>
        [...line.matchAll(named)]
          .filter(([, schema, table]) => schema !== own && !table!.startsWith('v_'))
          .filter(() => /\b(from|join|into|update|table)\b/i.test(line))
          .map(([text]) => `${source.path} names ${text}`),
      );
  });
  expectNone(found);
});

test('the web takes nothing from the server but contracts', () => {
  const found = program
    .filter((source) => source.path.startsWith('web/'))
    .flatMap((source) =>
      source.imports
        .filter((specifier) => {
          if (/^yunhe\//.test(specifier)) {
            return !/^yunhe\/(runtime\/(endpoint|actor)|[a-z]+\/[a-z-]*contract)$/.test(specifier);
          }
          return target(source, specifier)?.startsWith('web/') === false;
        })
        .map((specifier) => `${source.path} imports ${specifier}`),
    );
  expectNone(found);
});

test('a web capability imports itself, ui, and the choices of what its module needs', () => {
  const capability = (path: string) => /^web\/src\/([a-z]+)\//.exec(path)?.[1] ?? null;
  const found = program.flatMap((source) => {
    const from = capability(source.path);
    if (from === null) return [];
    return source.imports.flatMap((specifier) => {
      const path = target(source, specifier);
      const to = path === null ? null : capability(path);
      if (to === null || to === from || to === 'ui') return [];
      const choices = path === `web/src/${to}/choices.tsx`;
      return choices && modules.get(from)?.includes(to) ? [] : [`${source.path} imports ${path}`];
    });
  });
  expectNone(found);
});

test('what a person reads stands in the language files', () => {
  const found = program
    .filter((source) => /^web\/src\/.*\.tsx?$/.test(source.path))
    .filter((source) => !/(words|languages?)\.tsx?$/.test(source.path))
    .flatMap((source) =>
      source.text
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .split('\n')
        .filter((line) => /[\u4e00-\u9fff]/.test(line))
        .map((line) => `${source.path}: ${line.trim()}`),
    );
  expectNone(found);
});

test('names say what a file holds', () => {
  const drawer = /(^|[-/])(utils?|helpers?|common|misc|service|manager|impl)(\.[a-z.]+)?$/;
  const found = sources
    .map((source) => source.path)
    .filter((path) => drawer.test(path) || /[A-Z_]/.test(path.replace(/\.(d|tsx?)$/, '')));
  expectNone(found);
});

test('every module has its README, contract, index and module file', () => {
  const found = [...modules.keys()].flatMap((name) =>
    ['README.md', 'contract.ts', 'index.ts', 'module.ts']
      .filter((file) => !existsSync(join(root, 'server/src', name, file)))
      .map((file) => `server/src/${name}/${file} is missing`),
  );
  expectNone(found);
});

test('no data of others and no trace of a machine is in the tree', () => {
  const found = sources
    .filter((source) => /\/(work|root|home)\/[a-z]+\//.test(source.text.replaceAll('/root/x', '')))
    .map((source) => source.path);
  expectNone(found);
});
