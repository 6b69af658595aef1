/** Facts of the published forms, years that are closed, and statements that are accepted. */
import { readFileSync } from 'node:fs';
import { type FactRow, readFacts } from '@yunhe/settlement';
import type { Actor } from '../runtime/actor.ts';
import type { TestNode } from '../runtime/testing/node.ts';
import { confirmFacts } from './confirm-facts.ts';
import { beijing, hebei } from './fact-testing.ts';
import { ok } from './outpost-testing.ts';
import { reportFact } from './report-facts.ts';

/** The example facts that ship with a form. */
export function exampleFacts(name: string): readonly FactRow[] {
  const file = new URL(`../../../demo/agreements/${name}.csv`, import.meta.url);
  const reading = readFacts(readFileSync(file, 'utf8'));
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.rows;
}

/** Each fact is reported for the party in whose place it is, and confirmed for all others. */
export async function tell(
  node: TestNode,
  agreementId: string,
  facts: readonly FactRow[],
  parties: readonly string[] = ['sender', 'host'],
): Promise<void> {
  await node.transact(async (ctx) => {
    const ids: string[] = [];
    for (const row of facts) {
      const { period = '', party = '', measure = '', amount = '', unit, evidence, source } = row;
      const said = { period, party, measure, amount, unit, evidence, source };
      const known = Object.entries(said).filter(([, value]) => value !== undefined);
      const body = Object.fromEntries(known) as typeof said;
      const fact = await reportFact(ctx, {
        agreementId,
        speaksFor: party,
        ...(body as { period: string; party: string; measure: string; amount: string }),
      });
      ids.push(fact.id);
    }
    for (const party of parties) {
      for (let at = 0; at < ids.length; at += 200) {
        const factIds = ids.slice(at, at + 200);
        await confirmFacts(ctx, { agreementId, speaksFor: party, factIds });
      }
    }
  });
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back.
type Body = any;

export async function close(
  node: TestNode,
  agreementId: string,
  year: number,
  body: object = {},
  as: Actor = beijing,
): Promise<Body[]> {
  const params = { agreementId, year: String(year) };
  return ok(await node.call('closePeriod', { params, body }, as)).statements;
}

export async function accept(
  node: TestNode,
  { id, digest }: { readonly id: string; readonly digest: string },
  ...as: readonly Actor[]
): Promise<Body> {
  const params = { statementId: id };
  let statement: Body;
  for (const actor of as) {
    statement = ok(await node.call('acceptStatement', { params, body: { digest } }, actor));
  }
  return statement;
}

export const both = [beijing, hebei] as const;
