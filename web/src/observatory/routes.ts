import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

/** Pages of barriers join capabilities: they stand with the joined ones. */
export const observatoryRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/flows',
    component: lazyRouteComponent(() => import('./flows.tsx'), 'Flows'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/flows/expected/$expectedId',
    component: lazyRouteComponent(() => import('./kept-expected-flows.tsx'), 'KeptExpectedFlows'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/network',
    component: lazyRouteComponent(() => import('./networks.tsx'), 'Networks'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/network/$networkId',
    component: lazyRouteComponent(() => import('./one-network.tsx'), 'OneNetwork'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/series',
    component: lazyRouteComponent(() => import('./series-list.tsx'), 'SeriesList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/series/$seriesId',
    component: lazyRouteComponent(() => import('./one-series.tsx'), 'OneSeries'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/series/$seriesId/space',
    component: lazyRouteComponent(() => import('./field-space.tsx'), 'FieldSpace'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/series/$seriesId/regions/$regionCode',
    component: lazyRouteComponent(() => import('./profile.tsx'), 'Profile'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/series/$seriesId/pairs/$firstCode/$secondCode',
    component: lazyRouteComponent(() => import('./region-pair.tsx'), 'RegionPair'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/chains',
    component: lazyRouteComponent(() => import('./chains.tsx'), 'Chains'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/chains/new',
    component: lazyRouteComponent(() => import('./edit-chain.tsx'), 'NewChain'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/chains/$chainId',
    component: lazyRouteComponent(() => import('./chain.tsx'), 'Chain'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/chains/$chainId/edit',
    component: lazyRouteComponent(() => import('./edit-chain.tsx'), 'EditChain'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/open-data',
    component: lazyRouteComponent(() => import('./open-data-page.tsx'), 'OpenData'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/reports',
    component: lazyRouteComponent(() => import('./yearly-reports.tsx'), 'YearlyReports'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/observatory/reports/$reportId',
    component: lazyRouteComponent(() => import('./yearly-report.tsx'), 'YearlyReport'),
  }),
] as const;
