/** A budget by heading: what is left of it once commitments and actuals are taken off. Pure. */

export interface BudgetLine {
  readonly heading: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Fen, as a decimal text. */
  readonly amountMinor: string;
}

/** All in fen; `reserved`, `committed`, `actual` and `available` sum to `budget`. */
export interface Figures {
  readonly budgetMinor: bigint;
  /** Waits for a motion. */
  readonly reservedMinor: bigint;
  readonly committedMinor: bigint;
  readonly actualMinor: bigint;
  readonly availableMinor: bigint;
}

export function figuresOf(heading: {
  readonly availableMinor: bigint;
  readonly pendingMinor: bigint;
  readonly actualMinor: bigint;
  readonly reservedMinor: bigint;
}): Figures {
  const { availableMinor, pendingMinor, actualMinor, reservedMinor } = heading;
  return {
    budgetMinor: availableMinor + pendingMinor + actualMinor,
    ...{ reservedMinor, committedMinor: pendingMinor - reservedMinor, actualMinor, availableMinor },
  };
}

export function sumOf(figures: readonly Figures[]): Figures {
  const sum = (name: keyof Figures) => figures.reduce((total, one) => total + one[name], 0n);
  return {
    budgetMinor: sum('budgetMinor'),
    reservedMinor: sum('reservedMinor'),
    committedMinor: sum('committedMinor'),
    actualMinor: sum('actualMinor'),
    availableMinor: sum('availableMinor'),
  };
}

/** Fen as yuan with two decimals, for sentences. */
export function inYuan(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
