import type { Rational, Unit } from '@yunhe/exact';
import type { Clause, Condition, Measure, Party, Terms } from './terms.ts';

/** Terms that were read and found whole; what a statement is computed from. */
export interface Agreement {
  readonly terms: Terms;
  readonly digest: string;
  readonly parties: ReadonlyMap<string, Party>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly units: ReadonlyMap<string, Unit>;
  /** The clauses and conditions that count a measure, by its id. */
  readonly countedBy: ReadonlyMap<string, readonly string[]>;
  /** Shares and rates as they were written, read once. */
  readonly numbers: ReadonlyMap<string, Rational>;
}

/** The unit in which a measure is counted. */
export function unitOfMeasure(agreement: Agreement, measure: string): Unit {
  return agreement.units.get(agreement.measures.get(measure)!.unit)!;
}

/** What a clause or condition reads from the facts, with the place in the terms that names it. */
export function measuresOf(one: Clause | Condition): readonly (readonly [string, string])[] {
  const all = (list: readonly { readonly measure: string }[], field: string) =>
    list.map(({ measure }, at) => [measure, `${field}/${at}/measure`] as const);
  switch (one.kind) {
    case 'average':
      return [...all(one.measures, 'measures'), [one.before, 'before']];
    case 'event':
      return [[one.event, 'event']];
    case 'share':
      return [
        ...all(one.base.measures, 'base/measures'),
        ...all(one.cap?.sumBefore?.measures ?? [], 'cap/sumBefore/measures'),
        ...(one.cap?.sumBefore === undefined
          ? []
          : [[one.cap.sumBefore.event, 'cap/sumBefore/event'] as const]),
      ];
    case 'yield':
      return all(one.base.measures, 'base/measures');
    case 'one-off':
      return [[one.on, 'on'], ...all(one.of?.measures ?? [], 'of/measures')];
    case 'formula':
      return [
        ...all(one.base.measures, 'base/measures'),
        ...all(one.factors, 'factors'),
        ...(one.rate === undefined ? [] : [[one.rate, 'rate'] as const]),
        ...(one.dropsOut === undefined ? [] : [[one.dropsOut, 'dropsOut'] as const]),
      ];
    case 'open':
      return [];
  }
}
