import type { Site } from '../../outcome.ts';
import { compare, equal, isList } from '../compare.ts';
import {
  add,
  compare as compareNumbers,
  Decimal,
  divide,
  fromNumber,
  multiply,
  ONE,
  squareRoot,
  subtract,
  truncate,
  ZERO,
} from '../decimal.ts';
import type { Run } from '../run.ts';
import type { Callable, Value } from '../value.ts';
import { type Body, type Builtins, define } from './define.ts';

type List = readonly Value[];

export function lists(into: Builtins): void {
  aggregates(into);
  changes(into);
  define(into, 'list contains', 'list: list, element: any', ([list, element], run, site) =>
    (list as List).some((one) => {
      run.step(site);
      return equal(one, element!) === true;
    }),
  );
  define(into, 'count', 'list: list', ([list]) => fromNumber((list as List).length));
  define(into, 'index of', 'list: list, match: any', ([list, match], run, site) => {
    run.step(site, (list as List).length);
    return (list as List).flatMap((one, at) =>
      equal(one, match!) === true ? [fromNumber(at + 1)] : [],
    );
  });
  define(into, 'union', '...list: list', ([all], run, site) =>
    distinct((all as readonly List[]).flat(), run, site),
  );
  define(into, 'distinct values', 'list: list', ([list], run, site) =>
    distinct(list as List, run, site),
  );
  define(into, 'flatten', 'list: list', ([list], run, site) => {
    const flat: Value[] = [];
    const open = (value: Value) => {
      run.step(site);
      if (isList(value)) for (const one of value) open(one);
      else flat.push(value);
    };
    open(list as List);
    run.listOf(site, flat.length);
    return flat;
  });
  define(into, 'sort', 'list: list', ([list], run, site) => sorted(list as List, null, run, site));
  define(into, 'sort', 'list: list, precedes: function', ([list, precedes], run, site) =>
    sorted(list as List, precedes as Callable, run, site),
  );
}

/** Told for one list and for the values one by one. */
function aggregate(into: Builtins, name: string, body: Body): void {
  define(into, name, 'list: list', body);
  define(into, name, '...n: any', body);
}

function numbersOf(list: Value | undefined): readonly Decimal[] | null {
  const all = list as List;
  return all.every((one) => one instanceof Decimal) ? (all as readonly Decimal[]) : null;
}

function total(numbers: readonly Decimal[]): Decimal | null {
  return numbers.reduce<Decimal | null>((sum, one) => (sum === null ? null : add(sum, one)), ZERO);
}

function aggregates(into: Builtins): void {
  const best = (name: string, better: (order: number) => boolean) => {
    aggregate(into, name, ([list], run, site) => {
      const all = list as List;
      run.step(site, all.length);
      let found = all[0];
      if (found === undefined || found === null) return all.length === 0 ? null : undefined;
      if (compare(found, found) === null) return undefined;
      for (const one of all) {
        const order = compare(one, found);
        if (order === null) return undefined;
        if (better(order)) found = one;
      }
      return found;
    });
  };
  best('min', (order) => order < 0);
  best('max', (order) => order > 0);
  const overNumbers = (name: string, body: (numbers: readonly Decimal[]) => Value | undefined) => {
    aggregate(into, name, ([list], run, site) => {
      run.step(site, (list as List).length);
      const numbers = numbersOf(list);
      return numbers === null ? undefined : body(numbers);
    });
  };
  overNumbers('sum', (numbers) => (numbers.length === 0 ? null : (total(numbers) ?? undefined)));
  overNumbers('mean', (numbers) => (numbers.length === 0 ? null : meanOf(numbers)));
  overNumbers('product', (numbers) => {
    if (numbers.length === 0) return null;
    const product = numbers.reduce<Decimal | null>(
      (whole, one) => (whole === null ? null : multiply(whole, one)),
      ONE,
    );
    return product ?? undefined;
  });
  overNumbers('median', (numbers) => {
    if (numbers.length === 0) return null;
    const ordered = [...numbers].sort(compareNumbers);
    const middle = Math.floor(ordered.length / 2);
    if (ordered.length % 2 === 1) return ordered[middle]!;
    return meanOf([ordered[middle - 1]!, ordered[middle]!]);
  });
  overNumbers('stddev', (numbers) => {
    const mean = meanOf(numbers);
    if (numbers.length < 2 || mean === undefined) return undefined;
    const squares = numbers.map((one) => {
      const gap = subtract(one, mean);
      return gap === null ? null : multiply(gap, gap);
    });
    if (squares.some((one) => one === null)) return undefined;
    const sum = total(squares as Decimal[]);
    const variance = sum === null ? null : divide(sum, fromNumber(numbers.length - 1)!);
    return variance === null ? undefined : (squareRoot(variance) ?? undefined);
  });
  overNumbers('mode', (numbers) => {
    const ordered = [...numbers].sort(compareNumbers);
    let most = 0;
    let modes: Decimal[] = [];
    for (let at = 0; at < ordered.length; ) {
      let end = at;
      while (end < ordered.length && compareNumbers(ordered[end]!, ordered[at]!) === 0) end++;
      if (end - at > most) modes = [];
      if (end - at >= most) modes.push(ordered[at]!);
      most = Math.max(most, end - at);
      at = end;
    }
    return modes;
  });
  quantifier(into, ['all', 'and'], false);
  quantifier(into, ['any', 'or'], true);
}

/** One decisive element settles it; without one, an element that is no boolean leaves it open. */
function quantifier(into: Builtins, names: readonly string[], decisive: boolean): void {
  const body: Body = ([list], run, site) => {
    const all = list as List;
    run.step(site, all.length);
    if (all.includes(decisive)) return decisive;
    return all.every((one) => one === !decisive) ? !decisive : undefined;
  };
  for (const name of names) {
    define(into, name, 'list: list', body);
    define(into, name, '...b: any', body);
  }
}

function meanOf(numbers: readonly Decimal[]): Decimal | undefined {
  const sum = total(numbers);
  return (sum === null ? null : divide(sum, fromNumber(numbers.length)!)) ?? undefined;
}

/** A position counted from 1, or from the end below 0, as an index; null if outside. */
function indexOf(position: Decimal, length: number): number | null {
  const at = truncate(position);
  if (at === null || at === 0 || Math.abs(at) > length) return null;
  return at > 0 ? at - 1 : length + at;
}

function changes(into: Builtins): void {
  define(into, 'sublist', 'list: list, start position: number', ([list, start]) => {
    const from = indexOf(start as Decimal, (list as List).length);
    return from === null ? undefined : (list as List).slice(from);
  });
  define(
    into,
    'sublist',
    'list: list, start position: number, length: number',
    ([list, start, length]) => {
      const from = indexOf(start as Decimal, (list as List).length);
      const count = truncate(length as Decimal);
      if (from === null || count === null || count < 0) return undefined;
      if (from + count > (list as List).length) return undefined;
      return (list as List).slice(from, from + count);
    },
  );
  define(into, 'append', 'list: list, ...item: any', ([list, items], run, site) => {
    const result = [...(list as List), ...(items as List)];
    run.listOf(site, result.length);
    return result;
  });
  define(into, 'concatenate', '...list: list', ([all], run, site) => {
    const result = (all as readonly List[]).flat();
    run.listOf(site, result.length);
    return result;
  });
  define(
    into,
    'insert before',
    'list: list, position: number, newItem: any',
    ([list, position, item], run, site) => {
      const at = indexOf(position as Decimal, (list as List).length);
      if (at === null) return undefined;
      run.listOf(site, (list as List).length + 1);
      return (list as List).toSpliced(at, 0, item!);
    },
  );
  define(into, 'remove', 'list: list, position: number', ([list, position]) => {
    const at = indexOf(position as Decimal, (list as List).length);
    return at === null ? undefined : (list as List).toSpliced(at, 1);
  });
  define(into, 'reverse', 'list: list', ([list]) => [...(list as List)].reverse());
  define(
    into,
    'list replace',
    'list: list, position: number, newItem: any',
    ([list, position, item]) => {
      const at = indexOf(position as Decimal, (list as List).length);
      return at === null ? undefined : (list as List).with(at, item!);
    },
  );
  define(
    into,
    'list replace',
    'list: list, match: function, newItem: any',
    ([list, match, item], run, site) => {
      const test = match as Callable;
      if (test.parameters.length !== 2) return undefined;
      const answers = (list as List).map((one) => {
        run.step(site);
        return test.call([one, item!], run);
      });
      if (answers.some((answer) => typeof answer !== 'boolean')) return undefined;
      return (list as List).map((one, at) => (answers[at] === true ? item! : one));
    },
  );
}

function distinct(list: List, run: Run, site: Site): Value {
  const kept: Value[] = [];
  for (const one of list) {
    run.step(site, kept.length + 1);
    if (!kept.some((other) => equal(one, other) === true)) kept.push(one);
  }
  run.listOf(site, kept.length);
  return kept;
}

class NoOrder extends Error {}

/** Merge sort of the host is stable; an answer that is no boolean leaves the list without order. */
function sorted(
  list: List,
  precedes: Callable | null,
  run: Run,
  site: Site,
): readonly Value[] | undefined {
  if (precedes !== null && precedes.parameters.length !== 2) return undefined;
  const before = (a: Value, b: Value): boolean => {
    const answer = precedes === null ? compare(a, b) : precedes.call([a, b], run);
    if (precedes === null && typeof answer === 'number') return answer < 0;
    if (typeof answer !== 'boolean') throw new NoOrder();
    return answer;
  };
  try {
    return [...list].sort((a, b) => {
      run.step(site);
      return before(a, b) ? -1 : before(b, a) ? 1 : 0;
    });
  } catch (error) {
    if (error instanceof NoOrder) return undefined;
    throw error;
  }
}
