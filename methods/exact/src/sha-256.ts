/**
 * SHA-256 of a text in UTF-8, in hexadecimal. It stands here so that server, command line and page
 * compute the same digest in the same call; the pure packages have no cryptography to borrow.
 *
 * @example sha256('abc').slice(0, 16) // → 'ba7816bf8f01cfea'
 *
 * Source: FIPS 180-4, 5.1.1, 6.2.
 */
export function sha256(text: string): string {
  STATE.set(INITIAL);
  const length = takeText(text);
  take(length, 0x80);
  let padded = length + 1;
  while ((padded & 63) !== 56) take(padded++, 0);
  SCHEDULE[14] = Math.floor(length / 2 ** 29);
  SCHEDULE[15] = length << 3;
  compress();
  return Array.from(STATE, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
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

/** Room for one block, used again by every call, since calls never overlap. */
const STATE = new Int32Array(8);
const SCHEDULE = new Int32Array(64);

/**
 * The text in UTF-8, block by block, and how many bytes it has. Half of a pair that stands alone
 * becomes U+FFFD, as encoders have it.
 */
function takeText(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let point = text.charCodeAt(at);
    if (point < 0x80) {
      take(length++, point);
      continue;
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      point = text.codePointAt(at)!;
      if (point > 0xffff) at++;
      else point = 0xfffd;
    }
    if (point < 0x800) take(length++, 0xc0 | (point >> 6));
    else {
      if (point < 0x10000) take(length++, 0xe0 | (point >> 12));
      else {
        take(length++, 0xf0 | (point >> 18));
        take(length++, 0x80 | ((point >> 12) & 63));
      }
      take(length++, 0x80 | ((point >> 6) & 63));
    }
    take(length++, 0x80 | (point & 63));
  }
  return length;
}

/** Four bytes fill a word of the schedule and push out what it held; 64 fill the block. */
function take(at: number, byte: number): void {
  const word = (at >> 2) & 15;
  SCHEDULE[word] = (SCHEDULE[word]! << 8) | byte;
  if ((at & 63) === 63) compress();
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function compress(): void {
  for (let at = 16; at < 64; at++) {
    const early = SCHEDULE[at - 15]!;
    const late = SCHEDULE[at - 2]!;
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    SCHEDULE[at] = (SCHEDULE[at - 16]! + low + SCHEDULE[at - 7]! + high) | 0;
  }
  let a = STATE[0]!;
  let b = STATE[1]!;
  let c = STATE[2]!;
  let d = STATE[3]!;
  let e = STATE[4]!;
  let f = STATE[5]!;
  let g = STATE[6]!;
  let h = STATE[7]!;
  for (let at = 0; at < 64; at++) {
    const choice = (e & f) ^ (~e & g);
    const first =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUNDS[at]! + SCHEDULE[at]!) | 0;
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
  STATE[0]! += a;
  STATE[1]! += b;
  STATE[2]! += c;
  STATE[3]! += d;
  STATE[4]! += e;
  STATE[5]! += f;
  STATE[6]! += g;
  STATE[7]! += h;
}
