import { mount } from '../runtime/module.ts';
import {
  draftScenario,
  exportSimulation,
  listSimulations,
  readSimulation,
  repeatSimulation,
  startSimulation,
} from './simulate-agreement.ts';
import { simulationContract } from './simulation-contract.ts';

export const simulationRoutes = mount(simulationContract, {
  draftScenario,
  startSimulation,
  repeatSimulation,
  listSimulations,
  readSimulation,
  exportSimulation,
});
