/** Rows as the contract shows them to one caller. */
import { type Actor, isMember } from '../runtime/actor.ts';
import type {
  IntroductionSummary,
  Need,
  NeedSummary,
  Technology,
  TechnologySummary,
} from './contract.ts';
import { isReminderDue } from './introduction.ts';
import { needRights, sideOf, technologyRights } from './rights.ts';
import type { AboutRow, IntroductionRow, NeedRow, TechnologyRow } from './store.ts';

export function technologySummary(row: TechnologyRow): TechnologySummary {
  const { contact: _contact, organisationId: _owner, province: _province, ...rest } = row;
  const { withdrawnBecause: _because, ...summary } = rest;
  return copied(summary);
}

export function showTechnology(actor: Actor, row: TechnologyRow): Technology {
  return {
    ...technologySummary(row),
    contact: isMember(actor, row.organisationId) ? row.contact : null,
    withdrawnBecause: row.withdrawnBecause,
    may: technologyRights(actor, row),
  };
}

export function needSummary(row: NeedRow): NeedSummary {
  const { contact: _contact, organisationId: _owner, province: _province, ...rest } = row;
  const { withdrawnBecause: _because, namedOrganisationIds: _named, ...summary } = rest;
  return copied(summary);
}

export function showNeed(actor: Actor, row: NeedRow): Need {
  const own = isMember(actor, row.organisationId);
  return {
    ...needSummary(row),
    contact: own ? row.contact : null,
    namedOrganisationIds: own ? [...row.namedOrganisationIds] : [],
    withdrawnBecause: row.withdrawnBecause,
    may: needRights(actor, row),
  };
}

function about(row: AboutRow | null) {
  return row === null ? null : { id: row.id, title: row.title, state: row.state };
}

export function introductionSummary(
  actor: Actor,
  row: IntroductionRow,
  now: Date,
): IntroductionSummary {
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
    reminderDue: isReminderDue(row, now),
    declineReasons: [...row.declineReasons],
    lapsedBecause: row.lapsedBecause,
    outcome: row.outcome,
    sample: row.sample,
    revision: row.revision,
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
