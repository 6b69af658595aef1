import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const statementRoutes = [
  createRoute({
    getParentRoute,
    path: '/outposts/statements',
    component: lazyRouteComponent(() => import('./statements.tsx'), 'Statements'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/statements/$statementId',
    component: lazyRouteComponent(() => import('./statement.tsx'), 'StatementPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/agreements/$agreementId/periods',
    component: lazyRouteComponent(() => import('./periods.tsx'), 'Periods'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/nettings',
    component: lazyRouteComponent(() => import('./nettings.tsx'), 'Nettings'),
  }),
  createRoute({
    getParentRoute,
    path: '/outposts/nettings/$nettingId',
    component: lazyRouteComponent(() => import('./netting.tsx'), 'NettingPage'),
  }),
] as const;
