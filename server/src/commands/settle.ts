import type { Command } from './command.ts';

/** Loaded when called, like the commands themselves; without a name it is a statement. */
const parts: Readonly<Record<string, () => Promise<Command>>> = {
  simulate: async () => (await import('./settle-simulate.ts')).settleSimulate,
  net: async () => (await import('./settle-net.ts')).settleNet,
  schema: async () => (await import('./settle-schema.ts')).settleSchema,
  prose: async () => (await import('./settle-prose.ts')).settleProse,
  'facts-template': async () => (await import('./settle-facts-template.ts')).settleFactsTemplate,
};

export const settle: Command = {
  name: 'settle',
  usage: '(TERMS.json FACTS.csv | simulate | net | schema | prose | facts-template) …',
  summary: 'Compute, simulate and net statements of shared benefit; needs no server',
  options: {
    period: { type: 'string' },
    before: { type: 'string' },
    draws: { type: 'string' },
    seed: { type: 'string' },
    language: { type: 'string' },
  },
  optionHelp: {
    '--period YYYY': 'the statement of one year (all years up to the last fact)',
    '--before FACTS.csv': 'the difference to the statement by these earlier facts',
    '--draws N': 'how many futures `simulate` draws (1000)',
    '--seed S': 'where its chance begins; the same seed draws the same (1)',
    '--language zh|en': 'the language of `prose` (zh)',
  },
  examples: [
    'yunhe settle demo/agreements/cn-2015-92.json demo/agreements/cn-2015-92.csv',
    'yunhe settle terms.json facts.csv --period 2021 --json > 2021.json',
    'yunhe settle terms.json corrected.csv --before facts.csv',
    'yunhe settle simulate terms.json other-terms.json scenario.json --draws 10000 --seed 7',
    'yunhe settle net 2021.json 2022.json      # who pays whom when all is set off',
    'yunhe settle schema                       # JSON Schema of terms',
    'yunhe settle prose terms.json --language en',
    'yunhe settle facts-template terms.json > facts.csv',
  ],
  run: async (call) => {
    const [name = '', ...args] = call.args;
    const load = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (load !== undefined) return await (await load()).run({ ...call, args });
    return await (await import('./settle-statement.ts')).settleStatement.run(call);
  },
};
