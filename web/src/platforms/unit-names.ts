import { useCallback, useMemo } from 'react';
import type { PlatformOfUnit } from 'yunhe/platforms/contract';
import { nameIn, useLanguage } from '../ui/words.ts';

/** What a unit is called: its platform's name where it is one, else as the data call it. */
export function useUnitNames(platforms: readonly PlatformOfUnit[]): (unit: string) => string {
  const language = useLanguage();
  const names = useMemo(
    () => new Map(platforms.map((one) => [one.unit, nameIn(language, one)])),
    [platforms, language],
  );
  return useCallback((unit) => names.get(unit) || unit, [names]);
}
