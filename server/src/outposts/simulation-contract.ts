/** What HTTP and the web see of simulations: terms tried on years that may come. */

import { type Static, Type } from 'typebox';
import {
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
} from '../runtime/endpoint.ts';
import { TermsData } from './agreement-contract.ts';
import { closed, Digest, Who } from './outpost-shapes.ts';
import { scenarioBases, simulationStates } from './simulation.ts';

/** Past facts, and ranges for what is not known yet; the arithmetic's own schema judges it. */
export const ScenarioData = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  maxProperties: 20,
});
export type ScenarioData = Static<typeof ScenarioData>;

const AlternativeTerms = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100 }), terms: TermsData },
  closed,
);

const Draws = Type.Integer({ minimum: 1, maximum: 20_000 });
const Seed = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

const Amount = Type.String();
export const SimulatedAlternative = Type.Object({
  name: Type.String(),
  /** What each party gains in each year, over all draws. */
  years: Type.Array(
    Type.Object({
      party: Type.String(),
      unit: Type.String(),
      year: Type.Integer(),
      mean: Amount,
      low5: Amount,
      median: Amount,
      high95: Amount,
    }),
  ),
  breakEven: Type.Array(
    Type.Object({
      party: Type.String(),
      unit: Type.String(),
      /** Part of the draws, 0 to 1. */
      reached: Type.Number(),
      medianYear: Nullable(Type.Integer()),
    }),
  ),
  uncoveredDraws: Type.Integer(),
  open: Type.Array(
    Type.Object({ clause: Type.String(), code: Type.String(), draws: Type.Integer() }),
  ),
});
export type SimulatedAlternative = Static<typeof SimulatedAlternative>;

const facts = {
  id: Id,
  agreementId: Id,
  versionId: Id,
  state: OneOf(simulationStates),
  alternatives: Type.Array(Type.String()),
  draws: Type.Integer(),
  seed: Type.Integer(),
  done: Type.Integer(),
  /** SHA-256 of what was asked; the same asked gives the same result, and so the same digest. */
  askedDigest: Digest,
  resultDigest: Nullable(Digest),
  /** Its first terms are those that the version has now. */
  current: Type.Boolean(),
  startedBy: Who,
  createdAt: Instant,
  finishedAt: Nullable(Instant),
};
export const SimulationSummary = Type.Object(facts);
export type SimulationSummary = Static<typeof SimulationSummary>;

export const Simulation = Type.Object({
  ...facts,
  scenario: ScenarioData,
  /** Names of parties as the terms have them. */
  parties: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.Object({ zh: Type.String(), en: Type.String() }),
    }),
  ),
  result: Nullable(Type.Object({ alternatives: Type.Array(SimulatedAlternative) })),
  failure: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
});
export type Simulation = Static<typeof Simulation>;

const simulationParams = Type.Object({ simulationId: Id });
const versionParams = Type.Object({ versionId: Id });
const callers = ['region_officer', 'secretariat', 'manager'] as const;

export const simulationContract = {
  draftScenario: endpoint({
    method: 'GET',
    path: '/outposts/agreement-versions/{versionId}/scenario',
    summary: 'A scenario to begin with, made from the terms',
    rule: callers,
    params: versionParams,
    /** Reported facts and what may follow them, unless told; examples where none are reported. */
    query: Type.Object({ basis: Type.Optional(OneOf(scenarioBases)) }),
    reply: Type.Object({
      scenario: ScenarioData,
      basis: OneOf(scenarioBases),
      /** What else it may be based on. */
      bases: Type.Array(OneOf(scenarioBases)),
    }),
    refusals: { terms_not_whole: 409 },
  }),
  startSimulation: endpoint({
    method: 'POST',
    path: '/outposts/agreement-versions/{versionId}/simulations',
    summary: 'Tries the terms of a version, beside up to four others, on a scenario',
    rule: callers,
    params: versionParams,
    body: Type.Object(
      {
        scenario: ScenarioData,
        draws: Draws,
        seed: Seed,
        beside: Type.Optional(Type.Array(AlternativeTerms, { maxItems: 4 })),
      },
      closed,
    ),
    reply: SimulationSummary,
    creates: true,
    callsPerMinute: 20,
    refusals: {
      terms_not_whole: 409,
      alternative_not_whole: 422,
      scenario_not_valid: 422,
      terms_too_large: 413,
      terms_not_readable: 422,
    },
  }),
  repeatSimulation: endpoint({
    method: 'POST',
    path: '/outposts/simulations/{simulationId}/repeat',
    summary: 'Runs the same once more; the result has the same digest',
    rule: callers,
    params: simulationParams,
    reply: SimulationSummary,
    creates: true,
    callsPerMinute: 20,
  }),
  listSimulations: endpoint({
    method: 'GET',
    path: '/outposts/agreements/{agreementId}/simulations',
    summary: 'The simulations of an agreement, the newest first',
    rule: 'person',
    params: Type.Object({ agreementId: Id }),
    query: Type.Object(Paging),
    reply: Page(SimulationSummary),
  }),
  readSimulation: endpoint({
    method: 'GET',
    path: '/outposts/simulations/{simulationId}',
    summary: 'One simulation with its scenario, its progress and its result',
    rule: 'person',
    params: simulationParams,
    reply: Simulation,
  }),
  exportSimulation: endpoint({
    method: 'GET',
    path: '/outposts/simulations/{simulationId}/export',
    summary: 'Who gains what in which year, as a file',
    rule: 'person',
    params: simulationParams,
    query: Type.Object(exportQuery),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
} as const;
