import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Lengths, measureNetwork, type NetworkMeasures } from '@yunhe/network';
import { version } from '../version.ts';
import { BadUsage, type Command, exitCodes, type Flags } from './command.ts';
import { numberFlag, wordFlag } from './flag-values.ts';
import { type Edges, readEdges } from './network-edges.ts';
import { caveatsOf, nodesTable, regionPairsTable, regionsTable } from './network-tables.ts';
import { digestOf, writeTable } from './result-table.ts';

export const network: Command = {
  name: 'network',
  usage: 'EDGES.csv --out DIR [--directed] [--lengths hops|reciprocals|weights] …',
  summary: 'Measure a network of organisations and regions; needs neither server nor database',
  options: {
    out: { type: 'string' },
    directed: { type: 'boolean' },
    lengths: { type: 'string' },
    resolution: { type: 'string' },
    seed: { type: 'string' },
    'exact-up-to': { type: 'string' },
    error: { type: 'string' },
  },
  optionHelp: {
    '--out DIR': 'where nodes.csv, regions.csv, region_pairs.csv and summary.json are written',
    '--directed': 'links lead from source to target (they lead both ways)',
    '--lengths KIND': 'of paths: hops; reciprocals, heavy links are short; weights (hops)',
    '--resolution R': 'of communities; above 1 asks for smaller ones (1)',
    '--seed S': 'where chance begins; the same seed gives the same files (1)',
    '--exact-up-to N':
      'with more nodes betweenness and closeness are sampled (nodes × links ≤ 10⁹)',
    '--error E': 'of sampled betweenness, as a share of all pairs of nodes (0.005)',
  },
  examples: [
    'yunhe network collaborations.csv --out network/',
    'yunhe network flows.csv --out flows/ --directed --lengths reciprocals',
    'head -1 collaborations.csv                # source,target,weight,source_region,target_region',
  ],
  run: async ({ args, flags, json, say, talk }) => {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new BadUsage('Name one file of links.');
    if (typeof flags.out !== 'string') throw new BadUsage('Name a folder with --out.');
    const parameters = parametersOf(flags);
    const edges = await readEdges(file, parameters.directed);
    talk(`${edges.names.length} nodes, ${edges.graph.linkCount} links.`);
    const found = measured(edges, parameters);
    const summary = {
      method: 'network',
      version,
      input: { file: basename(file), sha256: await digestOf(file), rows: edges.rows },
      parameters,
      ...summaryOf(edges, found),
    };
    await mkdir(flags.out, { recursive: true });
    await writeTable(join(flags.out, 'nodes.csv'), nodesTable(edges, found));
    if (edges.regionOf !== null) {
      await writeTable(join(flags.out, 'regions.csv'), regionsTable(edges, found));
      await writeTable(join(flags.out, 'region_pairs.csv'), regionPairsTable(edges, found));
    }
    const text = JSON.stringify(summary, null, 2);
    await writeFile(join(flags.out, 'summary.json'), `${text}\n`);
    say(json ? JSON.stringify(summary) : text);
    for (const caveat of summary.caveats) talk(caveat.text);
    return exitCodes.ok;
  },
};

interface Parameters {
  readonly directed: boolean;
  readonly lengths: Lengths;
  readonly resolution: number;
  readonly seed: number;
  /** Null where it follows from nodes and links. */
  readonly exactUpTo: number | null;
  readonly error: number;
}

function parametersOf(flags: Flags): Parameters {
  const number = (flag: string, standard: number, fits: (value: number) => boolean) =>
    numberFlag(flags, flag, standard, fits);
  const whole = (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** 31;
  return {
    directed: flags.directed === true,
    lengths: wordFlag(flags, 'lengths', ['hops', 'reciprocals', 'weights']),
    resolution: number('resolution', 1, (value) => value > 0 && value < Infinity),
    seed: number('seed', 1, whole),
    exactUpTo: flags['exact-up-to'] === undefined ? null : number('exact-up-to', 0, whole),
    error: number('error', 0.005, (value) => value >= 0.0001 && value < 1),
  };
}

/** Lengths that fit no sample are the caller's to change. */
function measured({ graph, regionOf }: Edges, parameters: Parameters): NetworkMeasures {
  const { exactUpTo, ...others } = parameters;
  try {
    return measureNetwork(graph, {
      ...others,
      ...(exactUpTo === null ? {} : { exactUpTo }),
      ...(regionOf === null ? {} : { groupOf: regionOf }),
    });
  } catch (error) {
    throw error instanceof RangeError ? new BadUsage(error.message) : error;
  }
}

function summaryOf({ graph, names, regions, zeroRows }: Edges, found: NetworkMeasures) {
  const { nodeCount, linkCount, directed } = graph;
  const { eigenvector, pageRank, communities, sampledBetweenness, sampledCloseness } = found;
  const pairs = (nodeCount * (nodeCount - 1)) / (directed ? 1 : 2);
  const isolated = found.degree.filter((degree) => degree === 0).length;
  return {
    nodes: names.length,
    links: linkCount,
    regions: regions.length,
    density: pairs === 0 ? null : linkCount / pairs,
    isolated,
    components: found.components.sizes.length,
    largestComponent: found.components.sizes[0] ?? 0,
    transitivity: found.clustering.transitivity,
    communities: communities.sizes.length,
    modularity: communities.modularity,
    eiIndex: found.openness === null ? null : orNull(found.openness.all.eiIndex),
    openness: found.openness === null ? null : orNull(found.openness.all.openness),
    betweenness:
      sampledBetweenness === null
        ? { exact: true }
        : { exact: false, samples: sampledBetweenness.samples, error: sampledBetweenness.error },
    closeness:
      sampledCloseness === null
        ? { exact: true }
        : { exact: false, pivots: sampledCloseness.pivots, error: sampledCloseness.error },
    convergence: {
      eigenvector: { converged: eigenvector.converged, iterations: eigenvector.iterations },
      pageRank: { converged: pageRank.converged, iterations: pageRank.iterations },
      communities: { converged: communities.converged, iterations: communities.iterations },
    },
    caveats: caveatsOf(found, zeroRows),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
