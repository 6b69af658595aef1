import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { type Answer, call, type Endpoint, type Input, newKey, Problem } from './call.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      // Only what may be better in a moment is worth asking twice.
      retry: (count, error) =>
        count < 2 && error instanceof Problem && (error.status === 503 || error.status === 0),
    },
  },
});

export interface ReadOptions<Data = unknown> {
  readonly enabled?: boolean;
  /** Shows the last answer while the next page or filter is under way. */
  readonly keepLast?: boolean;
  /** Asks again every so often, for work under way. */
  readonly everyMs?: number | false | ((last: Data | undefined) => number | false);
}

export function useRead<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  options: ReadOptions<Answer<E>> = {},
): UseQueryResult<Answer<E>, Problem> {
  const { everyMs = false } = options;
  return useQuery<Answer<E>, Problem>({
    queryKey: [endpoint.method, endpoint.path, input],
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: typeof everyMs === 'function' ? ({ state }) => everyMs(state.data) : everyMs,
    ...(options.keepLast === true ? { placeholderData: keepPreviousData as never } : {}),
  });
}

export interface WriteOptions<E extends Endpoint> {
  readonly onDone?: (answer: Answer<E>, input: Input<E>) => void;
  readonly onProgress?: (share: number) => void;
  /** Autosave and the like: what is on screen is already what was written. */
  readonly quiet?: boolean;
}

/**
 * A write. What is on screen is read again afterwards; trying again with the same input sends the
 * same key, so that a lost answer does not make a second record.
 */
export function useWrite<E extends Endpoint>(
  endpoint: E,
  options: WriteOptions<E> = {},
): UseMutationResult<Answer<E>, Problem, Input<E>> {
  const client = useQueryClient();
  const attempt = useRef<{ of: string; key: string } | null>(null);
  return useMutation<Answer<E>, Problem, Input<E>>({
    mutationFn: (input) => {
      const of = JSON.stringify(input);
      if (attempt.current?.of !== of) attempt.current = { of, key: newKey() };
      return call(endpoint, input, {
        idempotencyKey: attempt.current.key,
        ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      });
    },
    onSuccess: async (answer, input) => {
      attempt.current = null;
      if (options.quiet !== true) await client.invalidateQueries();
      options.onDone?.(answer, input);
    },
  });
}
