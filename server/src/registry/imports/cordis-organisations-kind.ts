/** Organisations of European projects, as the CORDIS network is exported. */
import { checkIdentifier } from '@yunhe/identifiers';
import { tidyName } from '../organisation.ts';
import { countryRegion } from '../region.ts';
import type { OrganisationKind } from '../words.ts';
import { applyOrganisations } from './apply-organisations.ts';
import {
  doubtful,
  importKind,
  type RowProblem,
  type RowRead,
  type SourceRow,
  wrong,
} from './import-kind.ts';
import { type OrganisationClaim, SeenInFile } from './organisation-claim.ts';
import { allRegions } from './organisation-claim-store.ts';
import { RegisterOfRegions } from './register-of-regions.ts';
import { readText, shortened } from './values.ts';

/** Higher education, research, public bodies, private companies, others. */
export const kindsOfActivity: Readonly<Record<string, OrganisationKind>> = {
  HES: 'university',
  REC: 'research_institute',
  PUB: 'government',
  PRC: 'enterprise',
  OTH: 'other',
};

const column = (
  name: string,
  zh: string,
  en: string,
  required: boolean,
  ...alsoCalled: string[]
) => ({ name, title: { zh, en }, required, alsoCalled });

export const cordisOrganisations = importKind<OrganisationClaim>({
  name: 'cordis-organisations',
  title: { zh: 'CORDIS 主体', en: 'CORDIS organisations' },
  files: ['csv', 'xlsx'],
  source: 'cordis',
  columns: [
    column('pic', 'PIC', 'PIC', true, 'orgid', 'organisationid'),
    column('name', '名称', 'Name', true),
    column('shortName', '简称', 'Short name', false, 'shortname'),
    column('city', '城市', 'City', false),
    column('country', '国家', 'Country', false),
    column('type', '类型', 'Type of activity', false, 'activitytype'),
    column('website', '网址', 'Website', false, 'organizationurl', 'organisationurl'),
  ],
  begin: async ({ database }, run) => {
    const regions = new RegisterOfRegions(await allRegions(database.tx));
    const seen = new SeenInFile();
    return {
      read: (row) => readCordis(row, regions),
      applier: {
        meet: ({ row, item }) => seen.meet(row, item),
        apply: (ctx, batch) => applyOrganisations(ctx, run, batch),
      },
    };
  },
});

function readCordis({ cells }: SourceRow, regions: RegisterOfRegions): RowRead<OrganisationClaim> {
  const problems: RowProblem[] = [];
  const pic = checkIdentifier('pic', cells.pic ?? '');
  if (!pic.valid) {
    const more = { params: { scheme: 'pic', reason: pic.reason }, value: cells.pic ?? '' };
    problems.push(wrong('pic', 'identifier_invalid', pic.detail, more));
  }
  const name = tidyName(readText(cells.name));
  if (name === null || name.length > 500) {
    const value = shortened(cells.name ?? '');
    problems.push(
      wrong('name', 'name_missing', 'A name of at most 500 characters is needed.', { value }),
    );
  }
  if (!pic.valid || name === null || problems.length > 0) return { item: null, problems };
  const short = tidyName(readText(cells.shortName));
  const kind = kindsOfActivity[cells.type ?? ''];
  const regionCode = regionOfCountry(cells.country, regions, problems);
  const city = readText(cells.city)?.slice(0, 200);
  const item: OrganisationClaim = {
    identifiers: [{ scheme: 'pic', value: pic.value }],
    sourceKey: null,
    attributes: {
      nameEn: name,
      ...(kind === undefined ? {} : { kind }),
      ...(regionCode === null ? {} : { regionCode }),
      ...(city === undefined ? {} : { city: capitalised(city) }),
    },
    names:
      short === null || short.length > 500 || short.toLowerCase() === name.toLowerCase()
        ? []
        : [{ text: short, lang: null, kind: 'acronym' }],
  };
  return { item, problems };
}

export function regionOfCountry(
  country: string | undefined,
  regions: RegisterOfRegions,
  problems: RowProblem[],
): string | null {
  const given = readText(country);
  if (given === null) return null;
  const code = countryRegion(given);
  if (regions.has(code)) return code;
  const detail = `${shortened(given)} is no country that the register of regions knows.`;
  problems.push(doubtful('country', 'region_not_known', detail, { value: shortened(given) }));
  return null;
}

/** CORDIS writes cities in capitals. */
function capitalised(city: string): string {
  if (city !== city.toUpperCase()) return city;
  return city
    .toLowerCase()
    .replace(/(^|[\s'-])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
}
