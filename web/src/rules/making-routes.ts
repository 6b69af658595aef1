/** Pages of those who make rules: replays of candidates and the writing of versions. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const ruleMakingRoutes = [
  createRoute({
    getParentRoute,
    path: '/rules/replays',
    component: lazyRouteComponent(() => import('./replays.tsx'), 'Replays'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/replays/new',
    component: lazyRouteComponent(() => import('./prepare-replay.tsx'), 'PrepareReplay'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/replays/$replayId',
    component: lazyRouteComponent(() => import('./replay.tsx'), 'Replay'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/replays/$replayId/rows/$number',
    component: lazyRouteComponent(() => import('./replay-case.tsx'), 'ReplayCase'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/new',
    component: lazyRouteComponent(() => import('./write-rule.tsx'), 'WriteRule'),
  }),
  createRoute({
    getParentRoute,
    path: '/rules/versions/$versionId/edit',
    component: lazyRouteComponent(() => import('./edit-version.tsx'), 'EditVersion'),
  }),
] as const;
