/** The evaluated appeals to a clause; who did not score decides. */
import { isMember, whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import { type Judgement, reason } from '../runtime/judgement.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { type Correction, judgeDecision } from './appeal.ts';
import type { Appeal, appealContract } from './appeal-contract.ts';
import {
  type AppealRow,
  appealsIn,
  insertAppeal,
  loadAppeal,
  openAppealsOf,
  scorersOf,
  writeDecision,
} from './appeal-store.ts';
import { ask } from './compute-result.ts';
import { leaveOut } from './panel-store.ts';
import type { resultContract } from './result-contract.ts';
import { lastResult, writeAgreed } from './result-store.ts';
import { roundMay } from './round.ts';
import { reasonOf, rowProblems } from './round-data.ts';
import {
  type InRound,
  keepsRound,
  ownReport,
  requireStep,
  seesAll,
  stakeOfReport,
  visibleReport,
  visibleRound,
} from './round-rights.ts';
import { clauseNamed, measuresOf } from './round-settings.ts';
import {
  evidenceOf,
  loadRound,
  touchReport,
  valuesOfReports,
  writeCheck,
  writeValues,
} from './round-store.ts';
import type { SchemeOfRound } from './scheme-of-round.ts';
import { evaluationAnswer } from './show-result.ts';
import { schemeFor } from './show-round.ts';

type Contract = typeof appealContract;

export async function fileAppeal(
  ctx: Context,
  input: InputOf<Contract['fileAppeal']>,
): Promise<Appeal> {
  const found = await ownReport(ctx, input.reportId, 'manager');
  const { round, report } = found;
  requireStep(ctx, round, 'appeal');
  const result = await lastResult(ctx.tx, round.id);
  if (result === null) throw new Refusal('no_result_yet', 'There is no result to appeal to.');
  requireNotAgreed(found);
  const { clause, ground, reason: why, evidence = [] } = input;
  const { read } = await schemeFor(ctx, round);
  if (clauseNamed(read, clause) === null) {
    const detail = `The scheme has no clause ${clause}.`;
    const reasons = [reason('clause_not_known', detail, '/clause', { clause })];
    throw new Refusal('clause_not_known', detail, { reasons });
  }
  const own = new Set((await evidenceOf(ctx.tx, [report.id])).map(({ id }) => id));
  const unknown = evidence.find((id) => !own.has(id));
  if (unknown !== undefined) {
    throw new Refusal('evidence_not_known', `The report has no file ${unknown}.`);
  }
  const id = uuidv7();
  const appeal = {
    id,
    reportId: report.id,
    resultId: result.id,
    clause,
    ground,
    reason: why,
    evidence,
  };
  if (!(await insertAppeal(ctx.tx, appeal, whoActs(ctx), ctx.now))) {
    throw new Refusal('appeal_is_open', 'This clause is appealed to already.', {
      params: { clause },
      stake: stakeOfReport(found),
    });
  }
  ctx.announce({
    type: 'platforms.appeal_filed',
    ...stakeOfReport(found),
    payload: { appealId: id, clause, ground, result: result.number },
  });
  return await appealAnswer(ctx, id);
}

function requireNotAgreed(found: InRound): void {
  if (found.report.agreedAt === null) return;
  throw new Refusal('result_is_agreed', 'The platform has agreed to its result.', {
    stake: stakeOfReport(found),
  });
}

interface Held extends InRound {
  readonly appeal: AppealRow;
  readonly scheme: SchemeOfRound;
}

/** Read with the report locked: of two who decide at once the second sees what the first did. */
async function heldAppeal(ctx: Context, id: string): Promise<Held> {
  const known = await loadAppeal(ctx.tx, id);
  if (known === null) throw notFound('appeal');
  const { round: seen, report } = await visibleReport(ctx, known.reportId, true);
  const round = (await loadRound(ctx.tx, seen.id, true))!;
  const appeal = (await loadAppeal(ctx.tx, id, true))!;
  return { round, report, appeal, scheme: await schemeFor(ctx, round) };
}

function requireDecision({ round, report }: InRound, judgement: Judgement): void {
  if (judgement.allowed) return;
  const { reasons } = judgement;
  throw new Refusal('appeal_not_decided_so', reasons[0]!.detail, {
    reasons,
    stake: stakeOfReport({ round, report }),
  });
}

export const withdrawAppeal: UseCase<Contract['withdrawAppeal']> = async (ctx, input) => {
  const held = await heldAppeal(ctx, input.appealId);
  await ownReport(ctx, held.report.id, 'manager');
  expectRevision(held.appeal, input.revision);
  const about = { state: held.appeal.state, scorers: [], concerned: [] };
  const none = { verdict: 'dismissed', correction: null } as const;
  requireDecision(held, judgeDecision(about, null, none));
  const decision = { state: 'withdrawn', reason: null, correction: null } as const;
  await writeDecision(ctx.tx, held.appeal.id, decision, whoActs(ctx), ctx.now);
  tell(ctx, held, 'platforms.appeal_withdrawn', {});
  return await appealAnswer(ctx, held.appeal.id);
};

export async function decideAppeal(
  ctx: Context,
  input: InputOf<Contract['decideAppeal']>,
): Promise<Appeal> {
  const held = await heldAppeal(ctx, input.appealId);
  const { round, report, appeal } = held;
  if (!(await keepsRound(ctx, round))) {
    throw notAllowed('Who keeps the round decides on appeals.', { stake: stakeOfReport(held) });
  }
  expectRevision(appeal, input.revision);
  requireStep(ctx, round, 'decide');
  const correction = input.correction ?? null;
  const scorers = await scorersOf(ctx.tx, report.id);
  const speaks = report.operatorId !== null && isMember(ctx.actor, report.operatorId);
  const filed = appeal.filedBy.id;
  const about = {
    state: appeal.state,
    scorers: scorers.map(({ personId }) => personId),
    concerned: [...(filed === null ? [] : [filed]), ...(speaks ? [ctx.actor.personId ?? ''] : [])],
  };
  const { verdict, reason: why } = input;
  requireDecision(held, judgeDecision(about, ctx.actor.personId, { verdict, correction }));
  if (correction !== null && verdict === 'upheld') await correct(ctx, held, correction, why);
  const kept = verdict === 'upheld' ? correction : null;
  const decision = { state: verdict, reason: why, correction: kept };
  await writeDecision(ctx.tx, appeal.id, decision, whoActs(ctx), ctx.now);
  tell(ctx, held, 'platforms.appeal_decided', { verdict });
  if (verdict === 'upheld') await ask(ctx, round, appeal.id);
  return await appealAnswer(ctx, appeal.id);
}

/** @throws Refusal correction_not_of_the_clause, values_not_valid */
async function correct(
  ctx: Context,
  { round, report, appeal, scheme }: Held,
  { measure, value, leaveOut: memberId }: Correction,
  why: string,
): Promise<void> {
  const refuse = (detail: string) => {
    throw new Refusal('correction_not_of_the_clause', detail, {
      params: { clause: appeal.clause },
    });
  };
  const own = measuresUnder(scheme, round.sources, appeal.clause);
  if (memberId !== undefined) {
    const scorers = await scorersOf(ctx.tx, report.id);
    if (!scorers.some((one) => one.memberId === memberId)) refuse('This expert did not score it.');
    return await leaveOut(ctx.tx, { memberId, reportId: report.id }, appeal.id);
  }
  if (measure === undefined || value === undefined) return refuse('Name a measure and its value.');
  if (!own.some(({ id, scored }) => id === measure && !scored)) {
    refuse(`${measure} is not reported for ${appeal.clause}.`);
  }
  const [problem] = rowProblems(scheme.read, [{ measure, value }]);
  if (problem !== undefined) {
    const reasons = [reasonOf(problem, '/correction/value')];
    throw new Refusal('values_not_valid', problem.detail, { reasons });
  }
  const known = await valuesOfReports(ctx.tx, [report.id]);
  if (!known.some((one) => one.measure === measure)) {
    const given = {
      measure,
      value,
      origin: 'reported',
      records: [],
      note: null,
      evidence: [],
    } as const;
    await writeValues(ctx.tx, report.id, [given]);
  }
  const check = { verdict: 'corrected', value, reason: why } as const;
  await writeCheck(ctx.tx, report.id, [measure], check, whoActs(ctx), ctx.now);
  await touchReport(ctx.tx, report.id, {}, ctx.now);
}

/** The measures that a clause rests on; of a group, those of all that stands below it. */
function measuresUnder(
  { read }: SchemeOfRound,
  sources: Parameters<typeof measuresOf>[1],
  clause: string,
) {
  const at = read.nodes.findIndex(({ node }) => node.id === clause);
  const below = new Set<string>();
  const gather = (place: number): void => {
    const { node, children } = read.nodes[place]!;
    below.add(node.id);
    for (const child of children) gather(child);
  };
  if (at >= 0) gather(at);
  return measuresOf(read, sources).filter(({ clauses }) => clauses.some(({ id }) => below.has(id)));
}

function tell(
  ctx: Context,
  held: Held,
  type: `platforms.${string}`,
  more: Readonly<Record<string, string>>,
): void {
  const { appeal } = held;
  ctx.announce({
    type,
    ...stakeOfReport(held),
    payload: { appealId: appeal.id, clause: appeal.clause, ...more },
  });
}

export const agreeToResult: UseCase<(typeof resultContract)['agreeToResult']> = async (
  ctx,
  { reportId, digest },
) => {
  const found = await ownReport(ctx, reportId, 'manager');
  const { round } = found;
  requireStep(ctx, round, 'appeal');
  const result = await lastResult(ctx.tx, round.id);
  if (result === null) throw new Refusal('no_result_yet', 'There is no result to agree to.');
  requireNotAgreed(found);
  if (result.digest !== digest) {
    const detail = 'The digest is that of another result; read the last one.';
    throw new Refusal('result_is_not_what_was_read', detail, {
      params: { read: digest, kept: result.digest },
    });
  }
  if ((await openAppealsOf(ctx.tx, reportId)) > 0) {
    throw new Refusal('appeal_is_open', 'An appeal is open; wait for it or withdraw it.');
  }
  await writeAgreed(ctx.tx, reportId, whoActs(ctx), ctx.now);
  ctx.announce({
    type: 'platforms.result_agreed',
    ...stakeOfReport(found),
    payload: { number: result.number, digest },
  });
  return await evaluationAnswer(ctx, reportId);
};

// As callers see them -----------------------------------------------------------------------------

export const listAppeals: UseCase<Contract['listAppeals']> = async (ctx, { roundId }) => {
  const round = await visibleRound(ctx, roundId);
  const all = await seesAll(ctx, round);
  const found = await appealsIn(ctx.tx, roundId);
  const own = found.filter(
    ({ operatorId }) => operatorId !== null && isMember(ctx.actor, operatorId),
  );
  const items: Appeal[] = [];
  for (const { id } of all ? found : own) items.push(await appealAnswer(ctx, id));
  return { items };
};

async function appealAnswer(ctx: Context, id: string): Promise<Appeal> {
  const appeal = await loadAppeal(ctx.tx, id);
  if (appeal === null) throw notFound('appeal');
  const { round, report, standing } = await visibleReport(ctx, appeal.reportId);
  const scheme = await schemeFor(ctx, round);
  const files = await evidenceOf(ctx.tx, [report.id]);
  const scorers = standing.all ? await scorersOf(ctx.tx, report.id) : [];
  const { operatorId: _of, evidence, correction, clause, ...facts } = appeal;
  const open = appeal.state === 'open';
  const scored = scorers.some(({ personId }) => personId === ctx.actor.personId);
  return {
    ...facts,
    clause: clauseNamed(scheme.read, clause) ?? { id: clause, name: { zh: clause, en: clause } },
    files: files
      .filter(({ id: file }) => evidence.includes(file))
      .map(({ reportId: _report, ...file }) => file),
    correction: correction === null ? null : (correction as Appeal['correction']),
    measures: measuresUnder(scheme, round.sources, clause).map(
      ({ id: measure, name, scored: by }) => ({
        ...{ id: measure, name, scored: by },
      }),
    ),
    scorers: scorers.map(({ memberId, name }) => ({ memberId, name })),
    may: {
      decide: open && standing.keeper && !scored && roundMay(round, 'decide', dayOf(ctx.now)),
      withdraw: open && standing.own('manager'),
    },
  };
}
