/**
 * JSON with its keys in order and no blanks: the same value gives the same text everywhere, so that
 * its digest can be compared. Properties that are undefined are left out, as JSON leaves them out.
 *
 * @example canonicalText({ b: 1, a: [true, null] }) // → '{"a":[true,null],"b":1}'
 *
 * Cost: linear in the value, but for the sorting of keys.
 */
export function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += text === '' ? canonicalText(one) : `,${canonicalText(one)}`;
    return `[${text}]`;
  }
  const record = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(record).sort()) {
    const one = record[key];
    if (one === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalText(one)}`;
  }
  return `{${text}}`;
}

const PLAIN = /^[A-Za-z_]+$/;

/** Most keys need no escapes, and looking is quicker than writing them as any text. */
function quoted(key: string): string {
  return PLAIN.test(key) ? `"${key}"` : JSON.stringify(key);
}
