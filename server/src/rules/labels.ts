/** What a person reads for a name in a model: the words kept with the version, else the name. */
import type { Both, Words } from './contract.ts';

export function labelOf(words: Readonly<Words>, ...names: readonly (string | null)[]): Both {
  const known = names.filter((name) => name !== null && name !== '') as string[];
  for (const name of known) {
    // A model may name something `constructor`; only what was kept counts.
    if (Object.hasOwn(words, name)) return words[name]!;
  }
  const name = known[0] ?? '';
  return { zh: name, en: name };
}

const plain: Readonly<Record<string, Both>> = {
  null: { zh: '未知', en: 'unknown' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
};

/** A value as a person reads it; texts that the words know are said in both languages. */
export function valueInWords(words: Readonly<Words>, value: unknown): Both {
  if (value === null || value === undefined || typeof value === 'boolean') {
    return plain[String(value ?? null)]!;
  }
  if (typeof value === 'string') return labelOf(words, value);
  if (Array.isArray(value)) {
    return joinBoth(
      value.map((one) => valueInWords(words, one)),
      { zh: '、', en: ', ' },
    );
  }
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([name, part]) => {
      const label = labelOf(words, name);
      const said = valueInWords(words, part);
      return { zh: `${label.zh}：${said.zh}`, en: `${label.en}: ${said.en}` };
    });
    return joinBoth(parts, { zh: '，', en: ', ' });
  }
  return { zh: String(value), en: String(value) };
}

export function joinBoth(parts: readonly Both[], by: Both): Both {
  return {
    zh: parts.map(({ zh }) => zh).join(by.zh),
    en: parts.map(({ en }) => en).join(by.en),
  };
}
