/** The regions by code and by name, for files that name places in either way. Pure. */
import { type RegionStanding, standingOf } from '../region.ts';
import type { RegionLevel, RegionScheme } from '../words.ts';

export interface KnownRegion {
  readonly code: string;
  readonly scheme: RegionScheme;
  readonly level: RegionLevel;
  readonly parentCode: string | null;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly iso3166: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly successorCode: string | null;
}

const suffix =
  /(?:(?:维吾尔|壮族|回族)?自治区|特别行政区|(?:\p{Script=Han}{1,3}族){0,4}自治[州县旗]|省|市|地区|盟|[县区旗])$/u;

export class RegisterOfRegions {
  readonly #byCode = new Map<string, KnownRegion>();
  readonly #byName = new Map<string, KnownRegion[]>();
  readonly #provinces: KnownRegion[];

  constructor(regions: readonly KnownRegion[]) {
    for (const region of regions) {
      this.#byCode.set(region.code, region);
      if (region.iso3166 !== null) this.#byCode.set(region.iso3166, region);
      for (const name of namesOf(region)) {
        const named = this.#byName.get(name);
        if (named === undefined) this.#byName.set(name, [region]);
        else named.push(region);
      }
    }
    this.#provinces = regions.filter((region) => region.level === 'province');
  }

  has(code: string): boolean {
    return this.#byCode.has(code);
  }

  /** Judges a code on a day; an ISO 3166-2 code stands for the region that has it. */
  standing(code: string, day: string): RegionStanding & { readonly code: string } {
    const region = this.#byCode.get(code) ?? null;
    const known = region && { ...region, displayName: region.nameZh ?? region.nameEn ?? '' };
    return { ...standingOf(known, code, day), code: region?.code ?? code };
  }

  /** The region of that name that is in force: the widest where several nest; null if unclear. */
  named(name: string, day: string): string | null {
    const plain = plainOf(name);
    const found = (this.#byName.get(plain) ?? []).filter(
      ({ validFrom, validUntil }) =>
        (validUntil === null || day < validUntil) && (validFrom === null || day >= validFrom),
    );
    for (const level of ['country', 'province', 'prefecture', 'county'] as const) {
      const there = found.filter((region) => region.level === level);
      if (there.length > 1) return null;
      if (there.length === 1) return there[0]!.code;
    }
    const begun = this.#provinces.filter((region) => region.nameZh?.startsWith(plain));
    return plain.length >= 2 && begun.length === 1 ? begun[0]!.code : null;
  }
}

function plainOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function namesOf({ nameZh, nameEn }: KnownRegion): Set<string> {
  const names = [nameZh, nameEn].filter((name) => name !== null).map(plainOf);
  const short = names.map((name) => name.replace(suffix, '')).filter((name) => name.length > 1);
  return new Set([...names, ...short]);
}
