/** A "no" that the event log keeps: of which kind, and for what reasons. */
import type { Event } from '../runtime/event.ts';

export const setbackKinds = [
  'refused',
  'declined',
  'held',
  'expired',
  'lapsed',
  'disputed',
] as const;
export type SetbackKind = (typeof setbackKinds)[number];

/** Types of events end with what happened, in every capability: also in those yet to come. */
const kindOfEnding: Readonly<Record<string, SetbackKind>> = {
  refused: 'refused',
  rejected: 'refused',
  declined: 'declined',
  on_hold: 'held',
  returned: 'held',
  expired: 'expired',
  lapsed: 'lapsed',
  disputed: 'disputed',
  objected: 'disputed',
};
/** Also for the database, which reads it the same way. */
export const endingPattern = `[._](${Object.keys(kindOfEnding).join('|')})$`;
const ending = new RegExp(endingPattern);

export interface StatedReason {
  readonly code: string;
  /** Document and version, where a rule said no. */
  readonly rule: string | null;
}

export interface Setback {
  readonly kind: SetbackKind;
  /** At least one; where none was stated, what happened stands for it. */
  readonly reasons: readonly StatedReason[];
  readonly versionId: string | null;
}

/** Null for events that tell of no "no". */
export function setbackOf({ type, payload }: Pick<Event, 'type' | 'payload'>): Setback | null {
  const word = ending.exec(type)?.[1];
  if (word === undefined) return null;
  const stated = statedReasons(payload.reasons, text(payload.rule));
  const whole = {
    code: text(payload.code) ?? text(payload.reason) ?? word,
    rule: text(payload.rule),
  };
  return {
    kind: kindOfEnding[word]!,
    reasons: stated.length > 0 ? stated : [whole],
    versionId: text(payload.versionId),
  };
}

/** Reasons are told as codes, or as codes with their rules; each counts once. */
function statedReasons(told: unknown, ruleOfAll: string | null): StatedReason[] {
  if (!Array.isArray(told)) return [];
  const byCode = new Map<string, StatedReason>();
  for (const one of told) {
    const { code, rule } = typeof one === 'string' ? { code: one } : (one ?? {});
    const name = text(code);
    if (name !== null) byCode.set(name, { code: name, rule: text(rule) ?? ruleOfAll });
  }
  return [...byCode.values()];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
