/** The published schemes that are shipped, each with data to try it on, and a blank to begin from. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '../runtime/refusal.ts';
import type { SchemeKind } from './scheme.ts';
import type { SchemeDocument } from './scheme-contract.ts';

const demo = join(import.meta.dirname, '../../../demo');

/** In the order in which a person should see them: whole published schemes first, ours last. */
const shipped = [
  ['evaluation', 'schemes/key-laboratories'],
  ['evaluation', 'schemes/beijing-engineering-centre'],
  ['evaluation', 'schemes/large-instruments'],
  ['evaluation', 'schemes/guangdong-thresholds'],
  ['evaluation', 'schemes/hunan-staff-share-line'],
  ['evaluation', 'schemes/hunan-staff-share-proportion'],
  ['evaluation', 'schemes/four-types'],
  ['funding', 'funding/four-streams'],
] as const;

interface Template {
  readonly name: string;
  readonly kind: SchemeKind;
  readonly document: SchemeDocument;
  readonly sampleData: string;
}

let read: ReadonlyMap<string, Template> | null = null;

export function schemeTemplates(): ReadonlyMap<string, Template> {
  read ??= new Map(
    shipped.map(([kind, file]) => {
      const template = readTemplate(kind, file);
      return [template.name, template];
    }),
  );
  return read;
}

function readTemplate(kind: SchemeKind, file: string): Template {
  return {
    ...{ kind, name: basename(file) },
    document: JSON.parse(readFileSync(join(demo, `${file}.json`), 'utf8')),
    sampleData: readFileSync(join(demo, `${file}.csv`), 'utf8'),
  };
}

/** @throws Refusal scheme_template_not_known */
export function schemeTemplateNamed(name: string): Template {
  const template = schemeTemplates().get(name);
  if (template !== undefined) return template;
  const detail = `There is no template ${name}.`;
  throw new Refusal('scheme_template_not_known', detail, { params: { name } });
}

const nameless = { title: { zh: '', en: '' }, source: { document: '-', grade: 'own' } };

/** What a person begins with who takes no template. */
export const blanks: Readonly<Record<SchemeKind, SchemeDocument>> = {
  evaluation: {
    ...nameless,
    measures: [],
    decimals: 1,
    weigh: { method: 'given', total: '100' },
    root: { kind: 'group', id: 'whole', name: { zh: '总分', en: 'Whole' }, children: [] },
  },
  funding: { ...nameless, currency: 'CNY', measures: [], streams: [] },
};
