import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const outpostRoutes = [
  createRoute({
    getParentRoute,
    path: '/outposts',
    component: lazyRouteComponent(() => import('./outposts.tsx'), 'Outposts'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/new',
    component: lazyRouteComponent(() => import('./create-outpost.tsx'), 'CreateOutpost'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/$outpostId',
    component: lazyRouteComponent(() => import('./outpost.tsx'), 'Outpost'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/$outpostId/edit',
    component: lazyRouteComponent(() => import('./edit-outpost.tsx'), 'EditOutpost'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/moves',
    component: lazyRouteComponent(() => import('./moves.tsx'), 'Moves'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/moves/new',
    component: lazyRouteComponent(() => import('./write-move.tsx'), 'RecordMove'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/moves/$moveId',
    component: lazyRouteComponent(() => import('./move.tsx'), 'Move'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/moves/$moveId/edit',
    component: lazyRouteComponent(() => import('./write-move.tsx'), 'EditMove'),
  }),
] as const;

export const factRoutes = [
  createRoute({
    getParentRoute,
    path: '/outposts/agreements/$agreementId/facts',
    component: lazyRouteComponent(() => import('./facts.tsx'), 'FactsOfAgreement'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreements/$agreementId/facts/import',
    component: lazyRouteComponent(() => import('./import-facts.tsx'), 'ImportFacts'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/facts/$factId',
    component: lazyRouteComponent(() => import('./fact.tsx'), 'Fact'),
  }),
] as const;
