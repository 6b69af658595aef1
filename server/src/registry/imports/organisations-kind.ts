/** Organisations from a table or from flat objects, by a mapping of columns. */
import { checkIdentifier } from '@yunhe/identifiers';
import { tidyName } from '../organisation.ts';
import { plainName } from '../search-keys.ts';
import { type OrganisationKind, organisationKinds, organisationSchemes } from '../words.ts';
import { applyOrganisations } from './apply-organisations.ts';
import {
  doubtful,
  type ImportColumn,
  importKind,
  type RowProblem,
  type RowRead,
  type SourceRow,
  wrong,
} from './import-kind.ts';
import { linkParents, type StatedParent } from './link-parents.ts';
import {
  type OrganisationClaim,
  SeenInFile,
  type StatedAttributes,
  type StatedIdentifier,
} from './organisation-claim.ts';
import { allRegions } from './organisation-claim-store.ts';
import { RegisterOfRegions } from './register-of-regions.ts';
import { readAddress, readList, readText, readYear, shortened } from './values.ts';

const nameLettersAtMost = 500;

function column(
  name: string,
  zh: string,
  en: string,
  alsoCalled: readonly string[] = [],
  words?: readonly string[],
): ImportColumn {
  const title = { zh, en };
  return { name, title, required: false, alsoCalled, ...(words === undefined ? {} : { words }) };
}

const columns: readonly ImportColumn[] = [
  column('key', '来源编号', 'Key in the source', ['id', '编号', '代码', 'code', '股票代码']),
  column('nameZh', '中文名称', 'Chinese name', [
    '名称',
    '单位名称',
    '机构名称',
    '企业名称',
    '公司名称',
    '公司全称',
    'name_zh',
  ]),
  column('nameEn', '英文名称', 'English name', ['name', 'name_en', 'organisation', 'organization']),
  column('aliases', '别名', 'Other names', ['简称', '股票名称', 'alias', 'short name']),
  column('formerNames', '曾用名', 'Former names', ['former name']),
  column('kind', '主体类型', 'Kind', ['类型', 'type'], organisationKinds),
  column('region', '地区', 'Region, by code or name', [
    '行政区划代码',
    '省份',
    '所在地区',
    'region_code',
    'province',
  ]),
  column('city', '城市', 'City', ['所在城市']),
  column('uscc', '统一社会信用代码', 'Unified social credit code', ['信用代码', 'credit code']),
  column('ror', 'ROR', 'ROR', ['ror id']),
  column('isni', 'ISNI', 'ISNI'),
  column('pic', 'PIC', 'PIC', ['orgid']),
  column('grid', 'GRID', 'GRID'),
  column('wikidata', 'Wikidata', 'Wikidata'),
  column('crossref_funder', 'Crossref 资助机构', 'Crossref funder', ['fundref']),
  column('website', '网址', 'Website', ['网站', '官网', 'url', 'homepage']),
  column('established', '成立年份', 'Established', ['成立日期', '成立时间', 'founded']),
  column('fields', '领域', 'Fields', ['行业', 'industry', 'field']),
  column('parent', '上级主体', 'Parent', ['上级单位', '主管单位', '母公司']),
];

/** What files call the kinds. */
const kindsByWord: Readonly<Record<string, OrganisationKind>> = {
  政府: 'government',
  政府部门: 'government',
  机关: 'government',
  企业: 'enterprise',
  公司: 'enterprise',
  company: 'enterprise',
  高校: 'university',
  大学: 'university',
  院校: 'university',
  education: 'university',
  科研院所: 'research_institute',
  科研机构: 'research_institute',
  研究所: 'research_institute',
  facility: 'research_institute',
  平台: 'platform',
  科创平台: 'platform',
  基金: 'fund',
  服务机构: 'service_agency',
  中介机构: 'service_agency',
  其他: 'other',
};

export const organisations = importKind<OrganisationClaim>({
  name: 'organisations',
  title: { zh: '主体', en: 'Organisations' },
  files: ['csv', 'xlsx', 'jsonl'],
  source: null,
  columns,
  oneOf: [['nameZh', 'nameEn']],
  begin: async ({ database }, run) => {
    const regions = new RegisterOfRegions(await allRegions(database.tx));
    const seen = new SeenInFile();
    const parents: StatedParent[] = [];
    return {
      read: (row) => readOrganisation(row, regions, run.today),
      applier: {
        meet: ({ row, item }) => {
          const problem = seen.meet(row, item);
          if (problem === null && item.parent) parents.push({ row, claim: item });
          return problem;
        },
        apply: (ctx, batch) => applyOrganisations(ctx, run, batch),
        finish: (ctx) => linkParents(ctx, run, parents),
      },
    };
  },
});

/** One row as a claim, with everything that is wrong in it. */
export function readOrganisation(
  { cells }: SourceRow,
  regions: RegisterOfRegions,
  today: string,
): RowRead<OrganisationClaim> {
  const problems: RowProblem[] = [];
  const nameZh = readName('nameZh', cells, problems);
  const nameEn = readName('nameEn', cells, problems);
  if (nameZh === null && nameEn === null && problems.length === 0) {
    problems.push(wrong('nameZh', 'name_missing', 'A Chinese or an English name is needed.'));
  }
  const identifiers = readIdentifiers(cells, problems);
  const attributes = {
    nameZh,
    nameEn,
    kind: readKind(cells.kind, problems),
    regionCode: readRegion(cells.region, regions, today, problems),
    city: readText(cells.city)?.slice(0, 200) ?? null,
    website: readWebsite(cells.website, problems),
    established: readEstablished(cells.established, today, problems),
    fields: readList(cells.fields ?? '').map((field) => field.slice(0, 200)),
  };
  const stated = Object.fromEntries(
    Object.entries(attributes).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  ) as StatedAttributes;
  const aliases = readList(cells.aliases ?? '').map((text) => ({ text, kind: 'alias' as const }));
  const former = readList(cells.formerNames ?? '').map((text) => ({
    text,
    kind: 'former' as const,
  }));
  const names = [...aliases, ...former].filter(({ text, kind }) => {
    const fits = text.length <= nameLettersAtMost;
    if (!fits) problems.push(tooLong(kind === 'alias' ? 'aliases' : 'formerNames', text));
    return fits;
  });
  if (problems.some(({ gravity }) => gravity === 'error')) return { item: null, problems };
  const item: OrganisationClaim = {
    identifiers,
    // Without a key the name in its region is what a source knows an organisation by.
    sourceKey:
      readText(cells.key)?.slice(0, 200) ??
      (identifiers.length > 0
        ? null
        : `${plainName(nameZh ?? nameEn ?? '')} ${stated.regionCode ?? ''}`.trim()),
    attributes: stated,
    names: names.map((name) => ({ ...name, lang: null })),
    parent: readText(cells.parent),
  };
  return { item, problems };
}

function readName(
  column: 'nameZh' | 'nameEn',
  cells: SourceRow['cells'],
  problems: RowProblem[],
): string | null {
  const name = tidyName(readText(cells[column]));
  if (cells[column] !== undefined && name === null) {
    const detail = 'Nothing in the name can be read aloud; write letters or characters.';
    problems.push(wrong(column, 'name_not_readable', detail, { value: cells[column] }));
  }
  if (name !== null && name.length > nameLettersAtMost) {
    problems.push(tooLong(column, name));
    return null;
  }
  return name;
}

function tooLong(column: string, name: string): RowProblem {
  const params = { letters: name.length, limit: nameLettersAtMost };
  const detail = `The name has ${name.length} characters and ${nameLettersAtMost} are allowed.`;
  return wrong(column, 'name_too_long', detail, { params, value: shortened(name) });
}

function readIdentifiers(cells: SourceRow['cells'], problems: RowProblem[]): StatedIdentifier[] {
  return organisationSchemes.flatMap((scheme) => {
    const text = readText(cells[scheme]);
    if (text === null) return [];
    const judgement = checkIdentifier(scheme, text);
    if (judgement.valid) return [{ scheme, value: judgement.value }];
    const more = { params: { scheme, reason: judgement.reason }, value: shortened(text) };
    problems.push(wrong(scheme, 'identifier_invalid', judgement.detail, more));
    return [];
  });
}

function readKind(text: string | undefined, problems: RowProblem[]): OrganisationKind | null {
  const word = readText(text)?.toLowerCase();
  if (word === undefined) return null;
  const kind = organisationKinds.find((known) => known === word) ?? kindsByWord[word];
  if (kind !== undefined) return kind;
  const detail = `${shortened(word)} is none of: ${organisationKinds.join(', ')}.`;
  problems.push(wrong('kind', 'value_not_known', detail, { value: shortened(word) }));
  return null;
}

function readRegion(
  text: string | undefined,
  regions: RegisterOfRegions,
  today: string,
  problems: RowProblem[],
): string | null {
  const place = readText(text)?.slice(0, 200);
  if (place === undefined) return null;
  const isCode = /^(?:[0-9]{2,6}|[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)$/.test(place);
  if (!isCode) {
    const code = regions.named(place, today);
    if (code === null) {
      const detail = `No region, or more than one, is called ${place}; write its code.`;
      problems.push(wrong('region', 'region_not_known', detail, { value: place }));
    }
    return code;
  }
  const code = /^[0-9]+$/.test(place) ? place.padEnd(6, '0') : place.toUpperCase();
  const standing = regions.standing(code, today);
  if (standing.valid) return standing.code;
  const { reason, detail, params } = standing;
  problems.push(wrong('region', reason, detail, { params, value: place }));
  return null;
}

function readWebsite(text: string | undefined, problems: RowProblem[]): string | null {
  const given = readText(text);
  if (given === null) return null;
  const address = readAddress(given);
  if (address === null) {
    const detail = 'This is no web address and was left out; it begins with https://.';
    problems.push(doubtful('website', 'website_invalid', detail, { value: shortened(given) }));
  }
  return address;
}

function readEstablished(
  text: string | undefined,
  today: string,
  problems: RowProblem[],
): number | null {
  const given = readText(text);
  if (given === null) return null;
  const year = readYear(given);
  if (year === null || year < 1) {
    const detail = 'This is neither a year nor a date; write 2003 or 2003-05-01.';
    problems.push(wrong('established', 'date_invalid', detail, { value: shortened(given) }));
    return null;
  }
  if (year > Number(today.slice(0, 4))) {
    const detail = `${year} lies in the future.`;
    const more = { params: { year }, value: shortened(given) };
    problems.push(wrong('established', 'established_in_the_future', detail, more));
    return null;
  }
  return year;
}
