import { type AnalysisOptions, analyse } from './analyse.ts';
import { FIELDS, type Query, type TextDocument, textOf } from './document.ts';
import { dot, type PlacedWord, type SemanticSpace } from './semantic-space.ts';

/** A word of a document that is near in meaning to a word of the query, without being it. */
export interface Neighbour {
  /** As the query writes it; Chinese simplified. */
  readonly asked: string;
  /** As the document writes it. */
  readonly found: string;
  /** How near the two are, above 0 and at most 1. */
  readonly nearness: number;
}

const WORDS_ASKED = 12;
const WORDS_FOUND = 40;
/** Words farther apart have nothing to do with each other that a reader would see. */
const LEAST_NEARNESS = 0.5;
const MOST_NEIGHBOURS = 3;

/**
 * The words that say most in a query, each with the nearest other word of a document. The query is
 * read once for all documents that are asked about.
 */
export function neighboursOf(
  space: SemanticSpace,
  query: Query,
  options: AnalysisOptions,
): (document: TextDocument) => Neighbour[] {
  const asking = space.tellingWords(query, options, WORDS_ASKED);
  let forms: ReadonlyMap<string, string> | null = null;
  return (document) => {
    const found = space.tellingWords(document, options, WORDS_FOUND);
    const best = nearest(asking, found);
    if (best.length === 0) return [];
    forms ??= formsIn(query, options);
    const answering = formsIn(document, options);
    return best.map(({ asked, found, nearness }) => ({
      asked: forms?.get(asked) ?? asked,
      found: answering.get(found) ?? found,
      nearness,
    }));
  };
}

function nearest(asking: readonly PlacedWord[], found: readonly PlacedWord[]): Neighbour[] {
  const same = new Set(found.map(({ word }) => word));
  const neighbours: (Neighbour & { readonly weight: number })[] = [];
  for (const asked of asking) {
    if (same.has(asked.word)) continue;
    let best: Neighbour | undefined;
    for (const { word, place } of found) {
      const nearness = Math.min(1, dot(asked.place, place));
      if (nearness >= Math.max(LEAST_NEARNESS, best?.nearness ?? 0)) {
        best = { asked: asked.word, found: word, nearness };
      }
    }
    if (best !== undefined) neighbours.push({ ...best, weight: asked.weight * best.nearness });
  }
  return neighbours.sort((a, b) => b.weight - a.weight).slice(0, MOST_NEIGHBOURS);
}

/** How each word that is compared by its stem is first written. */
function formsIn(query: Query, options: AnalysisOptions): ReadonlyMap<string, string> {
  const asked = typeof query === 'string' ? { text: query } : query;
  const forms = new Map<string, string>();
  for (const field of FIELDS) {
    const { text, tokens } = analyse(textOf(asked, field), options);
    for (const { term, start, end } of tokens) {
      if (!forms.has(term)) forms.set(term, text.slice(start, end));
    }
  }
  return forms;
}
