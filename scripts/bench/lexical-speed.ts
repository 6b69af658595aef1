/**
 * How fast words find records, beside those who do the same; `bench.ts` puts it beside the rest.
 * Processor time is counted, since a shared machine's clock runs on while others work; the time of
 * single queries is the best of some rounds, for the same reason.
 */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createIndex, type Reader, type TextIndex } from '@yunhe/retrieval';
import { Index as FlexSearch } from 'flexsearch';
import MiniSearch from 'minisearch';
import { type Figure, print } from './figure.ts';

const anchors = resolve(import.meta.dirname, '../../../shared/bench-anchors');
/** Jar files of Lucene's core and common analysers, as one class path. */
const luceneJars = process.env.BENCH_LUCENE;
/** Recorded on this kind of machine: Lucene, and the middle of what a plain scan reached. */
const RECORDED = { lucene: 1_700, scan: 2_150 };

interface Corpus {
  readonly records: string;
  readonly queryFile: string;
  readonly queries: readonly string[];
}

function generate(folder: string, records: number, queries: number): Corpus {
  const paths = [join(folder, `${records}.tsv`), join(folder, `${records}.txt`)] as const;
  const program = join(anchors, 'gen_corpus.mjs');
  const counts = [String(records), '1', paths[0], String(queries), paths[1]];
  execFileSync(process.execPath, [program, ...counts]);
  const read = readFileSync(paths[1], 'utf8').trim().split('\n');
  return { records: paths[0], queryFile: paths[1], queries: read };
}

/** The records of a corpus, a piece of the file at a time. */
function* recordsOf(path: string): Generator<{ id: string; text: string }> {
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  try {
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
      const bytes = Buffer.concat([rest, piece.subarray(0, size)]);
      let from = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        const line = bytes.toString('utf8', from, end);
        const tab = line.indexOf('\t');
        yield { id: line.slice(0, tab), text: line.slice(tab + 1) };
        from = end + 1;
      }
      rest = Buffer.from(bytes.subarray(from));
    }
  } finally {
    closeSync(file);
  }
}

/** Words between blanks, as all peers are told to read them. */
const reader: Reader = (text) => {
  const tokens = [];
  for (let start = 0; start < text.length; ) {
    const blank = text.indexOf(' ', start);
    const end = blank < 0 ? text.length : blank;
    tokens.push({ term: text.slice(start, end), start, end });
    start = end + 1;
  }
  return { text, tokens };
};

function indexOf(corpus: Corpus): TextIndex {
  const index = createIndex({ reader, keepsTexts: false });
  for (const { id, text } of recordsOf(corpus.records)) index.put({ id, title: '', text });
  // The first search seals what was put.
  index.search(corpus.queries[0] as string);
  return index;
}

/** Processor seconds of this process, all its threads together. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Queries a second of processor time, once warm. */
function perSecond(queries: readonly string[], search: (query: string) => void): number {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const before = spent();
    for (const query of queries) search(query);
    best = Math.max(best, queries.length / (spent() - before));
  }
  return best;
}

/** The 95th percentile in milliseconds, each query at its best of some rounds. */
function p95(queries: readonly string[], search: (query: string) => void): number {
  const best = queries.map(() => Infinity);
  for (let round = 0; round < 5; round++) {
    for (const [n, query] of queries.entries()) {
      const before = performance.now();
      search(query);
      best[n] = Math.min(best[n] as number, performance.now() - before);
    }
  }
  best.sort((a, b) => a - b);
  return best[Math.floor(best.length * 0.95)] as number;
}

type Top = readonly { readonly id: string; readonly score: number }[];

/**
 * BM25 written out over flat arrays, every posting of every word added up: what a search costs
 * without any cleverness, and what the right answers are.
 */
function plainScan(corpus: Corpus): (query: string) => Top {
  const numbers = new Map<string, number>();
  const lists: number[][] = [];
  const ids: string[] = [];
  const lengths: number[] = [];
  for (const { id, text } of recordsOf(corpus.records)) {
    const words = text.split(' ');
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) {
      if (!numbers.has(word)) numbers.set(word, lists.push([]) - 1);
      lists[numbers.get(word) as number]?.push(ids.length, count);
    }
    ids.push(id);
    lengths.push(words.length);
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const norms = Float64Array.from(lengths, (length) => 1.2 * (0.25 + (0.75 * length) / average));
  const flat = lists.map((list) => Uint32Array.from(list));
  const scores = new Float64Array(ids.length);
  return (query) => {
    scores.fill(0);
    for (const word of new Set(query.split(' '))) {
      const list = flat[numbers.get(word) ?? -1] ?? new Uint32Array(0);
      const having = list.length / 2;
      const rarity = Math.log(1 + (ids.length - having + 0.5) / (having + 0.5));
      for (let at = 0; at < list.length; at += 2) {
        const count = list[at + 1] as number;
        const slot = list[at] as number;
        scores[slot]! += (rarity * count * 2.2) / (count + (norms[slot] as number));
      }
    }
    const top: { id: string; score: number }[] = [];
    for (let slot = 0; slot < scores.length; slot++) {
      const score = scores[slot] as number;
      if (score === 0 || (top.length === 10 && score < (top[9]?.score as number))) continue;
      top.push({ id: ids[slot] as string, score });
      top.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      if (top.length > 10) top.pop();
    }
    return top;
  };
}

/** Queries whose ten best are the same; places may be exchanged only where scores are equal. */
function agreeing(
  queries: readonly string[],
  ours: (q: string) => Top,
  theirs: (q: string) => Top,
) {
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * b;
  return queries.filter((query) => {
    const [found, wanted] = [ours(query), theirs(query)];
    return (
      found.length === wanted.length &&
      wanted.every(({ id, score }, at) => {
        const hit = found[at];
        if (hit === undefined || !close(hit.score, score)) return false;
        const tied = wanted.filter((other) => close(other.score, score)).length > 1;
        return hit.id === id || tied || close(score, wanted.at(-1)?.score as number);
      })
    );
  }).length;
}

function miniSearch(corpus: Corpus): (query: string) => void {
  const index = new MiniSearch({
    fields: ['text'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  for (const record of recordsOf(corpus.records)) index.add(record);
  return (query) => index.search(query).slice(0, 10);
}

function flexSearch(corpus: Corpus): (query: string) => void {
  const index = new FlexSearch({ tokenize: 'strict', encode: (text: string) => text.split(' ') });
  for (const { id, text } of recordsOf(corpus.records)) index.add(Number(id), text);
  return (query) => index.search(query, { limit: 10, suggest: true });
}

/** Lucene's figure by its own program, which is told to count processor time as we do. */
function lucene(corpus: Corpus, folder: string): number | null {
  if (luceneJars === undefined) return null;
  const clock =
    'java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()';
  const program = readFileSync(join(anchors, 'Bench.java'), 'utf8');
  const source = join(folder, 'Bench.java');
  writeFileSync(source, program.replaceAll('System.nanoTime()', clock));
  const files = [corpus.records, corpus.queryFile, join(folder, 'lucene')];
  const printed = execFileSync('java', ['-cp', luceneJars, source, ...files], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const figures = Array.from(printed.matchAll(/BMW\(default\): (\d+) qps/g), ([, one]) =>
    Number(one),
  );
  return Math.max(...figures);
}

/** Bytes this process holds once all that can go is gone. */
function held(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let n = 0; n < 3; n++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function besidePeers(folder: string): Figure[] {
  const corpus = generate(folder, 100_000, 2_000);
  const { queries } = corpus;
  const index = indexOf(corpus);
  const search = (query: string) => index.search(query, { limit: 10, reasons: 0 });
  const ours = perSecond(queries, search);
  const scan = plainScan(corpus);
  const scanned = perSecond(queries.slice(0, 500), scan);
  const same = agreeing(queries, search, scan);
  const run = lucene(corpus, folder);
  const theirs = run ?? (RECORDED.lucene * scanned) / RECORDED.scan;
  const whose = run === null ? 'Lucene by its recorded ratio to a plain scan' : 'Lucene';
  const mini = perSecond(queries.slice(0, 50), miniSearch(corpus));
  const flex = perSecond(queries.slice(0, 200), flexSearch(corpus));
  const what = '100,000 records, the ten best by words';
  const rate = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;
  return [
    {
      what: `${what}, beside ${whose} (a plain scan: ${rate(scanned)})`,
      measured: `${rate(ours)} of ${rate(theirs)}: ${(ours / theirs).toFixed(1)} ×`,
      goal: '≥ 1 ×',
      holds: ours >= theirs,
    },
    {
      what: `${what}, beside MiniSearch (FlexSearch: ${rate(flex)})`,
      measured: `${rate(ours)} of ${rate(mini)}: ${Math.round(ours / mini)} ×`,
      goal: '≥ 100 ×',
      holds: ours >= 100 * mini,
    },
    {
      what: `${what}, as written-out BM25 has them`,
      measured: `${same} of ${queries.length} queries`,
      goal: 'all',
      holds: same === queries.length,
    },
  ];
}

function aMillion(folder: string): Figure[] {
  const corpus = generate(folder, 1_000_000, 1_000);
  const heldBefore = held();
  const before = spent();
  const index = indexOf(corpus);
  const built = spent() - before;
  const milliseconds = p95(corpus.queries, (query) => {
    index.search(query, { limit: 10, reasons: 0 });
  });
  const memory = held() - heldBefore;
  const { postings } = index.byteLengths();
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  const what = '1,000,000 records';
  return [
    {
      what: `${what}, build, processor time`,
      measured: `${built.toFixed(1)} s`,
      goal: '≤ 35 s',
      holds: built <= 35,
    },
    {
      what: `${what}, the ten best by words, p95`,
      measured: `${milliseconds.toFixed(1)} ms`,
      goal: '≤ 10 ms',
      holds: milliseconds <= 10,
    },
    {
      what: `${what}, memory of words beside the postings alone`,
      measured: `${megabytes(memory)} of ${megabytes(postings)}: ${(memory / postings).toFixed(2)} ×`,
      goal: '≤ 1.6 ×',
      holds: memory <= 1.6 * postings,
    },
  ];
}

/** All figures; none, with the reason printed, where the generator is not beside the checkout. */
export function measureLexicalSpeed(): Figure[] {
  if (!existsSync(anchors)) {
    process.stdout.write('skip speed by words: ../shared/bench-anchors is absent\n');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'yunhe-lexical-'));
  try {
    return [...aMillion(folder), ...besidePeers(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) for (const figure of measureLexicalSpeed()) print(figure);
