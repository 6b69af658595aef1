/** The words of the form of schemes, and the names that a document declares. */
import type { SchemeDocument } from 'yunhe/platforms/contract';
import { type Fields, isFields, type Value } from '../ui/schema.ts';
import type { Choice, Tongue } from '../ui/schema-form.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { ComparisonMatrix } from './comparison-matrix.tsx';
import { useSchemeProblem } from './scheme-facts.tsx';
import { schemeFieldWords } from './scheme-field-words.ts';

export function useSchemeTongue(document: SchemeDocument): Tongue {
  const t = useWords(schemeFieldWords);
  const language = useLanguage();
  const say = useSchemeProblem();
  /** One that the schema gained since keeps its own name. */
  const word = (kind: 'f' | 'v', name: string) => {
    const key = `${kind}_${name}`;
    return key in schemeFieldWords.phrases ? t(key as 'f_title') : name;
  };
  const named = (list: readonly Fields[]): Choice[] =>
    list.map(({ id, name }) => ({
      value: String(id),
      label: nameIn(name, language) || String(id),
    }));
  const measures = entries(document.measures);
  return {
    field: (name, path) =>
      name === 'grade' && path.startsWith('/vetoes') ? t('f_gradeOfVeto') : word('f', name),
    value: (name) => word('v', name),
    say,
    title: (entry) => {
      const name = nameIn(entry.name, language);
      if (name === '' || typeof entry.kind !== 'string') return name === '' ? null : name;
      return `${name} · ${word('v', entry.kind)}`;
    },
    choices: (field, path) => {
      if (field === 'within' || (field === 'by' && /missing$/.test(path.replace(/\/by$/, '')))) {
        return named(measures.filter(({ values }) => Array.isArray(values)));
      }
      if (field === 'of' && kindAt(document, path) === 'expert') {
        return named(measures.filter(({ scorers }) => scorers === true));
      }
      if (field === 'grade' && path.startsWith('/vetoes')) return named(entries(document.grades));
      return null;
    },
    own: ({ field, path, value, onChange }) =>
      field === 'comparisons' ? (
        <ComparisonMatrix
          value={value}
          names={named(childrenAt(document, path)).map(({ label }) => label)}
          onChange={onChange}
        />
      ) : undefined,
  };
}

function entries(list: Value): readonly Fields[] {
  return (Array.isArray(list) ? list : []).filter(isFields);
}

function nameIn(name: Value, language: 'zh' | 'en'): string {
  return isFields(name) ? String(name[language] || name.zh || '') : '';
}

/** What stands at a JSON pointer; undefined where nothing does. */
function at(document: SchemeDocument, path: string): Value {
  return path
    .split('/')
    .slice(1)
    .reduce<Value>(
      (value, part) => (value as Record<string, Value> | null | undefined)?.[part],
      document,
    );
}

/** Of the item that a field stands in. */
function kindAt(document: SchemeDocument, path: string): Value {
  const item = at(document, path.slice(0, path.lastIndexOf('/')));
  return isFields(item) ? item.kind : undefined;
}

/** The parts of the group whose weights are told at a path; those of the root for the whole. */
function childrenAt(document: SchemeDocument, path: string): readonly Fields[] {
  const group = at(document, path.replace(/\/weigh\/comparisons$/, ''));
  const own = isFields(group) && Array.isArray(group.children) ? group : document.root;
  return isFields(own) ? entries(own.children) : [];
}
