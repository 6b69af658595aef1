import { readTerms } from '@yunhe/settlement';
import type { Check, Counted } from '../runtime/module.ts';
import { rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import { writeNetting } from './netting-text.ts';
import { recompute } from './recompute-statement.ts';
import { obligationsOf, readPayable, type StatementText } from './statement-text.ts';

/** Counts offending rows and names a few of them. */
function counting(query: Sql): Sql {
  return sql`select count(*) as count, (array_agg(id::text))[1:5] as examples
    from (${query}) offending`;
}

function counted(offending: readonly string[]): Counted {
  return { count: offending.length, examples: offending.slice(0, 5) };
}

const pageOfRows = 200;

interface KeptStatement extends StatementText {
  readonly id: string;
  readonly year: number;
  readonly terms: unknown;
  readonly before: string | null;
  readonly places: Record<string, string>;
  readonly isAccepted: boolean;
  readonly booked: readonly { line: number; payer: string; receiver: string; minor: string }[];
}

/** All statements with what they were made of, some at a time. */
async function* everyStatement(tx: Tx): AsyncGenerator<KeptStatement> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await rows<KeptStatement>(
      tx,
      sql`select s.id, s.year, s.facts, s.content, s.difference, s.content_digest, s.digest,
            v.terms, b.content as before,
            outposts.statement_state(s.id) <> 'issued' as is_accepted,
            (select jsonb_object_agg(p.party, outposts.place_key(p.region_code,
              p.organisation_id)) from outposts.party p where p.version_id = v.id) as places,
            coalesce((select jsonb_agg(jsonb_build_object('line', o.line,
                'payer', outposts.place_key(o.payer_region, o.payer_organisation),
                'receiver', outposts.place_key(o.receiver_region, o.receiver_organisation),
                'minor', o.amount_minor::text)) from outposts.obligation o
              where o.statement_id = s.id), '[]') as booked
          from outposts.statement s join outposts.agreement_version v on v.id = s.version_id
          left join outposts.statement b on b.agreement_id = s.agreement_id
            and b.year = s.year and b.number = s.number - 1
          where s.id > ${last} order by s.id limit ${pageOfRows}`,
    );
    yield* page;
    if (page.length < pageOfRows) return;
    last = page.at(-1)!.id;
  }
}

async function recomputeAll(tx: Tx): Promise<Counted> {
  const offending: string[] = [];
  for await (const row of everyStatement(tx)) {
    const reading = readTerms(row.terms);
    const before = row.before === null ? null : { content: row.before };
    const same = 'agreement' in reading && recompute(reading.agreement, row, before).same;
    if (!same) offending.push(row.id);
  }
  return counted(offending);
}

/** What is booked of a statement are lines of it, and nothing of one that not all have accepted. */
async function compareBooked(tx: Tx): Promise<Counted> {
  const offending: string[] = [];
  for await (const row of everyStatement(tx)) {
    const owed = obligationsOf(readPayable(row), new Map(Object.entries(row.places)));
    const known = new Set(owed.map((one) => told({ ...one, minor: String(one.amountMinor) })));
    const isRight = row.booked.every((one) => known.has(told(one)));
    if (!isRight || (!row.isAccepted && row.booked.length > 0)) offending.push(row.id);
  }
  return counted(offending);
}

function told(one: { line: number; payer: string; receiver: string; minor: string }): string {
  return `${one.line} ${one.payer} ${one.receiver} ${one.minor}`;
}

async function renetAll(tx: Tx): Promise<Counted> {
  const found = await rows<{ id: string; statements: string; content: string }>(
    tx,
    sql`select id, statements, content from outposts.netting`,
  );
  const offending = found.filter(
    ({ statements, content }) => writeNetting(JSON.parse(statements)).content !== content,
  );
  return counted(offending.map(({ id }) => id));
}

export const statementChecks: readonly Check[] = [
  {
    name: 'statements settle again to the same bytes',
    meaning: 'A statement, its facts or its terms were changed; compare them with a backup.',
    query: recomputeAll,
  },
  {
    name: 'what is owed is what was accepted',
    meaning: 'An obligation is no line of a statement that all parties accepted.',
    query: compareBooked,
  },
  {
    name: 'acceptances hold',
    meaning: 'A party accepted another content than the statement has; ask its officer.',
    query: counting(sql`select s.id from outposts.acceptance c
      join outposts.statement s on s.id = c.statement_id where c.digest <> s.digest`),
  },
  {
    name: 'the ledger holds what is owed',
    meaning: 'The ledger and an obligation disagree on who pays how much; the ledger is the book.',
    query: counting(sql`select o.statement_id as id from outposts.obligation o
      join ledger.v_transaction t on t.id = o.transaction_id
      where t.kind <> 'pending' or not exists (
          select from ledger.v_pending_entry e join ledger.v_account a on a.id = e.account_id
          where e.transaction_id = t.id and e.unit = o.unit and e.amount_minor = o.amount_minor)
        or (select count(*) from ledger.v_pending_entry e where e.transaction_id = t.id) <> 2`),
  },
  {
    name: 'what is posted was paid, and what was paid is posted',
    meaning: 'The ledger counts an obligation whose netting was not paid, or does not count one.',
    query: counting(sql`select o.statement_id as id from outposts.obligation o
      join ledger.v_transaction t on t.id = o.transaction_id
      left join outposts.netted_obligation e on e.statement_id = o.statement_id
        and e.line = o.line and e.is_live
      left join outposts.netting n on n.id = e.netting_id
      where coalesce(n.state = 'paid', false) <> (t.settled_as is not distinct from 'posted')`),
  },
  {
    name: 'nettings come out the same again',
    meaning: 'A netting is not what its statements give; compare it with a backup.',
    query: renetAll,
  },
  {
    name: 'paid nettings have all their payments',
    meaning: 'A netting counts as paid although a transfer is not marked.',
    query: counting(sql`select n.id from outposts.netting n where n.state = 'paid'
      and exists (select from outposts.payment p where p.netting_id = n.id and p.paid_on is null)`),
  },
  {
    name: 'closed years are stated',
    meaning: 'A year was closed without a statement, or its statements are not counted on.',
    query: counting(sql`select p.agreement_id as id from outposts.period p
      where (select count(*) from outposts.statement s where s.agreement_id = p.agreement_id
          and s.year = p.year) <> coalesce((select max(number) + 1 from outposts.statement s
          where s.agreement_id = p.agreement_id and s.year = p.year), -1)`),
  },
];
