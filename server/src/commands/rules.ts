import { BadUsage, type Command } from './command.ts';

/** Loaded when called, like the commands themselves. */
const parts: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./rules-check.ts')).rulesCheck,
  diff: async () => (await import('./rules-diff.ts')).rulesDiff,
  tck: async () => (await import('./rules-tck.ts')).rulesTck,
};

export const rules: Command = {
  name: 'rules',
  usage: '(check MODEL.dmn | diff A.dmn B.dmn | tck DIR [--csv FILE])',
  summary: 'Check and compare DMN models, run the conformance kit; needs no server',
  options: { csv: { type: 'string' } },
  optionHelp: { '--csv FILE': 'where `tck` writes its results (tck_results.csv)' },
  examples: [
    'yunhe rules check technology-sme.dmn       # exit code 1 if anything is wrong',
    'yunhe rules diff contributor-reward.dmn contributor-reward-shanxi.dmn',
    'yunhe rules tck ../shared/dmn-tck --csv /tmp/tck_results.csv',
  ],
  run: async (call) => {
    const [name = '', ...args] = call.args;
    const load = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (load === undefined) {
      throw new BadUsage(`Name what to do: ${Object.keys(parts).join(', ')}.`);
    }
    return await (await load()).run({ ...call, args });
  },
};
