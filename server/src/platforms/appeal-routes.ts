import { mount } from '../runtime/module.ts';
import { appealContract } from './appeal-contract.ts';
import { decideAppeal, fileAppeal, listAppeals, withdrawAppeal } from './hear-appeal.ts';

export const appealRoutes = mount(appealContract, {
  listAppeals,
  fileAppeal,
  withdrawAppeal,
  decideAppeal,
});
