/** What HTTP and the web see of panels and of what experts score. */
import { type Static, Type } from 'typebox';
import { endpoint, Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { conflictKinds } from './panel.ts';
import { Count, closed, FieldCode, Note, Place, Words } from './platform-shapes.ts';
import {
  EvidenceFile,
  MeasureId,
  MeasureOfRound,
  Named,
  phaseRefusals,
  ReportedValue,
  RoundSummary,
  reportParams,
  roundKeepers,
  roundParams,
} from './round-contract.ts';

export const panelConflictKinds = conflictKinds;

export const PanelConflict = Type.Object({
  reportId: Id,
  kind: OneOf(conflictKinds),
  note: Nullable(Type.String()),
});

export const PanelSeat = Type.Object({
  reportId: Id,
  doneAt: Nullable(Instant),
  /** By an appeal: kept, and not heard. */
  leftOut: Type.Boolean(),
});

export const PanelMember = Type.Object({
  id: Id,
  personId: Id,
  name: Type.String(),
  organisation: Nullable(Place),
  fields: Type.Array(Type.String()),
  conflicts: Type.Array(PanelConflict),
  seats: Type.Array(PanelSeat),
});
export type PanelMember = Static<typeof PanelMember>;

/** How far a panel agrees on a measure. */
export const PanelAgreement = Type.Object({
  measure: Type.String(),
  name: Words,
  scores: Count,
  /** Krippendorff's; null where it cannot be told. */
  alpha: Nullable(Type.Number()),
  icc: Nullable(Type.Object({ single: Type.Number(), average: Type.Number() })),
  /** Above 0: scores higher than the others. */
  leniency: Type.Array(Type.Object({ memberId: Id, leniency: Type.Number() })),
});

export const Panel = Type.Object({
  round: RoundSummary,
  seats: Count,
  mostLoad: Count,
  platforms: Type.Array(Type.Object({ reportId: Id, platform: Named })),
  members: Type.Array(PanelMember),
  agreement: Type.Array(PanelAgreement),
  may: Type.Unsafe<{ seat: boolean }>(Type.Object({ seat: Type.Boolean() })),
});
export type Panel = Static<typeof Panel>;

export const PanelCandidate = Type.Object({
  personId: Id,
  name: Type.String(),
  organisation: Nullable(Place),
});
export type PanelCandidate = Static<typeof PanelCandidate>;

export const PanelScoreGiven = Type.Object({
  measure: Type.String(),
  score: Type.String(),
  comment: Nullable(Type.String()),
});

/** One platform before one expert. */
export const Scoring = Type.Object({
  reportId: Id,
  round: RoundSummary,
  platform: Named,
  measures: Type.Array(MeasureOfRound),
  /** What was reported and checked. */
  reported: Type.Array(MeasureOfRound),
  values: Type.Array(ReportedValue),
  files: Type.Array(EvidenceFile),
  scores: Type.Array(PanelScoreGiven),
  conflict: Nullable(OneOf(conflictKinds)),
  doneAt: Nullable(Instant),
  revision: Type.Integer(),
  may: Type.Unsafe<{ score: boolean }>(Type.Object({ score: Type.Boolean() })),
});
export type Scoring = Static<typeof Scoring>;

const memberParams = Type.Object({ memberId: Id });

export const panelContract = {
  readPanel: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}/panel',
    summary: 'Experts, their conflicts of interest and seats, and how far they agree',
    rule: [...roundKeepers, 'audit_administrator'],
    params: roundParams,
    reply: Panel,
  }),
  listPanelCandidates: endpoint({
    method: 'GET',
    path: '/platforms/rounds/{roundId}/panel/candidates',
    summary: 'People with an account, by name or organisation',
    rule: roundKeepers,
    params: roundParams,
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 100 }) }),
    reply: Type.Object({ items: Type.Array(PanelCandidate) }),
    callsPerMinute: 120,
  }),
  addPanelMember: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/panel/members',
    summary: 'Names an expert for the panel',
    rule: roundKeepers,
    params: roundParams,
    body: Type.Object(
      {
        personId: Id,
        /** Where the person belongs beside their memberships. */
        organisationId: Type.Optional(Nullable(Id)),
        fields: Type.Optional(Type.Array(FieldCode, { maxItems: 20, uniqueItems: true })),
      },
      closed,
    ),
    reply: Panel,
    status: 201,
    creates: true,
    refusals: {
      ...phaseRefusals,
      person_not_known: 422,
      person_is_on_the_panel: 409,
      field_unknown: 422,
      organisation_not_known: 422,
      organisation_is_merged: 422,
      organisation_is_dissolved: 422,
    },
  }),
  removePanelMember: endpoint({
    method: 'DELETE',
    path: '/platforms/panel-members/{memberId}',
    summary: 'Takes an expert off the panel, before they have scored',
    rule: roundKeepers,
    params: memberParams,
    reply: Panel,
    refusals: { ...phaseRefusals, member_has_scored: 409 },
  }),
  declareConflict: endpoint({
    method: 'POST',
    path: '/platforms/reports/{reportId}/conflicts',
    summary: 'An expert says that a platform is close to them; the keepers may say it for them',
    rule: 'person',
    params: reportParams,
    body: Type.Object(
      {
        /** Oneself where it is left out. */
        memberId: Type.Optional(Id),
        note: Type.String({ minLength: 1, maxLength: 2000 }),
      },
      closed,
    ),
    reply: Type.Object({ kind: OneOf(conflictKinds) }),
    creates: true,
    refusals: { ...phaseRefusals, not_on_the_panel: 409, conflict_is_declared: 409 },
  }),
  assignPanel: endpoint({
    method: 'POST',
    path: '/platforms/rounds/{roundId}/panel/seats',
    summary: 'Gives the seats: the best that loads, fields and conflicts allow',
    rule: roundKeepers,
    params: roundParams,
    body: Type.Object({}, closed),
    reply: Type.Object({ panel: Panel, value: Type.Number(), bound: Type.Number() }),
    creates: true,
    refusals: { ...phaseRefusals, panel_cannot_be_seated: 409, panel_has_scored: 409 },
  }),

  listScorings: endpoint({
    method: 'GET',
    path: '/platforms/scorings',
    summary: 'The platforms that the caller scores',
    rule: 'person',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          reportId: Id,
          platform: Named,
          round: RoundSummary,
          doneAt: Nullable(Instant),
          conflict: Nullable(OneOf(conflictKinds)),
        }),
      ),
    }),
  }),
  readScoring: endpoint({
    method: 'GET',
    path: '/platforms/reports/{reportId}/scoring',
    summary: 'One platform before the expert who scores it',
    rule: 'person',
    params: reportParams,
    reply: Scoring,
  }),
  saveScores: endpoint({
    method: 'PATCH',
    path: '/platforms/reports/{reportId}/scoring',
    summary: 'Keeps scores with their comments; `done` says that they are whole',
    rule: 'person',
    params: reportParams,
    body: Type.Object(
      {
        scores: Type.Array(
          Type.Object(
            {
              measure: MeasureId,
              /** An empty text takes it back. */
              score: Type.String({ maxLength: 40 }),
              comment: Type.Optional(Nullable(Note)),
            },
            closed,
          ),
          { maxItems: 200 },
        ),
        done: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    reply: Scoring,
    edits: true,
    refusals: { ...phaseRefusals, values_not_valid: 422, scores_not_whole: 422, own_conflict: 409 },
  }),
} as const;
