/** The resolver of free text over everything that is registered. */
import { createResolver, type Resolution } from '@yunhe/affiliation';
import type { JobContext } from '../../runtime/module.ts';
import { plainName } from '../search-keys.ts';
import { organisationsToResolve } from './affiliation-store.ts';
import { allRegions } from './organisation-claim-store.ts';

export type Resolve = (text: string) => Resolution;

export async function openResolver({ database }: JobContext): Promise<Resolve> {
  const regions = await allRegions(database.tx);
  return createResolver({
    organisations: await organisationsToResolve(database.tx),
    // Provinces are the top: two of them are apart, though both lie in China.
    regions: regions
      .filter((region) => region.scheme === 'gbt2260')
      .map(({ code, nameZh, nameEn, parentCode, level }) => ({
        code,
        name: nameZh ?? nameEn ?? code,
        otherNames: nameEn === null || nameZh === null ? [] : [nameEn],
        parentCode: level === 'province' ? null : parentCode,
      })),
  });
}

/** One decision holds for every way of printing a text: without marks, blanks and postcodes. */
export function affiliationKey(text: string): string {
  const withoutPostcode = text.replace(/(?<![0-9])[0-9]{6}(?![0-9])/g, ' ');
  return plainName(withoutPostcode)
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .slice(0, 600);
}
