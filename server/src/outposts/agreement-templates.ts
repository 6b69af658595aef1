/** The published forms of sharing that are shipped, and a blank to begin from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FactRow, readFacts, readTerms, type Terms } from '@yunhe/settlement';
import { Refusal } from '../runtime/refusal.ts';
import type { TermsData } from './agreement-contract.ts';

const folder = join(import.meta.dirname, '../../../demo/agreements');

/** In the order in which a person should see them: the published rules first. */
const shipped = [
  'cn-2015-92',
  'cn-2012-40',
  'songjiang-luan',
  'quzhou-return',
  'pinghu-fixed-yield',
  'one-off',
] as const;

interface Template {
  readonly name: string;
  readonly terms: Terms;
  /** Facts that show what the terms mean. */
  readonly example: readonly FactRow[];
}

let read: ReadonlyMap<string, Template> | null = null;

export function templates(): ReadonlyMap<string, Template> {
  read ??= new Map(shipped.map((name) => [name, readTemplate(name)]));
  return read;
}

function readTemplate(name: string): Template {
  const reading = readTerms(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
  if ('problems' in reading) throw new Error(`The template ${name} cannot be read.`);
  const facts = readFacts(readFileSync(join(folder, `${name}.csv`), 'utf8'));
  if ('problems' in facts) throw new Error(`The example of ${name} cannot be read.`);
  return { name, terms: reading.agreement.terms, example: facts.rows };
}

/** @throws Refusal template_not_known */
export function templateNamed(name: string): Template {
  const template = templates().get(name);
  if (template !== undefined) return template;
  throw new Refusal('template_not_known', `There is no template ${name}.`, { params: { name } });
}

/** @throws Refusal template_not_known */
export function termsOfTemplate(name: string): TermsData {
  return { ...templateNamed(name).terms };
}

/** Two parties who share nothing yet. */
export const blankTerms: TermsData = {
  format: 'yunhe-terms-1',
  title: { zh: '', en: '' },
  source: { document: '', grade: 'own' },
  parties: [
    { id: 'sender', role: 'sending region', name: { zh: '甲方', en: 'Party A' } },
    { id: 'host', role: 'receiving region', name: { zh: '乙方', en: 'Party B' } },
  ],
  measures: [],
  clauses: [],
};
