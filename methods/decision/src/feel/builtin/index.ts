import { contexts } from './context.ts';
import { conversions } from './conversion.ts';
import type { Builtins } from './define.ts';
import { lists } from './list.ts';
import { numbers } from './number.ts';
import { ranges } from './range.ts';
import { rangeFromText } from './range-text.ts';
import { moments } from './temporal.ts';
import { texts } from './text.ts';

/** Every function FEEL brings along. */
export const builtins: Builtins = new Map();
for (const tell of [conversions, texts, lists, numbers, ranges, rangeFromText, moments, contexts]) {
  tell(builtins);
}
