import { mount } from '../runtime/module.ts';
import { openDataContract } from './contract.ts';
import { downloadDataset, listDatasets, readCatalogue, readDataset } from './open-data.ts';
import { publishDataset, withdrawDataset } from './publish-dataset.ts';

export const openDataRoutes = mount(openDataContract, {
  readCatalogue,
  listDatasets,
  readDataset,
  downloadDataset,
  publishDataset,
  withdrawDataset,
});
