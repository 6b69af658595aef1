/**
 * The figures the README quotes, measured in one run on one machine: `npm run bench`, or
 * `npm run bench PART…` for some of them. Times on a shared machine move; ratios within one run
 * are what to compare.
 */
import { cpus, totalmem } from 'node:os';
import { type Figure, print } from './bench/figure.ts';

type Part = () => Promise<readonly Figure[]>;

const parts: Readonly<Record<string, Part>> = {
  platform: async () => (await import('./bench/platform.ts')).measurePlatform(),
  quality: async () => (await import('./bench/retrieval-quality.ts')).retrievalQuality(),
  words: async () => (await import('./bench/lexical-speed.ts')).measureLexicalSpeed(),
  match: async () => (await import('./bench/full-match.ts')).fullMatch(),
  decisions: async () => (await import('./bench/decision-speed.ts')).measureDecisionSpeed(),
  tables: async () => (await import('./bench/decision-analysis.ts')).measureDecisionAnalysis(),
  network: async () => (await import('./bench/network.ts')).measureNetworks(),
  'network-page': async () => (await import('./bench/network-page.ts')).measureNetworkPage(),
  complexity: async () => (await import('./bench/complexity.ts')).measureComplexity(),
  gravity: async () => (await import('./bench/gravity.ts')).measureGravity(),
  evaluation: async () => (await import('./bench/evaluation.ts')).measureEvaluation(),
  settlement: async () => (await import('./bench/settlement-speed.ts')).measureSettlementSpeed(),
  ledger: async () => (await import('./bench/ledger.ts')).measureLedger(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  const known = Object.keys(parts).join(', ');
  process.stderr.write(`There is no part ${unknown.join(', ')}; there are ${known}.\n`);
  process.exit(2);
}

process.stdout.write(
  `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
    `Node ${process.versions.node}\n`,
);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  const found = await measure();
  for (const figure of found) print(figure);
  figures.push(...found);
}

process.stdout.write('\n| figure | measured | goal |\n|---|---|---|\n');
for (const { what, measured, goal } of figures) {
  process.stdout.write(`| ${what} | ${measured} | ${goal} |\n`);
}
process.exitCode = figures.every((one) => one.holds) ? 0 : 1;
