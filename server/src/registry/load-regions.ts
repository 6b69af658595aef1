import type { Context } from '../runtime/module.ts';
import { type RegionRow, saveRegions } from './region-store.ts';
import { countries } from './regions/countries.ts';
import { divisions } from './regions/divisions.ts';
import { plainName, syllablesOf, termsOf } from './search-keys.ts';

/**
 * Brings the register of regions up to what the files say: the countries of ISO 3166-1 and the
 * divisions of GB/T 2260. Safe to repeat; codes that the files do not name stay.
 *
 * @returns how many regions are new or have changed.
 */
export async function loadRegions(ctx: Context): Promise<number> {
  const changed = await saveRegions(ctx.tx, await regionRows());
  if (changed > 0) ctx.announce({ type: 'registry.regions_loaded', payload: { changed } });
  return changed;
}

async function regionRows(): Promise<RegionRow[]> {
  const abroad = countries().map(({ code, nameZh, nameEn }) => ({
    code,
    scheme: 'iso3166-1' as const,
    level: 'country' as const,
    parentCode: null,
    provinceCode: code,
    nameZh,
    nameEn,
    iso3166: null,
    searchText: searchTextOf([nameZh, nameEn]),
    validUntil: null,
    successorCode: null,
  }));
  const inside = (await divisions()).map((division) => ({
    ...division,
    scheme: 'gbt2260' as const,
    provinceCode: `${division.code.slice(0, 2)}0000`,
    searchText: searchTextOf([division.nameZh, division.nameEn]),
  }));
  return [...abroad, ...inside];
}

/** The names and the pinyin of the Chinese one, in full and as initials. */
function searchTextOf(names: readonly (string | null)[]): string {
  const lines = names
    .filter((name) => name !== null)
    .flatMap((name) => {
      const chinese = termsOf(name).filter((term) => term.chinese);
      const syllables = chinese.flatMap((term) => syllablesOf(term.text));
      const initials = syllables.map((syllable) => syllable[0]);
      return [plainName(name), syllables.join(''), initials.join('')];
    });
  return [...new Set(lines)].filter((line) => line !== '').join('\n');
}
