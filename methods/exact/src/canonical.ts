/**
 * JSON with its keys in order and no blanks: the same value gives the same text everywhere, so that
 * its digest can be compared. Properties that are undefined are left out, as JSON leaves them out.
 *
 * @example canonicalText({ b: 1, a: [true, null] }) // → '{"a":[true,null],"b":1}'
 *
 * Cost: linear in the value, but for the sorting of keys.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += text === '' ? canonicalText(one) : `,${canonicalText(one)}`;
    return `[${text}]`;
  }
  const record = value as Readonly<Record<string, unknown>>;
  for (const key of inOrder(Object.keys(record))) {
    const one = record[key];
    if (one === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalText(one)}`;
  }
  return `{${text}}`;
}

/** No quote, no backslash, nothing that JSON escapes. */
const PLAIN = /^[ !#-[\]-~\u0100-\ud7ff\ue000-\uffff]*$/;

/** Most texts need no escapes, and looking is quicker than writing them as any text. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** By insertion: records have few keys, which often stand in order already. */
function inOrder(keys: string[]): readonly string[] {
  if (keys.length > 32) return keys.sort();
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at]!;
    let to = at;
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}
