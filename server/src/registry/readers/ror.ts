import { checkIdentifier } from '@yunhe/identifiers';
import { chineseRegionCode } from './chinese-places.ts';

export type RorName = {
  readonly text: string;
  readonly lang: string | null;
  readonly kind: 'label' | 'alias' | 'acronym';
};

/** An organisation of ROR in one shape, whichever schema its record has. */
export type RorOrganisation = {
  readonly ror: string;
  /** The name that ROR itself displays comes first. */
  readonly names: readonly RorName[];
  /** In lower case: education, facility, healthcare, company, government, nonprofit … */
  readonly types: readonly string[];
  readonly status: 'active' | 'inactive' | 'withdrawn';
  readonly established: number | null;
  readonly city: string | null;
  /** ISO 3166-1, two letters. */
  readonly countryCode: string | null;
  /** ISO 3166-2 (CN-HE) in schema v2, GeoNames (CN.10) in schema v1. */
  readonly subdivisionCode: string | null;
  readonly subdivisionName: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly geonamesId: number | null;
  /** Valid ones only, in the form in which they are stored. */
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  /** Identifiers that the record holds and that cannot be right, for the report. */
  readonly refusedIdentifiers: readonly {
    readonly scheme: string;
    readonly value: string;
    readonly reason: string;
  }[];
  readonly links: readonly string[];
  readonly relationships: readonly { readonly type: string; readonly ror: string }[];
};

export type RorProblem = { readonly problem: string; readonly detail: string };

const SCHEMES: Readonly<Record<string, string>> = {
  grid: 'grid',
  isni: 'isni',
  wikidata: 'wikidata',
  fundref: 'crossref_funder',
};
const MOST_NAMES = 200;

/**
 * Reads one record of ROR, of schema v1 or v2, into one shape.
 *
 * What the record lacks is `null` or empty; identifiers of schemes that Yunhe does not keep (HESA,
 * OrgRef …) are left out. Only a record without a valid ROR or without any name is a problem.
 */
export function readRorRecord(record: unknown): RorOrganisation | RorProblem {
  if (!isObject(record)) return problem('ror_record_is_not_an_object', typeof record);
  const judgement = checkIdentifier('ror', text(record.id) ?? '');
  if (!judgement.valid) return problem(judgement.reason, judgement.detail);
  const names = Array.isArray(record.names) ? namesOfV2(record.names) : namesOfV1(record);
  if (names.length === 0) return problem('ror_record_has_no_name', judgement.value);
  return {
    ror: judgement.value,
    names: names.slice(0, MOST_NAMES),
    types: texts(record.types).map((type) => type.toLowerCase()),
    status: statusOf(text(record.status)),
    established: number(record.established),
    ...(Array.isArray(record.locations) ? placeOfV2(record) : placeOfV1(record)),
    ...identifiersOf(record.external_ids),
    links: linksOf(record.links),
    relationships: relationshipsOf(record.relationships),
  };
}

/**
 * The region of an organisation: in China GB/T 2260, prefecture where the city tells, elsewhere
 * the code of the country, so that namesakes abroad are not taken for one at home.
 */
export function regionCodeOf(
  place: Pick<RorOrganisation, 'countryCode' | 'subdivisionCode' | 'city'>,
): string | null {
  if (place.countryCode !== 'CN') return place.countryCode;
  return chineseRegionCode(place.subdivisionCode, place.city);
}

function namesOfV2(names: readonly unknown[]): RorName[] {
  const read: (RorName & { displayed: boolean })[] = [];
  for (const name of names.filter(isObject)) {
    const value = text(name.value);
    if (value === null) continue;
    const types = texts(name.types);
    // A name may be label and alias at once; the stronger word counts.
    const kind =
      types.includes('label') || types.includes('ror_display')
        ? 'label'
        : types.includes('alias')
          ? 'alias'
          : 'acronym';
    const displayed = types.includes('ror_display');
    read.push({ text: value, lang: text(name.lang), kind, displayed });
  }
  read.sort((left, right) => Number(right.displayed) - Number(left.displayed));
  return read.map(({ displayed: _, ...name }) => name);
}

function namesOfV1(record: Record<string, unknown>): RorName[] {
  const name = text(record.name);
  const labels = objects(record.labels).flatMap((label): RorName[] => {
    const value = text(label.label);
    return value === null ? [] : [{ text: value, lang: text(label.iso639), kind: 'label' }];
  });
  const all = (values: unknown, kind: RorName['kind']) =>
    texts(values).map((value): RorName => ({ text: value, lang: null, kind }));
  return [
    ...(name === null ? [] : [{ text: name, lang: null, kind: 'label' as const }]),
    ...labels,
    ...all(record.aliases, 'alias'),
    ...all(record.acronyms, 'acronym'),
  ];
}

type PlaceFields = Pick<
  RorOrganisation,
  'city' | 'countryCode' | 'subdivisionCode' | 'subdivisionName' | 'lat' | 'lng' | 'geonamesId'
>;

// An organisation may have several places; ROR puts its seat first.
function placeOfV2(record: Record<string, unknown>): PlaceFields {
  const location = objects(record.locations)[0] ?? {};
  const place = object(location.geonames_details);
  const countryCode = text(place.country_code);
  const subdivision = text(place.country_subdivision_code);
  return {
    city: text(place.name),
    countryCode,
    subdivisionCode: subdivision === null ? null : `${countryCode}-${subdivision}`,
    subdivisionName: text(place.country_subdivision_name),
    lat: number(place.lat),
    lng: number(place.lng),
    geonamesId: number(location.geonames_id),
  };
}

function placeOfV1(record: Record<string, unknown>): PlaceFields {
  const address = objects(record.addresses)[0] ?? {};
  const city = object(address.geonames_city);
  const subdivision = object(city.geonames_admin1);
  return {
    city: text(address.city) ?? text(city.city),
    countryCode: text(object(record.country).country_code),
    subdivisionCode: text(subdivision.code),
    subdivisionName: text(subdivision.name),
    lat: number(address.lat),
    lng: number(address.lng),
    geonamesId: number(city.id),
  };
}

function identifiersOf(
  external: unknown,
): Pick<RorOrganisation, 'identifiers' | 'refusedIdentifiers'> {
  const listed = Array.isArray(external)
    ? objects(external).map((entry) => ({ ...entry, type: text(entry.type) ?? '' }))
    : Object.entries(object(external)).map(([type, entry]) => ({ ...object(entry), type }));
  const identifiers: { scheme: string; value: string }[] = [];
  const refusedIdentifiers: { scheme: string; value: string; reason: string }[] = [];
  for (const entry of listed as { type: string; all?: unknown; preferred?: unknown }[]) {
    const scheme = SCHEMES[entry.type.toLowerCase()];
    if (scheme === undefined) continue;
    // The preferred one leads. In schema v1 `all` is one text for GRID and a list for the others.
    for (const value of new Set([...texts([entry.preferred]), ...texts([entry.all].flat())])) {
      const judgement = checkIdentifier(scheme, value);
      if (!judgement.valid) {
        refusedIdentifiers.push({ scheme, value, reason: judgement.reason });
      } else if (!identifiers.some((i) => i.scheme === scheme && i.value === judgement.value)) {
        identifiers.push({ scheme, value: judgement.value });
      }
    }
  }
  return { identifiers, refusedIdentifiers };
}

function linksOf(links: unknown): string[] {
  if (!Array.isArray(links)) return [];
  const addresses = links.map((link) => text(isObject(link) ? link.value : link));
  return addresses.filter((link): link is string => /^https?:\/\//.test(link ?? ''));
}

function relationshipsOf(relationships: unknown): { type: string; ror: string }[] {
  return objects(relationships).flatMap((relationship) => {
    const judgement = checkIdentifier('ror', text(relationship.id) ?? '');
    const type = text(relationship.type)?.toLowerCase();
    return judgement.valid && type !== undefined ? [{ type, ror: judgement.value }] : [];
  });
}

function statusOf(status: string | null): RorOrganisation['status'] {
  return status === 'inactive' || status === 'withdrawn' ? status : 'active';
}

function problem(code: string, detail: string): RorProblem {
  return { problem: code, detail };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text).filter((entry) => entry !== null) : [];
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
