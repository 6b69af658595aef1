/** A vowel, or a y after a consonant, starts or carries on a vowel run; the rest are consonants. */
function isVowel(word: string, at: number): boolean {
  const letter = word[at] as string;
  if ('aeiou'.includes(letter)) return true;
  return letter === 'y' && at > 0 && !isVowel(word, at - 1);
}

/** Porter's measure m: how many times a vowel run is followed by a consonant run. */
function measure(stem: string): number {
  let count = 0;
  let afterVowel = false;
  for (let at = 0; at < stem.length; at++) {
    const vowel = isVowel(stem, at);
    if (afterVowel && !vowel) count++;
    afterVowel = vowel;
  }
  return count;
}

function hasVowel(stem: string): boolean {
  for (let at = 0; at < stem.length; at++) if (isVowel(stem, at)) return true;
  return false;
}

function endsInDoubleConsonant(word: string): boolean {
  const last = word.length - 1;
  return last > 0 && word[last] === word[last - 1] && !isVowel(word, last);
}

/** Consonant–vowel–consonant at the end, the last not w, x or y: such a stem wants its e back. */
function endsShort(word: string): boolean {
  const last = word.length - 1;
  if (last < 2 || 'wxy'.includes(word[last] as string)) return false;
  return !isVowel(word, last) && isVowel(word, last - 1) && !isVowel(word, last - 2);
}

type Rule = readonly [ending: string, replacement: string];

/** Steps 2, 3 and 4 of the paper, each tried in this order; longer endings stand first. */
const STEP_2: readonly Rule[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['entli', 'ent'],
  ['ousli', 'ous'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['ator', 'ate'],
  ['eli', 'e'],
];
const STEP_3: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];
const STEP_4: readonly Rule[] =
  'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic ou'
    .split(' ')
    .map((ending) => [ending, '']);

/** Applies the first rule whose ending fits, if what stands before it measures at least `least`. */
function replaceEnding(word: string, rules: readonly Rule[], least: number): string {
  for (const [ending, replacement] of rules) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    if (ending === 'ion' && !/[st]$/.test(stem)) return word;
    return measure(stem) >= least ? stem + replacement : word;
  }
  return word;
}

/** Step 1a: plurals. */
function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Step 1b: -eed, -ed and -ing, and the repair of what they leave behind. */
function withoutParticiple(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = ['ed', 'ing'].find((each) => word.endsWith(each));
  if (ending === undefined) return word;
  const stem = word.slice(0, -ending.length);
  if (!hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsInDoubleConsonant(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

/** Step 1c: y becomes i after a stem with a vowel. */
function withYAsI(word: string): string {
  return word.endsWith('y') && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

/** Step 5: the final e, and ll after a long stem. */
function withoutFinal(word: string): string {
  let result = word;
  if (word.endsWith('e')) {
    const stem = word.slice(0, -1);
    const size = measure(stem);
    if (size > 1 || (size === 1 && !endsShort(stem))) result = stem;
  }
  return result.endsWith('ll') && measure(result) > 1 ? result.slice(0, -1) : result;
}

/**
 * Reduces an English word to its stem, so that its inflections and near derivations meet.
 *
 * The stem need not be a word. Words of one or two letters come back as they are, and so does
 * whatever is not written in a–z only or is longer than 64 letters: numbers, formulas, sequences
 * and other languages keep their form.
 *
 * @param word  One word in lower case.
 * @returns     Its stem: not empty, and not longer than the word.
 * @example stem('oscillators') // → 'oscil'
 * @example stem('batteries') === stem('battery') // → true
 * @example stem('lifepo4') // → 'lifepo4'
 *
 * Cost: O(length). Source: M. F. Porter, An algorithm for suffix stripping, Program 14 (1980)
 * 130–137, steps 1a to 5b, as published (without the later departures abli → bli and logi → log).
 */
export function stem(word: string): string {
  if (!/^[a-z]{3,64}$/.test(word)) return word;
  let result = withYAsI(withoutParticiple(withoutPlural(word)));
  result = replaceEnding(result, STEP_2, 1);
  result = replaceEnding(result, STEP_3, 1);
  result = replaceEnding(result, STEP_4, 2);
  return withoutFinal(result);
}
