/** The published schemes that are shipped, each with data to try it on, and a blank to begin from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../runtime/refusal.ts';
import type { SchemeDocument } from './scheme-contract.ts';

const folder = join(import.meta.dirname, '../../../demo/schemes');

/** In the order in which a person should see them: whole published schemes first, ours last. */
const shipped = [
  'key-laboratories',
  'beijing-engineering-centre',
  'large-instruments',
  'guangdong-thresholds',
  'hunan-staff-share-line',
  'hunan-staff-share-proportion',
  'four-types',
] as const;

interface Template {
  readonly name: string;
  readonly document: SchemeDocument;
  readonly sampleData: string;
}

let read: ReadonlyMap<string, Template> | null = null;

export function schemeTemplates(): ReadonlyMap<string, Template> {
  read ??= new Map(shipped.map((name) => [name, readTemplate(name)]));
  return read;
}

function readTemplate(name: string): Template {
  return {
    name,
    document: JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')),
    sampleData: readFileSync(join(folder, `${name}.csv`), 'utf8'),
  };
}

/** @throws Refusal scheme_template_not_known */
export function schemeTemplateNamed(name: string): Template {
  const template = schemeTemplates().get(name);
  if (template !== undefined) return template;
  const detail = `There is no template ${name}.`;
  throw new Refusal('scheme_template_not_known', detail, { params: { name } });
}

/** One item that asks for one number. */
export const blankScheme: SchemeDocument = {
  format: 'yunhe-scheme-1',
  title: { zh: '', en: '' },
  source: { document: '-', grade: 'own' },
  measures: [],
  decimals: 1,
  weigh: { method: 'given', total: '100' },
  root: { kind: 'group', id: 'whole', name: { zh: '总分', en: 'Whole' }, children: [] },
};
