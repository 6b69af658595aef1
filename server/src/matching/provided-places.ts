/**
 * Has an embedding endpoint say where records and questions lie, beside the work of this process.
 * While it does not, or has not yet said it of nearly all, what was learned from own texts goes on.
 */
import type { EmbeddingProvider, Matcher, Query } from '@yunhe/retrieval';
import {
  type EmbeddingEndpoint,
  type EmbeddingProblem,
  embeddingProvider,
  embeddingsOrNone,
} from './embedding-provider.ts';

/** Somebody waits for the answer to a question, nobody for that to a record. */
const questionMilliseconds = 1_500;
const recordsMilliseconds = 20_000;
/** An endpoint that failed is left alone for so long, so that not every question waits for it. */
const restMilliseconds = 30_000;
const batch = 64;
const questionsKept = 500;
/** What has no place is found by words alone; more of it would be unfair. */
const nearlyAll = 0.9;

export interface PlacedBy {
  readonly endpoint: EmbeddingEndpoint;
  readonly restMilliseconds?: number;
}

function wholeText(query: Query): string {
  if (typeof query === 'string') return query;
  const { title = '', keywords = [], text = '' } = query;
  return [title, [keywords].flat().join(' '), text].filter((part) => part !== '').join('\n');
}

export class ProvidedPlaces {
  readonly #forQuestions: EmbeddingProvider;
  readonly #forRecords: EmbeddingProvider;
  readonly #rest: number;
  readonly #tell: (problem: EmbeddingProblem) => void;
  readonly #questions = new Map<string, Float32Array>();
  #restsUntil = 0;
  #isPlacing = false;

  constructor(
    { endpoint, restMilliseconds: rest = restMilliseconds }: PlacedBy,
    tell: (error: unknown, what: string) => void,
  ) {
    const { timeoutMilliseconds: longest = recordsMilliseconds } = endpoint;
    const within = (most: number) =>
      embeddingProvider({ ...endpoint, timeoutMilliseconds: Math.min(most, longest) });
    this.#forQuestions = within(questionMilliseconds);
    this.#forRecords = within(recordsMilliseconds);
    this.#rest = rest;
    this.#tell = (problem) => {
      this.#restsUntil = performance.now() + rest;
      tell(problem, 'the embedding endpoint does not answer well; matching goes on without it');
    };
  }

  /** Whether a search of these records goes by what the endpoint says. */
  serves({ size, embeddedSize }: Matcher): boolean {
    return !this.#isResting && embeddedSize > 0 && embeddedSize >= nearlyAll * size;
  }

  /** Undefined where it does not answer, or too few of the records have a place. */
  async ofQuestion(matcher: Matcher, query: Query): Promise<Float32Array | undefined> {
    if (!this.serves(matcher)) return undefined;
    const text = wholeText(query);
    const known = this.#questions.get(text);
    if (known !== undefined) return known;
    const found = (await embeddingsOrNone(this.#forQuestions, [text], this.#tell))?.[0];
    if (found === undefined) return undefined;
    if (this.#questions.size >= questionsKept) {
      this.#questions.delete(this.#questions.keys().next().value as string);
    }
    this.#questions.set(text, found);
    return found;
  }

  /** Places what has no place yet, a batch after the other; what failed is tried again later. */
  placeRecords(unplaced: () => readonly Unplaced[]): void {
    if (this.#isPlacing || this.#isResting) return;
    this.#isPlacing = true;
    this.#place(unplaced)
      .catch(this.#tell)
      .finally(() => {
        this.#isPlacing = false;
        if (!this.#isResting) return;
        setTimeout(() => this.placeRecords(unplaced), this.#rest + 1).unref();
      });
  }

  get #isResting(): boolean {
    return performance.now() < this.#restsUntil;
  }

  async #place(unplaced: () => readonly Unplaced[]): Promise<void> {
    for (let left = unplaced(); left.length > 0; ) {
      for (let at = 0; at < left.length; at += batch) {
        const some = left.slice(at, at + batch);
        const asked = some.map(({ id, matcher }) => matcher.document(id));
        const texts = asked.map((document) => wholeText(document ?? ''));
        const vectors = await embeddingsOrNone(this.#forRecords, texts, this.#tell);
        if (vectors === null) return;
        for (const [n, { id, matcher }] of some.entries()) {
          // Meanwhile it may have been written anew, or withdrawn: that is asked about again.
          const isSame = asked[n] !== undefined && matcher.document(id) === asked[n];
          if (isSame) matcher.embed(id, vectors[n] as Float32Array);
        }
      }
      const before = left.length;
      left = unplaced();
      // One of zeros has no place and never will.
      if (left.length >= before) return;
    }
  }
}

export interface Unplaced {
  readonly matcher: Matcher;
  readonly id: string;
}
