import { mount } from '../../runtime/module.ts';
import { importContract } from '../import-contract.ts';
import { decideAffiliation } from './decide-affiliation.ts';
import {
  cancelImport,
  exportImportProblems,
  listAffiliations,
  listImportKinds,
  listImportProblems,
  listImports,
  readImport,
} from './follow-imports.ts';
import { inspectImportFile } from './inspect-file.ts';
import { deleteImportMapping, listImportMappings, saveImportMapping } from './keep-mapping.ts';
import { uploadImportFile } from './receive-file.ts';
import { startImport } from './start-import.ts';
import { undoImport } from './undo-import.ts';

export const importRoutes = mount(importContract, {
  uploadImportFile,
  inspectImportFile,
  listImportKinds,
  listImportMappings,
  saveImportMapping,
  deleteImportMapping,
  startImport,
  listImports,
  readImport,
  listImportProblems,
  exportImportProblems,
  cancelImport,
  undoImport,
  listAffiliations,
  decideAffiliation,
});
