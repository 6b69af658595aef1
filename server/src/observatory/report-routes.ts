import { mount } from '../runtime/module.ts';
import { reportChain } from './chain-report.ts';
import { reportContract } from './contract.ts';
import { reportBarrier, reportBarrierFile, reportBarriers, reportFlows } from './page-reports.ts';
import { reportRegionPair, reportRegionProfile, reportSeries } from './series-reports.ts';

export const reportRoutes = mount(reportContract, {
  reportBarriers,
  reportBarrier,
  reportBarrierFile,
  reportFlows,
  reportChain,
  reportSeries,
  reportRegionProfile,
  reportRegionPair,
});
