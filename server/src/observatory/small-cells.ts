/**
 * Which cells of a series are about too few, and what is done with them.
 *
 * A cell that the node counted itself is **small** if fewer than three organisations stand behind
 * it. Every total, share, quotient, index and digest is worked out from the other cells alone, and
 * is the same for every reader. So whatever is printed follows from what is told: no small cell can
 * be had by subtracting told cells from a total, however rows, columns and indices are combined, and
 * no further cells need to be left out to protect it. Those who answer for the region see the value
 * of a small cell beside the figures, never in them.
 *
 * Not protected, and said here so that nobody relies on it: that a small cell is there, and with it
 * that its value is not zero; what came between two series counted on different days; and who is
 * large within a cell of three or more. Names of organisations are public records, no figures.
 *
 * Imported series are what somebody published; nothing is known of who stands behind their cells.
 */
import { organisationsAtLeast } from './shapes.ts';

interface Counted {
  readonly region: string;
  readonly field: string;
  readonly value: number;
  /** Null where it is not known how many stand behind the value. */
  readonly organisations: number | null;
}

/**
 * @example isSmall({ organisations: 2 }) // → true
 * @example isSmall({ organisations: null }) // → false
 */
export function isSmall({ organisations }: Pick<Counted, 'organisations'>): boolean {
  return organisations !== null && organisations < organisationsAtLeast;
}

export function toldCells<Cell extends Counted>(cells: readonly Cell[]): Cell[] {
  return cells.filter((cell) => !isSmall(cell));
}

/** The same regions and fields, with nothing where a cell is small. */
export function emptiedCells<Cell extends Counted>(cells: readonly Cell[]): Cell[] {
  return cells.map((cell) => (isSmall(cell) ? { ...cell, value: 0 } : cell));
}

/** The small cells of a series as one reader may see them. */
export class SmallCells {
  readonly #cells: ReadonlyMap<string, Counted>;
  readonly #served: readonly string[] | null;

  /** @param served  Regions that the reader answers for; null for all of them. */
  constructor(cells: readonly Counted[], served: readonly string[] | null) {
    this.#cells = new Map(cells.filter(isSmall).map((cell) => [keyOf(cell), cell]));
    this.#served = served;
  }

  has(region: string, field: string): boolean {
    return this.#cells.has(keyOf({ region, field }));
  }

  /** Null for what the reader may not see. */
  valueOf(region: string, field: string): number | null {
    return this.#isServed(region)
      ? (this.#cells.get(keyOf({ region, field }))?.value ?? null)
      : null;
  }

  /** By region, or by all of them. */
  in(regions?: readonly string[]): readonly Pick<Counted, 'region' | 'field'>[] {
    return [...this.#cells.values()].filter(({ region }) => regions?.includes(region) ?? true);
  }

  /** What the reader is told about them. */
  counted(regions?: readonly string[]) {
    const cells = this.in(regions);
    const hidden = cells.filter(({ region }) => !this.#isServed(region)).length;
    return { organisationsAtLeast, cells: cells.length, hidden };
  }

  #isServed(region: string): boolean {
    return this.#served === null || this.#served.includes(region);
  }
}

function keyOf({ region, field }: Pick<Counted, 'region' | 'field'>): string {
  return `${region}\t${field}`;
}
