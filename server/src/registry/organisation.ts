/** What an organisation is, whatever keeps it. Pure. */
import { plainName, sortKey } from './search-keys.ts';
import type { OrganisationKind, OrganisationStatus } from './words.ts';

/** What is said of an organisation, one value each. */
export interface Attributes {
  readonly kind: OrganisationKind;
  readonly status: Exclude<OrganisationStatus, 'merged'>;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly parentId: string | null;
  readonly regionCode: string | null;
  readonly city: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly established: number | null;
  readonly website: string | null;
  readonly fields: readonly string[];
}

export const attributeNames = [
  'kind',
  'status',
  'nameZh',
  'nameEn',
  'parentId',
  'regionCode',
  'city',
  'latitude',
  'longitude',
  'established',
  'website',
  'fields',
] as const satisfies readonly (keyof Attributes)[];

/** Without blanks around and doubled; null where nothing readable is left. */
export function tidyName(name: string | null): string | null {
  const tidy = name?.trim().replace(/\s+/g, ' ') ?? '';
  return plainName(tidy) === '' ? null : tidy;
}

/** What lists show: the Chinese name, else the English one; and the key they sort by. */
export function shownAs(names: { nameZh: string | null; nameEn: string | null }): {
  displayName: string;
  sortKey: string;
} {
  const displayName = names.nameZh ?? names.nameEn ?? '';
  return { displayName, sortKey: sortKey(displayName) };
}

/** The attributes in which two states differ. */
export function changedBetween(before: Attributes, after: Attributes): (keyof Attributes)[] {
  return attributeNames.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
