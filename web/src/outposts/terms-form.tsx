/** The form of terms, with the words of agreements and the names that terms declare. */
import type { TermsProblem } from 'yunhe/outposts/contract';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { type Fields, isFields, type Schema, type Value } from '../ui/schema.ts';
import { type Choice, SchemaForm, type Tongue } from '../ui/schema-form.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { useTermsNames } from './terms-names.ts';
import { sayTermsProblem } from './terms-problems.ts';
import { termsWords } from './terms-words.ts';

export function TermsForm({
  schema,
  terms,
  problems,
  fields,
  onChange,
}: {
  readonly schema: Schema;
  readonly terms: Fields;
  readonly problems: readonly TermsProblem[];
  readonly fields: readonly string[];
  readonly onChange: (terms: Fields) => void;
}) {
  const tongue = useTermsTongue(terms);
  return <SchemaForm {...{ schema, problems, tongue, fields, onChange }} value={terms} />;
}

const ofParties = new Set(['party', 'payer', 'receiver', 'restTo', 'successor', 'confirmedBy']);
const ofEvents = new Set(['event', 'before', 'on', 'latestOf', 'dropsOut']);
const ofMeasures = new Set(['measure', 'refundOf', 'rate']);

function useTermsTongue(terms: Fields): Tongue {
  const language = useLanguage();
  const t = useWords(termsWords);
  const names = useTermsNames(terms);
  /** One that the schema gained since keeps its own name. */
  const word = (kind: 'f' | 'v' | 'u', name: string) => {
    const key = `${kind}_${name}`;
    return key in termsWords.phrases ? t(key as 'f_title') : name;
  };
  const entries = (list: Value): readonly Fields[] =>
    (Array.isArray(list) ? list : []).filter(isFields);
  const named = (list: readonly Fields[]): Choice[] =>
    list.map(({ id, name }) => {
      const words = isFields(name) ? name : {};
      return { value: String(id), label: String(words[language] || words.zh || id) };
    });
  const measures = entries(terms.measures);
  const units = (path: string) => [
    ...['CNY', 'EUR', 'JPY'],
    ...entries(terms.units).map(({ code }) => String(code)),
    ...(path.startsWith('/measures') ? ['event', 'rate'] : []),
  ];
  return {
    field: (name, path, of) => word('f', wordOf(name, path, of)),
    value: (name) => word('v', name),
    say: (problem) => sayTermsProblem(problem, names.party),
    reads: (of, text) =>
      of === 'amount' && /^\d{5,}(\.\d+)?$/.test(text) ? groupedDigits(text) : null,
    choices: (field, path) => {
      if (ofParties.has(field)) return named(entries(terms.parties));
      if (ofEvents.has(field)) return named(measures.filter(({ unit }) => unit === 'event'));
      // A yield has a rate in figures; a formula names the measure that is one.
      const figure = field === 'rate' && !isFormula(terms, path);
      if (ofMeasures.has(field) && !figure) return named(measures);
      if (field === 'unit') return units(path).map((value) => ({ value, label: word('u', value) }));
      if (field === 'of' && path.startsWith('/clauses')) return named(entries(terms.clauses));
      return null;
    },
  };
}

/** Two fields of one name that mean different things have words of their own. */
function wordOf(field: string, path: string, definition: string | null): string {
  if (field === 'source' && path !== '') return 'source_of';
  return definition === 'agreementYears' ? definition : field;
}

function isFormula(terms: Fields, path: string): boolean {
  const at = Number(/^\/clauses\/(\d+)/.exec(path)?.[1] ?? -1);
  const clause = Array.isArray(terms.clauses) ? terms.clauses[at] : undefined;
  return isFields(clause) && clause.kind === 'formula';
}
