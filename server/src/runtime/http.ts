/**
 * The door. It authenticates, checks the operation's rule, validates, opens the transaction,
 * runs the use case and turns what comes of it into HTTP. No domain word stands here.
 */

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { Type } from 'typebox';
import { type Actor, anonymous, hasRole, holdsOffice, type Rule, roles } from './actor.ts';
import { isDatabaseAway } from './database.ts';
import type { Endpoint } from './endpoint.ts';
import { headersOf } from './headers.ts';
import { digestOf, giveKeyBack, keepReply, takeKey } from './idempotency.ts';
import { KeptReplies } from './kept-replies.ts';
import type { Logger } from './log.ts';
import { measure } from './metrics.ts';
import type { Context, Download, JobContext, Module, Route, UploadedFile } from './module.ts';
import { useProtection } from './protection.ts';
import { generalRefusals, Refusal } from './refusal.ts';
import { useValidators, writersOf } from './schemas.ts';
import type { Settings } from './settings.ts';
import { reading, type Surroundings, transact } from './transact.ts';

export interface Door {
  readonly around: Surroundings;
  readonly modules: readonly Module[];
  readonly settings: Settings;
  readonly log: Logger;
  readonly version: string;
  readonly jobContext: JobContext;
  /** Works out who calls; anonymous where nobody signed in. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor>;
  /** False while the node is starting or stopping. */
  readonly ready: () => boolean;
}

/** The door and what it keeps while it is open. */
interface OpenDoor extends Door {
  readonly replies: KeptReplies;
  /** Who calls, worked out before the body is read. */
  readonly callers: WeakMap<FastifyRequest, Actor>;
}

const bodyBytesAtMost = 1_000_000;
const uploadBytesAtMost = 200_000_000;

export async function openDoor(door: Door): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: door.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytesAtMost,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 300 },
    trustProxy: 'loopback',
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  useValidators(app);
  useProblems(app, door);
  await useProtection(app, door.settings);
  await useDocuments(app, door);
  const open: OpenDoor = { ...door, replies: new KeptReplies(), callers: new WeakMap() };
  refuseNamesTwice(door);
  await app.register(
    async (api) => {
      for (const module of door.modules) {
        for (const route of module.routes ?? []) mountRoute(api, open, module.name, route);
      }
    },
    { prefix: '/api' },
  );
  for (const module of door.modules) await module.http?.(app, door.jobContext);
  measure(app, door.around.database);
  return app;
}

/** The one reply that Fastify compiles at the start. */
const About = Type.Object({ name: Type.String(), version: Type.String(), node: Type.String() });

async function useDocuments(app: FastifyInstance, door: Door): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Yunhe 运河',
        version: door.version,
        description: 'The network, the rules and the shared benefit of a group of regions.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: door.settings.publicUrl }],
      tags: door.modules.map((module) => ({ name: module.name })),
    },
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get('/livez', { schema: { hide: true } }, () => ({ status: 'ok' }));
  app.get('/version', { schema: { hide: true, response: { 200: About } } }, () => ({
    name: 'yunhe',
    version: door.version,
    node: process.versions.node,
  }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const database = await door.around.database.pool
      .query('select 1')
      .then(() => true)
      .catch(() => false);
    const ok = database && door.ready();
    return reply
      .status(ok ? 200 : 503)
      .send({ status: ok ? 'ok' : 'unavailable', database, started: door.ready() });
  });
}

/**
 * Says whether the rule lets the caller in at all. Whether the role is held in *the* organisation
 * that the operation is about is for the use case to ask, since only it has loaded the record.
 */
export function admits(rule: Rule, actor: Actor): boolean {
  if (rule === 'anyone' || actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  if (rule === 'person') return true;
  if ((roles as readonly string[]).includes(rule)) {
    return actor.memberships.some((membership) =>
      hasRole(actor, membership.organisationId, rule as (typeof roles)[number]),
    );
  }
  return holdsOffice(actor, rule as Parameters<typeof holdsOffice>[1]);
}

/** OpenAPI asks for one name an operation; contracts that are joined would lose one silently. */
function refuseNamesTwice(door: Door): void {
  const names = new Map<string, string>();
  for (const module of door.modules) {
    for (const { name } of module.routes ?? []) {
      const other = names.get(name);
      if (other !== undefined) {
        throw new Error(`Two operations are called ${name}, in ${other} and ${module.name}.`);
      }
      names.set(name, module.name);
    }
  }
}

function checkRule(endpoint: Endpoint, actor: Actor): void {
  const rules = [endpoint.rule].flat() as readonly Rule[];
  if (rules.some((rule) => admits(rule, actor))) return;
  if (actor.kind === 'anonymous') {
    throw new Refusal('sign_in_required', 'Sign in first; this is not open to everyone.');
  }
  throw new Refusal('not_allowed', `This asks for one of: ${rules.join(', ')}.`, {
    params: { rules: rules.join(', ') },
  });
}

function mountRoute(api: FastifyInstance, door: OpenDoor, tag: string, route: Route): void {
  const { endpoint, name } = route;
  const status = endpoint.status ?? (endpoint.creates === true ? 201 : 200);
  const statuses = refusalStatuses(endpoint);
  if (endpoint.upload === true) acceptFiles(api);
  api.route({
    method: endpoint.method,
    url: endpoint.path.replace(/\{(\w+)\}/g, ':$1'),
    bodyLimit: endpoint.upload === true ? uploadBytesAtMost : bodyBytesAtMost,
    ...(endpoint.callsPerMinute !== undefined && door.settings.callsPerMinute > 0
      ? { config: { rateLimit: { max: endpoint.callsPerMinute, timeWindow: '1 minute' } } }
      : {}),
    schema: {
      operationId: name,
      summary: endpoint.summary,
      tags: [tag],
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      ...(endpoint.download === true || status === 204
        ? {}
        : { response: { [status]: endpoint.reply } }),
      ...({
        'x-rule': endpoint.rule,
        'x-refusals': Object.keys(statuses),
        'x-creates': endpoint.creates === true,
        'x-edits': endpoint.edits === true,
      } as object),
    },
    serializerCompiler: writersOf(api),
    // Before the body is read: who may not call is told so, whatever is sent.
    preParsing: (request, reply, payload, done) => {
      const kept = isKept(endpoint) ? door.replies.at(request.url) : undefined;
      if (kept !== undefined) return void reply.headers(kept.headers).send(kept.body);
      admit(door, endpoint, request).then(() => done(null, payload), done);
    },
    handler: async (request, reply) => {
      const actor = door.callers.get(request) ?? anonymous;
      const input = inputOf(request, endpoint);
      const asOf = door.replies.emptied;
      const answer =
        endpoint.method === 'GET'
          ? await route.run(reading(door.around, actor, request.id), input as never)
          : await write(door, route, actor, request, input, status, reply).finally(() =>
              door.replies.empty(),
            );
      if (isUnchanged(request, answer)) return reply.status(304).headers(headersOf(answer)).send();
      if (endpoint.download === true) return sendFile(reply, answer as Download);
      reply.status(status).headers({ ...headersOf(answer), ...headersTold(request, answer) });
      if (isKept(endpoint)) {
        return reply.send(keepReplyOf(door, endpoint, request, reply, answer, asOf));
      }
      return reply.send(status === 204 ? undefined : answer);
    },
    errorHandler: async (error, request, reply) => {
      const refusal = asRefusal(error);
      if (refusal !== null && request.method !== 'GET') {
        await keepRefusal(door, tag, name, request, refusal);
      }
      return sendProblem(reply, request, refusal, statuses, error, door.log);
    },
  });
}

async function admit(door: OpenDoor, endpoint: Endpoint, request: FastifyRequest): Promise<void> {
  const actor = await door.authenticate(request);
  checkRule(endpoint, actor);
  checkOrigin(request, door.settings);
  door.callers.set(request, actor);
}

function refusalStatuses(endpoint: Endpoint): Readonly<Record<string, number>> {
  return { ...generalRefusals, ...endpoint.refusals };
}

/** A browser tells where a write comes from; one from another site is not the person's own. */
function checkOrigin(request: FastifyRequest, settings: Settings): void {
  if (request.method === 'GET') return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = site === 'cross-site' || site === 'same-site';
  const elsewhere =
    site === undefined &&
    origin !== undefined &&
    origin !== new URL(settings.publicUrl).origin &&
    URL.parse(origin)?.host !== request.headers.host;
  if (foreign || elsewhere) {
    throw new Refusal('not_allowed', 'Writes are taken from the pages of this node only.');
  }
}

function inputOf(request: FastifyRequest, endpoint: Endpoint): Record<string, unknown> {
  const input: Record<string, unknown> = {
    ...(request.params as object),
    ...(request.query as object),
  };
  if (endpoint.upload === true) {
    input.file = {
      name: String(request.headers['x-file-name'] ?? 'file'),
      bytes: request.body as AsyncIterable<Uint8Array>,
    } satisfies UploadedFile;
  } else {
    Object.assign(input, request.body as object);
  }
  if (endpoint.edits === true) input.revision = revisionOf(request);
  return input;
}

function revisionOf(request: FastifyRequest): number {
  const header = request.headers['if-match'];
  if (header === undefined) {
    throw new Refusal(
      'revision_required',
      'Send the ETag of the record you read as If-Match, so that nobody’s change is lost.',
    );
  }
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (match === null) {
    throw new Refusal('changed_by_someone_else', `If-Match ${header} is no revision of ours.`);
  }
  return Number(match[1]);
}

async function write(
  door: OpenDoor,
  route: Route,
  actor: Actor,
  request: FastifyRequest,
  input: Record<string, unknown>,
  status: number,
  reply: { header(name: string, value: string): unknown },
): Promise<unknown> {
  const run = (ctx: Context) => route.run(ctx, input as never);
  if (route.endpoint.creates !== true) {
    return await transact(door.around, actor, request.id, run);
  }
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
    throw new Refusal(
      'idempotency_key_required',
      'Send an Idempotency-Key of 8 to 200 characters, the same when you try again.',
    );
  }
  const caller = actor.personId ?? `${actor.kind} ${request.ip}`;
  const { file: _file, ...plain } = input;
  const { tx } = door.around.database;
  const kept = await takeKey(tx, {
    caller,
    key,
    operation: route.name,
    digest: digestOf(route.name, plain),
    now: door.around.now(),
  });
  if (kept !== null) {
    reply.header('idempotent-replayed', 'true');
    return kept.reply;
  }
  try {
    return await transact(door.around, actor, request.id, async (ctx) => {
      const answer = await run(ctx);
      await keepReply(ctx.tx, caller, key, { status, reply: answer });
      return answer;
    });
  } catch (error) {
    await giveKeyBack(tx, caller, key).catch(() => {});
    throw error;
  }
}

/** Files come as they are; they reach the use case unread. */
function acceptFiles(api: FastifyInstance): void {
  if (api.hasContentTypeParser('application/octet-stream')) return;
  api.addContentTypeParser('application/octet-stream', (_request, payload, done) =>
    done(null, payload),
  );
}

function sendFile(
  reply: { header(name: string, value: string): unknown; send(body: Readable): unknown },
  file: Download,
): unknown {
  for (const [name, value] of Object.entries(headersOf(file))) reply.header(name, value);
  const plain = file.filename.replace(/[^\w.-]+/g, '_');
  reply.header('content-type', file.mediaType);
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
  );
  return reply.send(Readable.from(file.bytes, { objectMode: false }));
}

/** The caller has it already, as an answer that names its own ETag says. */
function isUnchanged(request: FastifyRequest, answer: unknown): boolean {
  const { etag } = headersOf(answer);
  const known = request.headers['if-none-match'];
  if (request.method !== 'GET') return false;
  return etag !== undefined && known?.split(/,\s*/).includes(etag) === true;
}

/** The revision as an ETag, and the pages beside this one (RFC 8288). */
function headersTold(request: FastifyRequest, answer: unknown): Record<string, string> {
  if (typeof answer !== 'object' || answer === null) return {};
  const headers: Record<string, string> = {};
  if ('revision' in answer) headers.etag = `"${answer.revision}"`;
  if (!('next' in answer)) return headers;
  const links: string[] = [];
  for (const relation of ['next', 'previous'] as const) {
    const cursor = (answer as Record<string, unknown>)[relation];
    if (typeof cursor !== 'string') continue;
    const url = new URL(request.url, 'http://node');
    url.searchParams.set('cursor', cursor);
    links.push(`<${url.pathname}${url.search}>; rel="${relation === 'next' ? 'next' : 'prev'}"`);
  }
  if (links.length > 0) headers.link = links.join(', ');
  return headers;
}

function isKept(endpoint: Endpoint): boolean {
  return endpoint.keptSeconds !== undefined;
}

/** The reply as it will be sent, which is also what the next caller gets. */
function keepReplyOf(
  door: OpenDoor,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  asOf: number,
): string {
  const body = String(reply.serialize(answer));
  const headers = {
    ...headersTold(request, answer),
    'content-type': 'application/json; charset=utf-8',
  };
  reply.headers(headers);
  door.replies.keep(request.url, { body, headers }, endpoint.keptSeconds ?? 0, asOf);
  return body;
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (isDatabaseAway(error)) {
    return new Refusal('database_unreachable', 'The database is away; try again in a moment.');
  }
  const known = error as Partial<FastifyError>;
  if (known.validation !== undefined) return inputInvalid(known as FastifyError);
  switch (known.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('body_too_large', 'The body is larger than this operation takes.');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('media_type_not_supported', 'Send application/json.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('body_not_readable', `The body cannot be read: ${known.message}.`);
    default:
      return (known.statusCode === 400 || known.statusCode === 413) && error instanceof Error
        ? new Refusal('body_not_readable', error.message)
        : null;
  }
}

const reasonsAtMost = 50;

/** Every error of the schema, each with the JSON pointer of what it means. */
function inputInvalid(error: FastifyError): Refusal {
  const part = error.validationContext ?? 'body';
  const reasons = (error.validation ?? []).slice(0, reasonsAtMost).map((one) => {
    const missing = one.params?.missingProperty ?? one.params?.additionalProperty;
    const pointer = `${one.instancePath}${missing === undefined ? '' : `/${missing}`}`;
    return {
      code: `schema_${one.keyword.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      detail: `${part}${pointer} ${one.message ?? 'is not valid'}`,
      pointer: pointer === '' ? '/' : pointer,
      params: Object.fromEntries(
        Object.entries(one.params ?? {})
          .filter(([, value]) => typeof value !== 'object')
          .map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
      ),
    };
  });
  return new Refusal('input_invalid', `The ${part} does not fit what this operation takes.`, {
    reasons,
  });
}

/** What any operation may answer says nothing of rules, but for a right that is not held. */
const uncounted: ReadonlySet<string> = new Set(
  Object.keys(generalRefusals).filter((code) => code !== 'not_allowed'),
);

/** A person was told no by a rule: the log keeps it, since barriers are counted from it. */
async function keepRefusal(
  door: OpenDoor,
  capability: string,
  operation: string,
  request: FastifyRequest,
  refusal: Refusal,
): Promise<void> {
  if (uncounted.has(refusal.code)) return;
  const actor = door.callers.get(request) ?? (await door.authenticate(request).catch(() => null));
  if (actor === null || actor.kind !== 'person') return;
  const { subjectIds, journeyId, organisationId, fromRegion, toRegion, amountMinor, unit } =
    refusal.stake;
  await transact(door.around, actor, request.id, async (ctx) =>
    ctx.announce({
      type: `${capability}.refused`,
      subjectIds,
      journeyId,
      organisationId: organisationId ?? actor.memberships[0]?.organisationId ?? null,
      fromRegion,
      toRegion,
      amountMinor,
      unit,
      payload: {
        operation,
        code: refusal.code,
        reasons: refusal.reasons.map((reason) => ({ code: reason.code, rule: reason.rule })),
      },
    }),
  ).catch((error) => door.log.error({ error: String(error) }, 'a refusal could not be kept'));
}

function useProblems(app: FastifyInstance, door: Door): void {
  app.setErrorHandler((error, request, reply) =>
    sendProblem(reply, request, asRefusal(error), generalRefusals, error, door.log),
  );
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign-in required',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Media type not supported',
  422: 'Not acceptable as it is',
  428: 'Revision required',
  429: 'Too many requests',
  500: 'Fault of the node',
  503: 'Unavailable for a moment',
};

export function sendProblem(
  reply: {
    status(code: number): unknown;
    header(name: string, value: string): unknown;
    send(body: string): unknown;
  },
  request: FastifyRequest,
  refusal: Refusal | null,
  statuses: Readonly<Record<string, number>>,
  error: unknown,
  log: Logger,
): unknown {
  const declared = refusal === null ? undefined : statuses[refusal.code];
  if (refusal === null || declared === undefined) {
    const stack = error instanceof Error ? error.stack : String(error);
    log.error({ requestId: request.id, url: request.url, error: stack }, 'fault');
  }
  const status = declared ?? 500;
  const known = declared === undefined ? null : refusal;
  const problem = {
    type: `/problems/${known?.code ?? 'fault'}`,
    title: titles[status] ?? 'Refused',
    status,
    detail: known?.message ?? `Something went wrong here; tell the operator ${request.id}.`,
    code: known?.code ?? 'fault',
    ...(known === null || Object.keys(known.params).length === 0 ? {} : { params: known.params }),
    ...(known === null || known.reasons.length === 0 ? {} : { reasons: known.reasons }),
    requestId: request.id,
  };
  reply.status(status);
  if (status === 503) reply.header('retry-after', '2');
  reply.header('content-type', 'application/problem+json; charset=utf-8');
  return reply.send(JSON.stringify(problem));
}
