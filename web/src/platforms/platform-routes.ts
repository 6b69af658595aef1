import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const platformRoutes = [
  createRoute({
    getParentRoute,
    path: '/platforms',
    component: lazyRouteComponent(() => import('./platforms.tsx'), 'Platforms'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/$platformId',
    component: lazyRouteComponent(() => import('./platform.tsx'), 'Platform'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/types',
    component: lazyRouteComponent(() => import('./platform-types.tsx'), 'PlatformTypes'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/decisions',
    component: lazyRouteComponent(() => import('./decisions-to-take.tsx'), 'DecisionsToTake'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/$platformId/edit',
    component: lazyRouteComponent(() => import('./edit-platform.tsx'), 'EditPlatform'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/$platformId/charter',
    component: lazyRouteComponent(() => import('./charter.tsx'), 'CharterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/$platformId/mandates',
    component: lazyRouteComponent(() => import('./mandates.tsx'), 'Mandates'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/$platformId/motions',
    component: lazyRouteComponent(() => import('./motions.tsx'), 'Motions'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/$platformId/budget',
    component: lazyRouteComponent(() => import('./budget.tsx'), 'Budget'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/motions/$motionId',
    component: lazyRouteComponent(() => import('./motion.tsx'), 'Motion'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/meetings/$meetingId',
    component: lazyRouteComponent(() => import('./meeting.tsx'), 'Meeting'),
  }),
] as const;
