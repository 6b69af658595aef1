import { type Evidence, Weighing } from './evidence.ts';
import { type NameHit, NameTrie } from './name-trie.ts';
import {
  BODY_WORD,
  type BodyKind,
  bodyKindOf,
  namesOwnBody,
  ORGANISATION_WORD,
  WHOLE_FROM_HERE,
} from './organisation-words.ts';
import { type Place, Places, type Region } from './places.ts';
import { CHINESE_POSTCODES, type PostcodePrefix, regionOfPostcode } from './postcodes.ts';
import { isCharacter, type Token, tokensOf } from './tokens.ts';

/** A name of an organisation. An acronym alone never makes a resolution certain. */
export type OrganisationName = {
  readonly text: string;
  readonly lang?: string | null | undefined;
  readonly kind: 'label' | 'alias' | 'acronym';
};

/**
 * An organisation as the resolver needs it. For one outside the known regions, a code that no
 * region has (its country, say) keeps it from being taken for a namesake inside.
 */
export type Organisation = {
  readonly id: string;
  readonly names: readonly OrganisationName[];
  readonly regionCode?: string | null | undefined;
  readonly parentIds?: readonly string[] | undefined;
};

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

export type Candidate = {
  readonly organisationId: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
};

export type Resolution = {
  /** The likeliest first; at most eight. */
  readonly candidates: readonly Candidate[];
  /** The region that the text names, or that of a certain organisation. */
  readonly regionCode?: string;
  readonly postcode?: string;
  /** True if the first candidate may be taken without asking a person, or if none was decided. */
  readonly certain: boolean;
};

/** From this confidence on a resolution is certain. Tuned on a sample that is not the reference. */
export const CERTAIN_FROM = 0.8;

const LONGEST_TEXT = 1_000;
const MOST_CANDIDATES = 8;
const SHORTEST_MISREAD = 6;
const LONG_NAME = 10;

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
 * @example createResolver({ organisations: [{ id: 'a', names: [{ text: '清华大学', kind: 'label' }] }], regions: [] })('清华大学 北京').candidates[0].organisationId // → 'a'
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

type NameUse = {
  readonly organisation: number;
  readonly acronym: boolean;
  readonly branch: boolean;
};

/** The organisations behind the names. */
class Register {
  readonly trie = new NameTrie();
  readonly organisations: readonly Organisation[];
  readonly #uses: NameUse[] = [];
  readonly #kinds: (BodyKind | undefined)[] = [];
  readonly #indexOf = new Map<string, number>();

  constructor(organisations: readonly Organisation[], words: (text: string) => string[]) {
    this.organisations = organisations;
    for (const [index, organisation] of organisations.entries()) {
      this.#indexOf.set(organisation.id, index);
      for (const name of organisation.names) {
        for (const { text, branch } of waysToWrite(name.text)) {
          const tokens = words(text);
          if (tokens.length === 0 || (tokens.length === 1 && isCharacter(tokens[0]!))) continue;
          this.trie.add(tokens, this.#uses.length);
          this.#uses.push({ organisation: index, acronym: name.kind === 'acronym', branch });
        }
      }
    }
  }

  use(id: number): NameUse {
    return this.#uses[id]!;
  }

  kindOf(index: number): BodyKind {
    const known = this.#kinds[index];
    if (known !== undefined) return known;
    const names = this.organisations[index]!.names.filter((name) => name.kind !== 'acronym');
    const kind = bodyKindOf(names.map((name) => name.text));
    this.#kinds[index] = kind;
    return kind;
  }

  regionOf(id: string): string | null {
    return this.organisations[this.#indexOf.get(id) ?? -1]?.regionCode ?? null;
  }

  isWithin(index: number, ancestor: number, depth = 4): boolean {
    if (depth === 0) return false;
    return (this.organisations[index]!.parentIds ?? []).some((id) => {
      const parent = this.#indexOf.get(id);
      if (parent === undefined) return false;
      return parent === ancestor || this.isWithin(parent, ancestor, depth - 1);
    });
  }
}

/**
 * Other ways to write a registered name: without a place or country in brackets (a branch, which
 * its place must confirm), and without the long form of the army's or the state's name.
 */
function waysToWrite(name: string): { text: string; branch: boolean }[] {
  const ways = [{ text: name, branch: false }];
  const bare = name.replace(/\s*[(（][^()（）]{1,24}[)）]\s*$/u, '');
  if (bare !== name && bare.length > 3) {
    ways.push({ text: bare, branch: true });
  }
  const short = name.replace(/^中国人民(?=解放军)|^中华人民共和国|^中国(?=国家)/u, '');
  if (short !== name && short.length > 3) ways.push({ text: short, branch: false });
  return ways;
}

/** What a text says besides names: words, places, postcode. */
class Reading {
  readonly words: string[];
  readonly tokens: readonly Token[];
  readonly postcode: string | null;
  readonly postcodeRegion: string | null;
  readonly placesFound: readonly Place[];
  readonly places: Places;

  constructor(
    tokens: readonly Token[],
    postcode: string | null,
    places: Places,
    plan: readonly PostcodePrefix[],
  ) {
    this.tokens = tokens;
    this.words = tokens.map((token) => token.text);
    this.postcode = postcode;
    this.postcodeRegion = postcode === null ? null : regionOfPostcode(postcode, plan);
    this.places = places;
    this.placesFound = places.find(this.words);
  }

  text(from: number, to: number): string {
    let text = '';
    for (const token of this.tokens.slice(from, to)) {
      if (token.apart && text !== '') text += ',';
      else if (!isCharacter(token.text) && text !== '') text += ' ';
      text += token.text;
    }
    return text;
  }

  /**
   * The last place of an address, outside every name: 南京 in 中国科学院南京土壤研究所 and 东方 in
   * 东方医院 do not say where.
   */
  placeOutside(hits: readonly NameHit[]): string | null {
    const outside = this.placesFound.filter(
      (place) =>
        this.#endsAddress(place) && !hits.some((hit) => place.from < hit.to && hit.from < place.to),
    );
    return outside.at(-1)?.code ?? null;
  }

  #endsAddress(place: Place): boolean {
    const next = this.tokens[place.to];
    if (next === undefined || next.apart || /^[省市区县州]$/u.test(this.words[place.to - 1]!)) {
      return true;
    }
    return this.placesFound.some((other) => other.from === place.to) || !isCharacter(next.text);
  }

  answerWith(
    candidates: readonly Candidate[],
    certain: boolean,
    fallback: string | null = null,
  ): Resolution {
    const regionCode =
      this.placeOutside([]) ??
      this.postcodeRegion ??
      fallback ??
      this.placesFound.at(-1)?.code ??
      null;
    return {
      candidates,
      ...(regionCode === null ? {} : { regionCode }),
      ...(this.postcode === null ? {} : { postcode: this.postcode }),
      certain,
    };
  }
}

/** Weighs every organisation whose name stands in one text. */
class Judging {
  readonly #register: Register;
  readonly #reading: Reading;
  readonly #hits: readonly NameHit[];
  readonly #named: ReadonlySet<number>;
  readonly #place: string | null;

  constructor(register: Register, reading: Reading, hits: readonly NameHit[]) {
    this.#register = register;
    this.#reading = reading;
    this.#hits = hits;
    this.#place = reading.placeOutside(hits);
    this.#named = new Set(
      hits.flatMap((hit) => hit.ids.map((id) => register.use(id).organisation)),
    );
  }

  candidates(): Candidate[] {
    const best = new Map<number, { weighing: Weighing; hit: NameHit }>();
    for (const hit of this.#hits) {
      for (const [organisation, weighing] of this.#weigh(hit)) {
        const known = best.get(organisation);
        if (known === undefined || known.weighing.confidence < weighing.confidence) {
          best.set(organisation, { weighing, hit });
        }
      }
    }
    this.#giveWayToParts(best);
    return [...best]
      .sort(([, left], [, right]) => this.#order(left, right))
      .map(([organisation, { weighing }]) => ({
        organisationId: this.#register.organisations[organisation]!.id,
        confidence: Math.round(weighing.confidence * 1000) / 1000,
        evidence: weighing.evidence,
      }));
  }

  #weigh(hit: NameHit): Map<number, Weighing> {
    const weighings = new Map<number, Weighing>();
    for (const id of hit.ids) {
      const use = this.#register.use(id);
      const weighing = this.#startOf(hit, use);
      this.#weighPlace(use, weighing);
      // What stands beside the name comes last: no place makes a part of a body the body.
      this.#weighSurroundings(hit, use, weighing);
      const known = weighings.get(use.organisation);
      if (known === undefined || known.confidence < weighing.confidence) {
        weighings.set(use.organisation, weighing);
      }
    }
    doubtNamesakes(weighings, this.#reading.text(hit.from, hit.to));
    return weighings;
  }

  #startOf(hit: NameHit, use: NameUse): Weighing {
    const written = this.#reading.text(hit.from, hit.to);
    if (use.acronym) return new Weighing(0.2, { kind: 'acronym', detail: written });
    if (hit.wrongAt >= 0) {
      const detail = `${written}: ${this.#reading.words[hit.wrongAt]}`;
      // 天坛 and 地坛 are two hospitals: in a short name the place cannot make up for one character.
      const start = hit.to - hit.from >= LONG_NAME ? 0.65 : 0.3;
      return new Weighing(start, { kind: 'name_with_wrong_character', detail });
    }
    const length = hit.to - hit.from;
    const inCharacters = isCharacter(this.#reading.words[hit.from]!);
    const start = inCharacters
      ? length >= 4
        ? 0.9
        : 0.2
      : length >= 3
        ? 0.85
        : length === 2
          ? 0.7
          : 0.3;
    // A branch shares its name with the main house, so only its place can speak for it.
    return new Weighing(use.branch ? 0.6 : start, { kind: 'name', detail: written });
  }

  #weighSurroundings(hit: NameHit, use: NameUse, weighing: Weighing): void {
    const reading = this.#reading;
    const kind = this.#register.kindOf(use.organisation);
    const inCharacters = isCharacter(reading.words[hit.from]!);
    // A name of one word, such as Hospital, bounds nothing: it belongs to what stands around it.
    const others = this.#hits.filter((other) => other.to - other.from >= (inCharacters ? 4 : 2));
    const previous = Math.max(0, ...others.filter((h) => h.to <= hit.from).map((h) => h.to));
    const next = Math.min(
      reading.words.length,
      ...others.filter((other) => other.from >= hit.to).map((other) => other.from),
    );
    // Chinese goes from the whole to its parts, English from the part to the whole.
    const rest = inCharacters
      ? this.#withoutPlaces(hit.to, next)
      : this.#withoutPlaces(previous, hit.from);
    if (namesOwnBody(kind, rest)) weighing.speaksAgainst(0.6, 'parent_only', rest);

    // A laboratory with a record of its own stands for its host where the text names the host.
    const beside = `${reading.text(0, hit.from)},${reading.text(hit.to, reading.words.length)}`;
    if (kind === 'laboratory' && BODY_WORD.test(beside)) {
      weighing.speaksAgainst(0.5, 'laboratory_of_other', beside);
    }
    const parent = [...this.#named].find((other) =>
      this.#register.isWithin(use.organisation, other),
    );
    if (parent !== undefined && kind !== 'laboratory') {
      const detail = this.#register.organisations[parent]!.id;
      weighing.speaksFor(0.5, 'parent_in_text', detail);
    } else if (inCharacters) this.#weighWhatPrecedes(hit, previous, weighing);
  }

  #weighWhatPrecedes(hit: NameHit, previous: number, weighing: Weighing): void {
    const { tokens, words } = this.#reading;
    if (hit.from === 0 || tokens[hit.from]!.apart) return;
    let from = hit.from;
    while (from > previous && !tokens[from]!.apart && isCharacter(words[from - 1]!)) from--;
    const name = words.slice(hit.from, hit.to).join('');
    const beginsWithPlace = this.#reading.placesFound.some((place) => place.from === hit.from);
    if (WHOLE_FROM_HERE.test(name) || beginsWithPlace) return;
    const before = words.slice(from, hit.from).join('');
    // A name right before: 首都医科大学 before 北京朝阳医院 would be no surprise, 某医院 might be.
    if (from === previous && previous > 0) {
      if (name.length < 6)
        weighing.speaksAgainst(0.3, 'perhaps_end_of_longer_name', before || name);
      return;
    }
    const isPlace = this.#reading.placesFound.some((place) => place.to === hit.from);
    const share = ORGANISATION_WORD.test(before) || isPlace ? 0.5 : name.length >= 8 ? 0 : 0.15;
    if (share > 0) weighing.speaksAgainst(share, 'perhaps_end_of_longer_name', before);
  }

  #withoutPlaces(from: number, to: number): string {
    const { tokens, placesFound } = this.#reading;
    let end = to;
    // A closing place (…, 江苏 常州) is an address and no part of the body's name.
    for (const place of placesFound.toReversed()) if (place.to === end) end = place.from;
    return from >= tokens.length ? '' : this.#reading.text(from, Math.max(from, end));
  }

  #weighPlace(use: NameUse, weighing: Weighing): void {
    const region = this.#register.organisations[use.organisation]!.regionCode ?? null;
    const { places, postcodeRegion, postcode } = this.#reading;
    const byPlace = places.relation(this.#place, region);
    const byPostcode = places.relation(postcodeRegion, region);
    if (byPlace === 'within') weighing.speaksFor(0.5, 'place_agrees', this.#place!);
    if (byPostcode === 'within') weighing.speaksFor(0.4, 'postcode_agrees', postcode!);
    const agrees = byPlace === 'within' || byPostcode === 'within';
    if (!agrees && (byPlace === 'apart' || byPostcode === 'apart')) {
      const said = this.#place ?? postcode!;
      weighing.speaksAgainst(0.6, 'place_differs', `${said}, registered in ${region}`);
    }
  }

  /** 中国气象局 right before 国家气候中心 is only where the centre belongs. */
  #giveWayToParts(best: Map<number, { weighing: Weighing; hit: NameHit }>): void {
    const likely = [...best].filter(([, { weighing }]) => weighing.confidence >= CERTAIN_FROM);
    for (const [part, { hit }] of likely) {
      const { words, tokens } = this.#reading;
      if (this.#register.kindOf(part) === 'laboratory' || !isCharacter(words[hit.from]!)) continue;
      if (tokens[hit.from]!.apart) continue;
      for (const [, whole] of likely) {
        if (whole.hit.to !== hit.from) continue;
        const detail = this.#reading.text(hit.from, hit.to);
        whole.weighing.speaksAgainst(0.6, 'parent_only', detail);
      }
    }
  }

  #order(
    left: { weighing: Weighing; hit: NameHit },
    right: { weighing: Weighing; hit: NameHit },
  ): number {
    const difference = right.weighing.confidence - left.weighing.confidence;
    return Math.abs(difference) > 1e-9 ? difference : left.hit.from - right.hit.from;
  }
}

/** Where several organisations carry one name and the place did not tell, none is likely. */
function doubtNamesakes(weighings: ReadonlyMap<number, Weighing>, name: string): void {
  if (weighings.size < 2) return;
  const all = [...weighings.values()];
  const doubted = all.filter((one) =>
    all.some((other) => other !== one && other.confidence > one.confidence - 0.1),
  );
  for (const weighing of doubted) weighing.speaksAgainst(0.5, 'same_name_elsewhere', name);
}
