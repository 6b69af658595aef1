import { readShared } from './shared-data.ts';

/** Documents, queries by number, and what each document gains for a query. */
export interface Collection {
  readonly documents: readonly { id: string; title: string; text: string }[];
  readonly queries: ReadonlyMap<string, string>;
  readonly judged: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** NPL separates its records by a line with a slash; a record begins with its number. */
function nplRecords(path: string): Map<string, string> {
  const records = readShared(path).split(/^\s*\/\s*$/m);
  const pairs = records.map((record) => /^\s*(\d+)\s(.*)$/s.exec(record)?.slice(1));
  return new Map(pairs.filter((pair) => pair !== undefined) as [string, string][]);
}

/** 11,429 abstracts of physics and electronics; a document answers a query or does not. */
export function npl(): Collection {
  const judged = new Map<string, Map<string, number>>();
  for (const [number, relevant] of nplRecords('ir-classic/npl/rlv-ass')) {
    judged.set(number, new Map(relevant.match(/\d+/g)?.map((id) => [id, 1])));
  }
  return {
    documents: Array.from(nplRecords('ir-classic/npl/doc-text.gz'), ([id, text]) => {
      return { id, title: '', text };
    }),
    queries: nplRecords('ir-classic/npl/query-text'),
    judged,
  };
}

/** Cranfield begins a record with .I and its number, and each of its parts with a letter. */
function cranfieldRecords(path: string): { number: string; part(letter: string): string }[] {
  const records = readShared(path).split(/^\.I /m).slice(1);
  return records.map((record) => ({
    number: /\d+/.exec(record)?.[0] as string,
    part: (letter) =>
      record
        .split(/^\.(?=[TABW]\s)/m)
        .find((part) => part[0] === letter)
        ?.slice(2) ?? '',
  }));
}

/** 1,400 abstracts of aeronautics; what a document gains is graded from 4 (complete) to 1, or 0. */
export function cranfield(): Collection {
  const judged = new Map<string, Map<string, number>>();
  for (const line of readShared('ir-classic/cran/cran.qrels').trim().split('\n')) {
    const [query, id, code] = line.trim().split(/\s+/) as [string, string, string];
    if (!judged.has(query)) judged.set(query, new Map());
    // Codes go from 1, a complete answer, to 4, of minimum interest; −1 is of none.
    judged.get(query)?.set(id, Number(code) > 0 ? 5 - Number(code) : 0);
  }
  // The judgements count the queries from 1; the numbers in the query file have gaps.
  const queries = cranfieldRecords('ir-classic/cran/cran.qry');
  return {
    documents: cranfieldRecords('ir-classic/cran/cran.all.1400.gz').map(({ number, part }) => {
      return { id: number, title: part('T'), text: part('W') };
    }),
    queries: new Map(queries.map(({ part }, at) => [`${at + 1}`, part('W')])),
    judged,
  };
}

/** The same collection, where every gain counts 1. */
export function ungraded({ judged, ...rest }: Collection): Collection {
  const flat = (gains: ReadonlyMap<string, number>) =>
    new Map(Array.from(gains, ([id, gain]) => [id, Math.min(gain, 1)] as const));
  return { ...rest, judged: new Map(Array.from(judged, ([query, gains]) => [query, flat(gains)])) };
}
