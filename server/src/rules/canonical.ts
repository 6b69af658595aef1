/** One text for one value, whoever wrote it down: what digests and comparisons are made of. */

/**
 * JSON with the names of objects in order and nothing between. What JSON cannot hold (undefined,
 * functions) is left out, as `JSON.stringify` does.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part) => (isPlain(part) ? inOrder(part) : part));
}

function isPlain(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

/** A null prototype, so that a name such as `__proto__` is a name like any other. */
function inOrder(part: Record<string, unknown>): Record<string, unknown> {
  const sorted: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(part).sort()) sorted[name] = part[name];
  return sorted;
}
