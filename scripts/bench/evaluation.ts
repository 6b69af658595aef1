/**
 * How fast schemes are evaluated again and again and panels are assigned; `bench.ts` puts it beside
 * the rest. Processor time is counted, since a shared machine's clock runs on while others work.
 */

import {
  assignPanels,
  evaluate,
  type PanelTask,
  type ReadScheme,
  readScheme,
  replicate,
  type Stages,
} from '@yunhe/evaluation';
import { chanceOf } from '@yunhe/exact';
import {
  asemData,
  asemIsHere,
  asemScheme,
} from '../../methods/evaluation/reference/asem-testing.ts';
import { similarities } from '../../methods/evaluation/reference/similarities-testing.ts';
import { type Figure, print } from './figure.ts';

/** LEMON's network simplex on the same instance, as `../shared/reference/assignment` tells it. */
const LEMON_SECONDS = 0.41;
const LEMON_OPTIMUM = 2422.090577;

/** Seconds of processor time, and what was computed. */
function measured<Result>(run: () => Result): {
  readonly seconds: number;
  readonly result: Result;
} {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

function stagesOf(read: ReadScheme, rows: Parameters<typeof evaluate>[1]): readonly Stages[] {
  const outcome = evaluate(read, rows);
  if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.stages;
}

/** Weights, normalisation, mean and imputed values are drawn anew every time. */
const everything = {
  weights: 0.25,
  normalise: [
    { method: 'min-max', from: 1 },
    { method: 'z-score', mean: 10, deviation: 2 },
    { method: 'rank' },
  ],
  aggregate: ['arithmetic', 'geometric', 'harmonic'],
  imputation: true,
};

function replications(
  what: string,
  read: ReadScheme,
  stages: readonly Stages[],
  draws: number,
  goal: number,
): Figure {
  replicate(read, stages, Math.min(200, draws), 1);
  const { seconds, result } = measured(() => replicate(read, stages, draws, 7));
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  const { units } = result.uncertainty.cohorts[0]!;
  if (units.every((unit) => unit.low5 === unit.high95)) throw new Error('Nothing was drawn.');
  return {
    what: `${what} × ${draws.toLocaleString('en-US')} replications with what drives them, one core`,
    measured: `${seconds.toFixed(2)} s`,
    goal: `≤ ${goal} s`,
    holds: seconds <= goal,
  };
}

function publishedIndex(): readonly Figure[] {
  if (!asemIsHere) return [];
  const read = asemScheme({ uncertainty: everything });
  const stages = stagesOf(read, asemData());
  return [replications('index of 51 units × 49 indicators', read, stages, 10_000, 2)];
}

function manyUnits(): Figure {
  const [units, indicators] = [3000, 60];
  const chance = chanceOf(5, 0);
  const name = { zh: '指标', en: 'indicator' };
  const ids = Array.from({ length: indicators }, (_, at) => `i${at}`);
  const group = (at: number) => ({
    ...{ kind: 'group', id: `g${at}`, name },
    children: ids.slice(at * 10, at * 10 + 10).map((id) => ({
      ...{ kind: 'relative', id, name, of: id, better: 'more' },
    })),
  });
  const reading = readScheme({
    ...{ format: 'yunhe-scheme-1', id: 'many', version: 1, title: name, decimals: 6 },
    source: { document: '-', grade: 'own' },
    measures: ids.map((id) => ({ id, name })),
    weigh: { method: 'equal' },
    uncertainty: everything,
    root: { kind: 'group', id: 'all', name, children: [0, 1, 2, 3, 4, 5].map(group) },
  });
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  const rows = Array.from({ length: units * indicators }, (_, at) => ({
    unit: `unit ${Math.floor(at / indicators)}`,
    indicator: ids[at % indicators]!,
    value: chance().toFixed(9),
  }));
  return replications(
    '3,000 units × 60 indicators',
    reading.read,
    stagesOf(reading.read, rows),
    1000,
    5,
  );
}

function assigned(what: string, task: PanelTask, goal: number, wanted?: number): Figure {
  assignPanels(task);
  const { seconds, result } = measured(() => assignPanels(task));
  if ('impossible' in result) throw new Error(JSON.stringify(result.impossible));
  const proven = result.value === result.bound;
  const same = wanted === undefined || Math.abs(result.value - wanted) < 1e-6;
  return {
    what,
    measured: `${result.value.toFixed(6)}, ${proven ? 'proven' : 'not proven'}, ${seconds.toFixed(2)} s`,
    goal: `${wanted === undefined ? 'proven within .1 %' : wanted}, ≤ ${goal.toFixed(2)} s`,
    holds: proven && same && seconds <= goal,
  };
}

function conference(): Figure {
  const [items, reviewers] = [911, 2435];
  const suitability = similarities(items, reviewers, 3);
  const task = { items, reviewers, suitability, perItem: 3, mostLoad: 6 };
  const what = `panels for ${items} of ${reviewers.toLocaleString('en-US')}, 3 each, at most 6 (LEMON ${LEMON_SECONDS} s)`;
  return assigned(what, task, 3 * LEMON_SECONDS, LEMON_OPTIMUM);
}

function panelsWithConflicts(): Figure {
  const [items, reviewers] = [200, 60];
  const suitability = similarities(items, reviewers, 9);
  const conflicts = Uint8Array.from(suitability, (_, at) => ((at * 7919) % 23 === 0 ? 1 : 0));
  const institutions = Int32Array.from({ length: reviewers }, (_, at) => at % 20);
  const task = {
    items,
    reviewers,
    suitability,
    conflicts,
    institutions,
    perItem: 3,
    mostLoad: 11,
    leastLoad: 9,
  };
  return assigned(
    'panels for 200 of 60, 3 each, conflicts, one of an institution, loads 9 to 11',
    task,
    5,
  );
}

export function measureEvaluation(): readonly Figure[] {
  return [...publishedIndex(), manyUnits(), conference(), panelsWithConflicts()];
}

if (import.meta.main) for (const figure of measureEvaluation()) print(figure);
