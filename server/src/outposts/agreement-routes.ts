import { mount } from '../runtime/module.ts';
import { agreementContract } from './agreement-contract.ts';
import { agreementPage } from './agreement-views.ts';
import { amendAgreement, compareAgreementVersions } from './amend-agreement.ts';
import {
  downloadAgreementTerms,
  inspectTerms,
  listAgreementTemplates,
  readAgreementHistory,
  readTermsSchema,
} from './inspect-terms.ts';
import { exportAgreements } from './list-agreements.ts';
import {
  returnAgreementVersion,
  sendAgreementVersion,
  withdrawAgreementVersion,
} from './send-agreement.ts';
import { readAgreement, readAgreementVersion } from './show-agreement.ts';
import { signAgreementVersion } from './sign-agreement.ts';
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
  sendAgreementVersion,
  signAgreementVersion,
  returnAgreementVersion,
  withdrawAgreementVersion,
  amendAgreement,
  compareAgreementVersions,
  readAgreementHistory,
  downloadAgreementTerms,

  listAgreementTemplates,
  readTermsSchema,
  inspectTerms,
});
