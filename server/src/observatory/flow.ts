/** What goes between regions: which events are a flow, of what, and which way. */
import type { Event } from '../runtime/event.ts';

export const flowKinds = ['talent', 'technology', 'capital', 'services', 'data'] as const;
export type FlowKind = (typeof flowKinds)[number];

type Told = Pick<Event, 'type' | 'fromRegion' | 'toRegion' | 'payload'>;

interface Reading {
  readonly kind: FlowKind;
  /** Left out: from the event's first region to its second. */
  readonly way?: (event: Told) => readonly [unknown, unknown];
}

/** A technology goes from the side that has it, whichever side took the step. */
const fromGiver = ({ payload }: Told) => [payload.giverRegion, payload.takerRegion] as const;

const readings: Readonly<Record<string, Reading>> = {
  'matching.introduction_accepted': { kind: 'technology', way: fromGiver },
  'matching.deal_confirmed': { kind: 'technology', way: fromGiver },
  'registry.collaboration_created': { kind: 'technology' },
  'outposts.move_recorded': { kind: 'capital' },
  'outposts.payment_marked': { kind: 'capital' },
  'outposts.team_admitted': { kind: 'talent' },
};

export interface Flow {
  readonly kind: FlowKind;
  readonly fromRegion: string;
  readonly toRegion: string;
}

/** Null for events that tell of no flow, and where a region is not known. */
export function flowOf(event: Told): Flow | null {
  const reading = readings[event.type];
  if (reading === undefined) return null;
  const [fromRegion, toRegion] = reading.way?.(event) ?? [event.fromRegion, event.toRegion];
  if (typeof fromRegion !== 'string' || typeof toRegion !== 'string') return null;
  return { kind: reading.kind, fromRegion, toRegion };
}
