/**
 * The geometry under the analysis of tables. Every input is cut into numbered cells inside which
 * no rule tells two values apart, so a rule is a box of whole cells and every question about
 * rules (what is covered, what meets, what hides what) is one about boxes of small integers.
 */

/** Sorted, disjoint, not touching ranges of cells, ends included, flat: `[from, to, from, to]`. */
export type Cells = readonly number[];

/** One set of cells a dimension. A box is empty if one of its sets is. */
export type Box = readonly Cells[];

export const NO_CELLS: Cells = [];

export function allCells(count: number): Cells {
  return count === 0 ? NO_CELLS : [0, count - 1];
}

export function sameCells(a: Cells, b: Cells): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** The ranges of any list of single ranges, sorted and joined where they overlap or touch. */
export function joined(ranges: readonly (readonly [from: number, to: number])[]): Cells {
  const sorted = ranges.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0]);
  const cells: number[] = [];
  for (const [from, to] of sorted) {
    const last = cells.length - 1;
    if (last > 0 && from <= cells[last]! + 1) cells[last] = Math.max(cells[last]!, to);
    else cells.push(from, to);
  }
  return cells;
}

export function unionOfCells(a: Cells, b: Cells): Cells {
  const ranges: [number, number][] = [];
  for (const cells of [a, b]) {
    for (let at = 0; at < cells.length; at += 2) ranges.push([cells[at]!, cells[at + 1]!]);
  }
  return joined(ranges);
}

export function commonCells(a: Cells, b: Cells): Cells {
  if (a.length === 0 || b.length === 0) return NO_CELLS;
  if (a[0]! > b[b.length - 1]! || b[0]! > a[a.length - 1]!) return NO_CELLS;
  const cells: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from <= to) cells.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return cells;
}

export function cellsWithout(cells: Cells, taken: Cells): Cells {
  const left: number[] = [];
  let at = 0;
  for (let i = 0; i < cells.length; i += 2) {
    let from = cells[i]!;
    const to = cells[i + 1]!;
    while (at < taken.length && taken[at + 1]! < from) at += 2;
    for (let j = at; j < taken.length && taken[j]! <= to; j += 2) {
      if (taken[j]! > from) left.push(from, taken[j]! - 1);
      from = taken[j + 1]! + 1;
    }
    if (from <= to) left.push(from, to);
  }
  return left;
}

/** What two boxes have in common; null if that is nothing. */
export function commonBox(a: Box, b: Box): Box | null {
  const common: Cells[] = [];
  for (let at = 0; at < a.length; at++) {
    const cells = commonCells(a[at]!, b[at]!);
    if (cells.length === 0) return null;
    common.push(cells);
  }
  return common;
}

export function isEmptyBox(box: Box): boolean {
  return box.some((cells) => cells.length === 0);
}

/** The parts of boxes inside a region; `index` says whose part it is. */
export interface Part {
  readonly index: number;
  readonly box: Box;
}

/** Work is bounded, since a hostile table could keep a clever walk busy for years. */
export interface Budget {
  /** How many parts may still be looked at. Counts down; below zero the walk has ended early. */
  left: number;
}

/** What lies inside the region of each box; those that do not reach it are left out. */
export function partsWithin(region: Box, boxes: readonly Box[]): Part[] {
  const parts: Part[] = [];
  for (const [index, box] of boxes.entries()) {
    const common = commonBox(region, box);
    if (common !== null) parts.push({ index, box: common });
  }
  return parts;
}

/** Whether a part fills its region. */
export function fills({ box }: Part, region: Box): boolean {
  for (let at = 0; at < region.length; at++) if (!sameCells(box[at]!, region[at]!)) return false;
  return true;
}

/**
 * Cuts a region in two again and again until `isSettled` is content with each piece.
 *
 * Each cut lies where some part ends, in the dimension and at the place that leave the fewest
 * parts on both sides: a table that was once made by asking one question after another is taken
 * apart by the same questions. A piece in which every part fills the region is not cut further.
 *
 * @param isSettled  Called with a region and the parts that reach it; true if it is done with.
 */
export function walk(
  region: Box,
  parts: readonly Part[],
  budget: Budget,
  isSettled: (region: Box, parts: readonly Part[]) => boolean,
): void {
  const waiting: { region: Box; parts: readonly Part[] }[] = [{ region, parts }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    budget.left -= next.parts.length + 1;
    if (budget.left < 0) return;
    if (isSettled(next.region, next.parts)) continue;
    const cut = bestCut(next.region, next.parts);
    if (cut === null) continue;
    const { at, after } = cut;
    const below: Cells = [0, after];
    const above: Cells = [after + 1, Number.MAX_SAFE_INTEGER];
    waiting.push(
      { region: clipped(next.region, at, above), parts: clippedParts(next.parts, at, above) },
      { region: clipped(next.region, at, below), parts: clippedParts(next.parts, at, below) },
    );
  }
}

function clipped(box: Box, at: number, to: Cells): Box {
  return box.with(at, commonCells(box[at]!, to));
}

function clippedParts(parts: readonly Part[], at: number, to: Cells): readonly Part[] {
  const kept: Part[] = [];
  for (const part of parts) {
    const cells = commonCells(part.box[at]!, to);
    if (cells.length === 0) continue;
    kept.push(sameCells(cells, part.box[at]!) ? part : { ...part, box: part.box.with(at, cells) });
  }
  return kept;
}

/** Where to cut: after which cell of which dimension; null where no part ends inside. */
function bestCut(region: Box, parts: readonly Part[]): { at: number; after: number } | null {
  let best: { at: number; after: number } | null = null;
  let fewest = Infinity;
  for (let at = 0; at < region.length; at++) {
    const whole = region[at]!;
    const last = whole[whole.length - 1]!;
    const cuts = new Set<number>();
    const firsts: number[] = [];
    const lasts: number[] = [];
    for (const { box } of parts) {
      const cells = box[at]!;
      firsts.push(cells[0]!);
      lasts.push(cells[cells.length - 1]!);
      if (sameCells(cells, whole)) continue;
      for (const range of [cells, cellsWithout(whole, cells)]) {
        for (let end = 1; end < range.length; end += 2) {
          if (range[end]! < last) cuts.add(range[end]!);
        }
      }
    }
    if (cuts.size === 0) continue;
    firsts.sort((a, b) => a - b);
    lasts.sort((a, b) => a - b);
    let begun = 0;
    let ended = 0;
    for (const after of [...cuts].sort((a, b) => a - b)) {
      while (begun < firsts.length && firsts[begun]! <= after) begun++;
      while (ended < lasts.length && lasts[ended]! <= after) ended++;
      const above = parts.length - ended;
      const cost = begun * begun + above * above;
      if (cost < fewest) {
        fewest = cost;
        best = { at, after };
      }
    }
  }
  return best;
}

/**
 * The pieces of a region that no box covers: disjoint, and merged until none can be joined with
 * another along one dimension.
 *
 * @param most  Stops when so many pieces were found before merging.
 */
export function uncovered(
  region: Box,
  boxes: readonly Box[],
  budget: Budget,
  most: number,
): { readonly boxes: readonly Box[]; readonly isComplete: boolean } {
  const found: Box[] = [];
  let isComplete = true;
  if (!isEmptyBox(region)) {
    walk(region, partsWithin(region, boxes), budget, (piece, parts) => {
      if (found.length >= most) {
        isComplete = false;
        return true;
      }
      if (parts.length === 0) found.push(piece);
      return parts.length === 0 || parts.some((part) => fills(part, piece));
    });
  }
  return { boxes: merged(found), isComplete: isComplete && budget.left >= 0 };
}

/** Whether the boxes together cover the region; null if the budget ended before that was known. */
export function isCovered(region: Box, boxes: readonly Box[], budget: Budget): boolean | null {
  const found = uncovered(region, boxes, budget, 1);
  if (found.boxes.length > 0) return false;
  return budget.left < 0 ? null : true;
}

/** Joins boxes that differ in one dimension alone, until none do; in the order of their cells. */
export function merged(boxes: readonly Box[]): readonly Box[] {
  let current = [...boxes];
  for (let before = Infinity; current.length < before; ) {
    before = current.length;
    for (let at = 0; at < (current[0]?.length ?? 0); at++) {
      const alike = new Map<string, Box>();
      for (const box of current) {
        const key = JSON.stringify(box.with(at, NO_CELLS));
        const known = alike.get(key);
        alike.set(key, known ? box.with(at, unionOfCells(known[at]!, box[at]!)) : box);
      }
      current = [...alike.values()];
    }
  }
  return current.sort(compareBoxes);
}

/** The order of boxes: that of their first cells in the first dimension, then in the next. */
export function compareBoxes(a: Box, b: Box): number {
  for (let at = 0; at < a.length; at++) {
    for (let i = 0; i < Math.min(a[at]!.length, b[at]!.length); i++) {
      if (a[at]![i] !== b[at]![i]) return a[at]![i]! - b[at]![i]!;
    }
    if (a[at]!.length !== b[at]!.length) return a[at]!.length - b[at]!.length;
  }
  return 0;
}
