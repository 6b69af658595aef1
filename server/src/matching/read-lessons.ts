/** Reasons of every "no" to one's technologies, added up, beside those that others were given. */
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { contract, Lessons } from './contract.ts';
import { type DeclineReason, declineReasons } from './introduction.ts';
import { answersAtLeast, comparedBefore, mayCompare, othersAtLeast } from './lesson.ts';
import {
  answersByQuarter,
  type BecameRow,
  everyNo,
  type Field,
  fieldAnswers,
  fieldsOffered,
  type NoRow,
  reasonsGiven,
  whatBecame,
} from './lesson-views.ts';
import { daysLater, today } from './record.ts';
import { requireRole } from './rights.ts';

const comparedDays = 3 * 365;

export async function readLessons(
  ctx: Context,
  input: InputOf<typeof contract.readLessons>,
): Promise<Lessons> {
  requireRole(ctx.actor, input.organisationId, 'viewer', 'organisation');
  const became = await whatBecame(ctx, input);
  const given = await reasonsGiven(ctx, input);
  const quarters = await answersByQuarter(ctx, input);
  const fields = await fieldsOffered(ctx, input);
  const before = comparedBefore(today(ctx.now));
  const field = await fieldAnswers(ctx, {
    organisationId: input.organisationId,
    fields,
    from: daysLater(before, -comparedDays),
    before,
  });
  const shown = mayCompare(field);
  const answers = sum(became, 'declined') + sum(became, 'talks_ended');
  return {
    organisationId: input.organisationId,
    steps: {
      introductions: became.reduce((total, one) => total + one.count, 0),
      waiting: sum(became, 'waiting'),
      declined: sum(became, 'declined'),
      talksEnded: sum(became, 'talks_ended'),
      without: sum(became, 'without'),
      contracts: sum(became, 'contract'),
    },
    answers,
    reasons: counted(given).map(({ reason, count }) => ({
      reason,
      count,
      share: count / answers,
      fieldShare: shown ? shareIn(field, reason) : null,
    })),
    byQuarter: quarters.map(({ quarter, answers: count }) => ({
      quarter,
      answers: count,
      reasons: counted(given.filter((one) => one.quarter === quarter)),
    })),
    byTechnology: [...new Set(became.map((one) => one.technologyId))]
      .map((id) => {
        const own = became.filter((one) => one.technologyId === id);
        const { title, state } = own[0]!;
        return {
          technology: id === null ? null : { id, title: title ?? '', state: state ?? '' },
          introductions: own.reduce((total, one) => total + one.count, 0),
          declined: sum(own, 'declined'),
          talksEnded: sum(own, 'talks_ended'),
          contracts: sum(own, 'contract'),
          reasons: counted(given.filter((one) => one.technologyId === id)),
        };
      })
      .sort((one, other) => other.declined + other.talksEnded - (one.declined + one.talksEnded)),
    field: {
      fields,
      before,
      organisations: shown ? field.owners : null,
      answers: shown ? field.answers : null,
      organisationsAtLeast: othersAtLeast,
      answersAtLeast,
    },
  };
}

function sum(rows: readonly BecameRow[], became: BecameRow['became']): number {
  return rows.reduce((total, one) => total + (one.became === became ? one.count : 0), 0);
}

/** Reasons with their counts, the most frequent first; ties in the order of the list. */
function counted(rows: readonly { readonly reason: DeclineReason; readonly count: number }[]) {
  return declineReasons
    .map((reason) => ({
      reason,
      count: rows.reduce((total, one) => total + (one.reason === reason ? one.count : 0), 0),
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
}

/** In whole hundredths: a finer figure says more of single answers than of the field. */
function shareIn(field: Field, reason: DeclineReason): number {
  return Math.round(((field.reasons[reason] ?? 0) / field.answers) * 100) / 100;
}

const headings: readonly Heading[] = [
  ['day', '日期', 'Day', 'date'],
  ['technology', '技术', 'Technology'],
  ['step', '步骤', 'Step'],
  ['reasons', '理由', 'Reasons'],
  ['other', '对方', 'Other side'],
  ['otherRegion', '对方地区', 'Its region'],
];

export async function exportLessons(
  ctx: Context,
  input: InputOf<typeof contract.exportLessons>,
): Promise<Download> {
  requireRole(ctx.actor, input.organisationId, 'viewer', 'organisation');
  const noes = await everyNo(ctx, input, rowsAtMost);
  const cellsOf = (one: NoRow) => ({
    day: one.day,
    technology: one.technology,
    step: one.step,
    reasons: one.reasons.join('; '),
    other: input.lang === 'en' ? one.otherNameEn : one.otherNameZh,
    otherRegion: one.otherRegion,
  });
  const rows = cells(inTurn(noes), cellsOf);
  return listFile(ctx, input, ['未达成的理由', 'lessons'], headings, rows);
}

async function* inTurn<Row>(rows: readonly Row[]) {
  yield* rows;
}
