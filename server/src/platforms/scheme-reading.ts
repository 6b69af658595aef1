/** A scheme's document as a draft holds it: read by the arithmetic as far as it can be read. */
import { type Problem, readScheme } from '@yunhe/evaluation';
import { Refusal } from '../runtime/refusal.ts';
import { readFunding } from './formula.ts';
import { schemeFormats } from './scheme.ts';
import type { SchemeDocument, SchemeProblem } from './scheme-contract.ts';

export interface SchemeReading {
  /** SHA-256 of its canonical text; null while the arithmetic cannot read it. */
  readonly digest: string | null;
  readonly problems: readonly SchemeProblem[];
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly grade: string | null;
  readonly itemCount: number;
}

/** Reads a document that may be incomplete: what is there is told, what is wrong is listed. */
export function readDraft(document: SchemeDocument): SchemeReading {
  const funds = document.format === schemeFormats.funding;
  const reading = funds ? readFunding(document) : readScheme(document);
  const source = recordIn(document.source);
  return {
    digest: 'read' in reading ? reading.read.digest : null,
    problems: 'problems' in reading ? reading.problems.map(asSchemeProblem) : [],
    title: wordsIn(document.title),
    source: textIn(source.document).slice(0, 200),
    grade: typeof source.grade === 'string' ? source.grade.slice(0, 8) : null,
    itemCount: funds
      ? listIn(document.streams).length
      : nodesIn(document).filter(({ node }) => node.kind !== 'group').length,
  };
}

/** The arithmetic names fields by paths without the first slash; a pointer has it. */
export function asSchemeProblem({ code, detail, clause, field }: Problem): SchemeProblem {
  return { code, detail, clause, pointer: field.startsWith('/') ? field : `/${field}` };
}

export interface DraftNode {
  readonly node: Readonly<Record<string, unknown>>;
  /** 0 for the root. */
  readonly depth: number;
  readonly parent: string | null;
  readonly pointer: string;
}

const nodesAtMost = 2_000;

/** The nodes of a tree that may be incomplete, a group before its children. */
export function nodesIn(document: SchemeDocument): readonly DraftNode[] {
  const found: DraftNode[] = [];
  const walk = (one: unknown, depth: number, parent: string | null, pointer: string) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return;
    if (found.length >= nodesAtMost) return;
    const node = recordIn(one);
    found.push({ node, depth, parent, pointer });
    if (!Array.isArray(node.children)) return;
    const own = typeof node.id === 'string' ? node.id : null;
    for (const [at, child] of node.children.entries()) {
      walk(child, depth + 1, own, `${pointer}/children/${at}`);
    }
  };
  walk(document.root, 0, null, '/root');
  return found;
}

export function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function listIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(recordIn) : [];
}

export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2_000) : '';
}

export function wordsIn(value: unknown): { readonly zh: string; readonly en: string } {
  const { zh, en } = recordIn(value);
  return { zh: textIn(zh), en: textIn(en) };
}

const bytesAtMost = 512_000;
const depthAtMost = 64;

/**
 * What may be kept at all: a draft need not be right, but it is JSON of a bounded size and depth
 * that a database can hold.
 *
 * @throws Refusal scheme_too_large, scheme_not_readable
 */
export function requireDocument(document: SchemeDocument): SchemeDocument {
  const text = JSON.stringify(document);
  if (Buffer.byteLength(text) > bytesAtMost || depthOf(document) > depthAtMost) {
    throw new Refusal(
      'scheme_too_large',
      `A scheme has at most ${bytesAtMost} bytes and ${depthAtMost} levels.`,
      { params: { bytes: bytesAtMost, levels: depthAtMost } },
    );
  }
  if (!text.includes('\\u0000')) return document;
  throw new Refusal('scheme_not_readable', 'A scheme is text without the character of code 0.');
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((most, one) => Math.max(most, depthOf(one)), 0);
}
