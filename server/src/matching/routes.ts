import { mount } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import {
  acceptIntroduction,
  concludeIntroduction,
  declineIntroduction,
  withdrawIntroduction,
} from './answer-introduction.ts';
import { cancelMeeting, pickSlot, proposeMeeting, proposeOtherSlots } from './arrange-meeting.ts';
import { askIntroduction } from './ask-introduction.ts';
import { contract } from './contract.ts';
import { dealsPage } from './deal-views.ts';
import { downloadMeeting } from './download-meeting.ts';
import { exportDeals } from './export-deals.ts';
import { exportIntroductions, exportNeeds, exportTechnologies } from './export-lists.ts';
import { fields } from './fields.ts';
import { amendDeal, confirmDeal, disputeDeal, registerDeal, retractDeal } from './keep-deal.ts';
import { fulfilNeed, renewNeed, withdrawNeed } from './keep-need.ts';
import { renewTechnology, withdrawTechnology } from './keep-technology.ts';
import { readInbox } from './read-inbox.ts';
import { readIntroduction } from './read-introduction.ts';
import { readJourney } from './read-journey.ts';
import { exportLessons, readLessons } from './read-lessons.ts';
import {
  introductionSummary,
  needSummary,
  showNeed,
  showTechnology,
  technologySummary,
} from './show.ts';
import { dealSummary, readDeal } from './show-deal.ts';
import {
  introductionsPage,
  needsPage,
  technologiesPage,
  visibleNeed,
  visibleTechnology,
} from './views.ts';
import { createNeed, discardNeed, editNeed } from './write-need.ts';
import { createTechnology, discardTechnology, editTechnology } from './write-technology.ts';

export const routes = mount(contract, {
  listFields: async () => ({ items: [...fields] }),

  listTechnologies: async (ctx, input) => {
    const page = await technologiesPage(ctx, input);
    return { ...page, items: page.items.map(technologySummary) };
  },
  readTechnology: async (ctx, { technologyId }) => {
    const record = await visibleTechnology(ctx, technologyId);
    if (record === null) throw notFound('technology');
    return showTechnology(ctx.actor, record);
  },
  exportTechnologies,
  createTechnology,
  editTechnology,
  renewTechnology,
  withdrawTechnology,
  discardTechnology,

  listNeeds: async (ctx, input) => {
    const page = await needsPage(ctx, input);
    return { ...page, items: page.items.map(needSummary) };
  },
  readNeed: async (ctx, { needId }) => {
    const record = await visibleNeed(ctx, needId);
    if (record === null) throw notFound('need');
    return showNeed(ctx.actor, record);
  },
  exportNeeds,
  createNeed,
  editNeed,
  renewNeed,
  withdrawNeed,
  fulfilNeed,
  discardNeed,

  askIntroduction,
  listIntroductions: async (ctx, input) => {
    const page = await introductionsPage(ctx, input);
    const show = (row: (typeof page.items)[number]) => introductionSummary(ctx.actor, row, ctx.now);
    return { ...page, items: page.items.map(show) };
  },
  exportIntroductions,
  readIntroduction,
  acceptIntroduction,
  declineIntroduction,
  withdrawIntroduction,
  concludeIntroduction,

  proposeMeeting,
  proposeOtherSlots,
  pickSlot,
  cancelMeeting,
  downloadMeeting,

  listDeals: async (ctx, input) => {
    const page = await dealsPage(ctx, input);
    return { ...page, items: page.items.map((row) => dealSummary(ctx.actor, row)) };
  },
  exportDeals,
  readDeal,
  confirmDeal,
  disputeDeal,
  amendDeal,
  retractDeal,
  registerDeal,

  readLessons,
  exportLessons,

  readInbox,
  readJourney,
});
