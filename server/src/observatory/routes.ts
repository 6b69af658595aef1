import { mount } from '../runtime/module.ts';
import { observatoryContract } from './contract.ts';
import { openBarrierFile, takeBarrierStep } from './keep-barrier-file.ts';
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
  readFlows,
} from './read-barriers.ts';

export const routes = mount(observatoryContract, {
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
});
