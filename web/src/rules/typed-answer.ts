/** What a person types as an answer: JSON where it is some, else a text. */
export function typedAnswer(text: string): unknown {
  const trimmed = text.trim();
  // A number of more digits than a JSON number keeps stays a decimal text.
  if (/^-?\d[\d.]{15,}$/.test(trimmed)) return trimmed;
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return trimmed;
  }
}

export function writtenAnswer(value: unknown): string {
  if (value === undefined) return '';
  const isPlain = typeof value === 'string' && typeof typedAnswer(value) === 'string';
  return isPlain ? value : JSON.stringify(value);
}
