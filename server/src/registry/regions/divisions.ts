import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegionLevel } from '../words.ts';

/** A division of China as `gbt2260.tsv` tells it. */
export interface Division {
  readonly code: string;
  readonly level: RegionLevel;
  readonly parentCode: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly iso3166: string | null;
  readonly validUntil: string | null;
  readonly successorCode: string | null;
}

export async function divisions(): Promise<Division[]> {
  const text = await readFile(join(import.meta.dirname, 'gbt2260.tsv'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const rows = lines.slice(1).map((line) => line.split('\t'));
  const codes = new Set(rows.map((row) => row[0]));
  return rows.map(([code = '', nameZh = '', nameEn, iso3166, validUntil, successorCode]) => ({
    code,
    level: levelOf(code),
    parentCode: parentOf(code, codes),
    nameZh,
    nameEn: nameEn || null,
    iso3166: iso3166 || null,
    validUntil: validUntil || null,
    successorCode: successorCode || null,
  }));
}

function levelOf(code: string): RegionLevel {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'prefecture' : 'county';
}

/** Counties that a province governs itself have no prefecture above them. */
function parentOf(code: string, codes: ReadonlySet<string | undefined>): string {
  if (code.endsWith('0000')) return 'CN';
  const prefecture = `${code.slice(0, 4)}00`;
  if (prefecture !== code && codes.has(prefecture)) return prefecture;
  return `${code.slice(0, 2)}0000`;
}
