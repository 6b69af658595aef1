import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

/** Pages of barriers join capabilities: they stand with the joined ones. */
export const observatoryRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/flows',
    component: lazyRouteComponent(() => import('./flows.tsx'), 'Flows'),
  }),
] as const;
