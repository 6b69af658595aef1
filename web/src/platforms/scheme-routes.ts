import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const schemeRoutes = [
  createRoute({
    getParentRoute,
    path: '/platforms/schemes',
    component: lazyRouteComponent(() => import('./schemes.tsx'), 'Schemes'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/schemes/new',
    component: lazyRouteComponent(() => import('./begin-scheme.tsx'), 'BeginScheme'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/schemes/$schemeId',
    component: lazyRouteComponent(() => import('./scheme.tsx'), 'Scheme'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/scheme-versions/$versionId/edit',
    component: lazyRouteComponent(() => import('./edit-scheme.tsx'), 'EditScheme'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/scheme-comparison',
    component: lazyRouteComponent(() => import('./compare-schemes.tsx'), 'CompareSchemes'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/scheme-previews/$previewId',
    component: lazyRouteComponent(() => import('./scheme-preview.tsx'), 'SchemePreview'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/comparisons',
    component: lazyRouteComponent(() => import('./comparisons.tsx'), 'Comparisons'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/comparisons/$roundId',
    component: lazyRouteComponent(() => import('./comparison.tsx'), 'Comparison'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/funding/$runId',
    component: lazyRouteComponent(() => import('./funding-run.tsx'), 'FundingRun'),
  }),
] as const;
