/** What an edit changes of a record: what is left out stays, and history tells the difference. */
import type { Json } from './event.ts';

/** The record with what was sent put over it. */
export function edited<Row extends object>(before: Row, sent: Partial<Row>): Row {
  const known = Object.entries(sent).filter(
    ([name, value]) => name in before && value !== undefined,
  );
  return { ...before, ...Object.fromEntries(known) };
}

/** Fields that differ, each as it was and as it is. */
export function changesBetween(
  before: object,
  after: object,
): Readonly<Record<string, readonly [Json, Json]>> {
  const old = before as Readonly<Record<string, Json>>;
  return Object.fromEntries(
    Object.entries(after as Readonly<Record<string, Json>>)
      .filter(([name, value]) => JSON.stringify(old[name] ?? null) !== JSON.stringify(value))
      .map(([name, value]) => [name, [old[name] ?? null, value]]),
  );
}
