/** What can be found out about a model before others rely on it. Pure, and run beside the node. */
import {
  analyseTable,
  type DecisionTable,
  type Model,
  type Region,
  type TableAnalysis,
  type UnreadCell,
} from '@yunhe/decision';
import { canonical } from './canonical.ts';
import type {
  Analysis,
  CaseResult,
  DeclaredGap,
  Inputs,
  Model as ModelContent,
  ModelProblem,
  OutcomeReading,
  TestCase,
  Words,
} from './contract.ts';
import { answersOf, decimalText, partOf } from './decision.ts';
import { digestOf } from './digest.ts';
import { labelOf } from './labels.ts';
import { decisionsOf, formOf, tablesByDecision } from './model-content.ts';
import { type Compiled, inspectXml, problemsOf, run } from './rule-engine.ts';
import type { Findings } from './rule-version.ts';
import { decisionsRead } from './run-rule.ts';

export interface CheckAsked {
  readonly xml: string;
  readonly words: Readonly<Words>;
  readonly cases: readonly TestCase[];
  readonly declaredGaps: readonly DeclaredGap[];
  readonly outcome: OutcomeReading | null;
  /** The day that is today to the cases. */
  readonly on: string;
}

export interface Checked {
  readonly problems: ModelProblem[];
  readonly cases: CaseResult[];
  readonly analysis: Analysis;
  readonly findings: Findings;
}

export function checkModel(asked: CheckAsked): Checked {
  const compiled = inspectXml(asked.xml);
  const problems = modelProblems(compiled);
  const cases = asked.cases.map((one) => runCase(compiled, one, asked));
  const analysis = analyse(compiled.model, asked.words, asked.declaredGaps);
  const names = new Set(compiled.model.decisions.map(({ name }) => name));
  return {
    problems,
    cases,
    analysis,
    findings: {
      errors: problems.filter(({ severity }) => severity === 'error'),
      failing: cases.filter(({ passed }) => !passed),
      gaps: analysis.tables.flatMap(({ decision, gaps }) =>
        gaps.map(({ key }) => ({ key, decision })),
      ),
      forbidden: analysis.tables.flatMap(({ decision, overlaps }) =>
        overlaps.filter(({ forbidden }) => forbidden).map(({ rules }) => ({ decision, rules })),
      ),
      unfinished: analysis.tables
        .filter(({ complete }) => !complete)
        .map(({ decision }) => decision),
      notInModel:
        asked.outcome === null
          ? []
          : decisionsRead(asked.outcome).filter((name) => !names.has(name)),
    },
  };
}

export interface InspectAsked {
  readonly xml: string;
  readonly words: Readonly<Words>;
}

/** @throws Refusal model_too_large, model_not_valid */
export function inspect({ xml, words }: InspectAsked): ModelContent {
  return contentOf(inspectXml(xml), words);
}

/** What stands in a model, with a form of the inputs with the given names, or of all. */
export function contentOf(
  compiled: Compiled,
  words: Readonly<Words>,
  names?: readonly string[],
): ModelContent {
  const { model } = compiled;
  return {
    name: model.name,
    form: formOf(model, words, names),
    decisions: decisionsOf(model, words),
    problems: modelProblems(compiled),
  };
}

/** What the engine says of the model before anything is decided. */
export function modelProblems({ engine }: Compiled): ModelProblem[] {
  return problemsOf(engine.problems).map((problem) => ({ ...problem, severity: 'error' as const }));
}

function runCase(
  compiled: Compiled,
  one: TestCase,
  { outcome: reading, on }: CheckAsked,
): CaseResult {
  const decision = one.decision ?? reading?.decision ?? compiled.model.decisions.at(-1)?.name ?? '';
  const output = one.decision === undefined ? reading?.output : null;
  if (!compiled.model.decisions.some(({ name }) => name === decision)) {
    const missing: ModelProblem = {
      ...{ code: 'decision_not_in_model', detail: `The model has no decision ${decision}.` },
      ...{ element: decision, column: null, row: null, severity: 'error' },
    };
    const { name, expected } = one;
    return { name, decision, passed: false, expected, came: null, problems: [missing] };
  }
  const ran = run(compiled, decision, { on, inputs: one.inputs }, { trace: false });
  const came = partOf(answersOf(ran.results, []), decision, output);
  return {
    name: one.name,
    decision,
    passed: isSame(one.expected, came),
    expected: one.expected,
    came,
    problems: problemsOf(ran.problems),
  };
}

/** Equal, where a number and its decimal text are one: `0.1`, `"0.10"`. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' || typeof other === 'number') {
    const [a, b] = [decimalText(one), decimalText(other)];
    return a !== null && b !== null && shortest(a) === shortest(b);
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, at) => isSame(part, other[at]));
  }
  if (isContext(one) && isContext(other)) {
    const names = Object.keys(one);
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
    );
  }
  return canonical(one) === canonical(other);
}

function isContext(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shortest(text: string): string {
  const [whole = '', part = ''] = text.replace('-', '').split('.');
  const digits = part.replace(/0+$/, '');
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${digits === '' ? '' : `.${digits}`}`;
  return text.startsWith('-') && plain !== '0' ? `-${plain}` : plain;
}

export function analyse(
  model: Model,
  words: Readonly<Words>,
  declared: readonly DeclaredGap[],
): Analysis {
  const tables = [...tablesByDecision(model)].flatMap(([decision, own]) =>
    own.map((table) => analysisOf(model, words, declared, decision, table)),
  );
  return { tables };
}

type Part = Analysis['tables'][number]['gaps'][number]['where'];

function analysisOf(
  model: Model,
  words: Readonly<Words>,
  declared: readonly DeclaredGap[],
  decision: string,
  table: DecisionTable,
): Analysis['tables'][number] {
  const found = analyseTable(table, model);
  const whereOf = (region: Region): Part => partOfRegion(found.columns, words, region);
  const reasonByKey = new Map(declared.map(({ key, reason }) => [key, reason]));
  // Whoever gets the default or an empty list got an answer.
  const gaps = found.gapsGet === 'nothing' ? found.gaps.listed : [];
  return {
    decision,
    label: labelOf(words, decision),
    gaps: gaps.map(({ region, example }) => {
      const key = gapKey(decision, found, region);
      return {
        key,
        where: whereOf(region),
        example: example.inputs as Inputs,
        declared: reasonByKey.get(key) ?? null,
      };
    }),
    overlaps: found.overlaps.listed.map(({ rules, region, example, isCertain }) => ({
      rules: [...rules],
      where: whereOf(region),
      example: example.inputs as Inputs,
      // What hangs on a cell that could not be read is shown, and is not held against the table.
      forbidden: isCertain,
    })),
    dead: found.neverFiring.listed.map(({ rule, by }) => ({ rule, because: [...by] })),
    complete: found.gaps.isComplete && found.neverFiring.isComplete && found.unread.length === 0,
    notAnalysed: found.unread.map((cell) => unreadCell(decision, found.columns, cell)),
  };
}

export function unreadCell(decision: string, columns: Columns, cell: UnreadCell): ModelProblem {
  const { rule, column, text, reason } = cell;
  return {
    code: reason,
    detail: text,
    element: decision,
    column: columns[column - 1]?.label ?? String(column),
    row: rule,
    severity: 'warning',
  };
}

type Columns = readonly { readonly label: string; readonly expression: string }[];

export function partOfRegion(columns: Columns, words: Readonly<Words>, region: Region): Part {
  const tests = region.tests.map((test, at) => ({ at, test }));
  const conditions = region.conditions.map(({ column, text, holds }) => ({
    at: column - 1,
    test: holds ? text : `not(${text})`,
  }));
  return [...tests.filter(({ test }) => test !== '-'), ...conditions].map(({ at, test }) => {
    const { label, expression } = columns[at]!;
    return { column: label, label: labelOf(words, label, expression), test };
  });
}

/** Names a gap by what it is, so that a declaration lasts as long as the gap does. */
function gapKey(decision: string, found: TableAnalysis, region: Region): string {
  const columns = found.columns.map(({ expression }) => expression);
  return digestOf(canonical([decision, columns, region.tests, region.conditions])).slice(0, 16);
}
