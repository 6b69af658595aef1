import { type Agreement, type FactRow, readFacts, readTerms } from '@yunhe/settlement';
import { DataProblem, readJsonFile, readTextFile } from './data-files.ts';

export function readTermsFile(file: string): Agreement {
  const reading = readTerms(readJsonFile(file));
  if ('problems' in reading) throw new DataProblem(reading.problems);
  return reading.agreement;
}

/** Facts by the columns of the header; lines that begin with # are comments. */
export function readFactsFile(file: string): readonly FactRow[] {
  const reading = readFacts(readTextFile(file));
  if ('problems' in reading) throw new DataProblem(reading.problems);
  return reading.rows;
}
