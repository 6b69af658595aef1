import { agreementRoutes } from './agreement-routes.ts';
import { factRoutes, outpostRoutes } from './outpost-routes.ts';
import { statementRoutes } from './statement-routes.ts';

export const outpostsRoutes = [
  ...agreementRoutes,
  ...outpostRoutes,
  ...factRoutes,
  ...statementRoutes,
] as const;
