/** Every list as a file: the same rows, page after page, so that a long one needs no memory. */

import { dayOf } from '../runtime/day.ts';
import { cells, mediaTypes } from '../runtime/list-file.ts';
import type { Context, Download, SheetFormat, UseCase } from '../runtime/module.ts';
import {
  type SheetColumn,
  type SheetRecord,
  writeCsv,
  writeJsonLines,
  writeXlsx,
} from '../runtime/sheets/index.ts';
import { everyCollaboration } from './collaboration-views.ts';
import type { RegionRef, registryContract } from './contract.ts';
import { scopeOf } from './judge-region.ts';
import { collaborationScopes } from './keep-collaboration.ts';
import { sightOf } from './keep-person.ts';
import { countOrganisations, everyOrganisation } from './organisation-views.ts';
import { everyPerson } from './person-views.ts';
import { everyRegion } from './region-views.ts';
import { findQuery } from './search-organisations.ts';
import { asWritten } from './search-query.ts';

type Contract = typeof registryContract;
function fileOf(
  ctx: Context,
  name: string,
  format: SheetFormat,
  columns: readonly SheetColumn[],
  lines: AsyncIterable<SheetRecord>,
): Download {
  const writers = {
    csv: () => writeCsv(columns, lines),
    xlsx: () => writeXlsx(columns, lines),
    jsonl: () => writeJsonLines(lines),
  };
  return {
    filename: `${name}-${dayOf(ctx.now)}.${format}`,
    mediaType: mediaTypes[format],
    bytes: writers[format](),
  };
}

const texts = (...keys: string[]): SheetColumn[] => keys.map((key) => ({ key }));
const joined = (list: readonly string[]) => (list.length === 0 ? null : list.join('; '));
const placeOf = (region: RegionRef | null) => ({
  regionCode: region?.code ?? null,
  regionNameZh: region?.nameZh ?? null,
  regionNameEn: region?.nameEn ?? null,
});

export const exportRegions: UseCase<Contract['exportRegions']> = async (
  ctx,
  { format, ...filter },
) => {
  const columns = texts('code', 'scheme', 'level', 'parentCode', 'nameZh', 'nameEn', 'iso3166');
  const days: SheetColumn[] = [
    { key: 'validFrom', type: 'date' },
    { key: 'validUntil', type: 'date' },
    { key: 'successorCode' },
  ];
  const lines = cells(
    everyRegion(ctx.tx, filter, dayOf(ctx.now)),
    ({ hasChildren: _, ...region }) => region,
  );
  return fileOf(ctx, 'regions', format, [...columns, ...days], lines);
};

export const exportOrganisations: UseCase<Contract['exportOrganisations']> = async (
  ctx,
  { format, q = '', sort, region, compactId, ...rest },
) => {
  const { tx } = ctx;
  const named = { ...(region && { region }), ...(compactId && { compactId }) };
  const filter = { ...rest, scope: await scopeOf(ctx, named) };
  const count = (query: string) => countOrganisations(tx, { filter, query });
  const isAsked = asWritten(q) !== null;
  const query = isAsked
    ? (await findQuery(tx, q, async (query) => ({ total: await count(query) }))).query
    : null;
  const order = sort === 'newest' ? 'newest' : 'name';
  const lines = cells(
    everyOrganisation(tx, { filter, query, sort: order }),
    ({ region: place, province, fields, ...row }) => ({
      ...row,
      ...placeOf(place),
      provinceCode: province?.code ?? null,
      fields: joined(fields),
    }),
  );
  const columns = texts('id', 'kind', 'status', 'displayName', 'nameZh', 'nameEn', 'regionCode');
  const more = texts('regionNameZh', 'regionNameEn', 'provinceCode', 'city', 'fields', 'parentId');
  const counts: SheetColumn[] = [{ key: 'prominence', type: 'number' }, { key: 'sample' }];
  return fileOf(ctx, 'organisations', format, [...columns, ...more, ...counts], lines);
};

export const exportPeople: UseCase<Contract['exportPeople']> = async (
  ctx,
  { format, ...filter },
) => {
  const lines = cells(
    everyPerson(ctx.tx, filter, sightOf(ctx)),
    ({ organisation, fields, revision: _, ...rest }) => ({
      ...rest,
      organisationId: organisation?.id ?? null,
      organisationName: organisation?.displayName ?? null,
      fields: joined(fields),
    }),
  );
  const columns = texts('id', 'nameZh', 'nameEn', 'orcid', 'title', 'organisationId');
  const more = texts('organisationName', 'fields', 'consents', 'sample');
  return fileOf(ctx, 'people', format, [...columns, ...more], lines);
};

export const exportCollaborations: UseCase<Contract['exportCollaborations']> = async (
  ctx,
  { format, ...filter },
) => {
  const scopes = await collaborationScopes(ctx, filter);
  const lines = cells(everyCollaboration(ctx.tx, filter, scopes), (collaboration) => collaboration);
  const columns = texts('id', 'kind', 'source', 'sourceKey', 'title');
  const facts: SheetColumn[] = [
    { key: 'startsOn', type: 'date' },
    { key: 'endsOn', type: 'date' },
    { key: 'amountMinor', type: 'number' },
    { key: 'currency' },
    { key: 'participantCount', type: 'number' },
    { key: 'sample' },
  ];
  return fileOf(ctx, 'collaborations', format, [...columns, ...facts], lines);
};
