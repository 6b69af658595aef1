/** Decimal numbers as texts, exactly: what a replay adds up and compares. */

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

function scaled(text: string): Scaled {
  const [whole = '', part = ''] = text.split('.');
  return { digits: BigInt(whole + part), scale: part.length };
}

function aligned(one: string, other: string): readonly [bigint, bigint, number] {
  const [a, b] = [scaled(one), scaled(other)];
  const scale = Math.max(a.scale, b.scale);
  const raise = ({ digits, scale: own }: Scaled) => digits * 10n ** BigInt(scale - own);
  return [raise(a), raise(b), scale];
}

/** Negative where the first is less, positive where it is more, 0 where both are the same number. */
export function compared(one: string, other: string): number {
  const [a, b] = aligned(one, other);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first without the second. */
export function difference(one: string, other: string): string {
  const [a, b, scale] = aligned(one, other);
  return written(a - b, scale);
}

export function negated(text: string): string {
  return difference('0', text);
}

/** Without zeros at the end, so that equal numbers are equal texts. */
function written(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const part = text.slice(text.length - scale).replace(/0+$/, '');
  const whole = text.slice(0, text.length - scale);
  return `${sign}${whole}${scale === 0 || part === '' ? '' : `.${part}`}`;
}
