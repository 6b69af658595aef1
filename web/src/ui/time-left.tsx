import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

/** About how long work under way will still take. */
export function TimeLeft({ seconds }: { readonly seconds: number }) {
  const t = useWords(uiWords);
  return seconds < 90
    ? t('secondsLeft', { count: Math.ceil(seconds) })
    : t('minutesLeft', { count: Math.ceil(seconds / 60) });
}
