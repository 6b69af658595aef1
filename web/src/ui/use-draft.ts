import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from './call.ts';
import { changed } from './conflict.tsx';

/** How a draft is kept; drafts of different kinds differ in nothing else here. */
export interface Keeper<Text extends object, Kept extends { id: string; revision: number }> {
  readonly textOf: (kept: Kept) => Text;
  readonly create: (text: Partial<Text>) => Promise<Kept>;
  readonly edit: (kept: Kept, change: Partial<Text>, revision: number) => Promise<Kept>;
  readonly read: (id: string) => Promise<Kept>;
}

export interface Clash<Text, Kept> {
  readonly base: Text;
  readonly theirs: Kept;
  readonly mine: Partial<Text>;
}

export interface Draft<Text, Kept> {
  readonly kept: Kept | null;
  readonly savedAt: Date | null;
  readonly saving: boolean;
  readonly problem: Problem | null;
  /** Somebody else saved meanwhile, and the person has not chosen yet. */
  readonly clash: Clash<Text, Kept> | null;
  /** Takes what stands in the form now; it is saved after a pause. */
  write(text: Text): void;
  /** Saves at once what is not saved yet. */
  flush(): Promise<Kept | null>;
  /** Ends a clash with what the person kept of their own. */
  settle(mine: Partial<Text>): Promise<void>;
}

const pauseMs = 1_000;

/**
 * Saves while a person writes: one save at a time, the latest text last, nothing twice. `saves`
 * is false for what others read already; there only `flush` saves.
 */
export function useDraft<Text extends object, Kept extends { id: string; revision: number }>(
  found: Kept | null,
  keeper: Keeper<Text, Kept>,
  saves: boolean,
): Draft<Text, Kept> {
  const [kept, setKept] = useState(found);
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [clash, setClash] = useState<Clash<Text, Kept> | null>(null);
  const state = useRef({ kept: found, text: null as Text | null, blocked: false });
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = useRef(keeper);
  keep.current = keeper;

  const accept = useCallback((answer: Kept) => {
    state.current.kept = answer;
    setKept(answer);
    setSavedAt(new Date());
    setProblem(null);
  }, []);

  const saveNow = useCallback(async () => {
    const { kept: before, text, blocked } = state.current;
    if (text === null || blocked) return;
    const base = before === null ? ({} as Text) : keep.current.textOf(before);
    const change = changed(base, text);
    if (Object.keys(change).length === 0) return;
    setSaving(true);
    try {
      accept(
        before === null
          ? await keep.current.create(change)
          : await keep.current.edit(before, change, before.revision),
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      if (error.status === 412 && before !== null) {
        state.current.blocked = true;
        setClash({ base, theirs: await keep.current.read(before.id), mine: change });
      }
    } finally {
      setSaving(false);
    }
  }, [accept]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    line.current = line.current.then(saveNow, saveNow);
    await line.current;
    return state.current.kept;
  }, [saveNow]);

  const write = useCallback(
    (text: Text) => {
      state.current.text = text;
      if (!saves) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), pauseMs);
    },
    [flush, saves],
  );

  const settle = useCallback(
    async (mine: Partial<Text>) => {
      if (clash === null) return;
      setSaving(true);
      try {
        const { theirs } = clash;
        accept(
          Object.keys(mine).length === 0
            ? theirs
            : await keep.current.edit(theirs, mine, theirs.revision),
        );
        state.current.text = null;
        state.current.blocked = false;
        setClash(null);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
      } finally {
        setSaving(false);
      }
    },
    [clash, accept],
  );

  // Whoever leaves the page in the middle of a sentence finds it again.
  useEffect(() => () => void (saves ? flush() : undefined), [flush, saves]);
  return { kept, savedAt, saving, problem, clash, write, flush, settle };
}
