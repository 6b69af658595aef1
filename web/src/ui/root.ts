import { createRootRoute } from '@tanstack/react-router';

/** What stands after the question mark: text, or several texts of one name. */
export type Search = { readonly [name: string]: string | readonly string[] | undefined };

/** Capabilities hang their routes here; the app gives it its frame. */
export const root = createRootRoute({ validateSearch: (search): Search => search as Search });

/** `?kind=university&kind=fund&q=…`: an address that people can read, and mend by hand. */
export function readSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name];
    if (before === undefined) found[name] = value;
    else found[name] = [before, value].flat();
  }
  return found;
}

export function writeSearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
