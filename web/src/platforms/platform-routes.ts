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
] as const;
