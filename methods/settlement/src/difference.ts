import { canonicalText, sha256, type Unit, writeAmount } from '@yunhe/exact';
import { CommonUnits } from './common-units.ts';
import type { Line, Statement, Step } from './statement.ts';

/** What a correction changes; added to the statement before, it gives the one after. */
export interface DifferenceStatement {
  /** The digests of the two statements. */
  readonly before: string;
  readonly after: string;
  readonly units: readonly Unit[];
  /** Lines whose amount changed; a negative amount is taken back from the receiver. */
  readonly lines: readonly Line[];
  readonly digest: string;
}

/**
 * The difference that a correction of facts, or an amendment, makes. Nothing is overwritten: the
 * statement before stays what it was. Going back gives the same lines with turned signs.
 *
 * @param before  The statement that was issued.
 * @param after   The statement by the corrected facts, of the same period.
 * @returns       One line for every payer, receiver, measure, unit, clause and year whose amount
 *                changed, in the order of the periods; its steps tell both amounts.
 * @throws RangeError if the two are of different agreements or periods, or count unlike things.
 * @example
 * const units = [{ code: 'CNY', digits: 2, kind: 'money' }];
 * const of = (amount) => ({ terms: { id: 'park' }, period: null, digest: amount, units, lines: [
 *   { period: '2020', payer: 'a', receiver: 'b', measure: 'tax', unit: 'CNY', amount, clause: '1',
 *     steps: [] }] });
 * difference(of('40.00'), of('30.00')).lines[0].amount // → '-10.00'
 *
 * Cost: linear in the lines.
 */
export function difference(before: Statement, after: Statement): DifferenceStatement {
  if (before.terms.id !== after.terms.id || before.period !== after.period) {
    throw new RangeError('The statements are of different agreements or periods.');
  }
  const units = new CommonUnits([...before.units, ...after.units]);
  const [old, corrected] = [byName(before.lines, units), byName(after.lines, units)];
  const names = [...new Set([...old.keys(), ...corrected.keys()])].sort();
  const lines = names.flatMap((name): readonly Line[] => {
    const [was, is] = [old.get(name), corrected.get(name)];
    const line = (is ?? was)!.line;
    const unit = units.of(line.unit);
    const changed = (is?.minor ?? 0n) - (was?.minor ?? 0n);
    if (changed === 0n) return [];
    const tell = (step: string, minor = 0n): Step => ({
      step,
      value: writeAmount(minor, unit),
      unit: line.unit,
    });
    const steps = [tell('before', was?.minor), tell('after', is?.minor), ...(is?.steps ?? [])];
    return [{ ...line, amount: writeAmount(changed, unit), steps }];
  });
  const content = { before: before.digest, after: after.digest, units: units.all, lines };
  return { ...content, digest: sha256(canonicalText(content)) };
}

interface Summed {
  readonly line: Line;
  readonly steps: readonly Step[];
  readonly minor: bigint;
}

/** A clause may pay the same receiver twice in a year, in parts. */
function byName(lines: readonly Line[], units: CommonUnits): ReadonlyMap<string, Summed> {
  const sums = new Map<string, Summed>();
  for (const line of lines) {
    const { period, clause, payer, receiver, measure, unit } = line;
    const name = canonicalText([period, clause, payer, receiver, measure, unit]);
    const before = sums.get(name);
    const steps = [...(before?.steps ?? []), ...line.steps];
    const minor = (before?.minor ?? 0n) + units.minor(line.amount, unit);
    sums.set(name, { line, steps, minor });
  }
  return sums;
}
