import { compareModels, type DecisionComparison } from '@yunhe/decision';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { readModelFile } from './decide.ts';
import { values, where } from './rules-check.ts';

export const rulesDiff: Command = {
  name: 'rules diff',
  usage: 'A.dmn B.dmn',
  summary: 'Show for which inputs two models answer differently',
  examples: ['yunhe rules diff contributor-reward.dmn contributor-reward-shanxi.dmn'],
  run: async ({ args, say, talk, json }) => {
    const [left, right, ...more] = args;
    if (left === undefined || right === undefined || more.length > 0) {
      throw new BadUsage('Name two models.');
    }
    const found = compareModels(readModelFile(left), readModelFile(right));
    const lines = [
      ...found.onlyLeft.map((name) => `decision ${name}: only in ${left}`),
      ...found.onlyRight.map((name) => `decision ${name}: only in ${right}`),
      ...found.inputsOnlyLeft.map((name) => `input ${name}: only in ${left}`),
      ...found.inputsOnlyRight.map((name) => `input ${name}: only in ${right}`),
      ...found.decisions.flatMap((one) => linesOf(one, left, right)),
    ];
    if (json) say(JSON.stringify({ ok: true, same: lines.length === 0, ...found }));
    else {
      for (const line of lines) say(line);
      if (lines.length === 0) say(`${left} and ${right} answer alike.`);
      else talk(`${lines.length} differences: ${left} < > ${right}`);
    }
    return exitCodes.ok;
  },
};

function linesOf(
  { name, isSame, tables, expressions }: DecisionComparison,
  left: string,
  right: string,
): string[] {
  if (isSame) return [];
  const lines = tables.flatMap((table) => {
    const { columns, outputs, differences } = table;
    const missing = columns.flatMap((column) => {
      if (column.left.length > 0 && column.right.length > 0) return [];
      return [`column ${column.label}: only in ${column.left.length > 0 ? left : right}`];
    });
    const more = differences.count - differences.listed.length;
    return [
      ...missing,
      ...outputs.onlyLeft.map((output) => `output ${output}: only in ${left}`),
      ...outputs.onlyRight.map((output) => `output ${output}: only in ${right}`),
      ...differences.listed.map((one) => {
        const doubt = one.isCertain ? '' : ' (perhaps)';
        const answers = `${said(one.left)} < > ${said(one.right)}`;
        return `${where(columns, one.region)}: ${answers}${doubt}; try ${values(one.example)}`;
      }),
      ...(more > 0 ? [`${more} more differences`] : []),
      ...(differences.isComplete ? [] : ['the tables are too tangled to find all differences']),
    ];
  });
  if (expressions !== null) {
    const shown = (text: string | null) => text ?? 'no plain expression';
    lines.push(`written as ${shown(expressions.left)} < > ${shown(expressions.right)}`);
  }
  return lines.map((line) => `${name}: ${line}`);
}

function said({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return kind === 'answer' ? text : kind;
}
