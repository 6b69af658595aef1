import { NameTrie } from './name-trie.ts';

/** A region as the resolver needs it. `otherNames` holds names in other languages. */
export type Region = {
  readonly code: string;
  readonly name: string;
  readonly otherNames?: readonly string[] | undefined;
  readonly parentCode?: string | null | undefined;
};

/** How two regions stand: one within the other, under one top region, or apart. */
export type RegionRelation = 'within' | 'near' | 'apart' | 'unknown';

export type Place = { readonly code: string; readonly from: number; readonly to: number };

const NO_PLACE = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/;

/** The regions as a map that reads place names in tokens and compares two places. */
export class Places {
  readonly #parents = new Map<string, string | null>();
  readonly #codes: string[] = [];
  readonly #trie = new NameTrie();

  constructor(regions: readonly Region[], tokensOfName: (name: string) => string[]) {
    const named = new Map<string, string[]>();
    for (const region of regions) {
      this.#parents.set(region.code, region.parentCode ?? null);
      if (NO_PLACE.test(region.name)) continue;
      const names = [region.name, ...(region.otherNames ?? []), ...shortNames(region.name)];
      for (const name of new Set(names)) {
        const codes = named.get(name);
        if (codes === undefined) named.set(name, [region.code]);
        else codes.push(region.code);
      }
    }
    for (const [name, codes] of named) {
      const code = this.#onlyOne(codes);
      if (code === null) continue;
      this.#trie.add(tokensOfName(name), this.#codes.length);
      this.#codes.push(code);
    }
  }

  /** Place names in the text, the longest at each spot. */
  find(tokens: readonly string[]): Place[] {
    const places: Place[] = [];
    for (const hit of this.#trie.find(tokens)) {
      const last = places.at(-1);
      const place = { code: this.#codes[hit.ids[0]!]!, from: hit.from, to: hit.to };
      if (last !== undefined && hit.from < last.to) {
        if (hit.to - hit.from > last.to - last.from) places[places.length - 1] = place;
      } else places.push(place);
    }
    return places;
  }

  relation(left: string | null, right: string | null): RegionRelation {
    if (left === null || right === null) return 'unknown';
    const leftLine = this.#line(left);
    const rightLine = this.#line(right);
    if (leftLine.includes(right) || rightLine.includes(left)) return 'within';
    return leftLine.at(-1) === rightLine.at(-1) ? 'near' : 'apart';
  }

  #line(code: string): string[] {
    const line = [code];
    for (let at = this.#parents.get(code); at != null && line.length < 9; ) {
      line.push(at);
      at = this.#parents.get(at);
    }
    return line;
  }

  // 吉林 is a province and a city in it: the wider one is meant or at least right. 朝阳区 lies in
  // two cities, so the name alone says nothing.
  #onlyOne(codes: readonly string[]): string | null {
    if (codes.length === 1) return codes[0]!;
    const top = codes.filter((code) => this.#line(code).length === 1);
    return top.length === 1 ? top[0]! : null;
  }
}

/** 河北省 is also written 河北, 延边朝鲜族自治州 also 延边. Counties keep their 县 and 区. */
function shortNames(name: string): string[] {
  const autonomous = /^(内蒙古|广西|西藏|宁夏|新疆)|^(\p{Script=Han}{2}).*自治州$/u.exec(name);
  if (autonomous !== null) return [(autonomous[1] ?? autonomous[2])!];
  const short = name.replace(/(?:特别行政区|地区|[省市盟])$/, '');
  return short !== name && short.length >= 2 ? [short] : [];
}
