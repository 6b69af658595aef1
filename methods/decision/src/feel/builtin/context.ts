import { isContext, isList } from '../compare.ts';
import type { Context, Value } from '../value.ts';
import { type Builtins, define } from './define.ts';

export function contexts(into: Builtins): void {
  define(
    into,
    'get value',
    'm: context, key: text',
    ([context, key]) => (context as Context).get(key as string) ?? null,
  );
  define(into, 'get entries', 'm: context', ([context]) =>
    [...(context as Context)].map(
      ([key, value]) =>
        new Map<string, Value>([
          ['key', key],
          ['value', value],
        ]),
    ),
  );
  define(into, 'context', 'entries: list', ([entries]) => {
    const result = new Map<string, Value>();
    for (const entry of entries as readonly Value[]) {
      if (!isContext(entry)) return undefined;
      const key = entry.get('key');
      const value = entry.get('value');
      if (typeof key !== 'string' || value === undefined || result.has(key)) return undefined;
      result.set(key, value);
    }
    return result;
  });
  define(into, 'context put', 'context: context, key: text, value: any', ([context, key, value]) =>
    new Map(context as Context).set(key as string, value!),
  );
  define(
    into,
    'context put',
    'context: context, keys: list, value: any',
    ([context, keys, value]) => putDeep(context as Context, keys as readonly Value[], value!),
  );
  define(into, 'context merge', 'contexts: list', ([contexts]) => {
    const result = new Map<string, Value>();
    for (const context of contexts as readonly Value[]) {
      if (!isContext(context)) return undefined;
      for (const [key, value] of context) result.set(key, value);
    }
    return result;
  });
}

function putDeep(context: Context, keys: readonly Value[], value: Value): Context | undefined {
  const [key, ...rest] = keys;
  if (typeof key !== 'string' || !isList(keys) || keys.length > 100) return undefined;
  if (rest.length === 0) return new Map(context).set(key, value);
  const inner = context.get(key) ?? new Map<string, Value>();
  const changed = isContext(inner) ? putDeep(inner, rest, value) : undefined;
  return changed === undefined ? undefined : new Map(context).set(key, changed);
}
