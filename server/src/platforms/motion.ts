/** What is put to a body, and when it may be voted on. */
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Tally } from './tally.ts';

export const motionKinds = ['act', 'budget', 'other'] as const;
export type MotionKind = (typeof motionKinds)[number];
export const motionStates = ['open', 'carried', 'defeated', 'undecided', 'withdrawn'] as const;
export type MotionState = (typeof motionStates)[number];
export const meetingStates = ['called', 'held', 'cancelled'] as const;

export interface Voting {
  readonly state: MotionState;
  readonly closesAt: string;
}

/** Whether a seat may vote now. */
export function judgeVote(
  motion: Voting,
  seat: { readonly hasVoted: boolean; readonly isConflicted: boolean; readonly isPresent: boolean },
  now: Date,
): Judgement {
  if (motion.state !== 'open') {
    return judged([reason('motion_not_open', `The motion is ${motion.state}.`)]);
  }
  const reasons = [];
  if (hasEnded(motion, now)) {
    const detail = `Voting ended at ${motion.closesAt}.`;
    const params = { closesAt: motion.closesAt };
    reasons.push(reason('voting_has_ended', detail, undefined, params));
  }
  if (seat.isConflicted) {
    reasons.push(reason('conflict_of_interest', 'A conflict of interests takes the vote away.'));
  }
  if (seat.hasVoted) reasons.push(reason('vote_already_cast', 'A vote stands once it is cast.'));
  if (!seat.isPresent) {
    reasons.push(reason('not_present', 'Only those present at the meeting vote in it.'));
  }
  return judged(reasons);
}

export function hasEnded({ closesAt }: Voting, now: Date): boolean {
  return new Date(closesAt) <= now;
}

/**
 * What closing a motion makes of it; null where it must stay open: a vote without a quorum is
 * refused while voting goes on, and decides nothing once it has ended.
 */
export function closingOf(
  tally: Pick<Tally, 'outcome'>,
  hasEnded: boolean,
): Exclude<MotionState, 'open' | 'withdrawn'> | null {
  if (tally.outcome !== 'no_quorum') return tally.outcome;
  return hasEnded ? 'undecided' : null;
}
