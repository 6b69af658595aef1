import { mount } from '../runtime/module.ts';
import { readResultRun, recomputeResult, startResult } from './compute-result.ts';
import { agreeToResult } from './hear-appeal.ts';
import { publishRound } from './publish-round.ts';
import { resultContract } from './result-contract.ts';
import { downloadEvaluation, downloadResult } from './result-files.ts';
import { listResults, readEvaluation } from './show-result.ts';

export const resultRoutes = mount(resultContract, {
  startResult,
  readResultRun,
  listResults,
  downloadResult,
  recomputeResult,
  readEvaluation,
  downloadEvaluation,
  agreeToResult,
  publishRound,
});
