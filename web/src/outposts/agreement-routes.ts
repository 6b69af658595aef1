import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const agreementRoutes = [
  createRoute({
    getParentRoute,
    path: '/outposts/agreements',
    component: lazyRouteComponent(() => import('./agreements.tsx'), 'Agreements'),
  }),
] as const;
