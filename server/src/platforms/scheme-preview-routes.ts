import { mount } from '../runtime/module.ts';
import {
  downloadPreviewData,
  downloadPreviewReport,
  exportSchemePreview,
  listPreviews,
  listSchemePreviews,
  readSchemePreview,
  startSchemePreview,
} from './preview-scheme.ts';
import { previewContract } from './scheme-preview-contract.ts';

export const previewRoutes = mount(previewContract, {
  startSchemePreview,
  listSchemePreviews,
  listPreviews,
  readSchemePreview,
  exportSchemePreview,
  downloadPreviewReport,
  downloadPreviewData,
});
