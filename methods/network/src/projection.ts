import { createGraph, type Graph, offsetsOf } from './graph.ts';

export interface Participations {
  /** One entry a participation: who (0 to actors − 1) took part in what (0 to events − 1). */
  readonly actors: ArrayLike<number>;
  readonly events: ArrayLike<number>;
  readonly actorCount: number;
  readonly eventCount: number;
}

export interface ProjectionOptions {
  /** 'newman' if not given. */
  readonly weight?: 'newman' | 'count';
  /** Events with more participants are left aside; no bound if not given. */
  readonly participantsAtMost?: number;
}

export interface Projection {
  readonly graph: Graph;
  /** Events with one participant, who meets nobody there. */
  readonly single: number;
  /** Events left aside since they have more participants than the bound. */
  readonly leftAside: number;
}

/**
 * Links those who took part in the same events (papers, projects, patents).
 *
 * 'newman': an event with n participants adds 1 ÷ (n − 1) to each of its pairs, so that everyone's
 * strength is the number of events shared with somebody, and a huge consortium does not drown the
 * rest. 'count': each event adds 1. Somebody named twice in an event took part once.
 *
 * @throws RangeError if a participation names no actor or no event, or the lists differ in length.
 * @example
 * const papers = { actorCount: 3, eventCount: 2, actors: [0, 1, 2, 0, 1], events: [0, 0, 0, 1, 1] };
 * [...strengths(projection(papers).graph)] // → [2, 2, 1]
 *
 * Cost: O(sum over events of the square of the participants). Source: Newman (2001), Scientific
 * collaboration networks II.
 */
export function projection(input: Participations, options: ProjectionOptions = {}): Projection {
  const { weight = 'newman', participantsAtMost = Infinity } = options;
  const { actorCount, eventCount } = input;
  const participants = participantsByEvent(input);
  let [pairs, single, leftAside] = [0, 0, 0];
  const counted: Uint32Array[] = [];
  for (const list of participants) {
    if (list.length === 1) single++;
    else if (list.length > participantsAtMost) leftAside++;
    else if (list.length > 1) {
      pairs += (list.length * (list.length - 1)) / 2;
      counted.push(list);
    }
  }
  const [sources, targets] = [new Uint32Array(pairs), new Uint32Array(pairs)];
  const weights = new Float64Array(pairs);
  let filled = 0;
  for (const list of counted) {
    const share = weight === 'newman' ? 1 / (list.length - 1) : 1;
    for (let first = 0; first < list.length; first++) {
      for (let second = first + 1; second < list.length; second++) {
        sources[filled] = list[first]!;
        targets[filled] = list[second]!;
        weights[filled++] = share;
      }
    }
  }
  const graph = createGraph({ nodeCount: actorCount, sources, targets, weights });
  return { graph, single, leftAside };

  function participantsByEvent({ actors, events }: Participations): readonly Uint32Array[] {
    if (actors.length !== events.length) {
      throw new RangeError(`There are ${actors.length} actors and ${events.length} events.`);
    }
    const known = (one: number, count: number) => Number.isInteger(one) && one >= 0 && one < count;
    for (let at = 0; at < actors.length; at++) {
      if (!known(actors[at]!, actorCount) || !known(events[at]!, eventCount)) {
        throw new RangeError(
          `Participation ${at} names actor ${actors[at]} of ${actorCount} and event ${events[at]} of ${eventCount}.`,
        );
      }
    }
    const begins = offsetsOf(eventCount, events);
    const next = begins.slice();
    const sorted = new Uint32Array(actors.length);
    for (let at = 0; at < actors.length; at++) sorted[next[events[at]!]!++] = actors[at]!;
    return Array.from({ length: eventCount }, (_, event) =>
      Uint32Array.from(new Set(sorted.subarray(begins[event]!, begins[event + 1]!))),
    );
  }
}
