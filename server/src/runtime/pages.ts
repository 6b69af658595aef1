/** The pages: files as the web build left them, and the one document that opens every address. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from './refusal.ts';

export const pagesFolder = join(import.meta.dirname, '../../../web/dist');

/** Stands in the built document where the nonce of the answer belongs. */
const placeholder = '__CSP_NONCE__';

const policyHeader = 'content-security-policy';

const ofPrograms = /^\/(api|openapi\.json|livez|readyz|metrics|version)(\/|$)/;

/** Serves the built web app; an address it does not know is the app's own to say so. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const path = join(folder, 'index.html');
  if (!existsSync(path)) {
    throw new Error(`The pages are not built: ${path} is missing. Run npm start, which builds.`);
  }
  const document = readFileSync(path, 'utf8');
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, file) => {
      // What stands in assets/ carries a digest of its content in its name.
      const forEver = file.includes('/assets/') || file.includes('\\assets\\');
      response.header(
        'cache-control',
        forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  const open = (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    const policy = String(reply.getHeader(policyHeader));
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header(policyHeader, policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`))
      .send(document.replaceAll(placeholder, nonce));
  };
  app.get('/', { schema: { hide: true } }, open);
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://node');
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    const isFile = pathname.startsWith('/assets/');
    if (request.method !== 'GET' || !wantsPage || isFile || ofPrograms.test(pathname)) {
      throw notFound('page');
    }
    return open(request, reply);
  });
}
