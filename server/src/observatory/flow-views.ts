/**
 * SQL of flows, told so that no two answers differ by what is not told.
 *
 * What is told or not told is a **part**: one kind of flow between two regions in one calendar year
 * of Beijing. A part behind which fewer than three organisations stand is told to those alone who
 * answer for one of the regions. Every answer is a sum of parts that are told, whatever kinds and
 * years are asked for; so the difference of two answers is one too, and ranges that overlap say
 * nothing about a part that is left out. Amounts have parts of their own by currency, for three
 * organisations may have two with money.
 *
 * Not protected: what comes into the year that is running between two days on which it is asked for.
 */
import type { Context, InputOf } from '../runtime/module.ts';
import { all, rows, type Sql, sql, type Tx } from '../runtime/sql.ts';
import type { Flows, observatoryContract } from './contract.ts';
import { organisationsAtLeast } from './shapes.ts';

export interface FlowsAsked {
  readonly kinds?: readonly string[] | undefined;
  readonly fromYear?: number | undefined;
  readonly toYear?: number | undefined;
  /** Both ends lie in these. */
  readonly within?: readonly string[] | undefined;
}

/** For nobody in particular: no region is the reader's own. */
export const anybody: readonly string[] = [];

const year = sql`extract(year from f.at at time zone 'Asia/Shanghai')::int`;

function asked({ kinds, fromYear, toYear, within }: FlowsAsked): Sql {
  const conditions: Sql[] = [];
  if (kinds !== undefined) conditions.push(sql`f.kind = any(${kinds}::text[])`);
  if (fromYear !== undefined) conditions.push(sql`${year} >= ${fromYear}`);
  if (toYear !== undefined) conditions.push(sql`${year} <= ${toYear}`);
  if (within !== undefined) {
    conditions.push(sql`f.from_region = any(${within}::text[])
      and f.to_region = any(${within}::text[])`);
  }
  return all(conditions);
}

function isTold(served: readonly string[] | null): Sql {
  if (served === null) return sql`true`;
  return sql`(count(distinct f.organisation_id) >= ${organisationsAtLeast}
    or f.from_region = any(${served}::text[]) or f.to_region = any(${served}::text[]))`;
}

/** Parts with their counts, as `kind, from_region, to_region, year, count, told`. */
export function flowParts(wish: FlowsAsked, served: readonly string[] | null): Sql {
  return sql`(select f.kind, f.from_region, f.to_region, ${year} as year, count(*)::int as count,
      ${isTold(served)} as told
    from observatory.flow f where ${asked(wish)} group by 1, 2, 3, 4)`;
}

/** The same of amounts, with `unit` and `amount`. */
function amountParts(wish: FlowsAsked, served: readonly string[] | null): Sql {
  return sql`(select f.kind, f.from_region, f.to_region, ${year} as year, f.unit,
      sum(f.amount_minor) as amount, ${isTold(served)} as told
    from observatory.flow f where ${asked(wish)} and f.unit is not null group by 1, 2, 3, 4, 5)`;
}

export async function flowCells(
  { tx }: Context,
  { kind, ...years }: InputOf<(typeof observatoryContract)['readFlows']>,
  served: readonly string[] | null,
): Promise<Pick<Flows, 'kinds' | 'cells'>> {
  const wish = { ...years, ...(kind === undefined ? {} : { kinds: [kind] }) };
  const kinds = await rows<Flows['kinds'][number]>(
    tx,
    sql`select p.kind, sum(p.count)::int as count from ${flowParts(years, served)} p where p.told
        group by 1 order by 1`,
  );
  const cells = await rows<Flows['cells'][number]>(
    tx,
    sql`select p.from_region as "from", p.to_region as "to",
          sum(p.count) filter (where p.told)::int as count,
          coalesce((select jsonb_agg(jsonb_build_object('amountMinor', a.amount::text,
              'unit', a.unit) order by a.unit)
            from (select m.unit, sum(m.amount) as amount from ${amountParts(wish, served)} m
              where m.told and m.from_region = p.from_region and m.to_region = p.to_region
              group by 1) a), '[]') as amounts,
          not bool_and(p.told) as suppressed
        from ${flowParts(wish, served)} p group by 1, 2 order by 1, 2`,
  );
  return { kinds, cells };
}

/** Those in which anything flowed, the latest first. */
export async function flowYears(tx: Tx): Promise<number[]> {
  const found = await rows<{ year: number }>(
    tx,
    sql`select distinct ${year} as year from observatory.flow f order by 1 desc`,
  );
  return found.map(({ year }) => year);
}
