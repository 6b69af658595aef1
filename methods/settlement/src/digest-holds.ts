import { canonicalText, sha256 } from '@yunhe/exact';

/**
 * Whether a statement, difference or netting is as it was computed: its digest is that of the rest.
 *
 * @param document  What was read from a file; anything else than an object with a digest is false.
 * @example digestHolds({ lines: [], digest: 'of something else' }) // → false
 *
 * Cost: linear in the document.
 */
export function digestHolds(document: unknown): boolean {
  if (typeof document !== 'object' || document === null || !('digest' in document)) return false;
  const { digest, ...content } = document;
  return digest === sha256(canonicalText(content));
}
