/** Where two terms differ, field by field. Entries that have a name are met by it, not by place. */
import type {
  Paragraph,
  TermsComparison,
  TermsData,
  TermsDifference,
} from './agreement-contract.ts';

/** Said of every version, and different in each. */
const ofTheFile = new Set(['format', 'id', 'version']);

export function compareTerms(left: TermsData, right: TermsData): TermsDifference[] {
  const differences: TermsDifference[] = [];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const name of names) {
    if (!ofTheFile.has(name)) compare(left[name], right[name], `/${name}`, null, differences);
  }
  return differences;
}

function compare(
  left: unknown,
  right: unknown,
  pointer: string,
  clause: string | null,
  into: TermsDifference[],
): void {
  // What held before an amendment is what the version before says.
  if (/^\/clauses\/[^/]+\/earlier$/.test(pointer)) return;
  const [before, after] = [entriesOf(left), entriesOf(right)];
  if (before === null || after === null) {
    const [was, is] = [written(left), written(right)];
    if (was !== is) into.push({ clause, pointer, left: was, right: is });
    return;
  }
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const own = /^\/(clauses|coverage)$/.test(pointer) ? name : clause;
    compare(before.get(name), after.get(name), `${pointer}/${name}`, own, into);
  }
}

/** The parts of an object or a list by their names; null for what has none. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) {
    return new Map(value.map((one, at) => [nameOf(one) ?? String(at), one]));
  }
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value));
}

function nameOf(one: unknown): string | null {
  if (typeof one !== 'object' || one === null) return null;
  const { id, code, name, party, measure } = one as Readonly<Record<string, unknown>>;
  const found = [id, code, name, party, measure].find((part) => typeof part === 'string');
  return (found as string | undefined) ?? null;
}

function written(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The paragraphs that read differently, in the order of the right side, those taken out last. */
export function compareProse(
  left: readonly Paragraph[],
  right: readonly Paragraph[],
): TermsComparison['prose'] {
  const numbered = (list: readonly Paragraph[]) =>
    new Map(list.map((one, at) => [one.clause ?? `opening ${at}`, one]));
  const [before, after] = [numbered(left), numbered(right)];
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    if (was?.text.zh === is?.text.zh && was?.text.en === is?.text.en) return [];
    return [{ clause: (is ?? was)!.clause, left: was, right: is }];
  });
}
