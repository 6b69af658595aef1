/**
 * Sentences in both languages stand side by side in one `words.ts` a capability. A key that lacks
 * a language, or a call that lacks what a sentence speaks of, does not compile.
 */
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh' | 'en';

/** `{{name}}` marks what is filled in. English may need two forms, told apart by `count`. */
export interface Phrase {
  readonly zh: string;
  readonly en: string | { readonly one: string; readonly other: string };
}

type Phrases = Readonly<Record<string, Phrase>>;
type Holes<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Holes<Rest>
  : never;
type English<P extends Phrase> = P['en'] extends { readonly other: infer Other } ? Other : P['en'];
type HolesOf<P extends Phrase> = Holes<P['zh']> | Holes<English<P>>;
type Fill<P extends Phrase> = [HolesOf<P>] extends [never]
  ? []
  : [values: Readonly<Record<HolesOf<P>, string | number>>];

export interface Words<W extends Phrases> {
  readonly namespace: string;
  readonly phrases: W;
}

export type Translate<W extends Phrases> = <Key extends keyof W & string>(
  key: Key,
  ...fill: Fill<W[Key]>
) => string;

const remembered = 'yunhe.language';

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'zh',
  initAsync: false,
  resources: { zh: {}, en: {} },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
i18next.on('languageChanged', tellDocument);
tellDocument(i18next.language);

/** What was chosen here before, else the first of the browser's languages that we speak. */
function firstLanguage(): Language {
  const kept = globalThis.localStorage?.getItem?.(remembered);
  if (kept === 'zh' || kept === 'en') return kept;
  for (const tag of globalThis.navigator?.languages ?? []) {
    if (tag.startsWith('zh')) return 'zh';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh';
}

function tellDocument(language: string): void {
  if (globalThis.document !== undefined) {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }
}

/** Declares the sentences of a capability; `namespace` is its word. */
export function defineWords<const W extends Phrases>(namespace: string, phrases: W): Words<W> {
  teach(namespace, phrases);
  return { namespace, phrases };
}

/** Sentences for refusal and reason codes; all capabilities share one list of codes. */
export function defineRefusals<const W extends Phrases>(phrases: W): W {
  teach('refusals', phrases);
  return phrases;
}

function teach(namespace: string, phrases: Phrases): void {
  const zh: Record<string, string> = {};
  const en: Record<string, string> = {};
  for (const [key, phrase] of Object.entries(phrases)) {
    zh[key] = phrase.zh;
    if (typeof phrase.en === 'string') en[key] = phrase.en;
    else {
      en[`${key}_one`] = phrase.en.one;
      en[`${key}_other`] = phrase.en.other;
      en[key] = phrase.en.other;
    }
  }
  i18next.addResourceBundle('zh', namespace, zh, true, true);
  i18next.addResourceBundle('en', namespace, en, true, true);
}

/** `const t = useWords(words); t('title')`. */
export function useWords<W extends Phrases>(words: Words<W>): Translate<W> {
  const { t } = useTranslation(words.namespace);
  return useCallback(
    ((key: string, values?: Record<string, string | number>) =>
      t(key, { ...values, ns: words.namespace })) as Translate<W>,
    [t, words.namespace],
  );
}

/** The sentence for a refusal code, or null where none is known. */
export function sentenceOf(
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): string | null {
  if (!i18next.exists(code, { ns: 'refusals' })) return null;
  return i18next.t(code, { ...values, ns: 'refusals' });
}

/** Every sentence for a code in both languages, as it was written: what is filled in stays marked. */
export function writtenSentences(): ReadonlyMap<string, Readonly<Record<Language, string>>> {
  const [zh, en] = ['zh', 'en'].map(
    (language): Record<string, string> => i18next.getResourceBundle(language, 'refusals') ?? {},
  ) as [Record<string, string>, Record<string, string>];
  return new Map(Object.entries(zh).map(([code, text]) => [code, { zh: text, en: en[code]! }]));
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

export async function speak(language: Language): Promise<void> {
  globalThis.localStorage?.setItem?.(remembered, language);
  await i18next.changeLanguage(language);
}

/** The name in the reader's language where there is one, else in the other. */
export function nameIn(
  language: Language,
  of: { readonly nameZh?: string | null; readonly nameEn?: string | null },
): string {
  return (language === 'zh' ? of.nameZh || of.nameEn : of.nameEn || of.nameZh) ?? '';
}
