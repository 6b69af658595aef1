import { mount } from '../runtime/module.ts';
import {
  drawNetwork,
  exportNetworkActors,
  listNetworkActors,
  listNetworks,
  measureNetwork,
  readMeasuredNetwork,
  removeNetwork,
  repeatNetwork,
} from './measured-networks.ts';
import { networkContract } from './network-contract.ts';

export const networkRoutes = mount(networkContract, {
  listNetworks,
  measureNetwork,
  repeatNetwork,
  readMeasuredNetwork,
  removeNetwork,
  listNetworkActors,
  exportNetworkActors,
  drawNetwork,
});
