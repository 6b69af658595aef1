import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const roundRoutes = [
  createRoute({
    getParentRoute,
    path: '/platforms/rounds',
    component: lazyRouteComponent(() => import('./rounds.tsx'), 'Rounds'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/rounds/new',
    component: lazyRouteComponent(() => import('./create-round.tsx'), 'CreateRound'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/rounds/$roundId',
    component: lazyRouteComponent(() => import('./round.tsx'), 'RoundPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/my-evaluations',
    component: lazyRouteComponent(() => import('./my-evaluations.tsx'), 'MyEvaluations'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/rounds/$roundId/edit',
    component: lazyRouteComponent(() => import('./edit-round.tsx'), 'EditRound'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/reports/$reportId/interventions/new',
    component: lazyRouteComponent(() => import('./open-intervention.tsx'), 'OpenIntervention'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/rounds/$roundId/panel',
    component: lazyRouteComponent(() => import('./panel.tsx'), 'PanelPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/rounds/$roundId/appeals',
    component: lazyRouteComponent(() => import('./appeals.tsx'), 'Appeals'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/reports/$reportId',
    component: lazyRouteComponent(() => import('./round-report.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/reports/$reportId/scoring',
    component: lazyRouteComponent(() => import('./scoring.tsx'), 'ScoringPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/reports/$reportId/evaluation',
    component: lazyRouteComponent(() => import('./evaluation.tsx'), 'EvaluationPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/interventions',
    component: lazyRouteComponent(() => import('./interventions.tsx'), 'Interventions'),
  }),
  createRoute({
    getParentRoute,
    path: '/platforms/interventions/$interventionId',
    component: lazyRouteComponent(() => import('./intervention.tsx'), 'InterventionPage'),
  }),
] as const;
