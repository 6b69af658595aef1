import { platformRoutes } from './platform-routes.ts';

export const platformsRoutes = [...platformRoutes] as const;
