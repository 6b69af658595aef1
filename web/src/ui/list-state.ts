import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Search } from './root.ts';

export interface ListState {
  /** What the address bar says for this list, without the list's prefix. */
  readonly values: Search;
  text(name: string): string;
  several(name: string): readonly string[];
  /** Changes some values; the place in the list is given up unless it is what changes. */
  change(values: Search): void;
  clear(): void;
}

/**
 * The state of a list lives in the address bar: it survives reloading, can be sent to a colleague
 * and is undone by the browser's way back. `prefix` tells two lists on one page apart.
 */
export function useListState(prefix = ''): ListState {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const values = useMemo(() => {
    const own: Record<string, string | readonly string[] | undefined> = {};
    for (const [name, value] of Object.entries(search)) {
      if (name.startsWith(prefix)) own[name.slice(prefix.length)] = value;
    }
    return own;
  }, [search, prefix]);
  const change = useCallback(
    (changes: Search) =>
      void navigate({
        to: '.',
        resetScroll: false,
        replace: !('cursor' in changes),
        search: ((before: Search) => {
          const after: Record<string, unknown> = { ...before };
          if (!('cursor' in changes)) delete after[`${prefix}cursor`];
          for (const [name, value] of Object.entries(changes)) after[`${prefix}${name}`] = value;
          return after;
        }) as never,
      }),
    [navigate, prefix],
  );
  const clear = useCallback(
    () =>
      void navigate({
        to: '.',
        replace: true,
        search: ((before: Search) =>
          Object.fromEntries(
            Object.entries(before).filter(([name]) => prefix !== '' && !name.startsWith(prefix)),
          )) as never,
      }),
    [navigate, prefix],
  );
  return {
    values,
    text: (name) => [values[name] ?? ''].flat()[0] ?? '',
    several: (name) => [values[name] ?? []].flat(),
    change,
    clear,
  };
}
