/**
 * The one loop that is worth WebAssembly: the products of a query with every vector in memory. The
 * program is put together here from named instructions, so that what runs can be read.
 *
 * Numbers are LEB128; names and codes are those of the WebAssembly core specification 2.0, §5.4.
 */

/** A whole number from 0 in seven bits a byte, the lowest first. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** A whole number of either sign; bit 6 of the last byte is the sign. */
function signed(value: number): number[] {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

const vector = (...items: readonly (readonly number[])[]) => [
  ...unsigned(items.length),
  ...items.flat(),
];
const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];
const name = (text: string) => sized(Array.from(text, (letter) => letter.charCodeAt(0)));

const I32 = 0x7f;
const V128 = 0x7b;
const simd = (code: number) => [0xfd, ...unsigned(code)];
/** Where a load or store reads or writes: alignment as a power of two, and a fixed distance. */
const place = (alignment: number, offset: number) => [alignment, ...unsigned(offset)];

const local = { get: (at: number) => [0x20, at], set: (at: number) => [0x21, at] };
const constant = (value: number) => [0x41, ...signed(value)];
const add = [0x6a];
const lessUnsigned = [0x49];
const loop = [0x03, 0x40];
const branchIf = (depth: number) => [0x0d, depth];
const end = [0x0b];
const storeNumber = [0x36, ...place(2, 0)];
const loadVector = (offset: number) => [...simd(0x00), ...place(0, offset)];
const zeroVector = [...simd(0x0c), ...new Array(16).fill(0)];
const lane = (at: number) => [...simd(0x1b), at];
/** Eight of sixteen signed bytes as 16-bit numbers. */
const widenLow = simd(0x87);
const widenHigh = simd(0x88);
const addVectors = simd(0xae);
/** Products of 16-bit numbers, added in pairs to four 32-bit numbers. */
const dot = simd(0xba);

/**
 * A module that takes `memory` and gives `scan(vectors, end, query, products)`, all of them places
 * in the memory: for each vector of `dimensions` bytes its product with the query of as many 16-bit
 * numbers is written as a 32-bit number. `dimensions` is a multiple of 16.
 */
export function scanProgram(dimensions: number): Uint8Array<ArrayBuffer> {
  const [vectors, stop, query, products, sum] = [0, 1, 2, 3, 4];
  const steps: number[] = [];
  for (let at = 0; at < dimensions; at += 16) {
    for (const [half, widen] of [widenLow, widenHigh].entries()) {
      steps.push(...local.get(vectors), ...loadVector(at), ...widen);
      steps.push(...local.get(query), ...loadVector(2 * at + 16 * half), ...dot);
      steps.push(...local.get(sum), ...addVectors, ...local.set(sum));
    }
  }
  const lanes = [0, 1, 2, 3].flatMap((at) => [...local.get(sum), ...lane(at)]);
  const forward = (at: number, by: number) => [
    ...local.get(at),
    ...constant(by),
    ...add,
    ...local.set(at),
  ];
  const body = [
    ...loop,
    ...zeroVector,
    ...local.set(sum),
    ...steps,
    ...local.get(products),
    ...lanes,
    ...add,
    ...add,
    ...add,
    ...storeNumber,
    ...forward(products, 4),
    ...forward(vectors, dimensions),
    ...local.get(vectors),
    ...local.get(stop),
    ...lessUnsigned,
    ...branchIf(0),
    ...end,
    ...end,
  ];
  const type = [0x60, ...vector([I32], [I32], [I32], [I32]), ...vector()];
  const memory = [...name('env'), ...name('memory'), 0x02, 0x00, ...unsigned(1)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(type)),
    ...section(2, vector(memory)),
    ...section(3, vector([0])),
    ...section(7, vector([...name('scan'), 0x00, 0])),
    ...section(10, vector(sized([...vector([1, V128]), ...body]))),
  ]);
}
