import type { Check } from '../runtime/module.ts';
import { sql } from '../runtime/sql.ts';
import { endingPattern } from './setback.ts';

export const checks: readonly Check[] = [
  {
    name: 'every "no" of the log up to the last one read is kept',
    meaning: 'Setbacks and the log disagree; the log is the evidence.',
    query: sql`select count(*) as count, (array_agg(e.sequence::text))[1:5] as examples
      from runtime.event e
      where e.type ~ ${endingPattern}
        and e.sequence <= coalesce((select r.sequence from runtime.event_reader r
          where r.name = 'observatory'), 0)
        and not exists (select from observatory.setback s where s.sequence = e.sequence)`,
  },
  {
    name: 'no file is closed without its words',
    meaning: 'A closed file has no step that says how it ended.',
    query: sql`select count(*) as count, (array_agg(f.id::text))[1:5] as examples
      from observatory.barrier_file f
      where f.state = 'closed' and not exists (select from observatory.barrier_step s
        where s.file_id = f.id and s.step = 'closed' and s.outcome = f.outcome)`,
  },
];
