/** A remark on a valid identifier: worth a look, no ground to turn it away. */
export type Warning = { readonly code: string; readonly detail: string };

/** What a judgement of an identifier answers. It never throws for bad input. */
export type Judgement =
  | { readonly valid: true; readonly value: string; readonly warnings: readonly Warning[] }
  | { readonly valid: false; readonly reason: string; readonly detail: string };

export function valid(value: string, ...warnings: Warning[]): Judgement {
  return { valid: true, value, warnings };
}

export function invalid(reason: string, detail: string): Judgement {
  return { valid: false, reason, detail };
}

// Longer than any identifier here except a DOI, and short enough to print in a message.
const LONGEST = 256;

/**
 * Folds full-width characters, drops surrounding white space and bounds the length, so that every
 * scheme starts from the same text. `null` if there is nothing to judge or too much of it.
 */
export function plainText(text: string, longest = LONGEST): string | null {
  if (text.length > longest) return null;
  const plain = text.normalize('NFKC').trim();
  return plain === '' ? null : plain;
}

/** The answer where `plainText` found nothing that could be judged. */
export function unreadable(text: string): Judgement {
  return text.trim() === ''
    ? invalid('identifier_is_empty', 'there is no text')
    : invalid('identifier_is_too_long', `${text.length} characters are more than any such code`);
}

/** Takes away the first of the prefixes that the text begins with, whatever its case. */
export function withoutPrefix(text: string, prefixes: readonly RegExp[]): string {
  for (const prefix of prefixes) {
    const rest = text.replace(prefix, '');
    if (rest !== text) return rest;
  }
  return text;
}
