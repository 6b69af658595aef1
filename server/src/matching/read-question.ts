/** What a text asks for: without its markup, not too long, and what to tell whoever wrote it. */
import { analyse, DEFAULT_STOP_WORDS, type Query } from '@yunhe/retrieval';
import type { Notice } from './ranking-contract.ts';
import { simplify } from './simplify.ts';

export interface Question {
  readonly query: Query;
  readonly notices: readonly Notice[];
  /** False where no record could be found by it. */
  readonly asksSomething: boolean;
  /** So few words that all records might have them. */
  readonly isShort: boolean;
  /** Nothing but single characters: then they are all there is to go by. */
  readonly onlySingles: boolean;
}

interface Asked {
  readonly title?: string;
  readonly keywords?: readonly string[];
  readonly text?: string | null;
}

/** Longer texts are read up to here: what matters in a need stands at its beginning. */
export const lettersRead = 10_000;

const hidden = /<(?:script|style)\b[^<>]{0,500}>[^<]{0,10000}<\/(?:script|style)>/gi;
const tag =
  /<\/?(?:a|abbr|b|big|blockquote|body|br|button|center|code|dd|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|label|li|link|meta|ol|option|p|pre|script|section|select|small|span|strong|style|sub|sup|svg|table|tbody|td|textarea|th|thead|title|tr|u|ul|video)(?:[\s/][^<>]{0,500})?>/gi;
const entity = /&(?:nbsp|amp|lt|gt|quot|#\d{1,6});/g;

/** Tags are no words; a sign for "less than" stays. */
export function withoutMarkup(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return text.replace(hidden, ' ').replace(tag, ' ').replace(entity, ' ');
}

const shortTerms = 6;
const longestStopWord = Math.max(...[...DEFAULT_STOP_WORDS].map((word) => word.length));

/** Whether a run of letters is made of stop words, taking the longest at each place. */
function isCommon(run: string): boolean {
  for (let at = 0; at < run.length; ) {
    let length = Math.min(longestStopWord, run.length - at);
    while (length > 0 && !DEFAULT_STOP_WORDS.has(run.slice(at, at + length))) length -= 1;
    if (length === 0) return false;
    // A word in letters is common as a whole or not at all.
    if (length < run.length && /[a-z]/.test(run)) return false;
    at += length;
  }
  return true;
}

export function readQuestion(asked: string | Asked): Question {
  const given = typeof asked === 'string' ? { text: asked } : asked;
  let left = lettersRead;
  let cut = false;
  const read = (text: string): string => {
    // Cut before anything is looked for in it, so that no length costs more than this one.
    const bounded = text.slice(0, left);
    if (bounded.length < text.length) cut = true;
    left -= bounded.length;
    return withoutMarkup(bounded);
  };
  const query = {
    title: read(given.title ?? ''),
    keywords: (given.keywords ?? []).map(read),
    text: read(given.text ?? ''),
  };
  const whole = [query.title, ...query.keywords, query.text].join('\n');
  const runs = simplify(whole.normalize('NFKC').toLowerCase()).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const terms = runs.every(isCommon)
    ? []
    : analyse(whole, { fold: simplify }).tokens.map(({ term }) => term);
  const notices: Notice[] = [];
  if (runs.length === 0) notices.push('nothing_to_search_for');
  else if (terms.length === 0) notices.push('only_common_words');
  const onlySingles = terms.length > 0 && terms.every((term) => [...term].length === 1);
  if (new Set(terms).size === 1 && onlySingles) notices.push('one_character');
  if (cut) notices.push('cut_short');
  const isShort = terms.length > 0 && terms.length <= shortTerms;
  return { query, notices, asksSomething: terms.length > 0, isShort, onlySingles };
}
