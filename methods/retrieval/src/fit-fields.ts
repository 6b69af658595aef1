/** Fields of several classifications as data: who lies in whom, and what is like what. */
export interface FieldMap {
  /** Each field with the one it lies in; null at the top. */
  readonly parents: Iterable<readonly [code: string, parent: string | null]>;
  /** Pairs of different classifications, with how much they cover each other, above 0 to 1. */
  readonly crosswalk: Iterable<readonly [one: string, other: string, strength: number]>;
}

export interface NearestFields {
  readonly asked: string;
  readonly offered: string;
  /** Above 0, at most 1. */
  readonly nearness: number;
}

export interface FieldNearness {
  /** Between 0 and 1; symmetrical; 1 for a field and itself, known or not. */
  between(one: string, other: string): number;
  /** The nearest pair, ties to the earlier; null where no two are near. */
  nearest(asked: readonly string[], offered: readonly string[]): NearestFields | null;
}

const ofParent = 0.8;
const ofSibling = 0.2;

/**
 * Measures how near two fields are, within a classification and across several.
 *
 * Within one: 1 for the same, 0.8 between a field and the one it lies in, 0.2 between two that lie
 * in the same; nothing further apart. Across: the best way over one line of the crosswalk, its
 * strength times the nearness of both ends to what it joins, neighbours apart. So two fields are near only for a
 * reason that can be shown, and a chain of weak likenesses leads nowhere.
 *
 * @param map  Parents by field, and lines of the crosswalk.
 * @returns    Functions that keep what they have worked out.
 * @throws RangeError if a strength is not above 0 and at most 1.
 * @example
 * const parents = [['C', null], ['34', 'C'], ['35', 'C'], ['F16', null]];
 * const fields = createFieldNearness({ parents, crosswalk: [['34', 'F16', 0.7]] });
 * fields.between('34', 'C') // → 0.8
 * fields.between('34', '35') // → 0.2
 * fields.between('F16', '34') // → 0.7
 * fields.nearest(['35', 'C'], ['34']) // → { asked: 'C', offered: '34', nearness: 0.8 }
 * fields.nearest(['A'], ['34']) // → null
 *
 * Cost: O(lines of the crosswalk) for a pair at first, O(1) afterwards. Source: ours; 0.8 and 0.2
 * are choices.
 */
export function createFieldNearness(map: FieldMap): FieldNearness {
  const parents = new Map(map.parents);
  const lines = [...map.crosswalk];
  for (const [one, other, strength] of lines) {
    if (strength > 0 && strength <= 1) continue;
    throw new RangeError(`${one} and ${other}: ${strength} is not above 0 and at most 1`);
  }
  const known = new Map<string, number>();

  const inside = (one: string, other: string): number => {
    if (one === other) return 1;
    return parents.get(one) === other || parents.get(other) === one ? ofParent : 0;
  };
  const within = (one: string, other: string): number => {
    const above = parents.get(one) ?? null;
    return inside(one, other) || (above !== null && above === parents.get(other) ? ofSibling : 0);
  };

  const between = (one: string, other: string): number => {
    const key = one < other ? `${one} ${other}` : `${other} ${one}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let best = within(one, other);
    for (const [left, right, strength] of lines) {
      if (strength <= best) continue;
      const there = inside(one, left) * inside(right, other);
      const back = inside(one, right) * inside(left, other);
      best = Math.max(best, strength * there, strength * back);
    }
    known.set(key, best);
    return best;
  };

  const nearest = (asked: readonly string[], offered: readonly string[]): NearestFields | null => {
    let best: NearestFields | null = null;
    for (const one of asked) {
      for (const other of offered) {
        const nearness = between(one, other);
        if (nearness > (best?.nearness ?? 0)) best = { asked: one, offered: other, nearness };
      }
    }
    return best;
  };

  return { between, nearest };
}
