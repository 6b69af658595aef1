/** Values as strangers write them. Pure; what cannot be read is null. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A text that any database takes, without blanks around and doubled; null if nothing is left. */
export function readText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const tidy = text.toWellFormed().replace(unprintable, '').trim().replace(/\s+/g, ' ');
  return tidy === '' ? null : tidy;
}

/** The same with its line breaks, for texts that are read by line. */
export function readLines(text: string): string {
  return text.toWellFormed().replace(unprintable, '');
}

/** Cut to what a list can show. */
export function shortened(text: string, letters = 200): string {
  const points = [...text.slice(0, letters * 2)];
  return points.length <= letters ? text : `${points.slice(0, letters).join('')}…`;
}

/**
 * Decimal digits as minor units, exactly: `317625.5` with two digits is 31762550.
 *
 * @returns null if it is no plain decimal number or is finer than the minor unit.
 */
export function readMinorUnits(text: string, digits = 2): bigint | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) return null;
  return BigInt(`${sign}${whole}${kept.padEnd(digits, '0')}`);
}

/** `2020-01-31`, `2020/1/31`, `20200131` and `2020-01-31 00:00:00` as an ISO day. */
export function readDay(text: string): string | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text.trim()) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso) ? iso : null;
}

/** The year of a day, or a year alone. */
export function readYear(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? text.trim() : readDay(text)?.slice(0, 4);
  return year === undefined ? null : Number(year);
}

/** Several values in one cell, apart by semicolons or bars. */
export function readList(text: string): string[] {
  return text
    .split(/[;；|]/)
    .map(readText)
    .filter((one) => one !== null);
}

/** A web address with its scheme; one that begins with `www.` is taken as meant. */
export function readAddress(text: string): string | null {
  const address = /^www\./i.test(text) ? `https://${text}` : text;
  return /^https?:\/\/[^\s]{1,480}$/i.test(address) && URL.canParse(address) ? address : null;
}
