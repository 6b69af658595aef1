/** Terms as a draft holds them: read by the arithmetic as far as they can be read. */
import { type Agreement, type Problem, proseOf, readTerms, type Terms } from '@yunhe/settlement';
import { Refusal } from '../runtime/refusal.ts';
import { type PartyOfTerms, type Period, periodOfYears } from './agreement.ts';
import type { Paragraph, TermsData, TermsProblem } from './agreement-contract.ts';

export interface PartyInTerms extends PartyOfTerms {
  readonly role: string;
  readonly name: { readonly zh: string; readonly en: string };
}

export interface TermsReading {
  /** Null while the arithmetic cannot read them. */
  readonly agreement: Agreement | null;
  readonly digest: string | null;
  readonly problems: readonly TermsProblem[];
  readonly parties: readonly PartyInTerms[];
  readonly title: { readonly zh: string; readonly en: string };
  readonly document: string;
  readonly grade: string | null;
  readonly period: Period | null;
}

/** Reads terms that may be incomplete: what is there is told, what is wrong is listed. */
export function readDraft(terms: TermsData): TermsReading {
  const reading = readTerms(terms);
  const agreement = 'agreement' in reading ? reading.agreement : null;
  const source = recordIn(terms.source);
  return {
    agreement,
    digest: agreement?.digest ?? null,
    problems: 'problems' in reading ? reading.problems.map(asTermsProblem) : [],
    parties: partiesIn(terms),
    title: wordsIn(terms.title),
    document: textIn(source.document),
    grade: typeof source.grade === 'string' ? source.grade.slice(0, 8) : null,
    period: agreement === null ? null : periodOfYears(agreement.terms.inForce),
  };
}

/** The arithmetic names fields by paths without the first slash; a pointer has it. */
export function asTermsProblem({ code, detail, clause, field }: Problem): TermsProblem {
  return { code, detail, clause, pointer: field.startsWith('/') ? field : `/${field}` };
}

/** The parties that have an id, so that a draft can say who they are before all is written. */
function partiesIn(terms: TermsData): PartyInTerms[] {
  const list = Array.isArray(terms.parties) ? terms.parties.slice(0, 100) : [];
  const seen = new Set<string>();
  return list.map(recordIn).flatMap(({ id, role, name, endedIn }) => {
    if (typeof id !== 'string' || id === '' || id.length > 64 || seen.has(id)) return [];
    seen.add(id);
    const ended = typeof endedIn === 'number' ? { endedIn } : {};
    return [{ id, role: textIn(role), name: wordsIn(name), ...ended }];
  });
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2_000) : '';
}

function wordsIn(value: unknown): { readonly zh: string; readonly en: string } {
  const { zh, en } = recordIn(value);
  return { zh: textIn(zh), en: textIn(en) };
}

/**
 * The terms as prose in both languages, clauses counted from 1. Of a draft, what has the right
 * shape is told and the rest left out.
 */
export function proseOfDraft(terms: TermsData, problems: readonly TermsProblem[]): Paragraph[] {
  const readable = withoutIllShaped(terms, problems);
  if (readable === null) return [];
  const english = proseOf(readable, 'en');
  let number = 0;
  return proseOf(readable, 'zh').map(({ clause, text }, at) => {
    if (clause !== null) number += 1;
    return {
      clause,
      number: clause === null ? null : number,
      text: { zh: text, en: english[at]!.text },
    };
  });
}

function withoutIllShaped(terms: TermsData, problems: readonly TermsProblem[]): Terms | null {
  const illShaped = problems
    .filter(({ code }) => code === 'wrong_shape')
    .map(({ pointer }) => pointer);
  // More were found than are told: what is not told may be anywhere.
  if (illShaped.length >= 50) return null;
  const isWhole = (...path: readonly (string | number)[]) => {
    const own = `/${path.join('/')}`;
    return !illShaped.some((pointer) => pointer === own || pointer.startsWith(`${own}/`));
  };
  const listOf = (name: string) => {
    const list = terms[name];
    if (!Array.isArray(list)) return [];
    return list.filter((_one, at) => isWhole(name, at));
  };
  return {
    ...terms,
    title: wordsIn(terms.title),
    source: {
      document: textIn(recordIn(terms.source).document),
      grade: 'own',
      ...(isWhole('source') ? recordIn(terms.source) : {}),
    },
    parties: listOf('parties'),
    measures: listOf('measures'),
    coverage: listOf('coverage'),
    clauses: listOf('clauses'),
    ...(terms.clock !== undefined && isWhole('clock') ? {} : { clock: undefined }),
  } as unknown as Terms;
}

const bytesAtMost = 256_000;
const depthAtMost = 24;

/**
 * What may be kept at all: a draft need not be right, but it is JSON of a bounded size and depth
 * that a database can hold.
 *
 * @throws Refusal terms_too_large, terms_not_readable
 */
export function requireTerms(terms: TermsData): TermsData {
  const text = JSON.stringify(terms);
  if (Buffer.byteLength(text) > bytesAtMost || depthOf(terms) > depthAtMost) {
    throw new Refusal(
      'terms_too_large',
      `Terms have at most ${bytesAtMost} bytes and ${depthAtMost} levels.`,
      { params: { bytes: bytesAtMost, levels: depthAtMost } },
    );
  }
  if (!text.includes('\\u0000')) return terms;
  throw new Refusal('terms_not_readable', 'Terms are text without the character of code 0.');
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((most, one) => Math.max(most, depthOf(one)), 0);
}
