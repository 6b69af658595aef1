import { mount } from '../runtime/module.ts';
import { accountPage, everyUnit } from './account-views.ts';
import { ledgerContract } from './contract.ts';
import { listEntries, readAccount } from './show-account.ts';
import { readProvenance, readTransaction } from './show-transaction.ts';
import { exportAccounts, exportEntries, printStatement } from './statement-files.ts';
import { transactionPage } from './transaction-views.ts';
import { postTransaction, proposeTransfer, voidTransaction } from './transfer.ts';

export const routes = mount(ledgerContract, {
  listAccounts: accountPage,
  exportAccounts,
  listUnits: async ({ tx }) => ({ items: await everyUnit(tx) }),
  readAccount,
  listEntries,
  exportEntries,
  printStatement,

  listTransactions: transactionPage,
  readTransaction,
  readProvenance,

  proposeTransfer,
  postTransaction,
  voidTransaction,
});
