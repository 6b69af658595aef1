import { mount } from '../runtime/module.ts';
import { agreementContract } from './agreement-contract.ts';
import { agreementPage } from './agreement-views.ts';
import { exportAgreements } from './list-agreements.ts';
import { readAgreement, readAgreementVersion } from './show-agreement.ts';
import {
  createAgreement,
  discardAgreementVersion,
  editAgreementVersion,
} from './write-agreement.ts';

export const agreementRoutes = mount(agreementContract, {
  listAgreements: agreementPage,
  exportAgreements,
  createAgreement,
  readAgreement,
  readAgreementVersion,
  editAgreementVersion,
  discardAgreementVersion,
});
