import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { SheetProblem } from './problem.ts';

/** What a reader of a workbook's part wants to hear; names come without their prefix. */
export interface XmlReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads a part of a workbook piece by piece and comes back after each. Document types, by which
 * entities multiply, are refused, and so is a tag or text that grows beyond `maxLength`.
 */
export async function* readXml(
  pieces: AsyncIterable<Buffer>,
  reader: XmlReader,
  maxLength: number,
  file: string,
): AsyncGenerator<void> {
  const damaged = (reason: string) => new SheetProblem('workbook_damaged', { reason }, { file });
  const parser = new SaxesParser({ xmlns: false, position: false });
  let pending = 0;
  parser.on('error', (error) => {
    throw damaged(error.message);
  });
  parser.on('doctype', () => {
    throw damaged('it declares a document type');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    pending = 0;
    reader.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag: SaxesTagPlain) => {
    pending = 0;
    reader.close?.(localName(tag.name));
  });
  if (reader.text) {
    const text = reader.text.bind(reader);
    parser.on('text', text);
    parser.on('cdata', text);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    parser.write(decode(decoder, piece, damaged));
    pending += piece.length;
    if (pending > maxLength) throw damaged('a tag or text has no end');
    yield;
  }
  parser.write(decode(decoder, undefined, damaged));
  parser.close();
}

function decode(
  decoder: TextDecoder,
  piece: Buffer | undefined,
  damaged: (reason: string) => SheetProblem,
): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch {
    throw damaged('a part is not UTF-8');
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
