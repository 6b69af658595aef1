/** What every answer says of itself to browsers, and how much one caller may ask. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';

/** What a page may load and run; `pages.ts` adds the nonce of its answer to the styles. */
const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // React and the chart library set style attributes; these run no code.
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Where calls are not limited, nobody is turned away for the sake of others either. */
export async function useProtection(app: FastifyInstance, settings: Settings): Promise<void> {
  const headers = securityHeaders(settings);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  if (settings.callsPerMinute === 0) return;
  await app.register(rateLimit, {
    max: settings.callsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.ip,
    errorResponseBuilder: (_request, context) =>
      new Refusal(
        'too_many_requests',
        `More than ${context.max} calls a minute came from here; go on in ${context.after}.`,
      ),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: 5_000,
    exposeStatusRoute: false,
    pressureHandler: (request) => {
      // A page that lacks one of its files stays half drawn, and files cost next to nothing.
      if (request.url.startsWith('/assets/')) return;
      throw new Refusal('too_busy', 'The node is busy; try again in a moment.');
    },
  });
}

/** They are the same for every answer, so helmet is asked once: it would work them out each time. */
function securityHeaders(settings: Settings): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    strictTransportSecurity: settings.publicUrl.startsWith('https:')
      ? { maxAge: 31_536_000 }
      : false,
    referrerPolicy: { policy: 'same-origin' },
  })({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw error;
  });
  return headers;
}
