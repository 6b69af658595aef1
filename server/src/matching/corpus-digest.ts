/** What a set of texts is, in one line: the same texts in any order give the same digest. */
import { createHash } from 'node:crypto';
import type { TextDocument } from '@yunhe/retrieval';

const modulus = 1n << 256n;

function digestOf(document: TextDocument): bigint {
  const { id, title, text, keywords } = document;
  const hash = createHash('sha256').update(JSON.stringify([id, title, text, keywords ?? []]));
  return BigInt(`0x${hash.digest('hex')}`);
}

/** The sum of the digests of its texts, so that one text comes and goes without reading the rest. */
export class CorpusDigest {
  readonly #parts = new Map<string, bigint>();
  #sum = 0n;

  put(document: TextDocument): void {
    this.remove(document.id);
    const part = digestOf(document);
    this.#parts.set(document.id, part);
    this.#sum = (this.#sum + part) % modulus;
  }

  remove(id: string): void {
    const part = this.#parts.get(id);
    if (part === undefined) return;
    this.#parts.delete(id);
    this.#sum = (this.#sum + modulus - part) % modulus;
  }

  /** The texts of this set that another has not, or has in other words. */
  notIn(other: CorpusDigest): string[] {
    return [...this.#parts].filter(([id, part]) => other.#parts.get(id) !== part).map(([id]) => id);
  }

  ids(): Iterable<string> {
    return this.#parts.keys();
  }

  /** Each text with its own digest, for `withParts`. */
  parts(): [id: string, digest: string][] {
    return Array.from(this.#parts, ([id, part]) => [id, part.toString(16)]);
  }

  static withParts(parts: Iterable<readonly [id: string, digest: string]>): CorpusDigest {
    const corpus = new CorpusDigest();
    for (const [id, digest] of parts) {
      const part = BigInt(`0x${digest}`);
      corpus.#parts.set(id, part);
      corpus.#sum = (corpus.#sum + part) % modulus;
    }
    return corpus;
  }

  /** 64 hexadecimal digits. */
  get value(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}
