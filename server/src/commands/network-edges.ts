import { basename } from 'node:path';
import { createGraph, type Graph } from '@yunhe/network';
import { readSheet, type SheetRow } from '../runtime/sheets/index.ts';
import { RowsProblem } from './column-file.ts';

export interface Edges {
  readonly graph: Graph;
  /** By node, in the order in which the file names them. */
  readonly names: readonly string[];
  /** By region; none if the file has no columns of regions. */
  readonly regions: readonly string[];
  /** The region of each node, −1 for none; null if the file has no columns of regions. */
  readonly regionOf: readonly number[] | null;
  readonly rows: number;
  /** Rows of weight 0, which name their nodes and link nobody. */
  readonly zeroRows: number;
}

const PROBLEMS_AT_MOST = 20;
const needed = ['source', 'target'];
const known = [...needed, 'weight', 'source_region', 'target_region'];

/** Reads `source,target[,weight][,source_region,target_region]`; other columns are passed over. */
export async function readEdges(file: string, directed: boolean): Promise<Edges> {
  const { columns, rows } = await readSheet(file);
  const name = basename(file);
  const missing = needed.filter((column) => !columns.includes(column));
  const regional = columns.includes('source_region') || columns.includes('target_region');
  if (missing.length > 0) {
    throw new RowsProblem([
      `${name}: there is no column ${missing.join(' and ')}; it has ${columns.join(', ')}, and may have ${known.join(', ')}.`,
    ]);
  }
  const list = createList(name, regional);
  for await (const row of rows) {
    list.add(row);
    if (list.problems.length >= PROBLEMS_AT_MOST) break;
  }
  if (list.problems.length > 0) throw new RowsProblem(list.problems);
  if (list.rows() === 0) throw new RowsProblem([`${name}: there is no row below the header.`]);
  const { names, regions, regionOf, sources, targets, weights } = list;
  return {
    graph: createGraph({ nodeCount: names.length, sources, targets, weights, directed }),
    names,
    regions,
    regionOf: regional ? regionOf : null,
    rows: list.rows(),
    zeroRows: list.rows() - weights.length,
  };
}

function createList(file: string, regional: boolean) {
  const [names, regions, problems]: [string[], string[], string[]] = [[], [], []];
  const [sources, targets, weights]: [number[], number[], number[]] = [[], [], []];
  const numberOf = new Map<string, number>();
  const numberOfRegion = new Map<string, number>();
  const regionOf: number[] = [];
  /** The row that said in which region a node is. */
  const saidIn: number[] = [];
  let rows = 0;

  const blame = (row: number, column: string, detail: string) => {
    problems.push(`${file}, row ${row}, column ${column}: ${detail}`);
  };
  const regionNumber = (region: string): number => {
    let number = numberOfRegion.get(region);
    if (number === undefined) {
      number = regions.push(region) - 1;
      numberOfRegion.set(region, number);
    }
    return number;
  };
  /** The number of the node that a row names, or −1 and a problem. */
  const nodeOf = ({ row, cells }: SheetRow, end: 'source' | 'target'): number => {
    const name = cells[end]?.trim() ?? '';
    if (name === '') {
      blame(row, end, 'it is empty; name the organisation.');
      return -1;
    }
    let node = numberOf.get(name);
    if (node === undefined) {
      node = names.push(name) - 1;
      numberOf.set(name, node);
      regionOf.push(-1);
    }
    const region = regional ? (cells[`${end}_region`]?.trim() ?? '') : '';
    if (region === '') return node;
    const said = regionNumber(region);
    if (regionOf[node] === -1) {
      regionOf[node] = said;
      saidIn[node] = row;
    } else if (regionOf[node] !== said) {
      const earlier = `${regions[regionOf[node]!]} in row ${saidIn[node]}`;
      blame(row, `${end}_region`, `${name} is in ${region} here and in ${earlier}; correct one.`);
    }
    return node;
  };

  return {
    names,
    regions,
    regionOf,
    sources,
    targets,
    weights,
    problems,
    rows: () => rows,
    add(row: SheetRow): void {
      rows++;
      problems.push(...row.problems.map(({ message }) => message));
      const [source, target] = [nodeOf(row, 'source'), nodeOf(row, 'target')];
      const text = row.cells.weight?.trim() ?? '1';
      const weight = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      if (!(weight >= 0 && weight < Infinity)) {
        blame(row.row, 'weight', `"${text}" is not a number of 0 or more; correct it.`);
      } else if (weight > 0 && source >= 0 && target >= 0) {
        sources.push(source);
        targets.push(target);
        weights.push(weight);
      }
    },
  };
}
