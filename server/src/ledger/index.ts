/** What sibling modules and the demo may call. */
export { balanceAsOf, balanceOf } from './balance.ts';
export type { AsOf, BalanceAsOf, BalanceRow } from './balance-views.ts';
export { type Account, type AccountOwner, type NewAccount, openAccount } from './open-account.ts';
export {
  type Alone,
  post,
  postAll,
  postAlone,
  postPending,
  type Recorded,
  type RecordingNotes,
  type Settlement,
  voidPending,
} from './record.ts';
export type { Both, NewEntry, NewTransaction, Source } from './transaction.ts';
export { declareUnit, type Unit } from './unit.ts';
