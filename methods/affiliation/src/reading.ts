import type { NameHit } from './name-trie.ts';
import type { Place, Places } from './places.ts';
import { type PostcodePrefix, regionOfPostcode } from './postcodes.ts';
import type { Candidate, Resolution } from './resolution.ts';
import { isCharacter, type Token } from './tokens.ts';

/** What a text says besides names: words, places, postcode. */
export class Reading {
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
