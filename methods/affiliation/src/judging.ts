import { Weighing } from './evidence.ts';
import type { NameHit } from './name-trie.ts';
import {
  BODY_WORD,
  namesOwnBody,
  ORGANISATION_WORD,
  WHOLE_FROM_HERE,
} from './organisation-words.ts';
import type { Reading } from './reading.ts';
import type { NameUse, Register } from './register.ts';
import { type Candidate, CERTAIN_FROM } from './resolution.ts';
import { isCharacter } from './tokens.ts';

const LONG_NAME = 10;

/** Weighs every organisation whose name stands in one text. */
export class Judging {
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
