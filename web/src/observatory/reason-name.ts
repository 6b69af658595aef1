/** A sentence as the name of a reason: with nothing filled in, and without its full stop. */
export function reasonName(sentence: string): string {
  return sentence.replaceAll(/\{\{\w+\}\}/g, '…').replace(/[。.：:]$/, '');
}
