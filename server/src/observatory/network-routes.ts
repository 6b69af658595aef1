import { mount } from '../runtime/module.ts';
import { expectedFlowsContract } from './expected-flows-contract.ts';
import {
  exportKeptExpectedFlows,
  keepExpectedFlows,
  listKeptExpectedFlows,
  readKeptExpectedFlows,
  recomputeExpectedFlows,
  removeExpectedFlows,
} from './keep-expected-flows.ts';
import {
  drawNetwork,
  exportNetworkActors,
  listNetworkActors,
  listNetworks,
  measureNetwork,
  readMeasuredNetwork,
  recomputeNetwork,
  removeNetwork,
  repeatNetwork,
} from './measured-networks.ts';
import { networkContract } from './network-contract.ts';
import { exportExpectedFlows, readExpectedFlows } from './read-expected-flows.ts';

export const networkRoutes = [
  ...mount(expectedFlowsContract, {
    readExpectedFlows,
    exportExpectedFlows,
    keepExpectedFlows,
    listKeptExpectedFlows,
    readKeptExpectedFlows,
    exportKeptExpectedFlows,
    recomputeExpectedFlows,
    removeExpectedFlows,
  }),
  ...mount(networkContract, {
    listNetworks,
    measureNetwork,
    repeatNetwork,
    recomputeNetwork,
    readMeasuredNetwork,
    removeNetwork,
    listNetworkActors,
    exportNetworkActors,
    drawNetwork,
  }),
];
