/**
 * Unary tests that an officer can read as a sentence: a value, a bound, a range, or several of
 * these. Whatever is more than that stays FEEL.
 */
export interface PlainTest {
  readonly word:
    | 'is'
    | 'true'
    | 'false'
    | 'less'
    | 'atMost'
    | 'more'
    | 'atLeast'
    | 'betweenClosed'
    | 'betweenOpen'
    | 'fromBelow'
    | 'aboveTo';
  readonly values: readonly string[];
}

const value = String.raw`("[^"\\]{0,200}"|-?\d{1,20}(?:\.\d{1,20})?|date\("[\d-]{1,20}"\)|@"[^"]{1,40}")`;
const single = new RegExp(`^${value}$`);
const bound = new RegExp(String.raw`^(<=|>=|<|>)\s*${value}$`);
const range = new RegExp(String.raw`^([[\](])\s*${value}\s*\.\.\s*${value}\s*([[\])])$`);
const comparisons = { '<': 'less', '<=': 'atMost', '>': 'more', '>=': 'atLeast' } as const;

export function plainTest(text: string): readonly PlainTest[] | null {
  const parts = partsOf(text);
  const read = parts.map(plainPart);
  return read.some((part) => part === null) ? null : (read as PlainTest[]);
}

function plainPart(part: string): PlainTest | null {
  if (part === 'true' || part === 'false') return { word: part, values: [] };
  const one = single.exec(part);
  if (one !== null) return { word: 'is', values: [plainValue(one[1])] };
  const limit = bound.exec(part);
  if (limit !== null) {
    const word = comparisons[limit[1] as keyof typeof comparisons];
    return { word, values: [plainValue(limit[2])] };
  }
  const within = range.exec(part);
  if (within === null) return null;
  const [open, close] = [within[1] !== '[', within[4] !== ']'];
  const word = open ? (close ? 'betweenOpen' : 'aboveTo') : close ? 'fromBelow' : 'betweenClosed';
  return { word, values: [plainValue(within[2]), plainValue(within[3])] };
}

function plainValue(text = ''): string {
  return text.replace(/^date\("|^@?"|"\)?$/g, '');
}

/** Cuts at commas that stand outside texts and ranges. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let [part, quoted, deep] = ['', false, 0];
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && /[([]/.test(letter)) deep += 1;
    if (!quoted && /[)\]]/.test(letter)) deep -= 1;
    if (letter === ',' && !quoted && deep <= 0) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  return [...parts, part.trim()];
}
