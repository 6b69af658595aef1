/** Types as FEEL writes them: `list<number>`, `context<a: string>`, `function<date> -> boolean`. */
import { Cursor } from './cursor.ts';
import { Names } from './names.ts';
import type { TypeNode } from './syntax.ts';

export const TYPE_NAMES = [
  'Any',
  'Null',
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'dateTime',
  'days and time duration',
  'dayTimeDuration',
  'years and months duration',
  'yearMonthDuration',
  'duration',
] as const;
const ownTypes = new Names(TYPE_NAMES);

export function parseType(text: string, types: Names): TypeNode {
  const cursor = new Cursor(text);
  const type = readType(cursor, types);
  if (!cursor.isAtEnd) throw cursor.unexpected();
  return type;
}

export function readType(cursor: Cursor, types: Names): TypeNode {
  return cursor.nested((): TypeNode => {
    const { word } = cursor;
    const open = /^\s*</.test(cursor.text.slice(cursor.at + word.length));
    if (!open) return { kind: 'named', name: typeName(cursor, types) };
    if (word === 'list' || word === 'range') {
      cursor.expectWord(word);
      cursor.expect('<');
      const of = readType(cursor, types);
      cursor.expect('>');
      return { kind: word, of };
    }
    if (word === 'context') return contextType(cursor, types);
    if (word === 'function') return functionType(cursor, types);
    throw cursor.unexpected();
  });
}

function contextType(cursor: Cursor, types: Names): TypeNode {
  cursor.expectWord('context');
  cursor.expect('<');
  const members: { name: string; type: TypeNode }[] = [];
  do {
    const name = cursor.nameBefore([':']);
    cursor.expect(':');
    members.push({ name, type: readType(cursor, types) });
  } while (cursor.take(','));
  cursor.expect('>');
  return { kind: 'context', members };
}

function functionType(cursor: Cursor, types: Names): TypeNode {
  cursor.expectWord('function');
  cursor.expect('<');
  const parameters: TypeNode[] = [];
  if (!cursor.take('>')) {
    do parameters.push(readType(cursor, types));
    while (cursor.take(','));
    cursor.expect('>');
  }
  cursor.expect('->');
  return { kind: 'function', parameters, result: readType(cursor, types) };
}

/** The longest name of all; of one nobody declared, the words and dots. */
function typeName(cursor: Cursor, types: Names): string {
  const found = [types, ownTypes]
    .map((set) => set.match(cursor.text, cursor.at))
    .filter((match) => match !== null)
    .sort((a, b) => b.end - a.end)[0];
  if (found !== undefined) {
    cursor.moveTo(found.end);
    return found.name;
  }
  let name = cursor.words();
  while (cursor.sign === '.' && !cursor.startsWith('..')) {
    cursor.take('.');
    name += `.${cursor.words()}`;
  }
  return name;
}
