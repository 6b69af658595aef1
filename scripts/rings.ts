/** Which test files there are and in which ring each runs, told by its name alone. */

export const rings = ['pure', 'db', 'stories', 'browser', 'long'] as const;
export type Ring = (typeof rings)[number];

export function ringOf(file: string): Ring {
  if (file.endsWith('.long.test.ts')) return 'long';
  if (file.endsWith('.browser.test.ts')) return 'browser';
  if (file.startsWith('stories/')) return 'stories';
  if (file.endsWith('.db.test.ts')) return 'db';
  return 'pure';
}

export interface Wanted {
  readonly long: boolean;
  readonly ring: Ring | undefined;
  /** Parts of file names; a file that contains one of them runs. None: all files. */
  readonly patterns: readonly string[];
  readonly show: boolean;
}

/** @throws RangeError that names an option or a ring that does not exist. */
export function readArguments(args: readonly string[]): Wanted {
  const patterns: string[] = [];
  let [long, show, ring]: [boolean, boolean, Ring | undefined] = [false, false, undefined];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]!;
    if (arg === '--long') long = true;
    else if (arg === '--show') show = true;
    else if (arg === '--ring') {
      index += 1;
      ring = rings.find((name) => name === args[index]);
      if (!ring) throw new RangeError(`--ring takes one of: ${rings.join(', ')}`);
    } else if (arg.startsWith('-')) {
      throw new RangeError(`${arg} is no option; there are --long, --ring RING and --show`);
    } else patterns.push(arg.replaceAll('\\', '/'));
  }
  return { long, ring, patterns, show };
}

/** Long files run when asked for: by --long, by --ring long, or by a pattern that names them. */
export function isWanted(file: string, { long, ring, patterns }: Wanted): boolean {
  const inRing = ringOf(file);
  if (ring && inRing !== ring) return false;
  if (patterns.length > 0 && !patterns.some((pattern) => file.includes(pattern))) return false;
  return inRing !== 'long' || long || ring === 'long' || patterns.some((p) => p.includes('long'));
}
