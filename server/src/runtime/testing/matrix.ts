/**
 * What the rule of an operation promises to each kind of caller, and what a module gives so that
 * the promise can be tried: for each operation, an input about an object of the own organisation.
 */
import { type Actor, hasRole, holdsOffice, isMember, type Rule } from '../actor.ts';
import { admits } from '../http.ts';
import type { CallInput, TestNode } from './node.ts';

export interface Place {
  readonly organisationId: string;
  readonly regionCode: string;
}

/** Where the callers come from. `sibling` lies in the region of `own`, `foreign` in another. */
export interface Ground {
  readonly own: Place;
  readonly sibling: Place;
  readonly foreign: Place;
  readonly compactId: string;
}

export interface World extends Ground {
  readonly node: TestNode;
}

export interface Fixture {
  /**
   * What the input is about. `node`: no organisation, so the door alone decides. `public`: an
   * object of the own organisation that everyone may know of. `private`: one that only those who
   * may open it know of. `person`: something of a person who is none of the callers.
   */
  readonly about: 'node' | 'public' | 'private' | 'person';
  /** Who may open this very object, where the rule of the operation is wider. */
  readonly opens?: readonly Rule[];
  /** Makes what a call needs, anew for each caller, since calls that are let in use it up. */
  readonly input?: (world: World) => CallInput | Promise<CallInput>;
}

export interface MatrixFixtures {
  /** Makes the places real, for modules that keep them. */
  readonly settle?: (node: TestNode) => Promise<Ground>;
  readonly operations: Readonly<Record<string, Fixture>>;
}

export type Promised = 'let in' | 401 | 403 | 404;

export function promised(
  rules: readonly Rule[],
  { about, opens = rules }: Fixture,
  actor: Actor,
  ground: Ground,
): Promised {
  if (!rules.some((rule) => admits(rule, actor))) return actor.kind === 'anonymous' ? 401 : 403;
  if (about === 'node') return 'let in';
  if (about === 'person') return 404;
  if (opens.some((rule) => holdsThere(rule, actor, ground))) return 'let in';
  if (about === 'public' || isMember(actor, ground.own.organisationId)) return 403;
  return 404;
}

function holdsThere(rule: Rule, actor: Actor, ground: Ground): boolean {
  switch (rule) {
    case 'anyone':
      return true;
    case 'person':
      return actor.kind === 'person';
    case 'viewer':
    case 'editor':
    case 'manager':
      return hasRole(actor, ground.own.organisationId, rule);
    case 'region_officer':
      return actor.offices.some((held) => held.regionCode === ground.own.regionCode);
    case 'secretariat':
      return actor.offices.some((held) => held.compactId === ground.compactId);
    default:
      return holdsOffice(actor, rule);
  }
}

/** What came back, in the words of the promise; null for what no fixture should meet. */
export function given(
  { about }: Fixture,
  answer: { readonly status: number; readonly body: { readonly code?: string } | null },
): Promised | null {
  const { status } = answer;
  if (status >= 500 || answer.body?.code === 'input_invalid') return null;
  if (status === 401 || status === 403) return status;
  if (status === 404 && (about === 'private' || about === 'person')) return status;
  return 'let in';
}
