/** Counts of schemes that must always be zero. */
import type { Check } from '../runtime/module.ts';
import { rows, sql } from '../runtime/sql.ts';
import type { SchemeDocument } from './scheme-contract.ts';
import { readDraft } from './scheme-reading.ts';

const examplesAtMost = 5;

export const schemeChecks: readonly Check[] = [
  {
    name: 'published schemes are what was published',
    meaning: 'A document was changed past the platform: its digest is another one; restore it.',
    query: async (tx) => {
      const published = await rows<{ id: string; digest: string; document: SchemeDocument }>(
        tx,
        sql`select id, digest, document from platforms.scheme_version where state in ('published', 'withdrawn')`,
      );
      const changed = published.filter(
        ({ digest, document }) => readDraft(document).digest !== digest,
      );
      const examples = changed.slice(0, examplesAtMost).map(({ id }) => id);
      return { count: changed.length, examples };
    },
  },
  {
    name: 'nobody reviewed the scheme that they wrote',
    meaning: 'A version was published that no second person looked at.',
    query: sql`select count(*) as count, (array_agg(v.id::text))[1:5] as examples
      from platforms.scheme_version v
      where exists (select from jsonb_array_elements(v.authors) author
        where author ->> 'id' = v.reviewed_by ->> 'id')`,
  },
  {
    name: 'rounds compute with the scheme that was frozen for them',
    meaning: 'The frozen version has another digest than when its round began.',
    query: sql`select count(*) as count, (array_agg(f.round_id::text))[1:5] as examples
      from platforms.scheme_freeze f join platforms.scheme_version v on v.id = f.version_id
      where f.digest is distinct from v.digest`,
  },
];
