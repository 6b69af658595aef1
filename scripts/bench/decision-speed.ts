/**
 * How many decisions a second the engine takes, beside an evaluation of the same tables by feelin;
 * `bench.ts` puts it beside the rest. Processor time is counted, since a shared machine's clock runs
 * on while others work.
 */
import { readFileSync } from 'node:fs';
import {
  compile,
  type DecisionTable,
  type Json,
  type Model,
  readModel,
  tablesOf,
  toJson,
} from '@yunhe/decision';
import { evaluate, unaryTest } from 'feelin';
import { type Figure, print } from './figure.ts';

const rulesFolder = new URL('../../demo/rules/', import.meta.url);
const RULES = 1_000;
const REPLAY_GOAL = 20_000;

type Case = Readonly<Record<string, Json>>;

/** Decisions a second of processor time; runs at least so long. */
function perSecond(decide: (at: number) => void, seconds: number): number {
  const before = process.cpuUsage();
  for (let count = 1; ; count++) {
    decide(count);
    if (count % 5 !== 0) continue;
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1e6;
    if (spent >= seconds) return count / spent;
  }
}

/** What somebody would write who has a parser of FEEL and no engine: each table, rule by rule. */
function byFeelin(model: Model): (inputs: Case) => Map<string, unknown> {
  const byId = new Map(model.decisions.map((decision) => [decision.id, decision]));
  return (inputs) => {
    const results = new Map<string, unknown>();
    const context: Record<string, unknown> = { ...inputs };
    const decide = (id: string): void => {
      const decision = byId.get(id);
      if (decision === undefined || results.has(decision.name)) return;
      for (const { href } of decision.requirements) decide(href.slice(1));
      const { logic } = decision;
      const value =
        logic?.kind === 'literal'
          ? evaluate(logic.text, context).value
          : logic?.kind === 'table'
            ? firstMatch(logic, context)
            : null;
      results.set(decision.name, value);
      context[decision.name] = value;
    };
    for (const decision of model.decisions) decide(decision.id ?? '');
    return results;
  };
}

function firstMatch(table: DecisionTable, context: Record<string, unknown>): unknown {
  const values = table.inputs.map((input) => evaluate(input.expression, context).value);
  const hit = table.rules.find((rule) =>
    rule.inputs.every(
      (cell, at) =>
        cell.text === '-' || unaryTest(cell.text, { ...context, '?': values[at] }).value,
    ),
  );
  return hit === undefined ? null : evaluate(hit.outputs[0]!.text, context).value;
}

function compareWithFeelin(what: string, model: Model, cases: readonly Case[]): Figure {
  const engine = compile(model);
  const peer = byFeelin(model);
  const own = perSecond((at) => void engine.decide(null, cases[at % cases.length]!), 1);
  const theirs = perSecond((at) => void peer(cases[at % cases.length]!), 1);
  return {
    what,
    measured: `${told(own)}/s; feelin ${told(theirs)}/s: ${told(own / theirs)} times`,
    goal: 'faster than feelin',
    holds: own > theirs,
  };
}

function told(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function technologySme(): { model: Model; cases: readonly Case[] } {
  const read = (name: string) => readFileSync(new URL(name, rulesFolder), 'utf8');
  const { cases } = JSON.parse(read('technology-sme.json')) as { cases: { inputs: Case }[] };
  return { model: readModel(read('technology-sme.dmn')), cases: cases.map((one) => one.inputs) };
}

/** Bands of two amounts in five fields of four regions: every input meets one rule. */
function largeTable(): { model: Model; cases: readonly Case[] } {
  const bands = ['[0..10)', '[10..25.5)', '[25.5..50)', '[50..100)', '>= 100'];
  const fields = ['F1', 'F2', 'F3', 'F4', 'F5'];
  const regions = ['R1', 'R2', 'R3', 'R4'];
  const rows = bands.flatMap((income) =>
    bands.flatMap((share) =>
      fields.flatMap((field) =>
        regions.flatMap((region) =>
          [true, false].map((certified) => [income, share, `"${field}"`, `"${region}"`, certified]),
        ),
      ),
    ),
  );
  const names = ['income', 'share', 'field', 'region', 'certified'];
  const types = ['number', 'number', 'string', 'string', 'boolean'];
  const cell = (tag: string, text: unknown) =>
    `<${tag}><text>${String(text).replaceAll('>', '&gt;')}</text></${tag}>`;
  const xml = `<definitions name="large" namespace="large"
    xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">
    ${names.map((name, at) => `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${types[at]}"/></inputData>`).join('')}
    <decision id="points" name="points">
    ${names.map((name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`).join('')}
    <decisionTable hitPolicy="UNIQUE">
    ${names.map((name, at) => `<input><inputExpression typeRef="${types[at]}"><text>${name}</text></inputExpression></input>`).join('')}
    <output/>
    ${rows.map((row, at) => `<rule>${row.map((text) => cell('inputEntry', text)).join('')}${cell('outputEntry', at)}</rule>`).join('')}
    </decisionTable></decision></definitions>`;
  if (rows.length !== RULES) throw new Error(`The table has ${rows.length} rules.`);
  const cases = Array.from({ length: 97 }, (_, at) => ({
    income: (at * 37) % 130,
    share: ((at * 53) % 1200) / 10,
    field: fields[at % 5]!,
    region: regions[at % 4]!,
    certified: at % 3 === 0,
  }));
  return { model: readModel(xml), cases };
}

/** Both evaluations must say the same, or the comparison would be of different things. */
function checkAgreement(model: Model, cases: readonly Case[]): void {
  const engine = compile(model);
  const peer = byFeelin(model);
  const tables = model.decisions.filter((one) => [...tablesOf(one.logic)].length > 0);
  for (const one of cases.slice(0, 5)) {
    const own = engine.decide(null, one).results;
    const theirs = peer(one);
    for (const { name } of tables) {
      const [a, b] = [toJson(own.get(name) ?? null), theirs.get(name) ?? null];
      if (a !== b) throw new Error(`${name}: ${JSON.stringify(a)}, by feelin ${JSON.stringify(b)}`);
    }
  }
}

export function measureDecisionSpeed(): readonly Figure[] {
  const small = technologySme();
  const large = largeTable();
  for (const { model, cases } of [small, large]) checkAgreement(model, cases);
  const engine = compile(small.model);
  const replayed = perSecond((at) => {
    const { results } = engine.decide('outcome', small.cases[at % small.cases.length]!);
    toJson(results.get('outcome') ?? null);
  }, 2);
  return [
    compareWithFeelin('科技型中小企业, every decision', small.model, small.cases),
    compareWithFeelin(`a table of ${told(RULES)} rules`, large.model, large.cases),
    {
      what: 'replay of 科技型中小企业, one core',
      measured: `${told(replayed)} decisions/s`,
      goal: `≥ ${told(REPLAY_GOAL)}/s`,
      holds: replayed >= REPLAY_GOAL,
    },
  ];
}

if (import.meta.main) for (const figure of measureDecisionSpeed()) print(figure);
