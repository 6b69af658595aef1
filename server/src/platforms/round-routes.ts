import { mount } from '../runtime/module.ts';
import { checkValue } from './check-values.ts';
import { pullValues } from './count-values.ts';
import { downloadReportEvidence, uploadReportEvidence } from './keep-evidence.ts';
import { cancelRound, createRound, editRound, openRound } from './keep-round.ts';
import { listRoundTasks } from './list-round-tasks.ts';
import { endPhase, moveRound } from './move-round.ts';
import { downloadReportSheet } from './report-sheet.ts';
import { roundContract } from './round-contract.ts';
import { saveReport, submitReport } from './save-report.ts';
import { readReport } from './show-report.ts';
import { downloadRoundCalendar, exportRounds, listRounds, readRound } from './show-round.ts';
import { uploadValues } from './upload-values.ts';

export const roundRoutes = mount(roundContract, {
  listRounds,
  exportRounds,
  listRoundTasks,
  createRound,
  readRound,
  editRound,
  openRound,
  moveRound,
  endPhase,
  cancelRound,
  downloadRoundCalendar,

  readReport,
  saveReport,
  pullValues,
  downloadReportSheet,
  uploadValues,
  uploadReportEvidence,
  downloadReportEvidence,
  submitReport,
  checkValue,
});
