/** Terms tried on years that may come: asked for, repeated, and read. */

import { canonicalText, sha256 } from '@yunhe/exact';
import { type Agreement, type FactRow, readTerms, simulate } from '@yunhe/settlement';
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import { cells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { partiesActedFor, requireVisibleVersion, writesVersion } from './agreement-rights.ts';
import { loadVersion, partiesOf, type VersionRow } from './agreement-store.ts';
import { templates } from './agreement-templates.ts';
import { agreementIsWithin } from './agreement-visibility-views.ts';
import type { TermsData } from './contract.ts';
import { exampleFacts } from './example-facts.ts';
import { rowsToSettle } from './fact.ts';
import { standingFacts } from './fact-views.ts';
import { engine, scenarioBases, scenarioFrom } from './simulation.ts';
import type { SimulationSummary, simulationContract } from './simulation-contract.ts';
import { findSimulation, insertSimulation, type SimulationAsked } from './simulation-store.ts';
import {
  readSeenSimulation,
  readSimulationSummary,
  type SimulationSeen,
  simulationPage,
} from './simulation-views.ts';
import { asTermsProblem, readDraft, requireTerms } from './terms.ts';

type Contract = typeof simulationContract;

export const draftScenario: UseCase<Contract['draftScenario']> = async (
  ctx,
  { versionId, basis },
) => {
  const version = await loadOwn(ctx, versionId);
  const agreement = requireWhole(version);
  const standing = await standingFacts(ctx.tx, version.agreementId, ctx.now);
  const { rows } = rowsToSettle(agreement, standing);
  const reported = rows.some(({ measure = '' }) => isAmount(agreement, measure));
  const bases = reported ? scenarioBases : (['example'] as const);
  const unlessTold = reported ? 'future' : 'example';
  const wanted = bases.find((one) => one === basis) ?? unlessTold;
  const facts = wanted === 'example' ? examplesFor(version, agreement) : rows;
  return {
    scenario: { ...scenarioFrom(agreement, facts, wanted) },
    basis: wanted,
    bases: [...bases],
  };
};

function isAmount({ measures }: Agreement, measure: string): boolean {
  return measures.get(measure)?.unit !== 'event';
}

/** Those that were shipped with the form, as far as the terms still know them; else made up. */
function examplesFor({ template }: VersionRow, agreement: Agreement): readonly FactRow[] {
  const shipped = template === null ? undefined : templates().get(template);
  const known = ({ party = '', measure = '' }: FactRow) =>
    agreement.parties.has(party) && agreement.measures.has(measure);
  const example = shipped?.example.filter(known) ?? [];
  const whole = example.some(({ measure = '' }) => isAmount(agreement, measure));
  return whole ? example : exampleFacts(agreement);
}

export const startSimulation: UseCase<Contract['startSimulation']> = async (ctx, input) => {
  const version = await loadOwn(ctx, input.versionId);
  await requireSimulator(ctx, version);
  const own = requireWhole(version);
  const beside = (input.beside ?? []).map(({ name, terms }, at) => {
    const read = requireTerms({
      ...terms,
      format: 'yunhe-terms-1',
      id: `beside-${at + 1}`,
      version: 1,
    });
    return { name, terms: read, agreement: requireAlternative(read, name, at) };
  });
  const { scenario, draws, seed } = input;
  requireScenario([own, ...beside.map(({ agreement }) => agreement)], scenario, seed);
  return await ask(ctx, version, {
    engine,
    alternatives: [
      { name: `v${version.number}`, terms: version.terms },
      ...beside.map(({ name, terms }) => ({ name, terms })),
    ],
    ...{ scenario, draws, seed },
  });
};

export const repeatSimulation: UseCase<Contract['repeatSimulation']> = async (
  ctx,
  { simulationId },
) => {
  const kept = await findSimulation(ctx.tx, simulationId);
  if (kept === null || !(await agreementIsWithin(ctx, kept.agreementId)))
    throw notFound('simulation');
  const version = await loadVersion(ctx.tx, kept.versionId);
  if (version === null) throw notFound('simulation');
  await requireSimulator(ctx, version);
  return await ask(ctx, { ...version, termsDigest: kept.termsDigest }, kept.asked);
};

async function ask(
  ctx: Context,
  version: VersionRow,
  asked: SimulationAsked,
): Promise<SimulationSummary> {
  const simulation = {
    id: uuidv7(),
    agreementId: version.agreementId,
    versionId: version.id,
    termsDigest: version.termsDigest!,
    askedDigest: sha256(canonicalText(asked)),
    asked,
    startedBy: whoActs(ctx),
  };
  await insertSimulation(ctx.tx, simulation, ctx.now);
  await ctx.enqueue('outposts.run_simulation', { simulationId: simulation.id });
  const summary = await readSimulationSummary(ctx.tx, simulation.id);
  if (summary === null) throw new Error('The simulation was written a moment ago.');
  return summary;
}

/** Simulations are for those whom the agreement is about; what is public is not theirs. */
async function loadOwn(ctx: Context, versionId: string): Promise<VersionRow> {
  await requireVisibleVersion(ctx, versionId);
  const version = await loadVersion(ctx.tx, versionId);
  if (version === null || !(await agreementIsWithin(ctx, version.agreementId))) {
    throw notFound('version of an agreement');
  }
  return version;
}

async function requireSimulator(ctx: Context, version: VersionRow): Promise<void> {
  const parties = await partiesOf(ctx.tx, version.id, ctx.now);
  const may =
    (await writesVersion(ctx, version, parties)) ||
    (await partiesActedFor(ctx, parties)).length > 0;
  if (may) return;
  throw notAllowed('Only the parties and their secretariat simulate an agreement.', {
    stake: { subjectIds: [version.agreementId, version.id] },
  });
}

function requireWhole(version: VersionRow): Agreement {
  const { agreement, problems } = readDraft(version.terms);
  if (agreement !== null) return agreement;
  throw new Refusal('terms_not_whole', 'Terms that cannot be read cannot be simulated.', {
    reasons: problems.map(({ code, detail, pointer, params = {} }) => ({
      ...{ code, detail, params },
      pointer: `/terms${pointer}`,
    })),
  });
}

function requireAlternative(terms: TermsData, name: string, at: number): Agreement {
  const reading = readTerms(terms);
  if ('agreement' in reading) return reading.agreement;
  throw new Refusal('alternative_not_whole', `The terms of ${name} cannot be read.`, {
    params: { name },
    reasons: reading.problems.map(asTermsProblem).map(({ code, detail, pointer }) => ({
      ...{ code, detail },
      pointer: `/beside/${at}/terms${pointer}`,
    })),
  });
}

/** One draw tells whether the scenario fits the terms; all the others follow beside the node. */
function requireScenario(agreements: readonly Agreement[], scenario: unknown, seed: number): void {
  const tried = simulate(agreements, scenario, 1, seed);
  if ('simulation' in tried) return;
  throw new Refusal('scenario_not_valid', 'The scenario does not fit the terms.', {
    reasons: tried.problems.map(asTermsProblem).map(({ code, detail, pointer }) => ({
      ...{ code, detail },
      pointer: `/scenario${pointer}`,
    })),
  });
}

export const listSimulations: UseCase<Contract['listSimulations']> = async (
  ctx,
  { agreementId, ...wish },
) => {
  if (!(await agreementIsWithin(ctx, agreementId))) throw notFound('agreement');
  return await simulationPage(ctx.tx, agreementId, wish);
};

async function seenSimulation(ctx: Context, id: string): Promise<SimulationSeen> {
  const seen = await readSeenSimulation(ctx.tx, id);
  if (seen === null || !(await agreementIsWithin(ctx, seen.agreementId)))
    throw notFound('simulation');
  return seen;
}

export const readSimulation: UseCase<Contract['readSimulation']> = async (
  ctx,
  { simulationId },
) => {
  const { asked, ...seen } = await seenSimulation(ctx, simulationId);
  const { parties } = readDraft(asked.alternatives[0]!.terms);
  return {
    ...seen,
    scenario: asked.scenario,
    parties: parties.map(({ id, name }) => ({ id, name })),
  };
};

const headings: readonly Heading[] = [
  ['alternative', '方案', 'Terms'],
  ['year', '年度', 'Year', 'number'],
  ['party', '当事方', 'Party'],
  ['unit', '计量单位', 'Unit'],
  ['mean', '平均', 'Mean', 'number'],
  ['low5', '5% 分位', '5th percentile', 'number'],
  ['median', '中位数', 'Median', 'number'],
  ['high95', '95% 分位', '95th percentile', 'number'],
];

export const exportSimulation: UseCase<Contract['exportSimulation']> = async (ctx, input) => {
  const { result } = await seenSimulation(ctx, input.simulationId);
  async function* everyRow() {
    for (const { name, years } of result?.alternatives ?? []) {
      for (const year of years) yield { alternative: name, ...year };
    }
  }
  return listFile(
    ctx,
    input,
    ['模拟', 'simulation'],
    headings,
    cells(everyRow(), (row) => row),
  );
};
