import { mount } from '../runtime/module.ts';
import { acceptStatement, objectToStatement, withdrawObjection } from './accept-statement.ts';
import { closePeriod, issueDifferences, listPeriods, previewPeriod } from './close-period.ts';
import { recomputeStatement } from './recompute-statement.ts';
import { readStatement } from './show-statement.ts';
import { statementContract } from './statement-contract.ts';
import { downloadStatement, exportStatements } from './statement-files.ts';
import { statementPage } from './statement-views.ts';

export const statementRoutes = mount(statementContract, {
  listPeriods,
  previewPeriod,
  closePeriod,
  issueDifferences,
  listStatements: statementPage,
  exportStatements,
  readStatement,
  downloadStatement,
  recomputeStatement,
  acceptStatement,
  objectToStatement,
  withdrawObjection,
});
