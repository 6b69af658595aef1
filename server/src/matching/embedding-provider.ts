/**
 * Asks an OpenAI-compatible endpoint where texts lie. The ranking never needs it: whatever keeps it
 * from answering well is told as one `EmbeddingProblem`, and `embeddingsOrNone` goes on by words.
 */
import type { EmbeddingProvider } from '@yunhe/retrieval';

export interface EmbeddingEndpoint {
  /** Up to and without `/embeddings`, such as `https://models.example.org/v1`. */
  readonly url: string;
  readonly model: string;
  /** Sent as bearer; null sends none. It is in no message. */
  readonly key: string | null;
  /** How many numbers each vector must have. */
  readonly dimensions: number;
  /** How long one request may take. Default 5 seconds. */
  readonly timeoutMilliseconds?: number;
}

/** The endpoint is down, slow, or says what cannot be used; the message names which. */
export class EmbeddingProblem extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`The embedding endpoint ${detail}`, options);
    this.name = 'EmbeddingProblem';
  }
}

/** Texts a request; endpoints commonly take a few hundred. */
const batch = 64;
/** More of a text than endpoints read; the beginning says what it is about. */
const longestText = 8_000;
/** Room for 64 vectors of 8,192 numbers written out. */
const mostBytes = 16 * 1024 * 1024;

/** @throws EmbeddingProblem from `embed`, never anything else. */
export function embeddingProvider(endpoint: EmbeddingEndpoint): EmbeddingProvider {
  return {
    embed: async (texts) => {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += batch) {
        const some = texts.slice(at, at + batch).map((text) => text.slice(0, longestText));
        vectors.push(...vectorsIn(await ask(endpoint, some), some.length, endpoint.dimensions));
      }
      return vectors;
    },
  };
}

/** The vectors, or null where the provider does not answer well; `tell` learns why. */
export async function embeddingsOrNone(
  provider: EmbeddingProvider | null,
  texts: readonly string[],
  tell: (problem: EmbeddingProblem) => void,
): Promise<Float32Array[] | null> {
  if (provider === null) return null;
  try {
    return await provider.embed(texts);
  } catch (error) {
    if (!(error instanceof EmbeddingProblem)) throw error;
    tell(error);
    return null;
  }
}

async function ask(endpoint: EmbeddingEndpoint, input: readonly string[]): Promise<unknown> {
  const { url, model, key, timeoutMilliseconds = 5_000 } = endpoint;
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input, encoding_format: 'float' }),
      // The endpoint that was configured is the one that is asked, with its key, and no other.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (!response.ok) throw new EmbeddingProblem(`answered ${response.status}.`);
    return JSON.parse(await bounded(response));
  } catch (error) {
    if (error instanceof EmbeddingProblem) throw error;
    if (error instanceof SyntaxError) throw new EmbeddingProblem('answered no JSON.');
    const slow = error instanceof Error && error.name === 'TimeoutError';
    const detail = slow ? `did not answer within ${timeoutMilliseconds} ms.` : 'cannot be reached.';
    throw new EmbeddingProblem(detail, { cause: error });
  }
}

async function bounded(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > mostBytes) throw new EmbeddingProblem(`answered more than ${mostBytes} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** The vectors in the order that was asked for; the answer may have another. */
function vectorsIn(answer: unknown, count: number, dimensions: number): Float32Array[] {
  const { data } = Object(answer) as { data?: unknown };
  if (!Array.isArray(data) || data.length !== count) {
    throw new EmbeddingProblem(`did not answer ${count} texts with as many vectors.`);
  }
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  for (const [at, item] of data.entries()) {
    const { index = at, embedding } = Object(item) as { index?: unknown; embedding?: unknown };
    if (typeof index !== 'number' || !(index in vectors) || vectors[index] !== undefined) {
      throw new EmbeddingProblem('did not say which text a vector belongs to.');
    }
    vectors[index] = vectorFrom(embedding, dimensions);
  }
  return vectors as Float32Array[];
}

function vectorFrom(embedding: unknown, dimensions: number): Float32Array {
  if (!Array.isArray(embedding) || !embedding.every((value) => Number.isFinite(value))) {
    throw new EmbeddingProblem('answered with something that is no vector.');
  }
  if (embedding.length !== dimensions) {
    throw new EmbeddingProblem(
      `answered with vectors of ${embedding.length} numbers, not ${dimensions}.`,
    );
  }
  return Float32Array.from(embedding);
}
