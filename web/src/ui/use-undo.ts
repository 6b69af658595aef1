import { useCallback, useState } from 'react';

export interface Undoable<State> {
  readonly state: State;
  readonly set: (next: State) => void;
  /** Null where there is nothing to take back, or to do again. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
}

interface History<State> {
  readonly before: readonly State[];
  readonly now: State;
  readonly after: readonly State[];
  /** When the last change came, in milliseconds. */
  readonly at: number;
}

const keptAtMost = 100;
/** Letters typed one after the other are one change. */
const oneChangeWithinMs = 800;

/** A state whose changes can be taken back and done again. */
export function useUndo<State>(begin: State | (() => State)): Undoable<State> {
  const [history, setHistory] = useState<History<State>>(() => ({
    before: [],
    now: begin instanceof Function ? begin() : begin,
    after: [],
    at: 0,
  }));
  const set = useCallback(
    (next: State) =>
      setHistory(({ before, now, at }) => {
        const instant = performance.now();
        const grows = before.length > 0 && instant - at < oneChangeWithinMs;
        return {
          before: grows ? before : [...before, now].slice(-keptAtMost),
          now: next,
          after: [],
          at: instant,
        };
      }),
    [],
  );
  const undo = () =>
    setHistory(({ before, now, after }) => ({
      before: before.slice(0, -1),
      now: before.at(-1) ?? now,
      after: before.length === 0 ? after : [now, ...after],
      at: 0,
    }));
  const redo = () =>
    setHistory(({ before, now, after }) => ({
      before: after.length === 0 ? before : [...before, now],
      now: after[0] ?? now,
      after: after.slice(1),
      at: 0,
    }));
  return {
    state: history.now,
    set,
    undo: history.before.length === 0 ? null : undo,
    redo: history.after.length === 0 ? null : redo,
  };
}
