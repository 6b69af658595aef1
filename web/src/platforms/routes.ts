import { platformRoutes } from './platform-routes.ts';
import { roundRoutes } from './round-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';

export const platformsRoutes = [...platformRoutes, ...schemeRoutes, ...roundRoutes] as const;
