import { BadUsage, type Flags } from './command.ts';

/** The number a flag is set to, or the standard where it is absent. */
export function numberFlag<Standard>(
  flags: Flags,
  flag: string,
  standard: Standard,
  fits: (value: number) => boolean,
): number | Standard {
  const text = flags[flag];
  if (typeof text !== 'string') return standard;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!fits(value)) throw new BadUsage(`--${flag} cannot be ${text}.`);
  return value;
}

/** The one of some words a flag is set to, or the first where it is absent. */
export function wordFlag<Word extends string>(
  flags: Flags,
  flag: string,
  words: readonly [Word, ...Word[]],
): Word {
  const text = flags[flag] ?? words[0];
  const word = words.find((one) => one === text);
  if (word === undefined) throw new BadUsage(`--${flag} is ${words.join(', ')}, not ${text}.`);
  return word;
}
