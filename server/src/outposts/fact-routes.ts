import { mount } from '../runtime/module.ts';
import { confirmFacts } from './confirm-facts.ts';
import { correctFact, reverseFact } from './correct-fact.ts';
import { answerDispute, disputeFact, ruleOnDispute, withdrawDispute } from './dispute-fact.ts';
import { downloadFactsTemplate, exportFacts } from './export-facts.ts';
import { factContract } from './fact-contract.ts';
import { importFacts, uploadFactsFile } from './import-facts.ts';
import { downloadEvidence, uploadEvidence } from './keep-evidence.ts';
import { reportFact } from './report-facts.ts';
import { listDisputes, listFacts, readFact, readFactsOpen, readFactsOutline } from './show-fact.ts';

export const factRoutes = mount(factContract, {
  listFacts,
  readFactsOutline,
  readFactsOpen,
  exportFacts,
  downloadFactsTemplate,
  reportFact,
  confirmFacts,
  uploadFactsFile,
  importFacts,
  uploadEvidence,
  downloadEvidence,

  readFact,
  correctFact,
  reverseFact,
  disputeFact,

  listDisputes,
  answerDispute,
  withdrawDispute,
  ruleOnDispute,
});
