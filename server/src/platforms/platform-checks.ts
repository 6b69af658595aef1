import type { Check } from '../runtime/module.ts';
import { sql } from '../runtime/sql.ts';

export const platformChecks: readonly Check[] = [
  {
    name: 'every platform is told in the log',
    meaning: 'A platform and the log disagree; the log is the evidence.',
    query: sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
      from platforms.platform p where not exists (select from runtime.event e
        where e.subject_ids @> array[p.id] and e.type = 'platforms.platform_registered')`,
  },
];
