/**
 * Sign-in by the OpenID Connect provider that the operator names. better-auth walks the whole
 * way (state, PKCE, nonce, keys of the provider) on our tables; of its many routes only the way
 * back is open. It signs in people who are here already, by a verified email: there is no
 * sign-up but by invitation.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import pg from 'pg';
import { uuidv7 } from '../runtime/id.ts';
import type { JobContext } from '../runtime/module.ts';
import { cookiePrefix, isSecure } from './cookie.ts';
import { daysAtMost } from './session-time.ts';
import { noteSignIn, personById } from './store.ts';

const providerId = 'oidc';
const waysBack = { callbackURL: '/', errorCallbackURL: '/sign-in' };

export async function mountOidc(app: FastifyInstance, ctx: JobContext): Promise<void> {
  if (ctx.settings.oidc === null) return;
  const { auth, close } = await openLibrary(ctx, ctx.settings.oidc);
  app.addHook('onClose', close);
  const limited = { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } };

  app.get('/api/identity/oidc', { ...limited, schema: { hide: true } }, async (_request, reply) => {
    const { headers, response } = await auth.api.signInSocial({
      body: { provider: providerId, disableRedirect: true, ...waysBack },
      returnHeaders: true,
    });
    tellCookies(reply, headers);
    return reply.redirect(response.url ?? '/sign-in?error=provider_unreachable');
  });

  const wayBack = `/api/identity/auth/callback/${providerId}`;
  app.get(wayBack, { ...limited, schema: { hide: true } }, async (request, reply) => {
    const url = new URL(request.url, ctx.settings.publicUrl);
    const cookie = request.headers.cookie ?? '';
    const answer = await auth.handler(new Request(url, { headers: { cookie } }));
    tellCookies(reply, answer.headers);
    return reply.redirect(answer.headers.get('location') ?? '/sign-in?error=failed');
  });
}

function tellCookies(reply: FastifyReply, headers: Headers): void {
  reply.header('set-cookie', headers.getSetCookie());
  reply.header('cache-control', 'no-store');
}

/** Loaded only where it is wanted, since it is large. */
async function openLibrary(
  ctx: JobContext,
  provider: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string },
) {
  const [{ betterAuth }, { genericOAuth }, { Kysely, PostgresDialect }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins'),
    import('kysely'),
  ]);
  const { settings, log } = ctx;
  const { issuer, clientId, clientSecret } = provider;
  const pool = new pg.Pool({
    ...ctx.database.connection,
    max: 3,
    options: '-c search_path=identity -c TimeZone=UTC -c statement_timeout=30s',
  });
  const warn = (error: Error) => log.warn({ error: error.message }, 'database connection lost');
  pool.on('error', warn);
  pool.on('connect', (client) => client.on('error', warn));

  const auth = betterAuth({
    baseURL: settings.publicUrl,
    basePath: '/api/identity/auth',
    secret: settings.secret,
    trustedOrigins: [settings.publicUrl],
    telemetry: { enabled: false },
    logger: { log: (level, message) => log.warn({ level, message }, 'sign-in by the provider') },
    onAPIError: { errorURL: new URL('/sign-in', settings.publicUrl).href },
    database: { db: new Kysely({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' },
    advanced: {
      cookiePrefix,
      useSecureCookies: isSecure(settings),
      database: { generateId: () => uuidv7() },
    },
    user: {
      modelName: 'person',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'session',
      expiresIn: daysAtMost * 24 * 3600,
      disableSessionRefresh: true,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        createdAt: 'started_at',
        updatedAt: 'last_seen_at',
        ipAddress: 'address',
        userAgent: 'agent',
      },
    },
    account: {
      modelName: 'credential',
      encryptOAuthTokens: true,
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const person = await personById(ctx.database.tx, userId);
            return person !== null && person.suspendedAt === null;
          },
          after: async ({ userId }) => {
            await ctx.transact(async ({ tx, now, announce }) => {
              await noteSignIn(tx, userId, now);
              announce({
                type: 'identity.signed_in',
                subjectIds: [userId],
                payload: { way: providerId },
              });
            });
          },
        },
      },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId,
            clientId,
            clientSecret,
            discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            scopes: ['openid', 'email', 'profile'],
            pkce: true,
            disableSignUp: true,
            requireIdTokenVerification: true,
          },
        ],
      }),
    ],
  });
  return { auth, close: () => pool.end() };
}
