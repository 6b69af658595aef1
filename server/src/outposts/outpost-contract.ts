/** What HTTP and the web see of outposts and of the teams in them. */

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
  Several,
} from '../runtime/endpoint.ts';
import { activities, outpostKinds, outpostSourceGrades, outpostStates } from './outpost.ts';
import { closed, Note, Place, RegionCode, Rights } from './outpost-shapes.ts';
import { teamEndings } from './team.ts';

const Name = Type.String({ maxLength: 200 });
const Count = Type.Integer({ minimum: 0 });
const Activities = Type.Array(OneOf(activities), {
  maxItems: activities.length,
  uniqueItems: true,
});

/** Where a real outpost is known from. */
const Source = Type.Object(
  {
    /** Number of a document, or the name under which it was reported. */
    document: Type.String({ minLength: 1, maxLength: 300 }),
    grade: OneOf(outpostSourceGrades),
    url: Type.Optional(Nullable(Type.String({ maxLength: 500, pattern: '^https?://' }))),
  },
  closed,
);

const Coordinates = Type.Object({ latitude: Type.Number(), longitude: Type.Number() });

const outpostFacts = {
  id: Id,
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  kind: OneOf(outpostKinds),
  state: OneOf(outpostStates),
  home: Place,
  host: Place,
  operator: Nullable(Place),
  spaceSquareMetres: Nullable(Type.Integer()),
  activitiesAtHome: Activities,
  activitiesThere: Activities,
  openedOn: Nullable(Day),
  closedOn: Nullable(Day),
  /** Teams there today, all that were ever admitted, and those that graduated. */
  teamsThere: Count,
  teamsAdmitted: Count,
  teamsGraduated: Count,
  /** Where it is drawn: at its own coordinates, else at the centre of the host region. */
  at: Nullable(Coordinates),
  /** The centre of the home region. */
  homeAt: Nullable(Coordinates),
  source: Nullable(Source),
  sample: Type.Boolean(),
};

export const OutpostSummary = Type.Object(outpostFacts);
export type OutpostSummary = Static<typeof OutpostSummary>;

export const Outpost = Type.Object({
  ...outpostFacts,
  address: Nullable(Type.String()),
  latitude: Nullable(Type.Number()),
  longitude: Nullable(Type.Number()),
  note: Nullable(Type.String()),
  createdAt: Instant,
  updatedAt: Instant,
  revision: Type.Integer(),
  may: Rights(['edit'] as const),
});
export type Outpost = Static<typeof Outpost>;

export const Team = Type.Object({
  id: Id,
  outpostId: Id,
  organisation: Nullable(Place),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  field: Nullable(Type.String()),
  admittedOn: Day,
  leftOn: Nullable(Day),
  ending: Nullable(OneOf(teamEndings)),
  note: Nullable(Type.String()),
  sample: Type.Boolean(),
  revision: Type.Integer(),
});
export type Team = Static<typeof Team>;

/** What was done with a record: read off the event log. */
export const RecordStep = Type.Object({
  at: Instant,
  by: Type.String(),
  type: Type.String(),
  /** The fields that were changed, each as it was and as it is. */
  changes: Type.Array(
    Type.Object({ field: Type.String(), before: Type.Unknown(), after: Type.Unknown() }),
  ),
});
export type RecordStep = Static<typeof RecordStep>;

const outpostBody = {
  nameZh: Type.Optional(Nullable(Name)),
  nameEn: Type.Optional(Nullable(Name)),
  kind: OneOf(outpostKinds),
  homeRegion: RegionCode,
  hostRegion: RegionCode,
  operatorId: Type.Optional(Nullable(Id)),
  spaceSquareMetres: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 }))),
  address: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
  latitude: Type.Optional(Nullable(Type.Number({ minimum: -90, maximum: 90 }))),
  longitude: Type.Optional(Nullable(Type.Number({ minimum: -180, maximum: 180 }))),
  activitiesAtHome: Type.Optional(Activities),
  activitiesThere: Type.Optional(Activities),
  note: Type.Optional(Nullable(Note)),
  openedOn: Type.Optional(Nullable(Day)),
  closedOn: Type.Optional(Nullable(Day)),
  source: Type.Optional(Nullable(Source)),
};

const teamBody = {
  organisationId: Type.Optional(Nullable(Id)),
  nameZh: Type.Optional(Nullable(Name)),
  nameEn: Type.Optional(Nullable(Name)),
  field: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
  admittedOn: Day,
  leftOn: Type.Optional(Nullable(Day)),
  ending: Type.Optional(Nullable(OneOf(teamEndings))),
  note: Type.Optional(Nullable(Note)),
};

const keepers = ['editor', 'region_officer', 'secretariat'] as const;
const outpostParams = Type.Object({ outpostId: Id });

const filters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(Several(OneOf(outpostKinds))),
  state: Type.Optional(Several(OneOf(outpostStates))),
  /** Of these regions, or of what lies in them. */
  home: Type.Optional(Several(RegionCode)),
  /** In these regions, or in what lies in them. */
  host: Type.Optional(Several(RegionCode)),
  activity: Type.Optional(Several(OneOf(activities))),
  operatorId: Type.Optional(Id),
};
export const outpostOrders = ['name', '-openedOn', '-space', '-teams'] as const;

const placeRefusals = {
  region_not_known: 422,
  region_abolished: 422,
  region_not_yet_founded: 422,
  organisation_not_known: 422,
  organisation_is_merged: 422,
  organisation_is_dissolved: 422,
} as const;
const outpostRefusals = {
  ...placeRefusals,
  outpost_not_valid: 422,
  teams_are_still_there: 409,
} as const;
const teamRefusals = {
  ...placeRefusals,
  team_not_valid: 422,
  team_is_there_already: 409,
} as const;

export const outpostContract = {
  listOutposts: endpoint({
    method: 'GET',
    path: '/outposts/outposts',
    summary: 'Outposts by region, kind and state',
    rule: 'anyone',
    query: Type.Object({ ...filters, sort: Type.Optional(OneOf(outpostOrders)), ...Paging }),
    reply: Page(OutpostSummary),
  }),
  mapOutposts: endpoint({
    method: 'GET',
    path: '/outposts/map',
    summary: 'Where the outposts of the same filters lie, and from where they are kept; up to 500',
    rule: 'anyone',
    query: Type.Object(filters),
    reply: Type.Object({
      items: Type.Array(OutpostSummary),
      /** How many more there are, and how many lie where nobody knows. */
      left: Count,
      unplaced: Count,
    }),
  }),
  exportOutposts: endpoint({
    method: 'GET',
    path: '/outposts/outposts/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'anyone',
    query: Type.Object({ ...filters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createOutpost: endpoint({
    method: 'POST',
    path: '/outposts/outposts',
    summary: 'Registers an outpost; by its operator, or by who serves one of its regions',
    rule: keepers,
    body: Type.Object(outpostBody, closed),
    reply: Outpost,
    creates: true,
    refusals: outpostRefusals,
  }),
  readOutpost: endpoint({
    method: 'GET',
    path: '/outposts/outposts/{outpostId}',
    summary: 'One outpost',
    rule: 'anyone',
    params: outpostParams,
    reply: Outpost,
  }),
  editOutpost: endpoint({
    method: 'PATCH',
    path: '/outposts/outposts/{outpostId}',
    summary: 'Changes what is said of an outpost; its days say whether it is open',
    rule: keepers,
    params: outpostParams,
    body: Type.Partial(Type.Object(outpostBody), closed),
    reply: Outpost,
    edits: true,
    refusals: outpostRefusals,
  }),
  readOutpostHistory: endpoint({
    method: 'GET',
    path: '/outposts/outposts/{outpostId}/history',
    summary: 'What was done with the outpost and its teams, the latest first; up to 200 steps',
    rule: 'anyone',
    params: outpostParams,
    reply: Type.Object({ items: Type.Array(RecordStep) }),
  }),

  listTeams: endpoint({
    method: 'GET',
    path: '/outposts/outposts/{outpostId}/teams',
    summary: 'Teams that are or were in an outpost, the latest first',
    rule: 'anyone',
    params: outpostParams,
    query: Type.Object({
      there: Type.Optional(Type.Boolean()),
      ending: Type.Optional(Several(OneOf(teamEndings))),
      ...Paging,
    }),
    reply: Page(Team),
  }),
  exportTeams: endpoint({
    method: 'GET',
    path: '/outposts/outposts/{outpostId}/teams/export',
    summary: 'The same teams as a file',
    rule: 'anyone',
    params: outpostParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  admitTeam: endpoint({
    method: 'POST',
    path: '/outposts/outposts/{outpostId}/teams',
    summary: 'Admits a team',
    rule: keepers,
    params: outpostParams,
    body: Type.Object(teamBody, closed),
    reply: Team,
    creates: true,
    refusals: teamRefusals,
  }),
  editTeam: endpoint({
    method: 'PATCH',
    path: '/outposts/teams/{teamId}',
    summary: 'Changes what is said of a team, or says how its time there ended',
    rule: keepers,
    params: Type.Object({ teamId: Id }),
    body: Type.Partial(Type.Object(teamBody), closed),
    reply: Team,
    edits: true,
    refusals: teamRefusals,
  }),
} as const;

/** What `judgeOutpost` and `judgeTeam` may say. */
export const outpostReasonCodes = [
  'outpost_name_missing',
  'outpost_regions_are_the_same',
  'outpost_closes_before_it_opens',
  'coordinates_incomplete',
  'activities_do_not_fit_kind',
  'team_name_missing',
  'team_admitted_before_opening',
  'team_left_before_it_came',
  'team_ending_incomplete',
  'team_outlasts_outpost',
] as const;
