import type { Command } from './command.ts';

/** Loaded when called, like the commands themselves; without a name it is an evaluation. */
const parts: Readonly<Record<string, () => Promise<Command>>> = {
  schema: async () => (await import('./evaluate-schema.ts')).evaluateSchema,
  weights: async () => (await import('./evaluate-weights.ts')).evaluateWeights,
};

export const evaluate: Command = {
  name: 'evaluate',
  usage: '(SCHEME.json DATA.csv | schema | weights METHOD DATA.csv) …',
  summary: 'Score, rank and grade units by a scheme, and say how sure that is; needs no server',
  options: { draws: { type: 'string' }, seed: { type: 'string' } },
  optionHelp: {
    '--draws N': 'how many times everything uncertain is drawn anew (0: not at all)',
    '--seed S': 'where its chance begins; the same seed draws the same (1)',
  },
  examples: [
    'yunhe evaluate demo/schemes/large-instruments.json demo/schemes/large-instruments.csv',
    'yunhe evaluate scheme.json data.csv --draws 10000 --seed 7 --json',
    'yunhe evaluate schema                     # JSON Schema of schemes',
    'yunhe evaluate weights entropy data.csv',
    'yunhe evaluate weights ahp comparisons.csv',
  ],
  run: async (call) => {
    const [name = '', ...args] = call.args;
    const load = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (load !== undefined) return await (await load()).run({ ...call, args });
    return await (await import('./evaluate-units.ts')).evaluateUnits.run(call);
  },
};
