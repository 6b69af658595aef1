import type { DataRow, ReadScheme } from '@yunhe/evaluation';
import { readScheme } from '@yunhe/evaluation';
import { readRows } from '@yunhe/exact';
import { DataProblem, readJsonFile, readTextFile } from './data-files.ts';

export function readSchemeFile(file: string): ReadScheme {
  const reading = readScheme(readJsonFile(file));
  if ('problems' in reading) throw new DataProblem(reading.problems);
  return reading.read;
}

/** Rows by the columns of the header; lines that begin with # are comments. */
export function readDataFile(file: string): readonly DataRow[] {
  const reading = readRows(readTextFile(file));
  if ('problems' in reading) throw new DataProblem(reading.problems);
  return reading.rows;
}
