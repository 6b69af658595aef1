/**
 * XML as DMN uses it, read whole into a tree by saxes. Document types are refused, and with them
 * every entity but the five that XML knows by itself, so that a small file cannot unfold into a
 * large one.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ModelProblem } from './model-problem.ts';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly namespace: string;
  /** By name; those with a prefix as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The characters directly inside, joined. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Where its text begins and ends, so that one element can be changed and the rest kept. */
  readonly start: number;
  readonly end: number;
}

const LARGEST = 20_000_000;
const DEEPEST = 200;
const MOST_ELEMENTS = 2_000_000;

interface OpenElement extends XmlElement {
  name: string;
  namespace: string;
  attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
  end: number;
}

/**
 * Reads the one element a document consists of; throws a `ModelProblem` that names the line. Places
 * count from after a byte order mark.
 */
export function readXml(source: string): XmlElement {
  if (source.length > LARGEST) {
    throw new ModelProblem(`The XML is longer than ${LARGEST} characters.`, { line: 1 });
  }
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const parser = new SaxesParser({ xmlns: true });
  const broken = (reason: string): ModelProblem => {
    const { line } = parser;
    return new ModelProblem(`The XML is broken in line ${line}: ${reason}.`, { line });
  };
  const open: OpenElement[] = [];
  let elements = 0;
  let root: XmlElement | null = null;
  parser.on('error', ({ message }) => {
    throw broken(message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''));
  });
  parser.on('doctype', () => {
    throw broken('document types and entities are not accepted');
  });
  parser.on('opentagstart', () => {
    if (root !== null) throw broken('a second root element begins');
    elements++;
    if (elements > MOST_ELEMENTS) throw broken('there are too many elements');
    if (open.length >= DEEPEST) throw broken(`elements nest deeper than ${DEEPEST}`);
    // The name and one character behind it have been read; that may have ended the line.
    const last = parser.position - 1;
    const line = /[\r\n]/.test(text[last]!) ? parser.line - 1 : parser.line;
    const start = text.lastIndexOf('<', last);
    const empty = { name: '', namespace: '', attributes: new Map(), children: [], text: '' };
    open.push({ ...empty, line, start, end: start });
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element = open.at(-1)!;
    element.name = local;
    element.namespace = uri;
    element.attributes = attributesOf(attributes);
  });
  const write = (characters: string): void => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += characters;
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.on('closetag', () => {
    const element = open.pop()!;
    element.end = parser.position;
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });
  parser.write(text).close();
  if (root === null) throw broken('there is no element');
  return root;
}

/** Without those that declare a namespace. */
function attributesOf(written: SaxesTagNS['attributes']): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const { name, prefix, local, uri, value } of Object.values(written)) {
    if (name === 'xmlns' || prefix === 'xmlns') continue;
    attributes.set(uri === '' ? local : `{${uri}}${local}`, value);
  }
  return attributes;
}
