/** How the votes of a motion are counted, by the body's own clause. Pure. */
import type { Body } from './charter.ts';

export const choices = ['for', 'against', 'abstain'] as const;
export type Choice = (typeof choices)[number];

export interface SeatedVote {
  readonly seatId: string;
  readonly votes: number;
  readonly isChair: boolean;
  /** At the meeting, or by having voted where there is none. */
  readonly isPresent: boolean;
  readonly isConflicted: boolean;
  readonly choice: Choice | null;
}

export interface Tally {
  readonly outcome: 'carried' | 'defeated' | 'no_quorum';
  /** Seats: how many count as present, how many must, and how many there are. */
  readonly present: number;
  readonly presentNeeded: number;
  readonly seats: number;
  /** Votes. */
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  /** Of how many votes the majority is taken, and how many of them must agree. */
  readonly base: number;
  readonly forNeeded: number;
  readonly conflicted: number;
  /** By the chair's own vote, where the charter lets the chair decide a tie. */
  readonly brokenByChair: boolean;
  readonly clause: string;
}

/**
 * Counts by the body's clause. Who has a conflict of interests has no vote: neither theirs nor the
 * votes they might have cast are part of what the majority is taken of. The seats that a quorum is
 * taken of stay all seats of the body. An abstention is present and does not agree. A body without
 * seats has no quorum.
 */
export function tallyOf(body: Body, seated: readonly SeatedVote[]): Tally {
  const counts = (one: SeatedVote) => one.isPresent && (body.conflictedCount || !one.isConflicted);
  const voting = seated.filter(({ isConflicted }) => !isConflicted);
  const cast = (choice: Choice) =>
    votesOf(voting.filter((one) => one.isPresent && one.choice === choice));
  const present = seated.filter(counts).length;
  const presentNeeded = seatsNeeded(body, seated.length);
  const base = votesOf(body.majorityOf === 'all' ? voting : voting.filter((one) => one.isPresent));
  const counted = { for: cast('for'), against: cast('against'), abstain: cast('abstain') };
  const forNeeded = votesNeeded(body, base);
  const chair = voting.find(({ isChair, isPresent }) => isChair && isPresent);
  const isTie = counted.for === counted.against && counted.for > 0;
  const brokenByChair =
    isTie && body.majority === 'simple' && body.tie === 'chair_decides' && chair?.choice === 'for';
  const agrees = counted.for >= forNeeded || brokenByChair;
  const hasQuorum = present >= presentNeeded;
  return {
    outcome: !hasQuorum ? 'no_quorum' : agrees ? 'carried' : 'defeated',
    ...{ present, presentNeeded, seats: seated.length, ...counted, base, forNeeded },
    conflicted: seated.length - voting.length,
    brokenByChair: hasQuorum && counted.for < forNeeded && brokenByChair,
    clause: body.clause,
  };
}

function votesOf(seated: readonly SeatedVote[]): number {
  return seated.reduce((sum, { votes }) => sum + votes, 0);
}

function seatsNeeded({ quorum }: Body, seats: number): number {
  const needed = {
    more_than_half: Math.floor(seats / 2) + 1,
    two_thirds: Math.ceil((seats * 2) / 3),
    all: seats,
    any: 1,
  }[quorum];
  return Math.max(1, needed);
}

/** At least one: nothing is carried by nobody. */
function votesNeeded({ majority }: Body, base: number): number {
  const needed = {
    simple: Math.floor(base / 2) + 1,
    two_thirds: Math.ceil((base * 2) / 3),
    unanimous: base,
  }[majority];
  return Math.max(1, needed);
}
