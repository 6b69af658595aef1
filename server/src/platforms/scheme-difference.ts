/** Where two versions of a scheme differ, part by part. Parts that have an id are met by it. */
import { canonicalText } from '@yunhe/exact';
import type { SchemeDifference, SchemeDocument } from './scheme-contract.ts';
import { nodesIn, recordIn, textIn, wordsIn } from './scheme-reading.ts';

type Fields = Readonly<Record<string, unknown>>;
type Part = SchemeDifference['part'];

/** Said elsewhere, or different in every version. */
const ownParts = new Set([
  ...['format', 'id', 'version', 'measures', 'root', 'streams'],
  ...['grades', 'multipliers', 'vetoes'],
]);

export function differencesOf(left: SchemeDocument, right: SchemeDocument): SchemeDifference[] {
  return [
    ...compareParts('setting', settingsOf(left), settingsOf(right)),
    ...compareParts('measure', named(left.measures), named(right.measures)),
    ...compareParts('node', nodesOf(left), nodesOf(right)),
    ...compareParts('stream', named(left.streams), named(right.streams)),
    ...compareParts('grade', gradesOf(left), gradesOf(right)),
    ...compareParts('veto', named(left.vetoes), named(right.vetoes)),
  ];
}

/** What the whole scheme chooses, each choice by itself. */
function settingsOf(document: SchemeDocument): ReadonlyMap<string, Fields> {
  const chosen = Object.entries(document).filter(([name]) => !ownParts.has(name));
  return new Map(
    chosen.map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Fields)
        : { [name]: value },
    ]),
  );
}

/** Of a scheme its grades, of a formula what it multiplies by for them. */
function gradesOf({ grades, multipliers }: SchemeDocument): ReadonlyMap<string, Fields> {
  return named(grades ?? multipliers);
}

function named(list: unknown): ReadonlyMap<string, Fields> {
  const entries = Array.isArray(list) ? list.map(recordIn) : [];
  return new Map(entries.map((one, at) => [textIn(one.id) || String(at), one]));
}

/** Nodes without their children, which are nodes themselves, and with where they stand. */
function nodesOf(document: SchemeDocument): ReadonlyMap<string, Fields> {
  return new Map(
    nodesIn(document).map(({ node: { children: _children, ...own }, parent, pointer }) => [
      textIn(own.id) || pointer,
      { ...own, within: parent },
    ]),
  );
}

function compareParts(
  part: Part,
  left: ReadonlyMap<string, Fields>,
  right: ReadonlyMap<string, Fields>,
): SchemeDifference[] {
  const ids = new Set([...right.keys(), ...left.keys()]);
  return [...ids].flatMap((id) => {
    const [before, after] = [left.get(id), right.get(id)];
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    const fields = compareFields(before ?? {}, after ?? {});
    if (fields.length === 0) return [];
    return [{ part, id, name: wordsIn((after ?? before)!.name), change, fields }];
  });
}

function compareFields(before: Fields, after: Fields): SchemeDifference['fields'] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  names.delete('id');
  return [...names].flatMap((field) => {
    const [left, right] = [written(before[field]), written(after[field])];
    return left === right ? [] : [{ field, left, right }];
  });
}

function written(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : canonicalText(value);
}
