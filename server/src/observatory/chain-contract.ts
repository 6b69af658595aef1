/** Sector chains and their gaps: what HTTP and the web see. */
import { type Static, Type } from 'typebox';
import {
  Day,
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
} from '../runtime/endpoint.ts';
import { linkStates } from './chain-gap.ts';
import { ChainModel } from './chain-model.ts';
import { gapsQuery, Method, Region, RegionCode } from './shapes.ts';

export type { ChainLink, ChainModel } from './chain-model.ts';

const Count = Type.Integer({ minimum: 0 });
const keeps = ['region_officer', 'secretariat', 'system_administrator'] as const;
const exact = { additionalProperties: false };
const Key = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' });

export const ChainSummary = Type.Object({
  id: Id,
  code: Type.String(),
  name: ChainModel.properties.name,
  source: Type.String(),
  links: Count,
  version: Type.Integer(),
  digest: Type.String(),
  note: Nullable(Type.String()),
  madeBy: Type.String(),
  madeAt: Instant,
  sample: Type.Boolean(),
});
export type ChainSummary = Static<typeof ChainSummary>;

export const Chain = Type.Object({
  ...ChainSummary.properties,
  model: ChainModel,
  /** The newest first. */
  versions: Type.Array(
    Type.Object({
      number: Type.Integer(),
      note: Nullable(Type.String()),
      madeBy: Type.String(),
      madeAt: Instant,
    }),
  ),
  revision: Type.Integer(),
  may: Type.Object({ edit: Type.Boolean() }),
});
export type Chain = Static<typeof Chain>;

const Tally = Type.Object({
  /** What may be told; `more` where some of it is about too few organisations. */
  count: Count,
  more: Type.Boolean(),
});

export const LinkGap = Type.Object({
  key: Type.String(),
  /** In which column it is drawn. */
  layer: Count,
  state: OneOf(linkStates),
  organisations: Tally,
  technologies: Tally,
  needs: Tally,
  answeredInside: Tally,
  answeredOutside: Tally,
  /** Share of the chain's organisations over share of its needs; null where it cannot be told. */
  surplus: Nullable(Type.Number()),
  regions: Type.Array(
    Type.Object({
      region: Type.String(),
      organisations: Nullable(Count),
      technologies: Nullable(Count),
      needs: Nullable(Count),
    }),
  ),
});
export type LinkGap = Static<typeof LinkGap>;

export const chainCaveats = [
  'compact_without_regions',
  'one_region',
  'chain_without_supply',
  'too_few_needs_for_surplus',
  'some_cells_untold',
] as const;

export const ChainGaps = Type.Object({
  chain: ChainSummary,
  model: ChainModel,
  compact: Type.Object({
    id: Id,
    nameZh: Nullable(Type.String()),
    nameEn: Nullable(Type.String()),
  }),
  on: Day,
  regions: Type.Array(Region),
  links: Type.Array(LinkGap),
  caveats: Type.Array(OneOf(chainCaveats)),
  method: Method,
});
export type ChainGaps = Static<typeof ChainGaps>;

export const linkRecordKinds = ['organisations', 'technologies', 'needs'] as const;
export type LinkRecordKind = (typeof linkRecordKinds)[number];

export const LinkRecord = Type.Object({
  id: Id,
  title: Type.String(),
  region: Region,
  organisation: Type.Object({
    id: Id,
    nameZh: Nullable(Type.String()),
    nameEn: Nullable(Type.String()),
  }),
});
export type LinkRecord = Static<typeof LinkRecord>;

const chainParams = Type.Object({ chainId: Id });
const Note = Type.String({ minLength: 1, maxLength: 500 });
const refusals = { chain_not_valid: 422 } as const;

export const chainContract = {
  listChains: endpoint({
    method: 'GET',
    path: '/observatory/chains',
    summary: 'Sector chains by name',
    rule: 'person',
    query: Type.Object({ ...Paging }),
    reply: Page(ChainSummary),
  }),
  readChainSchema: endpoint({
    method: 'GET',
    path: '/observatory/chain-schema',
    summary: 'The JSON Schema of a chain',
    rule: 'anyone',
    reply: Type.Object({ schema: Type.Unknown() }),
    keptSeconds: 3_600,
  }),
  checkChain: endpoint({
    method: 'POST',
    path: '/observatory/chain-checks',
    summary: 'What stands against a chain, and where its links would be drawn',
    rule: 'person',
    body: ChainModel,
    reply: Type.Object({
      problems: Type.Array(
        Type.Object({
          code: Type.String(),
          detail: Type.String(),
          pointer: Type.String(),
          params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
        }),
      ),
      /** Null while links go round. */
      layers: Nullable(Type.Record(Type.String(), Count)),
    }),
  }),
  createChain: endpoint({
    method: 'POST',
    path: '/observatory/chains',
    summary: 'Keep a new chain',
    rule: keeps,
    body: Type.Object({ code: Key, note: Type.Optional(Note), model: ChainModel }, exact),
    reply: Chain,
    status: 201,
    creates: true,
    refusals: { ...refusals, chain_code_taken: 409 },
  }),
  reviseChain: endpoint({
    method: 'POST',
    path: '/observatory/chains/{chainId}/versions',
    summary: 'Keep another version of a chain; earlier ones stay',
    rule: keeps,
    params: chainParams,
    body: Type.Object({ note: Note, model: ChainModel }, exact),
    reply: Chain,
    edits: true,
    refusals: { ...refusals, chain_not_changed: 422 },
  }),
  readChain: endpoint({
    method: 'GET',
    path: '/observatory/chains/{chainId}',
    summary: 'A chain with its versions',
    rule: 'person',
    params: chainParams,
    query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
    reply: Chain,
  }),
  readChainGaps: endpoint({
    method: 'GET',
    path: '/observatory/chains/{chainId}/gaps',
    summary: 'Which links have supply in a compact, which too much, which come from outside',
    rule: 'person',
    params: chainParams,
    query: Type.Object(gapsQuery),
    reply: ChainGaps,
  }),
  exportChainGaps: endpoint({
    method: 'GET',
    path: '/observatory/chains/{chainId}/gaps/export',
    summary: 'The same by link and region, as a file',
    rule: 'person',
    params: chainParams,
    query: Type.Object({ ...gapsQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  listLinkRecords: endpoint({
    method: 'GET',
    path: '/observatory/chains/{chainId}/links/{linkKey}/records',
    summary: 'The organisations, technologies or needs behind a figure',
    rule: 'person',
    params: Type.Object({ chainId: Id, linkKey: Key }),
    query: Type.Object({
      ...Paging,
      ...gapsQuery,
      kind: OneOf(linkRecordKinds),
      region: Type.Optional(RegionCode),
    }),
    reply: Page(LinkRecord),
  }),
} as const;
