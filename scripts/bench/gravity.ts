/**
 * How fast flows are estimated; `bench.ts` puts it beside the rest. Processor time is counted, since
 * a shared machine's clock runs on while others work; what the clock said stands beside it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FlowTable, levelsOf, ppml } from '@yunhe/gravity';
import { type Figure, print } from './figure.ts';
import { timed } from './processor-time.ts';

const anchors = resolve(import.meta.dirname, '../../../shared/bench-anchors');
/** R fixest on one core, as recorded: seconds of the cross-section and of the panel. */
const RECORDED = { section: 0.32, panel: 1.9 };
const YEARS = 10;

/** The columns of the panel, one array each. */
function readPanel(folder: string) {
  const file = join(folder, 'panel.csv');
  const program = join(anchors, 'gen_panel.mjs');
  execFileSync(process.execPath, [program, '340', String(YEARS), '7', file], { stdio: 'ignore' });
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = header.split(',');
  const columns = names.map(() => new Float64Array(lines.length));
  for (const [row, line] of lines.entries()) {
    for (const [at, cell] of line.split(',').entries()) columns[at]![row] = Number(cell);
  }
  return (name: string) => columns[names.indexOf(name)]!;
}

type Panel = ReturnType<typeof readPanel>;

/** Rows of one year with origins and destinations, or all with those of each year. */
function tableOf(panel: Panel, year: number | null): FlowTable {
  const years = panel('t');
  const rows = [...years.keys()].filter((row) => year === null || years[row] === year);
  const column = (name: string) => Float64Array.from(rows, (row) => panel(name)[row]!);
  const effect = (name: string) =>
    levelsOf(
      name,
      rows.map((row) => panel(name)[row]! * YEARS + (year === null ? years[row]! : 0)),
    );
  return {
    outcome: column('y'),
    regressors: ['ldist', 'border', 'agree'].map((name) => ({ name, values: column(name) })),
    effects: [effect('o'), effect('d')],
  };
}

function figureOf(what: string, table: FlowTable, recorded: number, goal: number): Figure {
  // The middle of three: the first one also pays for its compilation.
  const runs = [1, 2, 3].map(() => timed(() => ppml(table)));
  for (const { result } of runs) if (!result.converged) throw new Error('It did not settle.');
  const [, middle] = runs.sort((a, b) => a.seconds - b.seconds);
  const { seconds, elapsed } = middle!;
  const rows = table.outcome.length.toLocaleString('en-US');
  return {
    what: `PPML, ${rows} rows, ${what}, separation and robust errors too, processor time`,
    measured: `${seconds.toFixed(2)} s (${elapsed.toFixed(2)} s by the clock), ${(seconds / recorded).toFixed(1)} × fixest as recorded (${recorded} s)`,
    goal: `≤ ${goal} s`,
    holds: seconds <= goal,
  };
}

export function measureGravity(): readonly Figure[] {
  if (!existsSync(anchors)) {
    process.stdout.write('skip gravity: ../shared/bench-anchors is absent\n');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'yunhe-gravity-'));
  try {
    const panel = readPanel(folder);
    return [
      figureOf('origins and destinations', tableOf(panel, YEARS - 1), RECORDED.section, 0.64),
      figureOf('origin-years and destination-years', tableOf(panel, null), RECORDED.panel, 4),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) for (const figure of measureGravity()) print(figure);
