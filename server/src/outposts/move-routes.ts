import { mount } from '../runtime/module.ts';
import { exportMoves } from './export-moves.ts';
import { createMove, editMove, listMoves, readMove, readMoveHistory } from './keep-move.ts';
import { moveContract } from './move-contract.ts';
import { readFactsOfMove, reportFactsOfMove } from './report-move.ts';

export const moveRoutes = mount(moveContract, {
  listMoves,
  exportMoves,
  createMove,
  readMove,
  editMove,
  readMoveHistory,
  readFactsOfMove,
  reportFactsOfMove,
});
