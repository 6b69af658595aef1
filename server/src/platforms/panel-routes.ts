import { mount } from '../runtime/module.ts';
import { panelContract } from './panel-contract.ts';
import { listScorings, readScoring, saveScores } from './score-platform.ts';
import {
  addPanelMember,
  assignPanel,
  declareConflict,
  listPanelCandidates,
  removePanelMember,
} from './seat-panel.ts';
import { readPanel } from './show-panel.ts';

export const panelRoutes = mount(panelContract, {
  readPanel,
  listPanelCandidates,
  addPanelMember,
  removePanelMember,
  declareConflict,
  assignPanel,
  listScorings,
  readScoring,
  saveScores,
});
