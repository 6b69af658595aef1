/** What sibling modules and the demo may call. */
export { acceptStatement } from './accept-statement.ts';
export { closePeriod } from './close-period.ts';
export { confirmFacts } from './confirm-facts.ts';
export { correctFact, reverseFact } from './correct-fact.ts';
export { disputeFact } from './dispute-fact.ts';
export { createMove } from './keep-move.ts';
export { createOutpost } from './keep-outpost.ts';
export { admitTeam } from './keep-team.ts';
export { agreeToNetting, markPayment, proposeNetting } from './net-obligations.ts';
export { reportFact } from './report-facts.ts';
export { reportFactsOfMove } from './report-move.ts';
export { runSimulation } from './run-simulation.ts';
export { sendAgreementVersion } from './send-agreement.ts';
export { readAgreementVersion } from './show-agreement.ts';
export { listFacts } from './show-fact.ts';
export { signAgreementVersion } from './sign-agreement.ts';
export { draftScenario, startSimulation } from './simulate-agreement.ts';
export { createAgreement } from './write-agreement.ts';
