import { mount } from '../runtime/module.ts';
import { compareContract } from './compare-contract.ts';
import { exportComparison, listComparedRounds, readComparison } from './compare-platforms.ts';

export const compareRoutes = mount(compareContract, {
  listComparedRounds,
  readComparison,
  exportComparison,
});
