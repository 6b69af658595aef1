/**
 * What a technology or a need is about, as data: Chinese industry (GB/T 4754-2017 and the strategic
 * industries of 2018), patents (IPC) and science (EuroSciVoc), each in a file of its own, and the
 * lines that join them in `fields-crosswalk.ts`.
 */
import { createFieldNearness } from '@yunhe/retrieval';
import type { FieldLine, FieldScheme } from './field-schemes.ts';
import { crosswalk } from './fields-crosswalk.ts';
import { sciences, subjects } from './fields-euroscivoc.ts';
import { divisions, sections } from './fields-gbt4754.ts';
import { patentClasses, patentSections } from './fields-ipc.ts';
import { strategicIndustries } from './fields-sei2018.ts';

export { type FieldScheme, fieldSchemes } from './field-schemes.ts';

export interface Field {
  readonly code: string;
  readonly scheme: FieldScheme;
  /** What it lies in: the section of a division; null where there is nothing above. */
  readonly parentCode: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
}

function fieldOf(scheme: FieldScheme, parentCode: string | null) {
  return ([code, nameZh, nameEn]: FieldLine): Field => ({
    code,
    scheme,
    parentCode,
    nameZh,
    nameEn,
  });
}

/** Each upper field, followed by those that lie in it. */
function inTwoLevels(
  scheme: FieldScheme,
  upper: readonly FieldLine[],
  lower: Readonly<Record<string, readonly FieldLine[]>>,
): Field[] {
  return upper.flatMap((line) => [
    fieldOf(scheme, null)(line),
    ...(lower[line[0]] ?? []).map(fieldOf(scheme, line[0])),
  ]);
}

export const fields: readonly Field[] = [
  ...strategicIndustries.map(fieldOf('sei2018', null)),
  ...inTwoLevels('gbt4754', sections, divisions),
  ...inTwoLevels('ipc', patentSections, patentClasses),
  ...inTwoLevels('euroscivoc', sciences, subjects),
];

const byCode: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.code, field]));

export function fieldNamed(code: string): Field | undefined {
  return byCode.get(code);
}

/** How near two fields are, within a classification and across them, with the pair that is. */
export const fieldNearness = createFieldNearness({
  parents: fields.map(({ code, parentCode }) => [code, parentCode]),
  crosswalk,
});

/** The code and what it lies in: a division with its section. */
export function fieldPath(code: string): string[] {
  const parent = byCode.get(code)?.parentCode;
  return parent == null ? [code] : [code, parent];
}

/**
 * The fields of the first list that meet one of the second: the same, or one lying in the other.
 * Two divisions of one section do not meet; half of industry lies in section C.
 */
export function sharedFields(some: readonly string[], others: readonly string[]): string[] {
  return some.filter((one) =>
    others.some((other) => fieldPath(one).includes(other) || fieldPath(other).includes(one)),
  );
}
