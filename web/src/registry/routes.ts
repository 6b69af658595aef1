import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

/** The page of one organisation joins capabilities and therefore stands at the level of the app. */
export const registryRoutes = [
  createRoute({
    getParentRoute,
    path: '/organisations',
    component: lazyRouteComponent(() => import('./organisations.tsx'), 'Organisations'),
  }),
  createRoute({
    getParentRoute,
    path: '/organisations/new',
    component: lazyRouteComponent(() => import('./create-organisation.tsx'), 'CreateOrganisation'),
  }),
  createRoute({
    getParentRoute,
    path: '/organisations/$organisationId/edit',
    component: lazyRouteComponent(() => import('./edit-organisation.tsx'), 'EditOrganisation'),
  }),
  createRoute({
    getParentRoute,
    path: '/regions',
    component: lazyRouteComponent(() => import('./regions.tsx'), 'Regions'),
  }),
  createRoute({
    getParentRoute,
    path: '/compacts',
    component: lazyRouteComponent(() => import('./compacts.tsx'), 'Compacts'),
  }),
  createRoute({
    getParentRoute,
    path: '/compacts/$compactId',
    component: lazyRouteComponent(() => import('./compact.tsx'), 'Compact'),
  }),
  createRoute({
    getParentRoute,
    path: '/people',
    component: lazyRouteComponent(() => import('./people.tsx'), 'People'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/$personId',
    component: lazyRouteComponent(() => import('./person.tsx'), 'Person'),
  }),
  createRoute({
    getParentRoute,
    path: '/collaborations',
    component: lazyRouteComponent(() => import('./collaborations.tsx'), 'Collaborations'),
  }),
  createRoute({
    getParentRoute,
    path: '/collaborations/new',
    component: lazyRouteComponent(
      () => import('./create-collaboration.tsx'),
      'CreateCollaboration',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/collaborations/$collaborationId',
    component: lazyRouteComponent(() => import('./collaboration.tsx'), 'Collaboration'),
  }),
  createRoute({
    getParentRoute,
    path: '/network',
    component: lazyRouteComponent(() => import('./network.tsx'), 'Network'),
  }),
  createRoute({
    getParentRoute,
    path: '/network/regions',
    component: lazyRouteComponent(() => import('./region-matrix.tsx'), 'RegionMatrix'),
  }),
] as const;
