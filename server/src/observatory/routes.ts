import { mount } from '../runtime/module.ts';
import { observatoryContract, repeatContract, seriesContract } from './contract.ts';
import { openBarrierFile, takeBarrierStep } from './keep-barrier-file.ts';
import { deriveSeries, removeSeries, uploadSeries } from './keep-series.ts';
import { openDataRoutes } from './open-data-routes.ts';
import {
  exportBarrierFiles,
  exportBarriers,
  exportSetbacks,
  listBarrierFiles,
  listBarriers,
  listSetbacks,
  readBarrier,
  readBarrierFile,
  readBarrierMatrix,
} from './read-barriers.ts';
import { readFlows } from './read-flows.ts';
import { readRepeats } from './read-repeats.ts';
import {
  exportSeries,
  listSeries,
  readFieldSpace,
  readRegionPair,
  readRegionProfile,
  readSeries,
  recomputeSeries,
} from './read-series.ts';
import { reportRoutes } from './report-routes.ts';
import { exportSeriesSdmx } from './sdmx-file.ts';

export const routes = [
  ...mount(observatoryContract, {
    listBarriers,
    exportBarriers,
    readBarrierMatrix,
    readBarrier,
    listSetbacks,
    exportSetbacks,

    openBarrierFile,
    listBarrierFiles,
    exportBarrierFiles,
    readBarrierFile,
    takeBarrierStep,

    readFlows,
  }),
  ...mount(seriesContract, {
    listSeries,
    uploadSeries,
    deriveSeries,
    readSeries,
    recomputeSeries,
    removeSeries,
    exportSeries,
    exportSeriesSdmx,
    readFieldSpace,
    readRegionProfile,
    readRegionPair,
  }),
  ...mount(repeatContract, { readRepeats }),
  ...reportRoutes,
  ...openDataRoutes,
];
