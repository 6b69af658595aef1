import type { Analysis, Token } from './analyse.ts';
import { FIELDS, type Field } from './document.ts';

/** A word of a document that carried part of its score. */
export interface Reason {
  /** As it is written in the document (in NFKC), such as 磷酸铁锂 or Batteries. */
  readonly word: string;
  readonly field: Field;
  /** Its part of the score, above 0 and at most 1. */
  readonly share: number;
}

/** What a term gave to a score, by field. */
export type Contributions = ReadonlyMap<string, Readonly<Record<Field, number>>>;

interface Span {
  start: number;
  end: number;
  given: number;
}

/**
 * The matched tokens of a field as the longest stretches they cover together, so that 磷酸, 酸铁 and
 * 铁锂 are shown as 磷酸铁锂. What a term gave is split evenly among its occurrences.
 */
function stretches(tokens: readonly Token[], field: Field, contributions: Contributions): Span[] {
  const matched = tokens.filter((token) => (contributions.get(token.term)?.[field] ?? 0) > 0);
  const occurrences = new Map<string, number>();
  for (const { term } of matched) occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
  const spans: Span[] = [];
  for (const { term, start, end } of matched.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const given = (contributions.get(term)?.[field] as number) / (occurrences.get(term) as number);
    const last = spans.at(-1);
    if (last !== undefined && start < last.end) {
      last.end = Math.max(last.end, end);
      last.given += given;
    } else {
      spans.push({ start, end, given });
    }
  }
  return spans;
}

const isOneCharacter = (word: string) => [...word].length === 1;

/**
 * The words that carried a score, the weightiest first; the same word in a field counts once. One
 * character by itself says little to a reader: it is named only where nothing longer carried.
 */
export function reasonsFor(
  analyses: Readonly<Record<Field, Analysis>>,
  contributions: Contributions,
  score: number,
  limit: number,
): Reason[] {
  const reasons: Reason[] = [];
  for (const field of FIELDS) {
    const { text, tokens } = analyses[field];
    const byWord = new Map<string, Reason>();
    for (const { start, end, given } of stretches(tokens, field, contributions)) {
      const word = text.slice(start, end);
      const known = byWord.get(word.toLowerCase());
      const share = (known?.share ?? 0) + given / score;
      byWord.set(word.toLowerCase(), { word: known?.word ?? word, field, share });
    }
    reasons.push(...byWord.values());
  }
  const telling = reasons.filter(({ word }) => !isOneCharacter(word));
  // Sorting is stable, so equal shares keep the order of the fields and of reading.
  return (telling.length > 0 ? telling : reasons).sort((a, b) => b.share - a.share).slice(0, limit);
}
