import { mount } from '../runtime/module.ts';
import { createWatch, editWatch, markFindsSeen, removeWatch, showWatch } from './keep-watch.ts';
import { stopMails } from './stop-mails.ts';
import { watchContract } from './watch-contract.ts';
import { findsPage, watchesPage } from './watch-views.ts';

export const watchRoutes = mount(watchContract, {
  listWatches: async (ctx, input) => {
    const page = await watchesPage(ctx, input);
    const mailPossible = ctx.settings.smtp !== null;
    return { ...page, items: page.items.map(showWatch), mailPossible };
  },
  createWatch,
  editWatch,
  removeWatch,
  listFinds: findsPage,
  markFindsSeen,
  stopMails,
});
