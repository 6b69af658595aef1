import { useSyncExternalStore } from 'react';

const narrow = globalThis.matchMedia?.('(max-width: 719px)');

/** True on a phone held upright, where tables become cards. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrow?.addEventListener('change', changed);
      return () => narrow?.removeEventListener('change', changed);
    },
    () => narrow?.matches ?? false,
  );
}
