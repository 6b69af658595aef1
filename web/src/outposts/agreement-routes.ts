import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const agreementRoutes = [
  createRoute({
    getParentRoute,
    path: '/outposts/agreements',
    component: lazyRouteComponent(() => import('./agreements.tsx'), 'Agreements'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreements/new',
    component: lazyRouteComponent(() => import('./begin-agreement.tsx'), 'BeginAgreement'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreements/$agreementId',
    component: lazyRouteComponent(() => import('./agreement.tsx'), 'Agreement'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreement-versions/$versionId/edit',
    component: lazyRouteComponent(() => import('./edit-agreement.tsx'), 'EditAgreement'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreement-versions/$versionId/simulate',
    component: lazyRouteComponent(() => import('./simulate.tsx'), 'Simulate'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/simulations/$simulationId',
    component: lazyRouteComponent(() => import('./simulation.tsx'), 'Simulation'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreement-comparison',
    component: lazyRouteComponent(() => import('./compare-versions.tsx'), 'CompareVersions'),
  }),
] as const;
