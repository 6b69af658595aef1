import { mount } from '../runtime/module.ts';
import { yearlyContract } from './contract.ts';
import {
  compareYearlyReport,
  downloadYearlyReport,
  listYearlyReports,
  makeYearlyReport,
  publishYearlyReport,
  readYearlyReport,
} from './make-yearly-report.ts';

export const yearlyRoutes = mount(yearlyContract, {
  listYearlyReports,
  makeYearlyReport,
  readYearlyReport,
  downloadYearlyReport,
  compareYearlyReport,
  publishYearlyReport,
});
