import { mount } from '../runtime/module.ts';
import { adoptVersion, endAdoption, listAdoptions } from './adopt-version.ts';
import {
  publishVersion,
  reinstateVersion,
  reopenVersion,
  reviewVersion,
  withdrawVersion,
} from './approve-version.ts';
import { inspectCases, uploadCases } from './case-file.ts';
import { checkVersion } from './check-version.ts';
import { compareVersions } from './compare-versions.ts';
import { rulesContract } from './contract.ts';
import { decide } from './decide.ts';
import { decisionPage } from './decision-views.ts';
import { readAdoptionMatrix, readHoldings } from './find-rule.ts';
import {
  cancelReplay,
  listReplayRows,
  listReplays,
  readReplay,
  readReplayCase,
} from './follow-replay.ts';
import { exportDecisions, exportReplayRows, exportRuleSets } from './lists-as-files.ts';
import { readDecision, recomputeDecision } from './read-decision.ts';
import { readRuleSet, readVersion } from './show-version.ts';
import { startReplay } from './start-replay.ts';
import { exportTable, importTable } from './table-file.ts';
import { downloadModel, inspectModel, readModel, tryVersion } from './try-version.ts';
import { ruleSetPage } from './views.ts';
import {
  addVersion,
  createRuleSet,
  discardVersion,
  editVersion,
  saveModel,
} from './write-version.ts';

export const routes = mount(rulesContract, {
  listRuleSets: async (ctx, input) => {
    const page = await ruleSetPage(ctx, input);
    return { ...page, items: page.items.map(({ keeperKey: _key, ...set }) => set) };
  },
  exportRuleSets,
  createRuleSet,
  readRuleSet,
  addVersion,

  readVersion,
  editVersion,
  saveModel,
  downloadModel,
  inspectModel,
  readModel,
  exportTable,
  importTable,
  checkVersion,
  tryVersion,
  discardVersion,
  reviewVersion,
  reopenVersion,
  publishVersion,
  withdrawVersion,
  reinstateVersion,

  compareVersions,

  listAdoptions,
  adoptVersion,
  endAdoption,
  readAdoptionMatrix,
  readHoldings,

  decide,
  listDecisions: decisionPage,
  exportDecisions,
  readDecision,
  recomputeDecision,

  uploadCases,
  inspectCases,
  startReplay,
  listReplays,
  readReplay,
  listReplayRows,
  exportReplayRows,
  readReplayCase,
  cancelReplay,
});
