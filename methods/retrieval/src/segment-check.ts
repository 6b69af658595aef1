import { BLOCK, type SegmentParts, slotAt } from './segment.ts';

/**
 * Refuses a segment that was not written by SegmentWriter, so that a search never leaves its arrays
 * nor walks in a circle. Looks at every posting once.
 */
export function checkSegment(parts: SegmentParts, slotCount: number, termCount: number): void {
  const { terms, listBlocks, frequencies, listImpacts } = parts;
  const lists = terms.length;
  const sameLength = [frequencies, listImpacts].every((part) => part.length === lists);
  check(sameLength && listBlocks.length === lists + 1, 'lists lack a part');
  checkBlocks(parts, slotCount);
  check(listBlocks[0] === 0 && listBlocks[lists] === parts.blockSlots.length, 'blocks are left');
  for (let list = 0; list < lists; list++) {
    const term = terms[list] as number;
    const before = list === 0 ? -1 : (terms[list - 1] as number);
    check(term > before && term < termCount, `list ${list} is of a wrong term`);
    const [first, end] = [listBlocks[list] as number, listBlocks[list + 1] as number];
    check(first < end && end <= parts.blockSlots.length, `list ${list} is empty`);
    let frequency = 0;
    for (let block = first; block < end; block++) {
      frequency += parts.blockSizes[block] as number;
      if (block === first) continue;
      const last = (parts.blockSizes[block - 1] as number) - 1;
      const inOrder = slotAt(parts, block - 1, last) < (parts.blockSlots[block] as number);
      check(inOrder, `list ${list} goes back`);
    }
    check(frequency === frequencies[list], `list ${list} is not as long as it says`);
  }
}

function checkBlocks(parts: SegmentParts, slotCount: number): void {
  const { blockPlaces, blockShapes, blockSizes, blockSlots, data } = parts;
  const blocks = blockSlots.length;
  const sameLength = [blockPlaces, blockShapes, blockSizes].every((part) => part.length === blocks);
  check(sameLength, 'blocks lack a part');
  for (let block = 0; block < blocks; block++) {
    const [size, shape] = [blockSizes[block] as number, blockShapes[block] as number];
    const [width, countWidth] = [shape & 3, [0, 1, 4][shape >>> 2]];
    check(size > 0 && size <= BLOCK, `block ${block} has a wrong size`);
    if (width === 0 || countWidth === undefined) throw wrong(`block ${block} has a wrong shape`);
    const end = (blockPlaces[block] as number) + size * (width + 1 + countWidth);
    check(end <= data.length, `block ${block} is cut off`);
    check(slotAt(parts, block, 0) === blockSlots[block], `block ${block} begins elsewhere`);
    for (let index = 1; index < size; index++) {
      const inOrder = slotAt(parts, block, index - 1) < slotAt(parts, block, index);
      check(inOrder, `block ${block} goes back`);
    }
    check(slotAt(parts, block, size - 1) < slotCount, `block ${block} names no document`);
  }
}

const wrong = (what: string) => new RangeError(`this is no saved index: ${what}`);

function check(holds: boolean, what: string): void {
  if (!holds) throw wrong(what);
}
