/** A field goes by several names: a division of GB/T 4754 is written `39`, `C39` or in words. */
import { fields } from '../matching/index.ts';

const byCode = new Map(fields.map((field) => [field.code, field]));

/** The field of the known classifications that a code means. */
export function knownField(code: string) {
  return byCode.get(code) ?? byCode.get(/^[A-T](\d\d)$/.exec(code)?.[1] ?? '');
}

/** Every way in which records write the field; what is no known code is only itself. */
export function formsOf(code: string): string[] {
  const field = knownField(code);
  if (field === undefined) return [code];
  const lettered = field.scheme === 'gbt4754' && field.parentCode !== null;
  const codes = lettered ? [field.code, `${field.parentCode}${field.code}`] : [field.code];
  return [...new Set([code, ...codes, field.nameZh, field.nameEn])];
}
