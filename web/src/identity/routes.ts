import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../ui/root.ts';

const getParentRoute = () => root;

export const identityRoutes = [
  createRoute({
    getParentRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
  }),
  createRoute({
    getParentRoute,
    path: '/invitation',
    component: lazyRouteComponent(() => import('./accept-invitation.tsx'), 'AcceptInvitation'),
  }),
  createRoute({
    getParentRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./my-account.tsx'), 'MyAccount'),
  }),
  createRoute({
    getParentRoute,
    path: '/members/$organisationId',
    component: lazyRouteComponent(() => import('./members.tsx'), 'Members'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/people',
    component: lazyRouteComponent(() => import('./people.tsx'), 'People'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/people/$personId',
    component: lazyRouteComponent(() => import('./person.tsx'), 'Person'),
  }),
  createRoute({
    getParentRoute,
    path: '/administration/events',
    component: lazyRouteComponent(() => import('./events.tsx'), 'Events'),
  }),
] as const;
