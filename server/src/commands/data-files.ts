import { existsSync, readFileSync, statSync } from 'node:fs';
import { BadUsage, type Call, type ExitCode, exitCodes } from './command.ts';

const LARGEST_FILE = 64 * 2 ** 20;

/** What is wrong with a file, where, and by which clause it matters. */
interface Problem {
  readonly code: string;
  readonly clause: string | null;
  readonly field: string;
  readonly detail: string;
}

/** What files say cannot be computed: each problem with its clause and field. */
export class DataProblem extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(tell).join('\n'));
    this.problems = problems;
  }
}

function tell({ clause, field, detail, code }: Problem): string {
  return `${clause === null ? '' : `clause ${clause}, `}${field}: ${detail} (${code})`;
}

/** Runs a command; problems are answered one by one, as text or as JSON. */
export async function tellingProblems(
  { json, say, talk }: Call,
  run: () => ExitCode,
): Promise<ExitCode> {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DataProblem)) throw error;
    const { problems, message } = error;
    if (json) say(JSON.stringify({ ok: false, exit: exitCodes.refused, problems }));
    else talk(message);
    return exitCodes.refused;
  }
}

export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readTextFile(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadUsage(`${file} is no JSON: ${error.message}`);
    throw error;
  }
}

export function readTextFile(file: string): string {
  if (!existsSync(file)) throw new BadUsage(`There is no file ${file}.`);
  if (statSync(file).size > LARGEST_FILE) throw new BadUsage(`${file} is larger than 64 MiB.`);
  return readFileSync(file, 'utf8');
}

/** The number of a flag, or the standard one. */
export function wholeNumber(
  text: string | boolean | undefined,
  flag: string,
  standard: number,
): number {
  if (typeof text !== 'string') return standard;
  if (!/^\d{1,9}$/.test(text)) throw new BadUsage(`--${flag} is a whole number.`);
  return Number(text);
}
