/** Results as one caller sees them: all of a round, or one platform with every step. */
import type { ReadScheme, Report } from '@yunhe/evaluation';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { openAppealsOf } from './appeal-store.ts';
import { commandFor, differenceOf, resultIsShown, scoreOf } from './result.ts';
import type { MyEvaluation, NodeShown, Result, resultContract } from './result-contract.ts';
import {
  loadResult,
  type ResultHead,
  type ResultRow,
  resultHeads,
  type UnitRow,
  unitsIn,
} from './result-store.ts';
import { roundMay } from './round.ts';
import { type InRound, type Standing, seesAll, standingTo, visibleRound } from './round-rights.ts';
import { clauseNamed, measuresOf } from './round-settings.ts';
import { evidenceOf, loadReport, loadRound, type RoundRow, reportsOf } from './round-store.ts';
import { isOwn } from './round-views.ts';
import type { SchemeOfRound } from './scheme-of-round.ts';
import { cohortNamed } from './scheme-preview.ts';
import { roundShown, schemeFor } from './show-round.ts';

type Contract = typeof resultContract;

/** Keepers at any time, everyone once it is published. */
async function seesResults(ctx: Context, round: RoundRow): Promise<boolean> {
  return round.state === 'published' || (await seesAll(ctx, round));
}

export const listResults: UseCase<Contract['listResults']> = async (ctx, { roundId }) => {
  const round = await visibleRound(ctx, roundId);
  if (!(await seesResults(ctx, round))) return { items: [] };
  const units = await unitsIn(ctx.tx, roundId);
  const heads = await resultHeads(ctx.tx, roundId);
  const { read } = await schemeFor(ctx, round);
  return {
    items: heads.map(({ roundId: _of, ...facts }, at): Result => {
      const own = units.filter(({ resultId }) => resultId === facts.id);
      const before = heads[at - 1] ?? null;
      return { ...facts, units: own.map((one) => unitShown(one, before, units, read)) };
    }),
  };
};

function unitShown(
  one: UnitRow,
  before: ResultHead | null,
  units: readonly UnitRow[],
  read: ReadScheme,
) {
  const { resultId: _of, improvements: _own, ...unit } = one;
  const then = units.find(
    ({ resultId, reportId }) => resultId === before?.id && reportId === one.reportId,
  );
  return {
    ...unit,
    withinName: cohortNamed(read.scheme, one.within),
    grades: { ...unit.grades },
    before: differenceOf(then ?? null, one),
  };
}

export interface ShownResult {
  readonly round: RoundRow;
  readonly result: ResultRow;
  /** The data of all platforms are the caller's to see. */
  readonly seesData: boolean;
}

/**
 * A result that the caller may see: keepers, the evaluated from their time to appeal on, everyone
 * once it is published.
 *
 * @throws Refusal not_found
 */
export async function shownResult(ctx: Context, resultId: string): Promise<ShownResult> {
  const result = await loadResult(ctx.tx, resultId);
  const round = result === null ? null : await loadRound(ctx.tx, result.roundId);
  if (result === null || round === null) throw notFound('result');
  const open = await seesResults(ctx, round);
  const evaluated =
    !open &&
    resultIsShown(round, dayOf(ctx.now)) &&
    (await reportsOf(ctx.tx, round.id)).some((one) => isOwn(ctx, one));
  if (!open && !evaluated) throw notFound('result');
  return { round, result, seesData: open || round.sharing === 'coded' };
}

/** @throws Refusal not_found; an unpublished result is its own platform's and the keepers' */
async function shownReport(
  ctx: Context,
  reportId: string,
): Promise<InRound & { readonly standing: Standing }> {
  const report = await loadReport(ctx.tx, reportId);
  const round = report === null ? null : await loadRound(ctx.tx, report.roundId);
  if (report === null || round === null) throw notFound('report');
  const standing = await standingTo(ctx, { round, report });
  const own = standing.own('viewer') && round.state !== 'draft';
  if (!standing.all && !own && round.state !== 'published') throw notFound('report');
  return { round, report, standing };
}

export const readEvaluation: UseCase<Contract['readEvaluation']> = async (ctx, input) =>
  await evaluationAnswer(ctx, input.reportId, input.number);

/** @throws Refusal no_result_yet */
export async function evaluationAnswer(
  ctx: Context,
  reportId: string,
  number?: number,
): Promise<MyEvaluation> {
  const found = await shownReport(ctx, reportId);
  const { round, report, standing } = found;
  const heads = await resultHeads(ctx.tx, round.id);
  const shown = standing.all || resultIsShown(round, dayOf(ctx.now));
  const at =
    number === undefined ? heads.length - 1 : heads.findIndex((one) => one.number === number);
  const head = shown ? heads[at] : undefined;
  if (head === undefined) {
    const from = round.calendar.appeal;
    throw new Refusal('no_result_yet', `There is no result to see; it is shown from ${from}.`, {
      params: { from },
    });
  }
  const scheme = await schemeFor(ctx, round);
  const units = await unitsIn(ctx.tx, round.id, reportId);
  const unit = units.find(({ resultId }) => resultId === head.id);
  const kept = await loadResult(ctx.tx, head.id);
  if (unit === undefined || kept === null) throw notFound('result');
  const last = at === heads.length - 1;
  const today = dayOf(ctx.now);
  const appealing =
    last && standing.own('manager') && report.agreedAt === null && roundMay(round, 'appeal', today);
  const open = (await openAppealsOf(ctx.tx, reportId)) > 0;
  const sees = standing.all || standing.own('viewer');
  const files = sees ? await evidenceOf(ctx.tx, [reportId]) : [];
  const withoutRound = ({ roundId: _of, ...one }: ResultHead) => one;
  return {
    ...unitShown(unit, heads[at - 1] ?? null, units, scheme.read),
    ...stepsOf(JSON.parse(kept.report) as Report, unit, scheme),
    round: await roundShown(ctx, round.id),
    result: withoutRound(head),
    results: heads.map(withoutRound),
    files: files.map(({ reportId: _of, ...file }) => file),
    command: commandFor(head),
    agreedAt: report.agreedAt,
    may: {
      appeal: appealing,
      agree: appealing && !open,
      seeData: standing.all || round.state === 'published' || round.sharing === 'coded',
    },
  };
}

/** Every node in the order of the scheme, with the words of the scheme beside the steps. */
function stepsOf({ evaluation }: Report, unit: UnitRow, { read }: SchemeOfRound) {
  const score = scoreOf(evaluation, unit.code);
  if (score === null) throw new Error(`The result has no ${unit.code}.`);
  const depths: number[] = [];
  const nodes = read.nodes.map(({ node, parent }, at): NodeShown => {
    depths[at] = parent < 0 ? 0 : depths[parent]! + 1;
    const own = score.nodes.find((one) => one.node === node.id);
    return {
      ...{ id: node.id, name: node.name, kind: node.kind, depth: depths[at] },
      parent: parent < 0 ? null : read.nodes[parent]!.node.id,
      clause: node.clause ?? null,
      text: node.text ?? null,
      points: node.points ?? null,
      score: own?.score ?? '',
      steps: (own?.steps ?? []).map((step) => ({ ...step })),
    };
  });
  return {
    nodes,
    gradeByScore: score.gradeByScore,
    vetoes: (read.scheme.vetoes ?? [])
      .filter(({ id }) => score.vetoes.includes(id))
      .map(({ id, name }) => ({ id, name })),
    flags: [...score.flags],
    gradeNames: (read.scheme.grades ?? []).map(({ id, name }) => ({ id, name })),
    measures: measuresOf(read, {}).map(({ id, name, unit: of }) => ({ id, name, unit: of })),
    improvements: unit.improvements.map((one) => ({
      ...one,
      name: clauseNamed(read, one.item)?.name ?? { zh: one.item, en: one.item },
    })),
  };
}
