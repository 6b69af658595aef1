/**
 * SHA-256 of a text in UTF-8, in hexadecimal. It stands here so that server, command line and page
 * compute the same digest in the same call; the pure packages have no cryptography to borrow.
 *
 * @example sha256('abc').slice(0, 16) // → 'ba7816bf8f01cfea'
 *
 * Source: FIPS 180-4, 5.1.1, 6.2.
 */
export function sha256(text: string): string {
  const { words, blocks } = paddedWords(text);
  const state = new Int32Array(INITIAL);
  const schedule = new Int32Array(64);
  for (let block = 0; block < blocks; block++) {
    for (let at = 0; at < 16; at++) schedule[at] = words[16 * block + at]!;
    for (let at = 16; at < 64; at++) {
      const early = schedule[at - 15]!;
      const late = schedule[at - 2]!;
      const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      schedule[at] = (schedule[at - 16]! + low + schedule[at - 7]! + high) | 0;
    }
    compress(state, schedule);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The first 32 bits of the fractional parts of roots of the first primes. */
const [INITIAL, CONSTANTS] = (() => {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return [
    primes.slice(0, 8).map((p) => fraction(Math.sqrt(p))),
    primes.map((p) => fraction(Math.cbrt(p))),
  ];
})();

const ROUNDS = new Int32Array(CONSTANTS);

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let at = 0; at < 64; at++) {
    const choice = (e & f) ^ (~e & g);
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUNDS[at]! + schedule[at]!) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

/**
 * The text in UTF-8 with its padding, four bytes a word. Half of a pair that stands alone becomes
 * U+FFFD, as encoders have it.
 */
function paddedWords(text: string): { readonly words: Int32Array; readonly blocks: number } {
  const words = new Int32Array((((3 * text.length + 8) >> 6) + 1) * 16);
  let length = 0;
  const put = (byte: number) => {
    words[length >> 2]! |= byte << (24 - 8 * (length & 3));
    length++;
  };
  for (let at = 0; at < text.length; at++) {
    let point = text.charCodeAt(at);
    if (point < 0x80) {
      put(point);
      continue;
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      point = text.codePointAt(at)!;
      if (point > 0xffff) at++;
      else point = 0xfffd;
    }
    if (point < 0x800) put(0xc0 | (point >> 6));
    else {
      if (point < 0x10000) put(0xe0 | (point >> 12));
      else {
        put(0xf0 | (point >> 18));
        put(0x80 | ((point >> 12) & 63));
      }
      put(0x80 | ((point >> 6) & 63));
    }
    put(0x80 | (point & 63));
  }
  const blocks = ((length + 8) >> 6) + 1;
  words[length >> 2]! |= 0x80 << (24 - 8 * (length & 3));
  words[16 * blocks - 2] = Math.floor(length / 2 ** 29);
  words[16 * blocks - 1] = length << 3;
  return { words, blocks };
}
