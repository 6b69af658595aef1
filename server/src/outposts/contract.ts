/** What HTTP and the web see of outposts and agreements; each part stands in a file of its own. */
export * from './agreement-contract.ts';
export { Place, placeKinds } from './outpost-shapes.ts';
export * from './simulation-contract.ts';
