import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  analyseTable,
  compareModels,
  compile,
  type Json,
  type Model,
  readModel,
  tablesOf,
  toJson,
} from '@yunhe/decision';

interface Both {
  readonly zh: string;
  readonly en: string;
}

interface Shipped {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly documentNumber: string;
  readonly grade: string;
  readonly textZh: string;
  readonly textEn: string;
  readonly limitsZh: string;
  readonly limitsEn: string;
  readonly words: Readonly<Record<string, Both>>;
  readonly cases: readonly {
    readonly name: string;
    readonly decision?: string;
    readonly inputs: { readonly [name: string]: Json };
    readonly expected: Json;
  }[];
  readonly declaredGaps: readonly { readonly key: string; readonly reason: string }[];
  readonly outcome: {
    readonly decision: string;
    readonly output?: string;
    readonly grants: readonly Json[];
    readonly refuses: readonly Json[];
    readonly conditions?: readonly string[];
    readonly amount?: { readonly decision: string; readonly unit: string };
  };
}

const folder = import.meta.dirname;
const names = globSync('*.dmn', { cwd: folder })
  .map((file) => file.replace(/\.dmn$/, ''))
  .sort();

function load(name: string): { model: Model; shipped: Shipped } {
  const model = readModel(readFileSync(join(folder, `${name}.dmn`), 'utf8'));
  return { model, shipped: JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) };
}

/** The decimal text and the number are one. */
function comparable(value: Json | undefined): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(comparable);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, comparable(one)]));
}

test('ten rule sets are shipped', () => {
  assert.equal(names.length, 10, names.join(', '));
});

for (const name of names) {
  const { model, shipped } = load(name);

  test(`${name}: every published example and every boundary comes out`, () => {
    const engine = compile(model);
    assert.deepEqual(engine.problems, []);
    assert.ok(shipped.cases.length >= 7, 'too few cases');
    const { outcome } = shipped;
    for (const { name: line, decision, inputs, expected } of shipped.cases) {
      const asked = decision ?? outcome.decision;
      const answer = toJson(engine.decide(asked, inputs).results.get(asked) ?? null);
      const came =
        decision === undefined && outcome.output !== undefined
          ? (answer as { [name: string]: Json } | null)?.[outcome.output]
          : answer;
      assert.deepEqual(comparable(came), comparable(expected), line);
    }
  });

  test(`${name}: no gap that is not declared, no overlap, no dead rule`, () => {
    const declared = new Set(shipped.declaredGaps.map(({ key }) => key));
    let tables = 0;
    for (const decision of model.decisions) {
      for (const table of tablesOf(decision.logic)) {
        tables++;
        const found = analyseTable(table, model);
        assert.deepEqual(found.unread, [], decision.name);
        assert.deepEqual(found.overlaps.listed, [], decision.name);
        assert.deepEqual(found.neverFiring.listed, [], decision.name);
        const columns = found.columns.map(({ expression }) => expression);
        for (const { region } of found.gaps.listed) {
          const gap = [decision.name, columns, region.tests, region.conditions];
          const key = createHash('sha256').update(JSON.stringify(gap)).digest('hex').slice(0, 16);
          assert.ok(declared.delete(key), `${decision.name}: ${region.tests.join(' | ')} ${key}`);
        }
      }
    }
    assert.ok(tables > 0);
    assert.deepEqual([...declared], [], 'declared, and no gap');
  });

  test(`${name}: what is asked is in the model, and every name has words in both languages`, () => {
    const decisions = new Set(model.decisions.map((decision) => decision.name));
    const { outcome } = shipped;
    for (const one of [
      outcome.decision,
      ...(outcome.conditions ?? []),
      ...(outcome.amount === undefined ? [] : [outcome.amount.decision]),
    ]) {
      assert.ok(decisions.has(one), one);
    }
    const spoken = new Set([...decisions, ...model.inputs.map((input) => input.name)]);
    for (const decision of model.decisions) {
      for (const table of tablesOf(decision.logic)) {
        for (const output of table.outputs) if (output.name !== null) spoken.add(output.name);
        const cells = table.rules.flatMap((rule) => [...rule.inputs, ...rule.outputs]);
        for (const cell of cells) {
          for (const [, text] of cell.text.matchAll(/"([^"]*)"/g)) spoken.add(text!);
        }
      }
    }
    const bare = [...spoken].filter((one) => {
      const words = shipped.words[one];
      // Letters of bands, and what the tables call their bases, are the same in every language.
      return !/^[A-F]$/.test(one) && !(words?.zh && words.en);
    });
    assert.deepEqual(bare, []);
    for (const text of ['nameZh', 'nameEn', 'documentNumber', 'textZh', 'textEn'] as const) {
      assert.ok(shipped[text].length > 5, text);
    }
    assert.ok(['P', 'M', 'S', 'C'].includes(shipped.grade));
    assert.ok(shipped.limitsZh.length > 10 && shipped.limitsEn.length > 10);
  });
}

test('Shanxi differs from the law in the share of transfers, licences and equity alone', () => {
  const { decisions } = compareModels(
    load('contributor-reward').model,
    load('contributor-reward-shanxi').model,
  );
  const minimum = decisions.find((one) => one.name === 'minimum')!;
  assert.deepEqual(
    minimum.tables[0]!.differences.listed.map(({ region, left, right }) => [
      region.tests,
      left.text,
      right.text,
    ]),
    [
      [
        ['false', '"transfer", "licence", "equity"', '-'],
        '{standing: "statutory", share: 50}',
        '{standing: "statutory", share: 70}',
      ],
    ],
  );
  assert.ok(decisions.filter((one) => one !== minimum).every((one) => one.isSame));
});
