/** What sibling modules and the demo may call. */
export { adoptVersion } from './adopt-version.ts';
export { publishVersion, reviewVersion } from './approve-version.ts';
export type { Decision, RuleVersion, VersionChange } from './contract.ts';
export { decide, decideOnBehalf } from './decide.ts';
export { ruleHoldingIn } from './find-rule.ts';
export { type Rehearsal, type Rehearsed, rehearsalOf } from './rehearse.ts';
export { addVersion, createRuleSet, editVersion, saveModel } from './write-version.ts';
