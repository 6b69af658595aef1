import { useEffect, useState } from 'react';

const pauseMs = 500;

/** The same value as long as a person types, and the newest one after a pause. */
export function useAfterPause<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
