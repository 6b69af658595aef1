import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const importRoutes = [
  createRoute({
    getParentRoute,
    path: '/imports',
    component: lazyRouteComponent(() => import('./imports.tsx'), 'Imports'),
  }),
  createRoute({
    getParentRoute,
    path: '/imports/$importId',
    component: lazyRouteComponent(() => import('./import.tsx'), 'Import'),
  }),
  createRoute({
    getParentRoute,
    path: '/imports/files/$fileId',
    component: lazyRouteComponent(() => import('./prepare-import.tsx'), 'PrepareImport'),
  }),
  createRoute({
    getParentRoute,
    path: '/imports/affiliations',
    component: lazyRouteComponent(() => import('./decide-affiliations.tsx'), 'DecideAffiliations'),
  }),
] as const;
