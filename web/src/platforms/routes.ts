import { platformRoutes } from './platform-routes.ts';
import { schemeRoutes } from './scheme-routes.ts';

export const platformsRoutes = [...platformRoutes, ...schemeRoutes] as const;
