import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile, type Json, type Problem, readModel, toJson } from '@yunhe/decision';
import { BadUsage, type Command, exitCodes } from './command.ts';

export const decide: Command = {
  name: 'decide',
  usage: 'MODEL.dmn [--decision NAME] --input FILE.json [--trace]',
  summary: 'Decide by a DMN model; needs neither server nor database',
  options: {
    decision: { type: 'string' },
    input: { type: 'string' },
    trace: { type: 'boolean' },
    now: { type: 'string' },
  },
  optionHelp: {
    '--decision NAME': 'one decision or decision service (every decision)',
    '--input FILE': 'JSON object: inputs by name; - reads stdin',
    '--trace': 'answer results, trace and problems instead of results alone',
    '--now TIME': 'what now() and today() answer, such as 2026-11-22T09:00:00+08:00',
  },
  examples: [
    'yunhe decide technology-sme.dmn --input enterprise.json',
    'yunhe decide technology-sme.dmn --decision Score --input enterprise.json --trace',
  ],
  run: async ({ args, flags, say, talk }) => {
    const [file, ...more] = args;
    const { input, decision, trace, now } = flags;
    if (file === undefined || more.length > 0) throw new BadUsage('Name one model.');
    if (typeof input !== 'string') throw new BadUsage('Name the inputs with --input.');
    const engine = compile(readModelFile(file));
    const inputs = readInputs(input);
    const target = typeof decision === 'string' ? decision : null;
    const known = [...engine.model.decisions, ...engine.model.services].map((one) => one.name);
    if (target !== null && !known.includes(target)) {
      throw new BadUsage(`${file} has no decision "${target}". It has ${known.join(', ')}.`);
    }
    const outcome = told(() =>
      engine.decide(target, inputs, {
        trace: trace === true,
        ...(typeof now === 'string' ? { now } : {}),
      }),
    );
    const results = Object.fromEntries(
      [...outcome.results].map(([name, value]) => [name, toJson(value)]),
    );
    const problems = [...engine.problems, ...outcome.problems];
    if (trace === true) {
      say(JSON.stringify({ results, trace: outcome.trace, problems }, null, 2));
    } else {
      say(JSON.stringify(results, null, 2));
      for (const problem of problems) talk(tell(problem));
    }
    const open = Object.values(results).includes(null) && problems.length > 0;
    return open ? exitCodes.checkFailed : exitCodes.ok;
  },
};

/** A precondition of the engine that the call broke: a time that is none. */
function told<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof RangeError ? new BadUsage(error.message) : error;
  }
}

function readGiven(file: string): string {
  if (!existsSync(file)) throw new BadUsage(`There is no file ${file}.`);
  return readFileSync(file, 'utf8');
}

/** Models may import those that lie beside them. */
export function readModelFile(file: string) {
  const xml = readGiven(file);
  if (!/<(?:[\w.-]+:)?import[\s>]/.test(xml)) return readModel(xml);
  const beside = readdirSync(dirname(file)).filter(
    (name) => name.endsWith('.dmn') && name !== basename(file),
  );
  const imports = beside.map((name) => readFileSync(join(dirname(file), name), 'utf8'));
  return readModel(xml, { imports });
}

/** Where and why something is null, in one line. */
export function tell(problem: Problem): string {
  const place = [
    problem.element,
    problem.column === undefined ? null : `column ${problem.column}`,
    problem.rule === undefined ? null : `rule ${problem.rule}`,
    problem.line === undefined ? null : `line ${problem.line}`,
  ];
  return `${place.filter((part) => part !== null).join(', ')}: ${problem.message}`;
}

function readInputs(file: string): { readonly [name: string]: Json } {
  const text = file === '-' ? readFileSync(0, 'utf8') : readGiven(file);
  let json: unknown;
  try {
    json = JSON.parse(text, exactNumber);
  } catch (error) {
    throw new BadUsage(`${file} is no JSON: ${(error as Error).message}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new BadUsage(`${file} holds no JSON object of inputs by name.`);
  }
  return json as { readonly [name: string]: Json };
}

/** A number of more digits than binary floating point holds stays as it was written. */
function exactNumber(this: unknown, _key: string, value: unknown, context?: { source?: string }) {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  const digits = context.source.replace(/[eE].*|[-.]/g, '').replace(/^0+/, '');
  return Number.isFinite(value) && digits.length <= 15 ? value : context.source;
}
