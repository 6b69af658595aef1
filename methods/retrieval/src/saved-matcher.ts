import { PlacedDocuments } from './placed-documents.ts';
import { packParts, unpackParts } from './saved-bytes.ts';
import { loadSpace, type SemanticSpace } from './semantic-space.ts';
import type { Bytes } from './text-bytes.ts';

const KIND = 'yunhe-ma';
const VERSION = 1;

/** What a matcher knows of meaning; each is null until there is something to know. */
export interface Meaning {
  readonly space: SemanticSpace | null;
  /** Where the documents lie in that space. */
  readonly learned: PlacedDocuments | null;
  /** Where an embedding provider sees them. */
  readonly embedded: PlacedDocuments | null;
}

export function packMatcher(words: Bytes, { space, learned, embedded }: Meaning): Bytes {
  const absent = new Uint8Array(0);
  return packParts(KIND, VERSION, [
    words,
    space?.save() ?? absent,
    learned?.save() ?? absent,
    embedded?.save() ?? absent,
  ]);
}

/** Throws RangeError for bytes that `packMatcher` did not make. */
export function unpackMatcher(saved: Bytes): Meaning & { readonly words: Bytes } {
  const parts = unpackParts(KIND, VERSION, saved) as [Bytes, Bytes, Bytes, Bytes];
  const [words, space, learned, embedded] = parts;
  return {
    words,
    space: space.length === 0 ? null : loadSpace(space),
    learned: learned.length === 0 ? null : PlacedDocuments.load(learned),
    embedded: embedded.length === 0 ? null : PlacedDocuments.load(embedded),
  };
}
