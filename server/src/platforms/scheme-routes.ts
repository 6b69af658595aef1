import { mount } from '../runtime/module.ts';
import {
  compareSchemeVersions,
  downloadScheme,
  downloadSchemeSample,
  exportSchemes,
  exportSchemeTree,
  inspectScheme,
  listSchemeTemplates,
  readSchemeSchema,
} from './inspect-scheme.ts';
import {
  publishSchemeVersion,
  reopenSchemeVersion,
  reviewSchemeVersion,
  withdrawSchemeVersion,
} from './publish-scheme.ts';
import { schemeContract } from './scheme-contract.ts';
import { schemePage } from './scheme-views.ts';
import { readScheme, readSchemeVersion } from './show-scheme.ts';
import {
  addSchemeVersion,
  createScheme,
  discardSchemeVersion,
  editSchemeVersion,
} from './write-scheme.ts';

export const schemeRoutes = mount(schemeContract, {
  listSchemes: schemePage,
  exportSchemes,
  createScheme,
  readScheme,
  addSchemeVersion,
  readSchemeVersion,
  editSchemeVersion,
  discardSchemeVersion,
  reviewSchemeVersion,
  reopenSchemeVersion,
  publishSchemeVersion,
  withdrawSchemeVersion,
  compareSchemeVersions,
  downloadScheme,
  downloadSchemeSample,
  exportSchemeTree,
  listSchemeTemplates,
  readSchemeSchema,
  inspectScheme,
});
