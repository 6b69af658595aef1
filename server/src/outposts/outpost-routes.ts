import { mount } from '../runtime/module.ts';
import { exportOutposts, exportTeams } from './export-outposts.ts';
import { createOutpost, editOutpost } from './keep-outpost.ts';
import { admitTeam, editTeam } from './keep-team.ts';
import { outpostContract } from './outpost-contract.ts';
import {
  listOutposts,
  listTeams,
  mapOutposts,
  readOutpost,
  readOutpostHistory,
} from './show-outpost.ts';

export const outpostRoutes = mount(outpostContract, {
  listOutposts,
  mapOutposts,
  exportOutposts,
  createOutpost,
  readOutpost,
  editOutpost,
  readOutpostHistory,

  listTeams,
  exportTeams,
  admitTeam,
  editTeam,
});
