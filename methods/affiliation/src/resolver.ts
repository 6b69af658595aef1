import type { Evidence } from './evidence.ts';
import { Judging } from './judging.ts';
import type { NameHit } from './name-trie.ts';
import type { Organisation } from './organisation.ts';
import { Places, type Region } from './places.ts';
import { CHINESE_POSTCODES, type PostcodePrefix } from './postcodes.ts';
import { Reading } from './reading.ts';
import { Register } from './register.ts';
import { type Candidate, CERTAIN_FROM, type Resolution } from './resolution.ts';
import { tokensOf } from './tokens.ts';

export type ResolverInput = {
  readonly organisations: readonly Organisation[];
  readonly regions: readonly Region[];
  /** Postcode prefixes; those of China if left out. */
  readonly postcodes?: readonly PostcodePrefix[] | undefined;
  /** What people decided before: a text and its organisation, or `null` for none of them. */
  readonly decisions?: ReadonlyMap<string, string | null> | undefined;
  /** Folds spellings, such as traditional into simplified characters. */
  readonly fold?: ((text: string) => string) | undefined;
};

const LONGEST_TEXT = 1_000;
const MOST_CANDIDATES = 8;
const SHORTEST_MISREAD = 6;

/**
 * Builds a function that resolves a free-text affiliation to organisations and a region.
 *
 * The longest registered name inside the text counts; a department behind a university stands
 * for it, but an institute of an academy or a hospital of a university does not: those give the
 * parent as `parent_only` with low confidence. Namesakes are told apart by place and postcode,
 * and a place that contradicts makes a name unlikely. One misread character in a long name is
 * forgiven. Without any known name `candidates` is empty and `certain` is false.
 *
 * @param input  Organisations with their names, regions with their parents, and optionally
 *               postcode prefixes, remembered decisions and a folding of spellings.
 * @returns      `resolve(text)`; confidence in [0, 1], candidates in falling order. A text of
 *               more than 1,000 characters is cut.
 * @example const names = [{ text: '清华大学', kind: 'label' }];
 *          const resolve = createResolver({ organisations: [{ id: 'a', names }], regions: [] });
 *          resolve('清华大学 北京 100084').candidates[0].organisationId // → 'a'
 *
 * Cost: building O(characters of all names); resolving O(tokens × longest name), whatever the
 * number of names. Source: own rules, measured in reference/.
 */
export function createResolver(input: ResolverInput): (text: string) => Resolution {
  const fold = input.fold ?? ((text: string) => text);
  const words = (text: string) => tokensOf(text, fold).map((token) => token.text);
  const register = new Register(input.organisations, words);
  const places = new Places(input.regions, words);
  const plan = input.postcodes ?? CHINESE_POSTCODES;
  const decisions = new Map<string, string | null>();
  for (const [text, id] of input.decisions ?? []) decisions.set(words(text).join(' '), id);

  return (text) => {
    const tokens = tokensOf(text.slice(0, LONGEST_TEXT), fold);
    const reading = new Reading(tokens, postcodeIn(text), places, plan);
    const decided = decisions.get(reading.words.join(' '));
    if (decided !== undefined) return reading.answerWith(decidedCandidates(decided, text), true);
    const hits = longestHits(register.trie.find(reading.words));
    let candidates = new Judging(register, reading, hits).candidates();
    if ((candidates[0]?.confidence ?? 0) < CERTAIN_FROM) {
      const misread = register.trie.findMisread(reading.words, SHORTEST_MISREAD);
      if (misread.length > 0) {
        const all = longestHits([...hits, ...misread]);
        candidates = new Judging(register, reading, all).candidates();
      }
    }
    const certain = (candidates[0]?.confidence ?? 0) >= CERTAIN_FROM;
    const regionCode = certain ? register.regionOf(candidates[0]!.organisationId) : null;
    return reading.answerWith(candidates.slice(0, MOST_CANDIDATES), certain, regionCode);
  };
}

function decidedCandidates(id: string | null, text: string): Candidate[] {
  if (id === null) return [];
  const evidence: Evidence[] = [{ kind: 'decided_before', detail: text.slice(0, 200) }];
  return [{ organisationId: id, confidence: 1, evidence }];
}

// 100049 2中国… loses its blank in scans, so a seventh digit before a word is the next mark.
function postcodeIn(text: string): string | null {
  const plain = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, ' ').normalize('NFKC');
  const found = /(?<![0-9])([0-9]{6})(?:[0-9](?=\p{Script=Han})|(?![0-9]))/u.exec(plain);
  return found?.[1] ?? null;
}

/** Drops every hit that lies inside a longer one. */
function longestHits(hits: readonly NameHit[]): NameHit[] {
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.from <= hit.from && other.to >= hit.to && other.to - other.from > hit.to - hit.from,
      ),
  );
}
