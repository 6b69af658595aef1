/** What a person writes into a cell of a spreadsheet, as FEEL. */
import type { Model } from './model.ts';
import { readConstant, readList, readTests } from './table-analysis-reading.ts';
import { typeNamed } from './table-analysis-types.ts';

interface Clause {
  readonly typeRef: string | null;
  readonly allowed: string | null;
}

interface Read {
  readonly text: string;
  readonly problem: {
    readonly code: 'answer_missing' | 'text_without_quotes';
    readonly message: string;
  } | null;
}

const wide: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≦': '<=',
  '≤': '<=',
  '≧': '>=',
  '≠': '!=',
  '＞': '>',
  '＜': '<',
  '＝': '=',
  '，': ',',
  '、': ',',
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
  '－': '-',
  '—': '-',
  '–': '-',
  '…': '..',
};

/** Signs of Chinese and typographic input outside texts as those of FEEL. */
export function plainSigns(text: string): string {
  const quoted = text.replace(/[“”„＂]/g, '"');
  return quoted
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, at) =>
      at % 2 === 1 ? part : part.replace(/[^\u0020-\u007e]/g, (sign) => wide[sign] ?? sign),
    )
    .join('')
    .trim();
}

/** A bare word or words: neither quoted nor any sign of FEEL. */
const BARE = /^[\p{L}][\p{L}\p{M}\p{N} _·]*$/u;

/** One cell of a rule, as FEEL where it can be told what is meant. */
export function cellFromSheet(
  written: string,
  isInput: boolean,
  clause: Clause,
  model: Model,
  names: ReadonlySet<string>,
): Read {
  const text = plainSigns(written);
  if (text === '') {
    if (isInput) return { text: '-', problem: null };
    const message = 'A rule has an answer in every output; write null where there is none.';
    return { text, problem: { code: 'answer_missing', message } };
  }
  const type = typeNamed(model, clause.typeRef, 0);
  if (type.kind === 'boolean' && /^(true|false)$/i.test(text)) {
    return { text: text.toLowerCase(), problem: null };
  }
  const known = [clause.allowed, ...type.constraints].flatMap((tests) =>
    tests === null ? [] : (readList(tests) ?? []),
  );
  if (known.includes(text)) return { text: JSON.stringify(text), problem: null };
  const isFeel = isInput ? readTests(text) !== null : readConstant(text) !== undefined;
  const isText = type.kind === 'string' || known.some((one) => typeof one === 'string');
  if (isText && !isFeel && BARE.test(text) && !names.has(text)) {
    const message = `Texts stand in quotation marks: "${text}".`;
    return { text, problem: { code: 'text_without_quotes', message } };
  }
  return { text, problem: null };
}
