/** The words that a version has for the names in its model, within reach of all that shows them. */
import { createContext, useContext } from 'react';
import type { Words } from 'yunhe/rules/contract';
import { useLanguage } from '../ui/words.ts';

export const ModelWords = createContext<Words>({});

/** A name or a text value in the reader's language; as it stands where the version has no words. */
export function useModelWord(): (name: string) => string {
  const words = useContext(ModelWords);
  const language = useLanguage();
  // A name such as `constructor` is no word of the version.
  return (name) => (Object.hasOwn(words, name) ? words[name]?.[language] : '') || name;
}
