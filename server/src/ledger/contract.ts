/** What HTTP and the web see of the ledger. */
export { transactionKinds, transactionStates } from './transaction.ts';
