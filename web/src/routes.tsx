import { homeRoutes } from './home/routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { Shell } from './shell.tsx';
import { root } from './ui/root.ts';

/** Every page; a capability lists its own in its `routes.ts`, and each is fetched when visited. */
export const routes = root
  .update({ component: Shell })
  .addChildren([...homeRoutes, ...identityRoutes]);
