import { mount } from '../runtime/module.ts';
import { interventionContract } from './intervention-contract.ts';
import {
  closeIntervention,
  exportInterventions,
  listInterventions,
  openIntervention,
  planIntervention,
  readIntervention,
  writeInterventionStep,
} from './keep-intervention.ts';

export const interventionRoutes = mount(interventionContract, {
  listInterventions,
  exportInterventions,
  readIntervention,
  openIntervention,
  planIntervention,
  writeInterventionStep,
  closeIntervention,
});
