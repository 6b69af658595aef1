/** What the first bytes of a file say it is, whatever it is called. */
export type Signature = 'gzip' | 'zip' | 'text' | { readonly foreign: string };

/** Kinds that people send in place of a table, by the bytes they begin with. */
const FOREIGN: readonly (readonly [bytes: string, name: string])[] = [
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF-', 'a PDF document'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook (.xls) or one protected by a password'],
  ['Rar!', 'a RAR archive'],
  ["7z\xbc\xaf'\x1c", 'a 7z archive'],
  ['BZh', 'a bzip2 archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['\xfd7zXZ', 'an XZ archive'],
  ['SQLite format 3', 'an SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
];

/** Judges the first bytes; a zero byte tells binary data from text, UTF-16 aside. */
export function signatureOf(head: Buffer, isUtf16: boolean): Signature {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const begin = head.toString('latin1', 0, 16);
  if (begin.startsWith('PK\x03\x04') || begin.startsWith('PK\x05\x06')) return 'zip';
  const foreign = FOREIGN.find(([bytes]) => begin.startsWith(bytes));
  if (foreign) return { foreign: foreign[1] };
  if (!isUtf16 && head.includes(0)) return { foreign: 'binary data' };
  return 'text';
}

/** Text that is plainly something else than rows. */
export function foreignText(head: string): string | undefined {
  const begin = head.slice(0, 200).trimStart().toLowerCase();
  if (/^<(!doctype html|html|table|head|meta)/.test(begin)) return 'a web page';
  if (/^<(\?xml|!--|!doctype)/.test(begin)) return 'an XML document';
  if (/^\{\s*$/m.test(begin.split('\n', 1)[0]!)) return 'a JSON document of many lines';
  if (/^\[\s*([[{]|$)/m.test(begin.split('\n', 1)[0]!)) return 'a JSON list';
  return undefined;
}

/** What the entries of a zip make it; undefined for a workbook. */
export function foreignZip(names: Iterable<string>): string | undefined {
  const all = [...names];
  const has = (begin: string) => all.some((name) => name.startsWith(begin));
  if (has('word/')) return 'a Word document';
  if (has('ppt/')) return 'a PowerPoint presentation';
  if (has('xl/workbook.bin')) return 'a binary Excel workbook (.xlsb)';
  if (all.includes('mimetype')) return 'an OpenDocument file';
  return all.includes('[Content_Types].xml') ? undefined : 'a zip archive';
}
