/** What sibling modules and the demo may call. */
export { adoptCharter, proposeCharter } from './adopt-charter.ts';
export { closeMotion } from './close-motion.ts';
export { giveSeat } from './give-seat.ts';
export { callMeeting } from './hold-meeting.ts';
export { createPlatform } from './keep-platform.ts';
export { createRound, openRound } from './keep-round.ts';
export { makeAct } from './make-act.ts';
export { proposeBudget } from './propose-budget.ts';
export { publishSchemeVersion, reviewSchemeVersion } from './publish-scheme.ts';
export { settleAct } from './settle-act.ts';
export { castVote } from './vote-on-motion.ts';
export { createScheme } from './write-scheme.ts';
