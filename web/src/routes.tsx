import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { homeRoutes } from './home/routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { matchingRoutes } from './matching/routes.ts';
import { observatoryRoutes } from './observatory/routes.ts';
import { outpostsRoutes } from './outposts/routes.ts';
import { platformsRoutes } from './platforms/routes.ts';
import { importRoutes } from './registry/import-routes.ts';
import { registryRoutes } from './registry/routes.ts';
import { ruleMakingRoutes } from './rules/making-routes.ts';
import { rulesRoutes } from './rules/routes.ts';
import { Shell } from './shell.tsx';
import { root } from './ui/root.ts';

/** Pages that join capabilities. */
const joinedRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/platforms/new',
    component: lazyRouteComponent(() => import('./platform-proposal.tsx'), 'PlatformProposal'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organisations/$organisationId',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/regions/$code',
    component: lazyRouteComponent(() => import('./region-page.tsx'), 'RegionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/barriers',
    component: lazyRouteComponent(() => import('./barrier-pages.tsx'), 'Barriers'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/barriers/$barrierId',
    component: lazyRouteComponent(() => import('./barrier-pages.tsx'), 'Barrier'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/files',
    component: lazyRouteComponent(() => import('./barrier-pages.tsx'), 'BarrierFiles'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/files/$fileId',
    component: lazyRouteComponent(() => import('./barrier-pages.tsx'), 'BarrierFile'),
  }),
] as const;

/** Every page; a capability lists its own in its `routes.ts`, and each is fetched when visited. */
export const routes = root
  .update({ component: Shell })
  .addChildren([
    ...homeRoutes,
    ...registryRoutes,
    ...importRoutes,
    ...matchingRoutes,
    ...rulesRoutes,
    ...ruleMakingRoutes,
    ...outpostsRoutes,
    ...platformsRoutes,
    ...observatoryRoutes,
    ...ledgerRoutes,
    ...joinedRoutes,
    ...identityRoutes,
  ]);
