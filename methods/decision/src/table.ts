/** Decision tables: matching, hit policies, aggregation, and what is kept of it for the trace. */
import { compare, equal, isList } from './feel/compare.ts';
import { SyntaxProblem } from './feel/cursor.ts';
import { add, Decimal, fromNumber } from './feel/decimal.ts';
import { compileTests, compileText, parseTests, type Test } from './feel/evaluate.ts';
import { type Code, type Frame, Run } from './feel/run.ts';
import type { Scope } from './feel/scope.ts';
import { toJson } from './feel/show.ts';
import type { UnaryTests } from './feel/syntax.ts';
import { coerce, showType, type Type } from './feel/type.ts';
import type { Value } from './feel/value.ts';
import { testsOf } from './item-types.ts';
import type { DecisionTable, InputClause, OutputClause } from './model.ts';
import { DEFAULT_LIMITS, type Site, type TableTrace } from './outcome.ts';
import { type Bits, type ColumnIndex, fullBits, hasBit, indexColumn } from './table-index.ts';

export interface TableContext {
  readonly scope: Scope;
  readonly site: Site;
  readonly typeNamed: (name: string | null, site: Site) => Type;
  /** Where the trace of a run is kept; null where none was asked for. */
  readonly tracing: (run: Run) => TableTrace[] | null;
}

interface Column {
  readonly label: string;
  readonly site: Site;
  readonly value: Code;
  readonly type: Type;
  readonly admits: ((value: Value) => boolean) | null;
  readonly tests: readonly Test[];
  readonly index: ColumnIndex | null;
}

interface Output {
  readonly label: string;
  readonly name: string | null;
  readonly site: Site;
  readonly type: Type;
  /** How early a value stands among the allowed ones; the lowest wins. */
  readonly rank: (value: Value) => number;
  readonly cells: readonly Code[];
  readonly byDefault: Code | null;
}

export function compileTable(table: DecisionTable, context: TableContext): Code {
  const columns = table.inputs.map((clause, at) => columnOf(table, clause, at, context));
  const outputs = table.outputs.map((clause, at) => outputOf(table, clause, at, context));
  const decide = answerOf(table, outputs, context.site);
  const rules = table.rules.length;
  return (frame, run) => {
    run.step(context.site, columns.length + 1);
    const values = columns.map((column) => inputOf(column, frame, run));
    const refused = values.includes(undefined);
    const matched = refused ? [] : matching(columns, values as Value[], rules, frame, run);
    run.step(context.site, matched.length);
    const single = table.hitPolicy === 'FIRST';
    const hits = (single ? matched.slice(0, 1) : matched).map((rule) => ({
      rule,
      outputs: outputs.map((output) => typed(output.cells[rule]!(frame, run), output, run, rule)),
    }));
    const byDefault =
      hits.length === 0 && !refused && outputs.some((one) => one.byDefault !== null);
    const result = refused ? null : decide(hits, byDefault, frame, run);
    const trace = context.tracing(run);
    if (trace === null) return result;
    trace.push({
      id: table.id,
      hitPolicy: table.aggregation === null ? table.hitPolicy : `COLLECT ${table.aggregation}`,
      inputs: columns.map((column, at) => ({
        label: column.label,
        value: toJson(values[at] ?? null),
      })),
      matched: hits.map((hit) => ({
        rule: hit.rule + 1,
        id: table.rules[hit.rule]!.id,
        outputs: outputs.map((output, at) => ({
          label: output.label,
          value: toJson(hit.outputs[at]!),
        })),
        annotations: table.rules[hit.rule]!.annotations,
      })),
      byDefault,
      result: toJson(result),
    });
    return result;
  };
}

function columnOf(
  table: DecisionTable,
  clause: InputClause,
  at: number,
  context: TableContext,
): Column {
  const { scope } = context;
  const label = clause.label ?? (clause.expression || `column ${at + 1}`);
  const site: Site = { ...context.site, column: label, line: clause.line };
  const cells = table.rules.map((rule, index): { tests: UnaryTests; test: Test } => {
    const cell = rule.inputs[at]!;
    const own: Site = { ...site, rule: index + 1, line: cell.line };
    try {
      const tests = parseTests(cell.text, scope);
      return { tests, test: compileTests(tests, scope, own, true) };
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      const { message } = error;
      scope.lexicon.fault(own, 'syntax_error', message);
      // Not `any`: the index must leave it to the test, which reports itself.
      const tests: UnaryTests = { kind: 'tests', negated: false, tests: [unreadable] };
      return { tests, test: (_frame, run) => run.fail(own, 'syntax_error', message) };
    }
  });
  return {
    label,
    site,
    value: compileText(clause.expression === '' ? 'null' : clause.expression, scope, site),
    type: context.typeNamed(clause.typeRef, site),
    admits: clause.allowed ? testsOf(clause.allowed, scope.lexicon, site) : null,
    tests: cells.map((cell) => cell.test),
    index: indexColumn(cells.map((cell) => cell.tests)),
  };
}

const unreadable = { kind: 'name', at: 0, name: '' } as const;

function outputOf(
  table: DecisionTable,
  clause: OutputClause,
  at: number,
  context: TableContext,
): Output {
  const { scope } = context;
  const label = clause.label ?? clause.name ?? `output ${at + 1}`;
  const site: Site = { ...context.site, column: label, line: clause.line };
  return {
    label,
    name: clause.name,
    site,
    type: context.typeNamed(clause.typeRef, site),
    rank: rankBy(clause, scope, site),
    cells: table.rules.map((rule, index) => {
      const cell = rule.outputs[at]!;
      const own: Site = { ...site, rule: index + 1, line: cell.line };
      return compileText(cell.text === '' ? 'null' : cell.text, scope, own);
    }),
    byDefault: clause.byDefault ? compileText(clause.byDefault, scope, site) : null,
  };
}

/** Values that are not listed come last, all alike. */
function rankBy(clause: OutputClause, scope: Scope, site: Site): (value: Value) => number {
  if (!clause.allowed) return () => 0;
  try {
    const tests = parseTests(clause.allowed, scope);
    if (tests.kind === 'any' || tests.negated) return () => 0;
    const singles = tests.tests.map((test) => {
      const one: UnaryTests = { kind: 'tests', negated: false, tests: [test] };
      return compileTests(one, scope, site, true);
    });
    return (value) => {
      const at = singles.findIndex(
        (test) => test({ slots: [], outer: null }, new Run(DEFAULT_LIMITS, null), value) === true,
      );
      return at < 0 ? singles.length : at;
    };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    scope.lexicon.fault(site, 'syntax_error', error.message);
    return () => 0;
  }
}

/** undefined where the value may not stand in the column. */
function inputOf(column: Column, frame: Frame, run: Run): Value | undefined {
  const given = column.value(frame, run);
  const value = coerce(given, column.type);
  if (value === undefined) {
    run.fail(column.site, 'type_mismatch', `${describe(given)} is not ${showType(column.type)}.`);
    return undefined;
  }
  if (value !== null && column.admits !== null && !admitsAll(column.admits, value)) {
    run.fail(
      column.site,
      'value_not_allowed',
      `${describe(value)} is not among the values allowed.`,
    );
    return undefined;
  }
  return value;
}

function admitsAll(admits: (value: Value) => boolean, value: Value): boolean {
  return admits(value) || (isList(value) && value.every(admits));
}

function describe(value: Value): string {
  const text = JSON.stringify(toJson(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function matching(
  columns: readonly Column[],
  values: readonly Value[],
  rules: number,
  frame: Frame,
  run: Run,
): number[] {
  const standing = fullBits(rules);
  const open: { column: Column; value: Value; bits: Bits | null }[] = [];
  for (const [at, column] of columns.entries()) {
    const value = values[at]!;
    const bits = column.index?.look(value) ?? null;
    if (bits === null) {
      open.push({ column, value, bits: null });
      continue;
    }
    for (let word = 0; word < standing.length; word++) standing[word]! &= bits[word]!;
    if (column.index!.undecided.some((word) => word !== 0)) {
      open.push({ column, value, bits: column.index!.undecided });
    }
  }
  const matched: number[] = [];
  for (let word = 0; word < standing.length; word++) {
    for (let rest = standing[word]!; rest !== 0; rest &= rest - 1) {
      const rule = word * 32 + (31 - Math.clz32(rest & -rest));
      const holds = open.every(({ column, value, bits }) => {
        if (bits !== null && !hasBit(bits, rule)) return true;
        run.step(column.site);
        return column.tests[rule]!(frame, run, value) === true;
      });
      if (holds) matched.push(rule);
    }
  }
  return matched;
}

function typed(value: Value, output: Output, run: Run, rule?: number): Value {
  const wanted = coerce(value, output.type);
  if (wanted !== undefined) return wanted;
  const site = rule === undefined ? output.site : { ...output.site, rule: rule + 1 };
  return run.fail(site, 'type_mismatch', `${describe(value)} is not ${showType(output.type)}.`);
}

interface Hit {
  readonly rule: number;
  readonly outputs: readonly Value[];
}

type Answer = (hits: readonly Hit[], byDefault: boolean, frame: Frame, run: Run) => Value;

function answerOf(table: DecisionTable, outputs: readonly Output[], site: Site): Answer {
  const whole = (values: readonly Value[]): Value => {
    if (outputs.length === 1) return values[0]!;
    return new Map(outputs.map((output, at) => [output.name ?? output.label, values[at]!]));
  };
  const fallback = (frame: Frame, run: Run): Value =>
    whole(
      outputs.map((output) =>
        output.byDefault === null ? null : typed(output.byDefault(frame, run), output, run),
      ),
    );
  const ordered = (hits: readonly Hit[]) =>
    [...hits].sort((a, b) => {
      for (const [at, output] of outputs.entries()) {
        const order = output.rank(a.outputs[at]!) - output.rank(b.outputs[at]!);
        if (order !== 0) return order;
      }
      return a.rule - b.rule;
    });
  const several = table.hitPolicy === 'COLLECT' || table.hitPolicy.endsWith('ORDER');
  return (hits, byDefault, frame, run) => {
    if (hits.length === 0) {
      if (byDefault) return fallback(frame, run);
      if (table.aggregation === 'COUNT') return fromNumber(0);
      if (several && table.aggregation === null) return [];
      return run.fail(
        site,
        'no_rule_matched',
        'No rule of the table matches, and it has no default.',
      );
    }
    switch (table.hitPolicy) {
      case 'UNIQUE':
        if (hits.length === 1) return whole(hits[0]!.outputs);
        return run.fail(site, 'rules_overlap', `Rules ${told(hits)} match, but only one may.`);
      case 'ANY':
        if (hits.every((hit) => equal(whole(hit.outputs), whole(hits[0]!.outputs)) === true)) {
          return whole(hits[0]!.outputs);
        }
        return run.fail(site, 'rules_overlap', `Rules ${told(hits)} match with different answers.`);
      case 'FIRST':
        return whole(hits[0]!.outputs);
      case 'PRIORITY':
        return whole(ordered(hits)[0]!.outputs);
      case 'OUTPUT ORDER':
        return ordered(hits).map((hit) => whole(hit.outputs));
      case 'RULE ORDER':
        return hits.map((hit) => whole(hit.outputs));
      case 'COLLECT':
        if (table.aggregation === null) return hits.map((hit) => whole(hit.outputs));
        return whole(
          outputs.map((output, at) =>
            aggregated(
              table,
              hits.map((hit) => hit.outputs[at]!),
              output.site,
              run,
            ),
          ),
        );
    }
  };
}

function told(hits: readonly Hit[]): string {
  const numbers = hits.slice(0, 10).map((hit) => hit.rule + 1);
  return numbers.join(', ') + (hits.length > 10 ? ', …' : '');
}

function aggregated(table: DecisionTable, all: readonly Value[], site: Site, run: Run): Value {
  if (table.aggregation === 'COUNT') return fromNumber(all.length);
  if (table.aggregation === 'SUM') {
    let sum: Value = all[0]!;
    for (const one of all.slice(1)) {
      sum = sum instanceof Decimal && one instanceof Decimal ? add(sum, one) : null;
    }
    if (sum instanceof Decimal) return sum;
  } else {
    const wanted = table.aggregation === 'MIN' ? -1 : 1;
    let best: Value | undefined = all[0]!;
    for (const one of all) {
      const order: number | null = best === undefined ? null : compare(one, best);
      best = order === null ? undefined : Math.sign(order) === wanted ? one : best;
    }
    if (best !== undefined) return best;
  }
  return run.fail(site, 'undefined_result', `The answers have no ${table.aggregation}.`);
}
