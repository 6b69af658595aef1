/** SQL of expected flows that were kept. */
import { type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { execute, rowOrNull, sql, type Tx } from '../runtime/sql.ts';
import type { ExpectedFlowsAsked, KeptExpectedFlowsSummary } from './expected-flows-contract.ts';
import type { ExpectedFlowsFigures, ExpectedFlowsInputs } from './gather-expected-flows.ts';

export interface NewExpectedFlows {
  readonly id: string;
  readonly asked: ExpectedFlowsAsked;
  readonly askedDigest: string;
  readonly inputs: ExpectedFlowsInputs;
  readonly inputsDigest: string;
  readonly method: object;
  readonly result: ExpectedFlowsFigures;
  readonly resultDigest: string;
  readonly madeBy: { readonly id: string | null; readonly name: string };
  readonly sample: boolean;
}

export async function insertExpectedFlows(
  tx: Tx,
  { id, asked, inputs, method, result, madeBy, ...kept }: NewExpectedFlows,
  now: Date,
): Promise<void> {
  await execute(
    tx,
    sql`insert into observatory.expected_flows (id, asked, asked_digest, inputs, inputs_digest,
          method, result, result_digest, made_by_id, made_by, made_at, sample)
        values (${id}, ${JSON.stringify(asked)}::jsonb, ${kept.askedDigest},
          ${JSON.stringify(inputs)}::jsonb, ${kept.inputsDigest}, ${JSON.stringify(method)}::jsonb,
          ${JSON.stringify(result)}::jsonb, ${kept.resultDigest}, ${madeBy.id}, ${madeBy.name},
          ${now}, ${kept.sample})`,
  );
}

const summary = sql`e.id, e.asked, e.result -> 'years' as years,
  (e.result ->> 'identified')::boolean as identified, e.result_digest, e.made_by, e.made_at,
  e.sample`;

const newestFirst: Order = {
  name: 'expected flows newest',
  columns: [
    { sql: sql`e.made_at`, type: 'timestamptz' },
    { sql: sql`e.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function expectedFlowsPage(tx: Tx, wish: PageWish) {
  return await pageOfList<KeptExpectedFlowsSummary>(
    tx,
    {
      ...{ order: newestFirst, columns: summary },
      ...{ from: sql`observatory.expected_flows e`, where: sql`true` },
    },
    wish,
  );
}

export async function expectedFlowsSummary(
  tx: Tx,
  id: string,
): Promise<KeptExpectedFlowsSummary | null> {
  return await rowOrNull<KeptExpectedFlowsSummary>(
    tx,
    sql`select ${summary} from observatory.expected_flows e where e.id = ${id}`,
  );
}

export interface KeptFigures {
  readonly inputs: ExpectedFlowsInputs;
  readonly inputsDigest: string;
  readonly method: {
    readonly name: string;
    readonly version: string;
    readonly parameters: Record<string, unknown>;
  };
  readonly result: ExpectedFlowsFigures;
  readonly resultDigest: string;
  readonly madeById: string | null;
}

export async function findExpectedFlows(tx: Tx, id: string): Promise<KeptFigures | null> {
  return await rowOrNull<KeptFigures>(
    tx,
    sql`select inputs, inputs_digest, method, result, result_digest, made_by_id
        from observatory.expected_flows where id = ${id}`,
  );
}

export async function deleteExpectedFlows(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`delete from observatory.expected_flows where id = ${id}`);
}
