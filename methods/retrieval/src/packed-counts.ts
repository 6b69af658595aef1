/**
 * How often a term stands in the title (8 bits), the keywords (8) and the text (16) of a document,
 * in one unsigned number. A count beyond its bits stays at their limit, where it no longer matters:
 * the formula is saturated long before.
 */
export function packCounts(title: number, keywords: number, text: number): number {
  const high = (Math.min(title, 0xff) << 8) | Math.min(keywords, 0xff);
  return ((high << 16) | Math.min(text, 0xffff)) >>> 0;
}

export const titleCount = (packed: number) => packed >>> 24;
export const keywordsCount = (packed: number) => (packed >>> 16) & 0xff;
export const textCount = (packed: number) => packed & 0xffff;

/** The same with one occurrence more in the field of this place in FIELDS. */
export function countOneMore(packed: number, field: number): number {
  const at = field === 0 ? titleCount(packed) : field === 1 ? keywordsCount(packed) : -1;
  if (at === 0xff || (packed & 0xffff) === (field === 2 ? 0xffff : -1)) return packed;
  return (packed + (field === 0 ? 0x1000000 : field === 1 ? 0x10000 : 1)) >>> 0;
}
