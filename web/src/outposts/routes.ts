import { agreementRoutes } from './agreement-routes.ts';

export const outpostsRoutes = [...agreementRoutes] as const;
