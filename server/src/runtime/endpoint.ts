/**
 * One declaration of an operation. The server mounts a use case on it and validates by it, the
 * web calls it, and OpenAPI is printed from it, so none of the three can drift from the others.
 * Contracts import this file, and the web imports contracts: nothing of Node may stand here.
 */
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { Rule } from './actor.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Endpoint<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TObject = TObject,
  Reply extends TSchema = TSchema,
> {
  readonly method: Method;
  /** Below `/api`; parameters in braces: `/registry/organisations/{organisationId}`. */
  readonly path: string;
  readonly summary: string;
  /** Who may call; where several are named, any one opens the door. */
  readonly rule: Rule | readonly Rule[];
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  /** 200 unless told; 201 for what creates. */
  readonly status?: 200 | 201 | 202 | 204;
  /** The call creates something: an Idempotency-Key is required. */
  readonly creates?: boolean;
  /** The call edits a record: If-Match is required and reaches the use case as `revision`. */
  readonly edits?: boolean;
  /** The body is a file, sent as it is; the use case gets it as `file`. */
  readonly upload?: boolean;
  /** The reply is a file. */
  readonly download?: boolean;
  /** Calls a minute from one caller, where fewer than usual are allowed. */
  readonly callsPerMinute?: number;
  /** The reply to a GET is the same for everyone, and may be this old: reference data. */
  readonly keptSeconds?: number;
  /** Refusal codes of this operation with their HTTP status. */
  readonly refusals?: Readonly<Record<string, 403 | 404 | 409 | 410 | 413 | 422>>;
}

/** The flags of an operation that change what its use case is given or answers. */
interface Flags<Edits, Upload, Download> {
  readonly edits?: Edits;
  readonly upload?: Upload;
  readonly download?: Download;
}

/** Declares an operation; the types of its use case and of its caller follow from it. */
export function endpoint<
  Params extends TObject = TObject<Record<never, never>>,
  Query extends TObject = TObject<Record<never, never>>,
  Body extends TObject = TObject<Record<never, never>>,
  Reply extends TSchema = TSchema,
  const Edits extends boolean = false,
  const Upload extends boolean = false,
  const Download extends boolean = false,
>(
  declaration: Endpoint<Params, Query, Body, Reply> & Flags<Edits, Upload, Download>,
): Endpoint<Params, Query, Body, Reply> & Required<Flags<Edits, Upload, Download>> {
  return declaration as Endpoint<Params, Query, Body, Reply> &
    Required<Flags<Edits, Upload, Download>>;
}

/** The operations of a module by their names; a name is the operation's id everywhere. */
export type Contract = Readonly<Record<string, Endpoint>>;

export type ParamsOf<E> =
  E extends Endpoint<infer P, TObject, TObject, TSchema> ? Static<P> : never;
export type QueryOf<E> = E extends Endpoint<TObject, infer Q, TObject, TSchema> ? Static<Q> : never;
export type BodyOf<E> = E extends Endpoint<TObject, TObject, infer B, TSchema> ? Static<B> : never;
export type ReplyOf<E> = E extends Endpoint<TObject, TObject, TObject, infer R> ? Static<R> : never;

// Shapes that every contract needs.

// The format alone would let `urn:uuid:` through, which the database does not read.
export const Id = Type.String({ format: 'uuid', maxLength: 36 });
export const Instant = Type.String({ format: 'date-time' });
/** There is no year 0. */
export const Day = Type.String({ format: 'date', pattern: '^(?!0000)' });
/** Whole minor units as decimal digits: JSON numbers lose digits above 2^53. */
export const AmountMinor = Type.String({ pattern: '^-?[0-9]{1,18}$' });
/** ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

export function Nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

export function OneOf<const Words extends readonly string[]>(words: Words) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });
}

/** A list in the query: `?kind=university&kind=enterprise`. */
export function Several<Schema extends TSchema>(schema: Schema) {
  return Type.Array(schema, { maxItems: 50 });
}

/** What every list that leaves as a file takes: its form, and the language of its headings. */
export const exportQuery = {
  format: Type.Optional(OneOf(['csv', 'xlsx', 'jsonl'] as const)),
  lang: Type.Optional(OneOf(['zh', 'en'] as const)),
};

/** What every list takes. The cursor is opaque and belongs to one sort order. */
export const Paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
};

/** What every list answers. `total` is exact up to 10,000 and null above. */
export function Page<Schema extends TSchema>(item: Schema) {
  return Type.Object({
    items: Type.Array(item),
    next: Nullable(Type.String()),
    previous: Nullable(Type.String()),
    total: Nullable(Type.Integer()),
  });
}

/** RFC 9457, with our `code`, `reasons` and `requestId`. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  reasons: Type.Optional(
    Type.Array(
      Type.Object({
        code: Type.String(),
        detail: Type.String(),
        params: Type.Optional(
          Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
        ),
        pointer: Type.Optional(Type.String()),
        rule: Type.Optional(Type.String()),
      }),
    ),
  ),
  requestId: Type.String(),
});
export type Problem = Static<typeof Problem>;
