/** What sibling modules and the demo may call. */
export { createAgreement } from './write-agreement.ts';
