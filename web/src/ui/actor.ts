import { createContext, useContext } from 'react';

/** Who sits in front of the screen, as far as screens of every capability need to know. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly {
    readonly organisationId: string;
    readonly name: string;
    readonly role: 'viewer' | 'editor' | 'manager';
  }[];
  readonly offices: readonly {
    readonly office: string;
    readonly regionCode: string | null;
    readonly compactId: string | null;
  }[];
  /** The organisation that the person has chosen to act for. */
  readonly organisationId: string | null;
}

export const ViewerContext = createContext<Viewer | null>(null);

/** Null where nobody signed in. */
export function useViewer(): Viewer | null {
  return useContext(ViewerContext);
}

const ranks = ['viewer', 'editor', 'manager'] as const;

/** Whether to offer something; the server decides whether it is done. */
export function mayActFor(
  viewer: Viewer | null,
  organisationId: string | null,
  role: (typeof ranks)[number],
): boolean {
  return (
    viewer?.memberships.some(
      (held) =>
        held.organisationId === organisationId && ranks.indexOf(held.role) >= ranks.indexOf(role),
    ) ?? false
  );
}

export function holds(viewer: Viewer | null, office: string): boolean {
  return viewer?.offices.some((held) => held.office === office) ?? false;
}

/** Whether somebody keeps records at all: of an organisation, a region or a compact. */
export function keepsRecords(viewer: Viewer | null): boolean {
  return (
    holds(viewer, 'region_officer') ||
    holds(viewer, 'secretariat') ||
    (viewer?.memberships ?? []).some(({ role }) => role !== 'viewer')
  );
}
