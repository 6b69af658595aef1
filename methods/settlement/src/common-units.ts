import { readAmount, type Unit } from '@yunhe/exact';

/** What several statements count, by code: statements that are set off must mean the same by it. */
export class CommonUnits {
  readonly #units = new Map<string, Unit>();

  /** @throws RangeError if one code is money here and a statistic there. */
  constructor(declared: Iterable<Unit>) {
    for (const unit of declared) {
      const known = this.#units.get(unit.code);
      if (known !== undefined && known.kind !== unit.kind) {
        throw new RangeError(`${unit.code} is ${known.kind} here and ${unit.kind} there.`);
      }
      if (known === undefined || known.digits < unit.digits) this.#units.set(unit.code, unit);
    }
  }

  get all(): readonly Unit[] {
    return [...this.#units.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /** @throws RangeError if no statement declares it. */
  of(code: string): Unit {
    const unit = this.#units.get(code);
    if (unit === undefined) throw new RangeError(`No statement declares the unit ${code}.`);
    return unit;
  }

  /** @throws RangeError if the text is no amount of the unit. */
  minor(text: string, code: string): bigint {
    const minor = readAmount(text, this.of(code));
    if (minor !== null) return minor;
    throw new RangeError(`"${text.slice(0, 40)}" is no amount of ${code} in a statement.`);
  }
}
