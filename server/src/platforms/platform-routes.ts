import { mount } from '../runtime/module.ts';
import { exportPlatforms } from './export-platforms.ts';
import { createPlatform, editPlatform } from './keep-platform.ts';
import { addPlatformType, editPlatformType } from './keep-platform-type.ts';
import { platformContract } from './platform-contract.ts';
import {
  countPlatforms,
  listPlatforms,
  listPlatformTypes,
  readPlatform,
  readPlatformHistory,
  readPlatformLayout,
} from './show-platform.ts';

export const platformRoutes = mount(platformContract, {
  listPlatformTypes,
  addPlatformType,
  editPlatformType,

  listPlatforms,
  countPlatforms,
  readPlatformLayout,
  exportPlatforms,
  createPlatform,
  readPlatform,
  editPlatform,
  readPlatformHistory,
});
