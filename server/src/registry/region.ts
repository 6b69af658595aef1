/** Codes of regions are never deleted: each has the days on which it holds. */

export interface RegionValidity {
  readonly code: string;
  readonly displayName: string;
  /** Half-open; null where it is not known or has not happened. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly successorCode: string | null;
}

export type RegionStanding =
  | { readonly valid: true }
  | {
      readonly valid: false;
      readonly reason: 'region_not_known' | 'region_abolished' | 'region_not_yet_founded';
      readonly detail: string;
      /** The code that took the area over, where it was one. */
      readonly successorCode: string | null;
      readonly params: Readonly<Record<string, string>>;
    };

/** Judges whether a code holds on a day; `null` stands for a code that nobody knows. */
export function standingOf(
  region: RegionValidity | null,
  code: string,
  day: string,
): RegionStanding {
  if (region === null) {
    return {
      valid: false,
      reason: 'region_not_known',
      detail: `There is no region with the code ${code}.`,
      successorCode: null,
      params: { code },
    };
  }
  const { displayName: name, validFrom, validUntil, successorCode } = region;
  if (validUntil !== null && day >= validUntil) {
    const instead = successorCode === null ? '' : `; its successor is ${successorCode}`;
    return {
      valid: false,
      reason: 'region_abolished',
      detail: `${code} ${name} was abolished on ${validUntil}${instead}.`,
      successorCode,
      params: { code, name, validUntil, ...(successorCode === null ? {} : { successorCode }) },
    };
  }
  if (validFrom !== null && day < validFrom) {
    return {
      valid: false,
      reason: 'region_not_yet_founded',
      detail: `${code} ${name} is in force only from ${validFrom} on.`,
      successorCode: null,
      params: { code, name, validFrom },
    };
  }
  return { valid: true };
}

const besideIso: Readonly<Record<string, string>> = {
  // In GB/T 2260 these are provinces.
  TW: '710000',
  HK: '810000',
  MO: '820000',
  // The European Commission writes these two differently.
  UK: 'GB',
  EL: 'GR',
};

/** The code under which the registry keeps a country that a source names by two letters. */
export function countryRegion(country: string): string {
  const code = country.toUpperCase();
  return besideIso[code] ?? code;
}
