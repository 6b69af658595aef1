/** Seconds of processor time of this process, all its threads together, and by the clock. */
export function timed<Result>(run: () => Result) {
  const [before, clock] = [process.cpuUsage(), performance.now()];
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6, elapsed: (performance.now() - clock) / 1000 };
}
