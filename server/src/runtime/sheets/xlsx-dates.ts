/** What a number format shows of a serial number; undefined where it shows a number. */
export type DateShape = 'date' | 'time' | 'both';

const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;

/** Formats without a code in the file, by ECMA-376 part 1, 18.8.30, East Asian ones among them. */
export function builtInShape(id: number): DateShape | undefined {
  if (id === 22) return 'both';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time';
  if (id === 55 || id === 56) return 'time';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return undefined;
}

/** Reads a format code such as `yyyy"年"m"月"d"日"`; elapsed times (`[h]:mm`) are numbers. */
export function shapeOfCode(code: string): DateShape | undefined {
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';', 1)[0]!
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(plain)) return undefined;
  const letters = plain.replace(/\[[^[\]]{0,60}\]|am\/pm|a\/p/g, '');
  if (letters.includes('general')) return undefined;
  const hasTime = /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (!hasTime && letters.includes('m'));
  if (hasDay) return hasTime ? 'both' : 'date';
  return hasTime ? 'time' : undefined;
}

/**
 * Turns a serial number into ISO: `2025-03-01`, `2025-03-01T08:30:00` or `08:30:00`.
 *
 * The 1900 system counts a 29 February 1900 that never was (serial 60); that day and the
 * "0 January" before the first are no dates.
 *
 * @returns undefined if the serial number is no date of its system up to the year 9999.
 */
export function isoOfSerial(serial: number, shape: DateShape, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return undefined;
  const seconds = Math.round(serial * 86_400);
  const days = shape === 'date' ? Math.floor(serial) : Math.floor(seconds / 86_400);
  const time = new Date((seconds % 86_400) * 1_000).toISOString().slice(11, 19);
  if (shape === 'time' && days === 0) return time;
  const day = is1904 ? dayAfter(Date.UTC(1904, 0, 1), days) : dayOf1900(days);
  if (day === undefined || day.length !== 10) return undefined;
  return shape === 'date' ? day : `${day}T${time}`;
}

/** The serial number of an ISO day in the 1900 system; undefined if it is no such day. */
export function serialOfIso(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) return undefined;
  const days = (at - Date.UTC(1899, 11, 31)) / DAY_MS;
  if (days < 1) return undefined;
  return days >= 60 ? days + 1 : days;
}

function dayOf1900(days: number): string | undefined {
  if (days < 1 || days === 60) return undefined;
  return dayAfter(Date.UTC(1899, 11, 31), days > 60 ? days - 1 : days);
}

function dayAfter(start: number, days: number): string {
  return new Date(start + days * DAY_MS).toISOString().slice(0, -14);
}
