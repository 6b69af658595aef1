import {
  analyseTable,
  compile,
  type Example,
  type ProblemCode,
  type Region,
  type TableAnalysis,
  tablesOf,
} from '@yunhe/decision';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { readModelFile, tell } from './decide.ts';

export const rulesCheck: Command = {
  name: 'rules check',
  usage: 'MODEL.dmn',
  summary: 'Find type errors, gaps, forbidden overlaps and rules that never answer',
  examples: ['yunhe rules check technology-sme.dmn'],
  run: async ({ args, say, talk, json }) => {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new BadUsage('Name one model.');
    const engine = compile(readModelFile(file));
    const tables = engine.model.decisions.flatMap(({ name, logic }) =>
      [...tablesOf(logic)].map((table) => ({
        decision: name,
        hitPolicy: table.hitPolicy,
        ...analyseTable(table, engine.model),
      })),
    );
    // What has no logic shows when the model is run; what for does not matter.
    const problems = [
      ...engine.problems,
      ...engine.decide(null, {}).problems.filter(({ code }) => isOfTheModel(code)),
    ];
    const faults = [
      ...problems.map(tell),
      ...tables.flatMap((table) => faultsOf(table.decision, table)),
    ];
    const ok = faults.length === 0;
    if (json) say(JSON.stringify({ ok, problems, tables }));
    else {
      for (const fault of faults) say(`FAIL  ${fault}`);
      for (const { decision, columns, unread } of tables) {
        for (const { column, rule, text, reason } of unread) {
          if (reason === 'of_another_type') continue;
          const place = ruleOf(rule, 'allowed values');
          talk(`WARN  ${decision}, ${columns[column - 1]!.label}, ${place}: not analysed: ${text}`);
        }
      }
      if (ok) say(`OK    ${tables.length} tables of ${engine.model.decisions.length} decisions`);
    }
    return ok ? exitCodes.ok : exitCodes.checkFailed;
  },
};

/** Whether a problem lies in the model, whatever the inputs are. */
function isOfTheModel(code: ProblemCode): boolean {
  return code === 'element_without_logic';
}

function faultsOf(decision: string, found: TableAnalysis): string[] {
  const { columns, gaps, overlaps, neverFiring, unread, wrongAnswers } = found;
  const lines: string[] = [];
  for (const { rule, column, text, reason } of unread) {
    if (reason !== 'of_another_type') continue;
    const { label, type } = columns[column - 1]!;
    lines.push(`${ruleOf(rule, 'allowed values')}, ${label}: ${text} compares with no ${type}`);
  }
  for (const { rule, output, text, reason } of wrongAnswers) {
    const why = reason === 'not_allowed' ? 'is not allowed' : 'is of another type';
    lines.push(`${ruleOf(rule, 'default')}, output ${output}: ${text} ${why}`);
  }
  // Whoever gets the default, or an empty list, got an answer.
  if (found.gapsGet === 'nothing') {
    for (const { region, example, isCertain } of gaps.listed) {
      const doubt = isCertain ? '' : ' (perhaps)';
      lines.push(`gap${doubt}: no rule for ${where(columns, region)}; try ${values(example)}`);
    }
    lines.push(...rest(gaps, 'gaps'));
  }
  for (const { rules, region, example, isCertain } of overlaps.listed) {
    const doubt = isCertain ? '' : ' (perhaps)';
    const both = rules.join(' and ');
    lines.push(
      `overlap${doubt}: rules ${both} for ${where(columns, region)}; try ${values(example)}`,
    );
  }
  lines.push(...rest(overlaps, 'overlaps'));
  for (const { rule, reason, columns: at, by } of neverFiring.listed) {
    lines.push(
      reason === 'masked'
        ? `rule ${rule} never answers: rules ${by.join(', ')} do before it`
        : `rule ${rule} never fires: no value satisfies ${at
            .map((column) => columns[column - 1]!.label)
            .join(' and ')}`,
    );
  }
  lines.push(...rest(neverFiring, 'rules that never answer'));
  return lines.map((line) => `${decision}: ${line}`);
}

function ruleOf(rule: number | null, otherwise: string): string {
  return rule === null ? otherwise : `rule ${rule}`;
}

interface Listed {
  readonly listed: readonly unknown[];
  readonly count: number;
  readonly isComplete: boolean;
}

function rest({ listed, count, isComplete }: Listed, what: string): string[] {
  const more = count - listed.length;
  return [
    ...(more > 0 ? [`${more} more ${what}`] : []),
    ...(isComplete ? [] : [`the table is too tangled to find all ${what}`]),
  ];
}

/** `staff ≥ 500 …`: the columns that matter, each with its unary tests. */
export function where(
  columns: readonly { readonly label: string }[],
  { tests, conditions }: Region,
): string {
  const parts = [
    ...tests.map((test, at) => (test === '-' ? '' : `${columns[at]!.label}: ${test}`)),
    ...conditions.map(({ column, text, holds }) => {
      return `${columns[column - 1]!.label}: ${holds ? text : `not(${text})`}`;
    }),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'any input' : parts.join('; ');
}

export function values({ inputs }: Example): string {
  return JSON.stringify(inputs);
}
