import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const rulesRoutes = [
  createRoute({
    getParentRoute,
    path: '/rules',
    component: lazyRouteComponent(() => import('./rule-sets.tsx'), 'RuleSets'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/adoptions',
    component: lazyRouteComponent(() => import('./adoption-matrix.tsx'), 'AdoptionMatrix'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/versions/$versionId',
    component: lazyRouteComponent(() => import('./version.tsx'), 'Version'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/versions/$versionId/try',
    component: lazyRouteComponent(() => import('./try.tsx'), 'Try'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/differences',
    component: lazyRouteComponent(() => import('./differences.tsx'), 'Differences'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/decisions',
    component: lazyRouteComponent(() => import('./decisions.tsx'), 'Decisions'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/decisions/new',
    component: lazyRouteComponent(() => import('./decide.tsx'), 'Decide'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/decisions/$decisionId',
    component: lazyRouteComponent(() => import('./decision.tsx'), 'Decision'),
  }),
] as const;
