import { canonicalText, sha256, writeAmount } from '@yunhe/exact';
import type { Line, Statement, Step } from './statement.ts';
import { readWritten, withDigits } from './written-amount.ts';

/** What a correction changes; added to the statement before, it gives the one after. */
export interface DifferenceStatement {
  /** The digests of the two statements. */
  readonly before: string;
  readonly after: string;
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
 * @throws RangeError if the two are of different agreements or periods.
 * @example
 * const of = (amount) => ({ terms: { id: 'park' }, period: null, digest: amount, lines: [
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
  const [old, corrected] = [byName(before.lines), byName(after.lines)];
  const names = [...new Set([...old.keys(), ...corrected.keys()])].sort();
  const lines = names.flatMap((name): readonly Line[] => {
    const [was, is] = [old.get(name), corrected.get(name)];
    const line = (is ?? was)!.line;
    const digits = Math.max(was?.digits ?? 0, is?.digits ?? 0);
    const unit = { code: line.unit, digits, kind: 'money' } as const;
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
  const content = { before: before.digest, after: after.digest, lines };
  return { ...content, digest: sha256(canonicalText(content)) };
}

interface Summed {
  readonly line: Line;
  readonly digits: number;
  readonly steps: readonly Step[];
  readonly minor: bigint;
}

/** A clause may pay the same receiver twice in a year, in parts. */
function byName(lines: readonly Line[]): ReadonlyMap<string, Summed> {
  const sums = new Map<string, Summed>();
  for (const line of lines) {
    const { period, clause, payer, receiver, measure, unit } = line;
    const name = canonicalText([period, clause, payer, receiver, measure, unit]);
    const { minor, digits } = readWritten(line.amount);
    const before = sums.get(name);
    const steps = [...(before?.steps ?? []), ...line.steps];
    const scale = Math.max(digits, before?.digits ?? 0);
    const sum =
      withDigits({ minor, digits }, scale) +
      (before === undefined ? 0n : withDigits(before, scale));
    sums.set(name, { line, digits: scale, steps, minor: sum });
  }
  return sums;
}
