import { mount } from '../runtime/module.ts';
import { formulaContract } from './formula-contract.ts';
import {
  computeFunding,
  downloadFundingResult,
  exportFundingRun,
  listFundingRuns,
  listFundingsOfRound,
  readFundingRun,
} from './fund-platforms.ts';

export const formulaRoutes = mount(formulaContract, {
  computeFunding,
  listFundingRuns,
  listFundingsOfRound,
  readFundingRun,
  exportFundingRun,
  downloadFundingResult,
});
