import { existsSync, readFileSync, statSync } from 'node:fs';
import {
  type Agreement,
  type FactRow,
  type Problem,
  readFacts,
  readTerms,
} from '@yunhe/settlement';
import { BadUsage, type Call, type ExitCode, exitCodes } from './command.ts';

const LARGEST_FILE = 64 * 2 ** 20;

/** What the files say cannot be settled: each problem with its clause and field. */
export class SettlementProblem extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(tell).join('\n'));
    this.problems = problems;
  }
}

function tell({ clause, field, detail, code }: Problem): string {
  return `${clause === null ? '' : `clause ${clause}, `}${field}: ${detail} (${code})`;
}

/** Runs a part of `settle`; problems are answered one by one, as text or as JSON. */
export async function tellingProblems(
  { json, say, talk }: Call,
  run: () => ExitCode,
): Promise<ExitCode> {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SettlementProblem)) throw error;
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

function readTextFile(file: string): string {
  if (!existsSync(file)) throw new BadUsage(`There is no file ${file}.`);
  if (statSync(file).size > LARGEST_FILE) throw new BadUsage(`${file} is larger than 64 MiB.`);
  return readFileSync(file, 'utf8');
}

export function readTermsFile(file: string): Agreement {
  const reading = readTerms(readJsonFile(file));
  if ('problems' in reading) throw new SettlementProblem(reading.problems);
  return reading.agreement;
}

/** Facts by the columns of the header; lines that begin with # are comments. */
export function readFactsFile(file: string): readonly FactRow[] {
  const reading = readFacts(readTextFile(file));
  if ('problems' in reading) throw new SettlementProblem(reading.problems);
  return reading.rows;
}
