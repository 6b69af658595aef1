type Numbers =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>;

/** The same numbers with room for as many as needed: half as many again, so that growing is rare. */
export function grown<T extends Numbers>(numbers: T, needed: number): T {
  if (needed <= numbers.length) return numbers;
  const room = Math.max(needed, Math.ceil(numbers.length * 1.5), 64);
  const larger = new (numbers.constructor as new (length: number) => T)(room);
  larger.set(numbers);
  return larger;
}
