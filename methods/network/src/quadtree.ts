/** Points with masses, summed up in squares within squares, so that far ones push as one. */
export interface Quadtree {
  /** Takes the points where they are now. */
  readonly build: () => void;
  /** Adds to `push` at a point what all others push it by: mass ÷ distance, away from them. */
  readonly addPush: (point: number, push: { x: number; y: number }) => void;
}

/** A square counts as one point where its side is less than this share of its distance. */
const OPENING = 1.2;
/** A square of so few points is not divided. */
const FEW = 8;
/** Points that lie closer than the smallest square are not told apart. */
const DEEPEST = 30;

/**
 * Source: Barnes & Hut (1986). The squares stand in the order of a walk through them, each with the
 * place where the walk goes on if it is not entered, so that no stack is needed.
 */
export function createQuadtree(x: Float64Array, y: Float64Array, mass: Float64Array): Quadtree {
  const order = Uint32Array.from(x, (_, point) => point);
  const skip: number[] = [];
  const masses: number[] = [];
  const centreX: number[] = [];
  const centreY: number[] = [];
  const sides: number[] = [];
  /** Where the points of an undivided square begin in `order`; −1 for a divided one. */
  const begins: number[] = [];
  const ends: number[] = [];
  let used = 0;

  /** Moves the points below the middle to the front and answers where the others begin. */
  const divide = (along: Float64Array, begin: number, end: number, middle: number): number => {
    let front = begin;
    for (let at = begin; at < end; at++) {
      const point = order[at]!;
      if (along[point]! >= middle) continue;
      order[at] = order[front]!;
      order[front++] = point;
    }
    return front;
  };
  const add = (
    begin: number,
    end: number,
    left: number,
    bottom: number,
    side: number,
    depth: number,
  ): void => {
    if (begin === end) return;
    const cell = used++;
    let [all, sumX, sumY] = [0, 0, 0];
    for (let at = begin; at < end; at++) {
      const point = order[at]!;
      all += mass[point]!;
      sumX += mass[point]! * x[point]!;
      sumY += mass[point]! * y[point]!;
    }
    masses[cell] = all;
    centreX[cell] = sumX / all;
    centreY[cell] = sumY / all;
    sides[cell] = side;
    const whole = end - begin <= FEW || depth === DEEPEST;
    begins[cell] = whole ? begin : -1;
    ends[cell] = end;
    if (!whole) {
      const half = side / 2;
      const east = divide(x, begin, end, left + half);
      const northWest = divide(y, begin, east, bottom + half);
      const northEast = divide(y, east, end, bottom + half);
      add(begin, northWest, left, bottom, half, depth + 1);
      add(northWest, east, left, bottom + half, half, depth + 1);
      add(east, northEast, left + half, bottom, half, depth + 1);
      add(northEast, end, left + half, bottom + half, half, depth + 1);
    }
    skip[cell] = used;
  };
  return {
    build() {
      let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
      for (let at = 0; at < x.length; at++) {
        left = Math.min(left, x[at]!);
        right = Math.max(right, x[at]!);
        bottom = Math.min(bottom, y[at]!);
        top = Math.max(top, y[at]!);
      }
      used = 0;
      add(0, x.length, left, bottom, Math.max(right - left, top - bottom), 0);
    },
    addPush(point, push) {
      const [ownX, ownY] = [x[point]!, y[point]!];
      let [pushX, pushY] = [0, 0];
      for (let cell = 0; cell < used; ) {
        const awayX = ownX - centreX[cell]!;
        const awayY = ownY - centreY[cell]!;
        const square = awayX * awayX + awayY * awayY;
        if (sides[cell]! * sides[cell]! < OPENING * OPENING * square) {
          pushX += (masses[cell]! * awayX) / square;
          pushY += (masses[cell]! * awayY) / square;
          cell = skip[cell]!;
        } else if (begins[cell]! < 0) cell++;
        else {
          for (let at = begins[cell]!; at < ends[cell]!; at++) {
            const other = order[at]!;
            const fromX = ownX - x[other]!;
            const fromY = ownY - y[other]!;
            const apart = fromX * fromX + fromY * fromY;
            if (apart === 0) continue;
            pushX += (mass[other]! * fromX) / apart;
            pushY += (mass[other]! * fromY) / apart;
          }
          cell = skip[cell]!;
        }
      }
      push.x += pushX;
      push.y += pushY;
    },
  };
}
