/** Networks that were measured and kept: what HTTP and the web see. */
import { type Static, Type } from 'typebox';
import { collaborationKinds, organisationKinds } from '../registry/contract.ts';
import {
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { flowKinds } from './flow.ts';
import { Method, Region, RegionCode, Year, years } from './shapes.ts';

const exact = { additionalProperties: false };
const Count = Type.Integer({ minimum: 0 });
const Figure = Nullable(Type.Number());

export const networkSubjects = ['collaborations', 'flows'] as const;
export const networkStates = ['waiting', 'running', 'finished', 'failed'] as const;
export const apartKinds = ['unlinked', 'detached', 'inward'] as const;
export const brokerRoles = [
  'coordinator',
  'itinerant',
  'gatekeeper',
  'representative',
  'liaison',
] as const;

/** Left out: all regions, all kinds, all years. */
export const NetworkAsked = Type.Object(
  {
    of: OneOf(networkSubjects),
    compactId: Type.Optional(Id),
    region: Type.Optional(Several(RegionCode)),
    /** Of organisations and of their collaborations; for collaborations alone. */
    kind: Type.Optional(Several(OneOf(organisationKinds))),
    collaborationKind: Type.Optional(Several(OneOf(collaborationKinds))),
    /** For flows alone. */
    flowKind: Type.Optional(Several(OneOf(flowKinds))),
    ...years,
    /** Years that each picture over time covers. */
    windowYears: Type.Integer({ minimum: 1, maximum: 10 }),
  },
  exact,
);
export type NetworkAsked = Static<typeof NetworkAsked>;

export const NetworkSummary = Type.Object({
  id: Id,
  asked: NetworkAsked,
  compact: Nullable(
    Type.Object({ id: Id, nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()) }),
  ),
  regions: Type.Array(Region),
  state: OneOf(networkStates),
  done: Count,
  total: Count,
  actors: Nullable(Count),
  links: Nullable(Count),
  askedDigest: Type.String(),
  inputsDigest: Nullable(Type.String()),
  resultDigest: Nullable(Type.String()),
  failure: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
  madeBy: Type.String(),
  madeAt: Instant,
  finishedAt: Nullable(Instant),
  sample: Type.Boolean(),
});
export type NetworkSummary = Static<typeof NetworkSummary>;

const shape = {
  linked: Count,
  links: Count,
  weight: Type.Number(),
  parts: Count,
  largestPart: Count,
  openness: Figure,
  eiIndex: Figure,
};

const Actor = Type.Object({
  /** Null where the actor is a region. */
  organisation: Nullable(
    Type.Object({ id: Id, nameZh: Nullable(Type.String()), nameEn: Nullable(Type.String()) }),
  ),
  kind: Nullable(OneOf(organisationKinds)),
  region: Nullable(Region),
});

const Recomputed = Type.Object({
  state: OneOf(networkStates),
  /** Null until it is finished: whether the kept inputs have the digest that was kept, */
  sameInputs: Nullable(Type.Boolean()),
  /** whether the same figures came out of them, */
  sameResult: Nullable(Type.Boolean()),
  /** and whether the records of that day gave the same inputs. */
  sameToday: Nullable(Type.Boolean()),
  madeAt: Instant,
  finishedAt: Nullable(Instant),
});

export const MeasuredNetwork = Type.Object({
  ...NetworkSummary.properties,
  method: Method,
  /** The one before it that asked the same: whether its inputs and figures were the same. */
  earlier: Nullable(
    Type.Object({
      id: Id,
      madeAt: Instant,
      sameInputs: Type.Boolean(),
      sameResult: Type.Boolean(),
    }),
  ),
  /** The latest time that it was measured again from what was kept; null where it never was. */
  recomputed: Nullable(Recomputed),
  /** Null until it is finished. */
  figures: Nullable(
    Type.Object({
      summary: Type.Object({
        actors: Count,
        ...shape,
        communities: Count,
        modularity: Figure,
        apart: Type.Object({ unlinked: Count, detached: Count, inward: Count }),
      }),
      caveats: Type.Array(Type.Object({ code: Type.String(), count: Type.Number() })),
      windows: Type.Array(
        Type.Object({
          fromYear: Year,
          toYear: Year,
          ...shape,
          change: Nullable(
            Type.Object({
              begun: Count,
              kept: Count,
              ended: Count,
              nodesJoined: Count,
              nodesLeft: Count,
            }),
          ),
        }),
      ),
      openness: Type.Array(
        Type.Object({
          region: Region,
          /** Null where too few organisations stand behind them to be told. */
          actors: Nullable(Count),
          linked: Nullable(Count),
          inside: Figure,
          outside: Figure,
          openness: Figure,
          eiIndex: Figure,
          opennessByChance: Figure,
          suppressed: Type.Boolean(),
        }),
      ),
      newLinks: Type.Array(
        Type.Object({ first: Actor, second: Actor, gain: Type.Number(), pairsJoined: Count }),
      ),
    }),
  ),
  may: Type.Object({ remove: Type.Boolean(), repeat: Type.Boolean() }),
});
export type MeasuredNetwork = Static<typeof MeasuredNetwork>;

export const NetworkActor = Type.Object({
  at: Count,
  ...Actor.properties,
  apart: Nullable(OneOf(apartKinds)),
  degree: Count,
  strength: Type.Number(),
  core: Count,
  betweenness: Type.Number(),
  betweennessLow: Figure,
  betweennessHigh: Figure,
  pageRank: Type.Number(),
  constraint: Figure,
  community: Count,
  across: Type.Number(),
  roles: Type.Object({
    coordinator: Type.Number(),
    itinerant: Type.Number(),
    gatekeeper: Type.Number(),
    representative: Type.Number(),
    liaison: Type.Number(),
  }),
});
export type NetworkActor = Static<typeof NetworkActor>;

export const actorSorts = [
  '-strength',
  '-degree',
  '-core',
  '-betweenness',
  '-pageRank',
  '-across',
  'constraint',
] as const;

const actorQuery = {
  regionCode: Type.Optional(RegionCode),
  kind: Type.Optional(Several(OneOf(organisationKinds))),
  apart: Type.Optional(Several(OneOf(apartKinds))),
  community: Type.Optional(Count),
  /** Only those who stand between regions. */
  brokers: Type.Optional(Type.Boolean()),
  sort: Type.Optional(OneOf(actorSorts)),
};

/** The strongest actors that have a link in the years, and their links. */
export const DrawnNetwork = Type.Object({
  /** One after the other: x and y from −1 to 1. */
  places: Type.Array(Type.Number()),
  nodes: Type.Array(
    Type.Object({
      id: Type.String(),
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
      kind: Nullable(OneOf(organisationKinds)),
      regionCode: Nullable(Type.String()),
      community: Count,
      /** In these years, among those drawn. */
      strength: Type.Number(),
    }),
  ),
  /** One link after the other: two positions in `nodes` and a weight. */
  links: Type.Array(Type.Number()),
  regions: Type.Array(Region),
});
export type DrawnNetwork = Static<typeof DrawnNetwork>;

const networkParams = Type.Object({ networkId: Id });
const makers = ['region_officer', 'secretariat', 'system_administrator'] as const;

export const networkContract = {
  listNetworks: endpoint({
    method: 'GET',
    path: '/observatory/networks',
    summary: 'Networks that were measured, the newest first',
    rule: 'person',
    query: Type.Object({ ...Paging, of: Type.Optional(OneOf(networkSubjects)) }),
    reply: Page(NetworkSummary),
  }),
  measureNetwork: endpoint({
    method: 'POST',
    path: '/observatory/networks',
    summary: 'Measures a network as the records are today, beside the node',
    rule: makers,
    body: NetworkAsked,
    reply: NetworkSummary,
    status: 201,
    creates: true,
    callsPerMinute: 20,
    refusals: {
      region_not_known: 422,
      years_out_of_order: 422,
      nothing_to_measure: 422,
      network_too_large: 413,
    },
  }),
  repeatNetwork: endpoint({
    method: 'POST',
    path: '/observatory/networks/{networkId}/repetitions',
    summary: 'Measures the same once more, as the records are today',
    rule: makers,
    params: networkParams,
    reply: NetworkSummary,
    status: 201,
    creates: true,
    callsPerMinute: 20,
    refusals: { region_not_known: 422, nothing_to_measure: 422, network_too_large: 413 },
  }),
  recomputeNetwork: endpoint({
    method: 'POST',
    path: '/observatory/networks/{networkId}/recomputations',
    summary: 'Measures a kept network again from what was kept with it, and compares',
    rule: makers,
    params: networkParams,
    reply: Recomputed,
    status: 201,
    creates: true,
    callsPerMinute: 20,
    refusals: { network_not_finished: 409 },
  }),
  readMeasuredNetwork: endpoint({
    method: 'GET',
    path: '/observatory/networks/{networkId}',
    summary: 'A measured network: its shape over time, its regions, links that would join most',
    rule: 'person',
    params: networkParams,
    reply: MeasuredNetwork,
  }),
  removeNetwork: endpoint({
    method: 'DELETE',
    path: '/observatory/networks/{networkId}',
    summary: 'Remove a measured network and all its figures',
    rule: makers,
    params: networkParams,
    reply: Type.Object({ removed: Type.Boolean() }),
  }),
  listNetworkActors: endpoint({
    method: 'GET',
    path: '/observatory/networks/{networkId}/actors',
    summary: 'Organisations or regions of a network with their measures',
    rule: 'person',
    params: networkParams,
    query: Type.Object({ ...Paging, ...actorQuery }),
    reply: Page(NetworkActor),
  }),
  exportNetworkActors: endpoint({
    method: 'GET',
    path: '/observatory/networks/{networkId}/actors/export',
    summary: 'The same as a file',
    rule: 'person',
    params: networkParams,
    query: Type.Object({ ...actorQuery, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  drawNetwork: endpoint({
    method: 'GET',
    path: '/observatory/networks/{networkId}/picture',
    summary: 'A network to draw, in the years of one window or in all',
    rule: 'person',
    params: networkParams,
    query: Type.Object({
      /** The last year of a window. */
      toYear: Type.Optional(Year),
      nodes: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
    }),
    reply: DrawnNetwork,
  }),
} as const;
