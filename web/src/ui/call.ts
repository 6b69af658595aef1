/**
 * Calls an operation by its contract: the input is one object, as on the server, and is taken
 * apart here into path, query, headers and body.
 */
import type {
  BodyOf,
  Endpoint,
  ParamsOf,
  Problem as ProblemBody,
  QueryOf,
  ReplyOf,
} from 'yunhe/runtime/endpoint';

import { handOver } from './hand-over.ts';

export type { Endpoint, ReplyOf };

/** What a call takes; `revision` where the operation edits, `file` where it takes one. */
export type Input<E extends Endpoint> = ParamsOf<E> &
  QueryOf<E> &
  BodyOf<E> & { readonly revision?: number } & FileOf<E>;

/** A body or a query may have a part of this name that is no file. */
type FileOf<E extends Endpoint> = 'file' extends keyof BodyOf<E> | keyof QueryOf<E>
  ? unknown
  : { readonly file?: File };

export type Answer<E extends Endpoint> = ReplyOf<E>;
export type Reason = NonNullable<ProblemBody['reasons']>[number];

/** A "no" of the server, or of the way to it, with everything a screen can show. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly reasons: readonly Reason[];
  readonly requestId: string | null;

  constructor(body: Partial<ProblemBody> & { readonly code: string; readonly detail: string }) {
    super(body.detail);
    this.name = 'Problem';
    this.code = body.code;
    this.status = body.status ?? 0;
    this.params = body.params ?? {};
    this.reasons = body.reasons ?? [];
    this.requestId = body.requestId ?? null;
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** The same for every attempt at one thing, so that it is made once. */
  readonly idempotencyKey?: string;
  /** From 0 to 1, while a file goes up. */
  readonly onProgress?: (share: number) => void;
}

export async function call<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  options: CallOptions = {},
): Promise<Answer<E>> {
  const request = requestOf(endpoint, input as Record<string, unknown>, options);
  const response =
    request.file === null ? await send(request, options) : await sendFile(request, options);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as Answer<E>;
  return (await response.json()) as Answer<E>;
}

/** Fetches what a download operation answers and hands it to the person as a file. */
export async function download<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<void> {
  const response = await send(requestOf(endpoint, input as Record<string, unknown>, {}), {});
  if (!response.ok) throw await problemOf(response);
  handOver(await response.blob(), fileNameOf(response.headers.get('content-disposition')));
}

/** What a download operation answers, as text. */
export async function readText<E extends Endpoint>(endpoint: E, input: Input<E>): Promise<string> {
  const response = await send(requestOf(endpoint, input as Record<string, unknown>, {}), {});
  if (!response.ok) throw await problemOf(response);
  return await response.text();
}

/** The address of an operation's GET, for links that a browser follows by itself. */
export function addressOf<E extends Endpoint>(endpoint: E, input: Input<E>): string {
  return requestOf(endpoint, input as Record<string, unknown>, {}).address;
}

/** Random without needing a secure context, which an address inside an office network is not. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Request {
  readonly method: string;
  readonly address: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly file: File | null;
}

function requestOf(
  endpoint: Endpoint,
  input: Record<string, unknown>,
  options: CallOptions,
): Request {
  const left = { ...input };
  const take = (name: string) => {
    const value = left[name];
    delete left[name];
    return value;
  };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(take(name))),
  );
  const revision = endpoint.edits === true ? take('revision') : undefined;
  const file = endpoint.upload === true ? (take('file') as File) : null;
  const inQuery =
    endpoint.method === 'GET' ? Object.keys(left) : Object.keys(endpoint.query?.properties ?? {});
  const query = new URLSearchParams();
  for (const name of inQuery) {
    const value = take(name);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  const headers: Record<string, string> = { accept: 'application/json' };
  if (revision !== undefined) headers['if-match'] = `"${revision}"`;
  if (endpoint.creates === true) headers['idempotency-key'] = options.idempotencyKey ?? newKey();
  const hasBody = endpoint.method !== 'GET' && file === null && endpoint.body !== undefined;
  if (hasBody) headers['content-type'] = 'application/json';
  const text = query.toString();
  return {
    method: endpoint.method,
    address: `/api${path}${text === '' ? '' : `?${text}`}`,
    headers,
    body: hasBody ? JSON.stringify(left) : null,
    file,
  };
}

async function send(request: Request, options: CallOptions): Promise<Response> {
  try {
    return await fetch(request.address, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      signal: options.signal ?? null,
      credentials: 'same-origin',
    });
  } catch (error) {
    throw options.signal?.aborted === true ? error : unreachable();
  }
}

/** XMLHttpRequest, because `fetch` does not say how much of a body has gone out. */
function sendFile(request: Request, options: CallOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const way = new XMLHttpRequest();
    way.open(request.method, request.address);
    for (const [name, value] of Object.entries(request.headers)) way.setRequestHeader(name, value);
    way.setRequestHeader('content-type', 'application/octet-stream');
    // Header values are Latin-1; file names here are mostly Chinese.
    way.setRequestHeader('x-file-name', encodeURIComponent(request.file?.name ?? 'file'));
    way.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    way.onload = () =>
      resolve(
        new Response(way.status === 204 ? null : way.responseText, {
          status: way.status,
          headers: { 'content-type': way.getResponseHeader('content-type') ?? '' },
        }),
      );
    way.onerror = () => reject(unreachable());
    way.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    options.signal?.addEventListener('abort', () => way.abort());
    way.send(request.file);
  });
}

function unreachable(): Problem {
  return new Problem({ code: 'node_unreachable', detail: 'The node cannot be reached.' });
}

async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null;
    if (typeof body?.code === 'string' && typeof body.detail === 'string') {
      return new Problem({ ...body, code: body.code, detail: body.detail });
    }
  }
  return new Problem({
    code: 'fault',
    detail: `The node answered ${response.status}.`,
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

function fileNameOf(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded === undefined ? 'export' : decodeURIComponent(encoded);
}
