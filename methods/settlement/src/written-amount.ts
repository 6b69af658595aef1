/** An amount as a statement writes it: minor units, and how many digits they have. */
export interface WrittenAmount {
  readonly minor: bigint;
  readonly digits: number;
}

const WRITTEN = /^-?\d{1,30}(?:\.(\d{1,12}))?$/;

/** @throws RangeError if the text is no decimal as statements write them. */
export function readWritten(text: string): WrittenAmount {
  const found = WRITTEN.exec(text);
  if (found === null) throw new RangeError(`"${text.slice(0, 40)}" is no amount of a statement.`);
  return { minor: BigInt(text.replace('.', '')), digits: found[1]?.length ?? 0 };
}

/** The same amount with at least so many digits. */
export function withDigits({ minor, digits }: WrittenAmount, wanted: number): bigint {
  return wanted > digits ? minor * 10n ** BigInt(wanted - digits) : minor;
}
