/**
 * Runs at most so many at a time, the others in the order they came. Short transactions that all
 * end in the event log stand in each other's way: more of them at once than the machine has cores
 * takes more time for each, and none is done earlier.
 */
export function openLanes(atOnce: number) {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
