import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const matchingRoutes = [
  createRoute({
    getParentRoute,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./reviews.tsx'), 'Reviews'),
  }),
  createRoute({
    getParentRoute,
    path: '/reviews/$reviewId',
    component: lazyRouteComponent(() => import('./review.tsx'), 'Review'),
  }),
  createRoute({
    getParentRoute,
    path: '/watches',
    component: lazyRouteComponent(() => import('./watches.tsx'), 'Watches'),
  }),
  createRoute({
    getParentRoute,
    path: '/stop-mails',
    component: lazyRouteComponent(() => import('./stop-mails.tsx'), 'StopMails'),
  }),
  createRoute({
    getParentRoute,
    path: '/technologies',
    component: lazyRouteComponent(() => import('./technologies.tsx'), 'Technologies'),
  }),
  createRoute({
    getParentRoute,
    path: '/technologies/new',
    component: lazyRouteComponent(() => import('./edit-technology.tsx'), 'PostTechnology'),
  }),
  createRoute({
    getParentRoute,
    path: '/technologies/$technologyId',
    component: lazyRouteComponent(() => import('./technology.tsx'), 'Technology'),
  }),
  createRoute({
    getParentRoute,
    path: '/technologies/$technologyId/edit',
    component: lazyRouteComponent(() => import('./edit-technology.tsx'), 'EditTechnology'),
  }),
  createRoute({
    getParentRoute,
    path: '/technologies/$technologyId/matches',
    component: lazyRouteComponent(() => import('./matches.tsx'), 'MatchesOfTechnology'),
  }),
  createRoute({
    getParentRoute,
    path: '/needs',
    component: lazyRouteComponent(() => import('./needs.tsx'), 'Needs'),
  }),
  createRoute({
    getParentRoute,
    path: '/needs/new',
    component: lazyRouteComponent(() => import('./edit-need.tsx'), 'PostNeed'),
  }),
  createRoute({
    getParentRoute,
    path: '/needs/$needId',
    component: lazyRouteComponent(() => import('./need.tsx'), 'Need'),
  }),
  createRoute({
    getParentRoute,
    path: '/needs/$needId/edit',
    component: lazyRouteComponent(() => import('./edit-need.tsx'), 'EditNeed'),
  }),
  createRoute({
    getParentRoute,
    path: '/needs/$needId/matches',
    component: lazyRouteComponent(() => import('./matches.tsx'), 'MatchesOfNeed'),
  }),
  createRoute({
    getParentRoute,
    path: '/matches',
    component: lazyRouteComponent(() => import('./matches.tsx'), 'Matches'),
  }),
  createRoute({
    getParentRoute,
    path: '/introductions',
    component: lazyRouteComponent(() => import('./introductions.tsx'), 'Introductions'),
  }),
  createRoute({
    getParentRoute,
    path: '/introductions/$introductionId',
    component: lazyRouteComponent(() => import('./introduction.tsx'), 'Introduction'),
  }),
  createRoute({
    getParentRoute,
    path: '/deals',
    component: lazyRouteComponent(() => import('./deals.tsx'), 'Deals'),
  }),
  createRoute({
    getParentRoute,
    path: '/deals/$dealId',
    component: lazyRouteComponent(() => import('./deal.tsx'), 'Deal'),
  }),
  createRoute({
    getParentRoute,
    path: '/organisations/$organisationId/lessons',
    component: lazyRouteComponent(() => import('./lessons.tsx'), 'Lessons'),
  }),
  createRoute({
    getParentRoute,
    path: '/journeys/$journeyId',
    component: lazyRouteComponent(() => import('./journey.tsx'), 'Journey'),
  }),
] as const;
