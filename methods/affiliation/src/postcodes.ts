/** Postcodes that begin with `prefix` lie in the region `regionCode` (GB/T 2260, six digits). */
export type PostcodePrefix = { readonly prefix: string; readonly regionCode: string };

// The public postal code plan of China (since 1980): the first two digits name the province, the
// third its postal area, the fourth the post office of a city. A longer prefix wins over a shorter
// one. Hebei is given by city; 7503, 1374 and 162 lie in Inner Mongolia under the numbers of its
// neighbours. 999077 and 999078 stand for Hong Kong and Macao in print and outside the plan.
const PLAN: Readonly<Record<string, string>> = {
  110000: '10',
  120000: '30',
  130000: '05 06 07',
  130100: '050 051 052',
  130200: '063 064',
  130300: '066',
  130400: '056 057',
  130500: '054 055',
  130600: '071 072 073 074',
  130700: '075 076',
  130800: '067 068',
  130900: '061 062',
  131000: '065',
  131100: '053',
  140000: '03 04',
  150000: '01 02 1374 162 7503',
  210000: '11 12',
  220000: '13',
  230000: '15 16',
  310000: '20',
  320000: '21 22',
  330000: '31 32',
  340000: '23 24',
  350000: '35 36',
  360000: '33 34',
  370000: '25 26 27',
  410000: '45 46 47',
  420000: '43 44',
  430000: '41 42',
  440000: '51 52',
  450000: '53 54',
  460000: '57',
  500000: '40',
  510000: '61 62 63 64',
  520000: '55 56',
  530000: '65 66 67',
  540000: '85 86',
  610000: '71 72',
  620000: '73 74',
  630000: '81',
  640000: '75',
  650000: '83 84',
  810000: '999077',
  820000: '999078',
};

/** The postal code plan of China as prefixes. */
export const CHINESE_POSTCODES: readonly PostcodePrefix[] = Object.entries(PLAN).flatMap(
  ([regionCode, prefixes]) => prefixes.split(' ').map((prefix) => ({ prefix, regionCode })),
);

/**
 * Says in which region a postcode lies: the province, in Hebei the city.
 *
 * @param postcode  Six digits.
 * @param plan      Prefixes with their regions; the longest that fits wins. China by default.
 * @returns         A region code of the plan, or `null` if no prefix fits.
 * @example regionOfPostcode('100190') // → '110000'
 * @example regionOfPostcode('071002') // → '130600'
 *
 * Cost: O(length of the plan). Source: the public postal code plan of China.
 */
export function regionOfPostcode(
  postcode: string,
  plan: readonly PostcodePrefix[] = CHINESE_POSTCODES,
): string | null {
  let found: PostcodePrefix | null = null;
  for (const entry of plan) {
    if (!postcode.startsWith(entry.prefix)) continue;
    if (found === null || entry.prefix.length > found.prefix.length) found = entry;
  }
  return found?.regionCode ?? null;
}
