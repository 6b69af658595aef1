import { mount } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import {
  acceptIntroduction,
  concludeIntroduction,
  declineIntroduction,
  withdrawIntroduction,
} from './answer-introduction.ts';
import { askIntroduction } from './ask-introduction.ts';
import { contract } from './contract.ts';
import { exportIntroductions, exportNeeds, exportTechnologies } from './export-lists.ts';
import { fields } from './fields.ts';
import { findMatches, matchesOfNeed, matchesOfTechnology } from './find-matches.ts';
import { fulfilNeed, publishNeed, renewNeed, withdrawNeed } from './publish-need.ts';
import { publishTechnology, renewTechnology, withdrawTechnology } from './publish-technology.ts';
import { readInbox } from './read-inbox.ts';
import { readIntroduction } from './read-introduction.ts';
import { readJourney } from './read-journey.ts';
import {
  introductionSummary,
  needSummary,
  showNeed,
  showTechnology,
  technologySummary,
} from './show.ts';
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
  publishTechnology,
  renewTechnology,
  withdrawTechnology,
  discardTechnology,
  matchesOfTechnology,

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
  publishNeed,
  renewNeed,
  withdrawNeed,
  fulfilNeed,
  discardNeed,
  matchesOfNeed,

  findMatches,

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

  readInbox,
  readJourney,
});
