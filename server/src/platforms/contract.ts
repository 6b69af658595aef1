/** What HTTP and the web see of platforms; each part stands in a file of its own. */
export * from './act-contract.ts';
export * from './appeal-contract.ts';
export * from './budget-contract.ts';
export * from './charter-contract.ts';
export * from './compare-contract.ts';
export * from './formula-contract.ts';
export * from './intervention-contract.ts';
export * from './motion-contract.ts';
export * from './own-evaluation-contract.ts';
export * from './panel-contract.ts';
export * from './platform-contract.ts';
export { type Place, placeKinds } from './platform-shapes.ts';
export * from './result-contract.ts';
export * from './round-contract.ts';
export * from './scheme-contract.ts';
export * from './scheme-preview-contract.ts';
