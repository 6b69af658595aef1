import type { Unit } from '@yunhe/exact';

interface Account {
  readonly party: string;
  readonly unit: Unit;
  /** By year and draw: `gains[year][draw]`, in minor units. */
  readonly gains: readonly bigint[][];
  readonly costs: bigint[];
}

/** Gathers, over many draws, what each party gains in each year. */
export class Spread {
  readonly #from: number;
  readonly #years: number;
  readonly #draws: number;
  readonly #accounts = new Map<string, Account>();

  constructor(from: number, years: number, draws: number) {
    this.#from = from;
    this.#years = years;
    this.#draws = draws;
  }

  gain(party: string, unit: Unit, year: number, draw: number, minor: bigint): void {
    const own = this.#account(party, unit).gains[year - this.#from];
    if (own !== undefined) own[draw] = own[draw]! + minor;
  }

  /** Costs before the first year count as the first year's, those after the last not at all. */
  cost(party: string, unit: Unit, year: number, minor: bigint): void {
    const { costs } = this.#account(party, unit);
    const at = Math.max(0, year - this.#from);
    if (at < this.#years) costs[at] = costs[at]! + minor;
  }

  years() {
    return this.#sorted().flatMap(({ party, unit, gains }) =>
      gains.map((own, at) => {
        const sorted = [...own].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        return { party, unit, year: this.#from + at, sorted };
      }),
    );
  }

  /** The first year from which all that was gained is at least all that was spent. */
  breakEven() {
    return this.#sorted().map(({ party, unit, gains, costs }) => {
      const reached: number[] = [];
      for (let draw = 0; draw < this.#draws; draw++) {
        let balance = 0n;
        let since: number | null = null;
        for (let at = 0; at < this.#years; at++) {
          balance += gains[at]![draw]! - costs[at]!;
          if (balance < 0n) since = null;
          else since ??= this.#from + at;
        }
        if (since !== null) reached.push(since);
      }
      reached.sort((a, b) => a - b);
      const medianYear = reached[Math.ceil(reached.length / 2) - 1] ?? null;
      return { party, unit: unit.code, reached: reached.length / this.#draws, medianYear };
    });
  }

  #sorted(): readonly Account[] {
    return [...this.#accounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  #account(party: string, unit: Unit): Account {
    const name = `${party} ${unit.code}`;
    let own = this.#accounts.get(name);
    if (own === undefined) {
      const gains = Array.from({ length: this.#years }, () => new Array(this.#draws).fill(0n));
      own = { party, unit, gains, costs: new Array(this.#years).fill(0n) };
      this.#accounts.set(name, own);
    }
    return own;
  }
}
