/** What HTTP and the web see of outposts and agreements; each part stands in a file of its own. */
export * from './agreement-contract.ts';
export * from './fact-contract.ts';
export * from './move-contract.ts';
export * from './netting-contract.ts';
export * from './outpost-contract.ts';
export { Place, placeKinds } from './outpost-shapes.ts';
export * from './simulation-contract.ts';
export * from './statement-contract.ts';
