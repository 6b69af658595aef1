import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { contract as identity } from 'yunhe/identity/contract';
import { registryContract as registry } from 'yunhe/registry/contract';
import type { Viewer } from './ui/actor.ts';
import { call } from './ui/call.ts';
import { useRead } from './ui/query.ts';
import { nameIn, useLanguage } from './ui/words.ts';

const chosen = 'yunhe.organisation';
const listeners = new Set<() => void>();

/** The organisation chosen in the top bar is remembered in this browser. */
function useChoice(): [string | null, (id: string) => void] {
  const id = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => localStorage.getItem(chosen),
  );
  const choose = useCallback((next: string) => {
    localStorage.setItem(chosen, next);
    for (const tell of listeners) tell();
  }, []);
  return [id, choose];
}

export interface CurrentSession {
  /** Undefined until the node has answered; null where nobody is signed in. */
  readonly viewer: Viewer | null | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly demo: boolean;
  readonly choose: (organisationId: string) => void;
}

/** Who is signed in, with the names of their organisations, which only the registry knows. */
export function useSession(): CurrentSession {
  const language = useLanguage();
  const session = useRead(identity.session, {});
  const [choice, choose] = useChoice();
  const memberships = session.data?.memberships ?? [];
  const names = useQueries({
    queries: memberships.map(({ organisationId }) => ({
      queryKey: ['GET', registry.readOrganisation.path, { organisationId }],
      queryFn: () => call(registry.readOrganisation, { organisationId }),
      staleTime: 300_000,
    })),
    combine: (all) => all.map((one) => one.data),
  });
  const viewer = useMemo((): Viewer | null | undefined => {
    if (session.data === undefined) return undefined;
    const { person, offices } = session.data;
    if (person === null) return null;
    const held = memberships.map(({ organisationId, role }, index) => {
      const found = names[index];
      // Until the registry has answered, or where it does not know it, the id stands for the name.
      const name =
        found === undefined ? organisationId : nameIn(language, found) || found.displayName;
      return { organisationId, role, name };
    });
    const acting = held.find((one) => one.organisationId === choice) ?? held[0];
    return {
      personId: person.id,
      name: person.name,
      email: person.email,
      memberships: held,
      offices,
      organisationId: acting?.organisationId ?? null,
    };
  }, [session.data, memberships, names, choice, language]);
  return {
    viewer,
    error: session.error,
    retry: () => void session.refetch(),
    demo: session.data?.demo ?? false,
    choose,
  };
}
