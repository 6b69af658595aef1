/** Decisions by chance, run again: what `verify` asks of the engine and the database together. */
import type { Counted } from '../runtime/module.ts';
import type { Tx } from '../runtime/sql.ts';
import { sampleDecisions } from './decision-views.ts';
import { engineVersion, keptIn } from './rule-engine.ts';
import { runRule } from './run-rule.ts';

const decisionsSampled = 200;
const examplesAtMost = 5;

export async function recomputeSample(tx: Tx): Promise<Counted> {
  const sample = await sampleDecisions(tx, engineVersion, decisionsSampled);
  const differ = sample.filter(({ decision, record, xml, outcome }) => {
    const rule = { xml, outcome, words: {} };
    return runRule(rule, keptIn(record), decision).record !== record;
  });
  return {
    count: differ.length,
    examples: differ.slice(0, examplesAtMost).map(({ id }) => id),
  };
}
