/**
 * What a capability gives to the process that runs it. `main.ts` reads nothing else of a module.
 */
import type { FastifyInstance } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { Actor } from './actor.ts';
import type { Database } from './database.ts';
import type { Contract, Endpoint } from './endpoint.ts';
import type { Event, NewEvent } from './event.ts';
import type { Logger } from './log.ts';
import type { Settings } from './settings.ts';
import type { Sql, Tx } from './sql.ts';

/**
 * What a use case is given. In a write, `tx` is one transaction that ends with the use case; in a
 * read it is the pool. `announce` keeps events until the end of the transaction, where the door
 * appends them.
 */
export interface Context {
  readonly tx: Tx;
  /** In a write the database around the transaction: what is kept in memory is kept by it. */
  readonly pool?: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly settings: Settings;
  readonly requestId: string | null;
  announce(event: NewEvent): void;
  /** Queues a job in the same transaction: rolled back, it was never asked for. */
  enqueue(job: string, data: object): Promise<void>;
}

/** A file on its way in: its name as the sender gave it, and its bytes, which can be read once. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export const sheetFormats = ['csv', 'xlsx', 'jsonl'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** A file on its way out. */
export interface Download {
  readonly filename: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

type Given<E, Key extends keyof Endpoint> = E extends { readonly [K in Key]?: infer S }
  ? NonNullable<S> extends TObject
    ? Static<NonNullable<S>>
    : unknown
  : unknown;

/**
 * The input of an operation: parameters, query and body in one object, since a use case does not
 * care which part of a request a value stood in; `revision` where the operation edits, `file`
 * where it takes one.
 */
export type InputOf<E> = Given<E, 'params'> &
  Given<E, 'query'> &
  Given<E, 'body'> &
  (E extends { readonly edits: true } ? { readonly revision: number } : unknown) &
  (E extends { readonly upload: true } ? { readonly file: UploadedFile } : unknown);

type Answer<E> = E extends { readonly download: true }
  ? Download
  : E extends { readonly reply: infer R extends TSchema }
    ? Static<R>
    : never;

export type UseCase<E> = (ctx: Context, input: InputOf<E>) => Promise<Answer<E>>;

/** A use case for each operation of the contract; one that is forgotten does not compile. */
export type UseCases<C extends Contract> = { readonly [Name in keyof C]: UseCase<C[Name]> };

export interface Route {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly run: (ctx: Context, input: never) => Promise<unknown>;
}

/** Mounts use cases on the operations of a contract. */
export function mount<C extends Contract>(contract: C, useCases: UseCases<C>): Route[] {
  return Object.entries(contract).map(([name, endpoint]) => ({
    name,
    endpoint,
    run: useCases[name] as Route['run'],
  }));
}

export interface Job {
  readonly name: string;
  /** Cron expression in Asia/Shanghai, for what runs on the clock. */
  readonly every?: string;
  /**
   * How often it is tried, with pauses that double from the first on. Left out, three more times
   * within a minute; work that waits for somebody else's server needs hours.
   */
  readonly patience?: { readonly tries: number; readonly firstPauseSeconds: number };
  readonly run: (ctx: JobContext, data: Record<string, unknown>) => Promise<void>;
}

/** Jobs open their own transactions, since long work is many small ones. */
export interface JobContext {
  readonly database: Database;
  readonly log: Logger;
  readonly settings: Settings;
  readonly now: () => Date;
  /** Runs `work` in one transaction, as the node itself unless told; its events come at the end. */
  transact<Result>(work: (ctx: Context) => Promise<Result>, as?: Actor): Promise<Result>;
}

/** Something that must always count zero. */
export interface Check {
  readonly name: string;
  /** What it means if it does not, and what to do. */
  readonly meaning: string;
  /**
   * Selects `count` and up to a few offending ids as `examples text[]`; or works the same out,
   * where the database alone cannot.
   */
  readonly query: Sql | ((tx: Tx) => Promise<Counted>);
}

export interface Counted {
  readonly count: number | bigint;
  readonly examples: readonly string[] | null;
}

export interface Module {
  readonly name: string;
  /** The names of the modules whose `index.ts` this one may import. */
  readonly needs: readonly string[];
  readonly migrations?: string;
  readonly routes?: readonly Route[];
  readonly jobs?: readonly Job[];
  /**
   * Called at least once for each event of a type, in order; must be safe to repeat. `*` takes
   * those of every type that has no handler of its own.
   */
  readonly on?: Readonly<Record<string, (ctx: Context, event: Event) => Promise<void>>>;
  readonly checks?: readonly Check[];
  /** What `yunhe export KIND` writes, by kind. */
  readonly exports?: Readonly<
    Record<string, (ctx: Context, format: SheetFormat) => Promise<Download>>
  >;
  /** What must be ready before the first request, such as an index in memory. */
  readonly start?: (ctx: JobContext) => Promise<void>;
  /** Raw routes that a library brings, such as those of sign-in. */
  readonly http?: (app: FastifyInstance, ctx: JobContext) => Promise<void>;
}
