import { mount } from '../runtime/module.ts';
import {
  agreeToNetting,
  markPayment,
  previewNetting,
  proposeNetting,
  readNetting,
  voidNetting,
} from './net-obligations.ts';
import { nettingContract } from './netting-contract.ts';
import { downloadNetting } from './netting-files.ts';
import { dutiesOf, nettingPage } from './netting-views.ts';

export const nettingRoutes = mount(nettingContract, {
  previewNetting,
  proposeNetting,
  listNettings: nettingPage,
  readNetting,
  downloadNetting,
  agreeToNetting,
  markPayment,
  voidNetting,
  listDuties: async (ctx) => ({ items: await dutiesOf(ctx) }),
});
