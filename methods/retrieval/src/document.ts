/** The parts of a document that are weighed apart, in the order in which their counts are kept. */
export const FIELDS = ['title', 'keywords', 'text'] as const;
export type Field = (typeof FIELDS)[number];

/** A technology, a need, a paper: anything with words. */
export interface TextDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** A list, or one string in whatever punctuation its author used. */
  readonly keywords?: string | readonly string[];
  /** Kept and given back; the analysis goes by the script of each word, not by this. */
  readonly lang?: string;
}

/** What is asked: a line of words, or a document whose title and keywords weigh more. */
export type Query = string | Partial<Omit<TextDocument, 'id' | 'lang'>>;

/** The words of one field as a single text; an absent field is empty. */
export function textOf(document: Exclude<Query, string>, field: Field): string {
  const value = document[field] ?? '';
  return typeof value === 'string' ? value : value.join('\n');
}
