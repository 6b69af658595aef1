import type { Site } from '../../outcome.ts';
import { type Decimal, fromNumber, truncate } from '../decimal.ts';
import { type Budget, type Match, patternOf, STEPS_AT_MOST } from '../pattern.ts';
import type { Run } from '../run.ts';
import { showList, showText } from '../show.ts';
import type { Value } from '../value.ts';
import { type Builtins, define } from './define.ts';

export function texts(into: Builtins): void {
  define(into, 'string length', 'string: text', ([text]) =>
    fromNumber([...(text as string)].length),
  );
  define(into, 'upper case', 'string: text', ([text]) => (text as string).toUpperCase());
  define(into, 'lower case', 'string: text', ([text]) => (text as string).toLowerCase());
  define(into, 'contains', 'string: text, match: text', ([text, match]) =>
    (text as string).includes(match as string),
  );
  define(into, 'starts with', 'string: text, match: text', ([text, match]) =>
    (text as string).startsWith(match as string),
  );
  define(into, 'ends with', 'string: text, match: text', ([text, match]) =>
    (text as string).endsWith(match as string),
  );
  define(into, 'substring', 'string: text, start position: number', ([text, start]) =>
    substring(text as string, start as Decimal, null),
  );
  define(
    into,
    'substring',
    'string: text, start position: number, length: number',
    ([text, start, length]) => substring(text as string, start as Decimal, length as Decimal),
  );
  define(into, 'substring before', 'string: text, match: text', ([text, match]) => {
    const at = (text as string).indexOf(match as string);
    return at < 0 ? '' : (text as string).slice(0, at);
  });
  define(into, 'substring after', 'string: text, match: text', ([text, match]) => {
    const at = (text as string).indexOf(match as string);
    return at < 0 ? '' : (text as string).slice(at + (match as string).length);
  });
  patterns(into);
  define(into, 'string join', 'list: list, delimiter?: any', ([list, delimiter], run, site) => {
    const between = delimiter ?? '';
    const parts = (list as readonly Value[]).filter((one) => one !== null);
    if (typeof between !== 'string' || parts.some((one) => typeof one !== 'string'))
      return undefined;
    const length = (parts as string[]).reduce((sum, one) => sum + one.length + between.length, 0);
    run.textOf(site, length);
    return parts.join(between);
  });
  define(into, 'string', 'from: any', ([value], run, site) => {
    if (value === null || value === undefined) return null;
    const text =
      typeof value === 'string' ? value : Array.isArray(value) ? showList(value) : showText(value);
    run.textOf(site, text.length);
    return text;
  });
}

/** Counts code points from 1, or from the end below 0. */
function substring(text: string, start: Decimal, length: Decimal | null): string | undefined {
  const from = truncate(start);
  const count = length === null ? Number.POSITIVE_INFINITY : truncate(length);
  const points = [...text];
  if (from === null || from === 0 || count === null || count < 1) return undefined;
  if (Math.abs(from) > points.length) return undefined;
  const first = from > 0 ? from - 1 : points.length + from;
  return points.slice(first, first + count).join('');
}

function patterns(into: Builtins): void {
  define(
    into,
    'matches',
    'input: text, pattern: text, flags?: text',
    ([text, source, flags], run, site) => {
      const pattern = patternOf(source as string, flagsOf(flags));
      return spending(
        run,
        site,
        (budget) => pattern.find([...(text as string)], 0, budget) !== null,
      );
    },
  );
  define(
    into,
    'replace',
    'input: text, pattern: text, replacement: text, flags?: text',
    ([text, source, replacement, flags], run, site) => {
      const points = [...(text as string)];
      const pieces: string[] = [];
      const literally = flagsOf(flags).includes('q');
      let length = 0;
      let last = 0;
      for (const match of matchesOf(points, source as string, flagsOf(flags), run, site)) {
        if (match.from === match.to) return undefined;
        const instead = literally
          ? (replacement as string)
          : expand(replacement as string, match, points);
        if (instead === null) return undefined;
        pieces.push(points.slice(last, match.from).join(''), instead);
        length += instead.length;
        run.textOf(site, length);
        last = match.to;
      }
      pieces.push(points.slice(last).join(''));
      return pieces.join('');
    },
  );
  define(into, 'split', 'string: text, delimiter: text', ([text, source], run, site) => {
    const points = [...(text as string)];
    const parts: string[] = [];
    let last = 0;
    for (const match of matchesOf(points, source as string, '', run, site)) {
      if (match.from === match.to) return undefined;
      parts.push(points.slice(last, match.from).join(''));
      run.listOf(site, parts.length);
      last = match.to;
    }
    parts.push(points.slice(last).join(''));
    return parts;
  });
}

function flagsOf(flags: Value | undefined): string {
  return (flags ?? '') as string;
}

/** What matching takes, the run has spent, also where it ends in a problem. */
function spending<T>(run: Run, site: Site, match: (budget: Budget) => T): T {
  const budget: Budget = { left: Math.min(STEPS_AT_MOST, run.stepsLeft) };
  const before = budget.left;
  try {
    return match(budget);
  } finally {
    run.step(site, before - Math.max(0, budget.left));
  }
}

function matchesOf(
  points: readonly string[],
  source: string,
  flags: string,
  run: Run,
  site: Site,
): readonly Match[] {
  const pattern = patternOf(source, flags);
  return spending(run, site, (budget) => {
    const matches: Match[] = [];
    for (let at = 0; at <= points.length; ) {
      const match = pattern.find(points, at, budget);
      if (match === null) break;
      matches.push(match);
      at = Math.max(match.to, match.from + 1);
    }
    return matches;
  });
}

/** `$1` is a group, `\$` a dollar sign; null where a replacement makes no sense. */
function expand(replacement: string, match: Match, points: readonly string[]): string | null {
  let result = '';
  for (let at = 0; at < replacement.length; at++) {
    const character = replacement[at]!;
    const next = replacement[at + 1] ?? '';
    if (character === '\\') {
      if (next !== '\\' && next !== '$') return null;
      result += next;
      at++;
    } else if (character === '$') {
      if (!/\d/.test(next)) return null;
      let digits = next;
      at++;
      while (/\d/.test(replacement[at + 1] ?? '')) {
        if (Number(digits + replacement[at + 1]) > match.groups.length) break;
        digits += replacement[++at];
      }
      const index = Number(digits);
      result +=
        index === 0 ? points.slice(match.from, match.to).join('') : (match.groups[index - 1] ?? '');
    } else {
      result += character;
    }
  }
  return result;
}
