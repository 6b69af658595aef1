import { agreementRoutes } from './agreement-routes.ts';
import { statementRoutes } from './statement-routes.ts';

export const outpostsRoutes = [...agreementRoutes, ...statementRoutes] as const;
