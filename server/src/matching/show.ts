/** Rows as the contract shows them to one caller. */
import { type Actor, isMember } from '../runtime/actor.ts';
import { clockOf, isReminderDue } from './clock.ts';
import type {
  IntroductionSummary,
  Meeting,
  Need,
  NeedSummary,
  Technology,
  TechnologySummary,
} from './contract.ts';
import { meetingStateAt } from './meeting.ts';
import type { MeetingRow } from './meeting-store.ts';
import { meetingRights, needRights, sideOf, technologyRights } from './rights.ts';
import type { AboutRow, IntroductionRow, NeedRow, TechnologyRow } from './store.ts';

export function technologySummary(row: TechnologyRow): TechnologySummary {
  const { contact: _contact, organisationId: _owner, province: _province, ...rest } = row;
  const { withdrawnBecause: _because, reviewId: _review, ...summary } = rest;
  return copied(summary);
}

export function showTechnology(actor: Actor, row: TechnologyRow): Technology {
  const own = isMember(actor, row.organisationId);
  return {
    ...technologySummary(row),
    contact: own ? row.contact : null,
    reviewId: own ? row.reviewId : null,
    withdrawnBecause: row.withdrawnBecause,
    may: technologyRights(actor, row),
  };
}

export function needSummary(row: NeedRow): NeedSummary {
  const { contact: _contact, organisationId: _owner, province: _province, ...rest } = row;
  const { withdrawnBecause: _because, reviewId: _review, ...more } = rest;
  const { namedOrganisationIds: _named, ...summary } = more;
  return copied(summary);
}

export function showNeed(actor: Actor, row: NeedRow): Need {
  const own = isMember(actor, row.organisationId);
  return {
    ...needSummary(row),
    contact: own ? row.contact : null,
    reviewId: own ? row.reviewId : null,
    namedOrganisationIds: own ? [...row.namedOrganisationIds] : [],
    withdrawnBecause: row.withdrawnBecause,
    may: needRights(actor, row),
  };
}

export function about(row: AboutRow | null) {
  return row === null ? null : { id: row.id, title: row.title, state: row.state };
}

export function introductionSummary(
  actor: Actor,
  row: IntroductionRow,
  now: Date,
): IntroductionSummary {
  const clock = clockOf(row, now);
  return {
    id: row.id,
    journeyId: row.journeyId,
    state: row.state,
    side: sideOf(actor, row),
    asker: row.asker,
    asked: row.asked,
    need: about(row.need),
    technology: about(row.technology),
    askedAt: row.askedAt,
    answerDueAt: row.answerDueAt,
    answeredAt: row.answeredAt,
    clock,
    reminderDue: isReminderDue(clock, now),
    declineReasons: [...row.declineReasons],
    withdrawnBecause: row.withdrawnBecause,
    lapsedBecause: row.lapsedBecause,
    outcome: row.outcome,
    deal: row.deal === null ? null : { id: row.deal.id, state: row.deal.state },
    sample: row.sample,
    revision: row.revision,
  };
}

export function showMeeting(
  actor: Actor,
  introduction: IntroductionRow,
  meeting: MeetingRow,
  now: Date,
): Meeting {
  const { introductionId: _introduction, proposedById, sequence: _sequence, ...rest } = meeting;
  const { updatedAt: _updatedAt, ...shown } = rest;
  return {
    ...copied(shown),
    state: meetingStateAt(meeting, now),
    proposedBy: proposedById === introduction.askerId ? 'asker' : 'asked',
    may: meetingRights(actor, introduction, meeting, now),
  };
}

/** The contract's types are mutable and rows are not; the answer is a plain copy. */
type Mutable<Value> = Value extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
    : Value;

function copied<Value extends object>(value: Value): Mutable<Value> {
  return structuredClone(value) as Mutable<Value>;
}
