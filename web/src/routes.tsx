import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { homeRoutes } from './home/routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { matchingRoutes } from './matching/routes.ts';
import { outpostsRoutes } from './outposts/routes.ts';
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
    path: '/organisations/$organisationId',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
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
    ...joinedRoutes,
    ...identityRoutes,
  ]);
